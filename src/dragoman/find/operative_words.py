"""Words by which a resolution's paragraphs demand: "calls upon", "decides that … shall"."""

from typing import Final

from dragoman.records import Force

CUES: Final[dict[str, Force]] = {
    **dict.fromkeys("demands insists decides directs instructs orders requires".split(), "require"),
    **dict.fromkeys(
        "calls urges requests invites appeals encourages exhorts asks reiterates renews reaffirms stresses emphasizes "
        "emphasises underlines underscores resolves reminds considers affirms declares deems determines "
        "expects".split(),
        "ask",
    ),
    "recommends": "advise",
}
# verbs whose clause says how things are, unless "must" or "shall" stands in it
SOFT = frozenset(
    "reiterates renews reaffirms stresses emphasizes emphasises underlines underscores decides resolves reminds "
    "considers affirms declares deems determines".split()
)
REPEATED: Final = {"call": "calls", "demand": "demands", "request": "requests", "appeal": "appeals"}
OWN_PLANS = frozenset({"decides", "resolves"})
# "decides to request the parties", "(c) To call upon all States": a demand inside a decision
INNER: Final = {
    "call": "calls", "request": "requests", "urge": "urges", "invite": "invites", "appeal": "appeals", "ask": "asks",
    "demand": "demands", "instruct": "instructs", "direct": "directs", "recommend": "recommends",
    "encourage": "encourages", "mandate": "instructs", "entrust": "instructs", "task": "instructs",
}  # fmt: skip
DUTY = frozenset({"shall", "should", "must"})
LEADS_TO = frozenset({"upon", "on", "to", "for", ",", "_", "of"})
"""Between the cue and whom it addresses: "calls upon", "appeals to", "demands of"."""
# verbs that a tagger takes for nouns after "and"
LOOKALIKES = frozenset(
    "refrain desist abstain permit return release end halt stop respect support help cease transfer report withdraw "
    "cooperate co-operate comply lift grant remove allow".split()
)
