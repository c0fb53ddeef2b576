"""In which words is a machine's doubt told?

Likelihood by the scale of Intelligence Community Directive 203; confidence in the sources apart
from it, in a sentence of its own; grades by the Admiralty code. The machine has no standing to
grade anybody, so its default is "cannot be judged" until an analyst rules otherwise.
"""

from typing import Final

_SCALE: Final[tuple[tuple[float, str], ...]] = (
    (0.05, "there is almost no chance"),
    (0.20, "it is very unlikely"),
    (0.45, "it is unlikely"),
    (0.55, "the chances are roughly even"),
    (0.80, "it is likely"),
    (0.95, "it is very likely"),
    (1.01, "it is almost certain"),
)

UNGRADED: Final = ("F", "6")
"""Reliability and credibility that cannot be judged."""

RELIABILITY: Final = frozenset("ABCDEF")
CREDIBILITY: Final = frozenset("123456")

DEFAULT_GRADING: Final = (
    "Graded F6 on the Admiralty scale (reliability and credibility cannot be judged): this is the machine's default, "
    "no analyst has graded these sources."
)
MIXED_GRADING: Final = (
    "Admiralty grades are an analyst's where one is named; F6 (cannot be judged) is the machine's default."
)


def likelihood(probability_0_to_1: float) -> str:
    """How a clause about something uncertain begins: "it is likely"."""
    return next(words for bound, words in _SCALE if probability_0_to_1 < bound)


def confidence(independent: int) -> str:
    """How far sources carry a judgement, by how many do not depend on each other."""
    return "low" if independent < 2 else "moderate" if independent < 4 else "high"
