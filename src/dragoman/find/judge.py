"""Does the sentence really say this: an act of this kind, by this side and upon that one?

`RelationJudge.judge(sentence, source, target, type)` answers with a probability. The encoder reads
the sentence, its two mentions and the trigger marked, and behind it the claim in a few plain words:
kind of act, status, and of which country and sector the sides are. It was taught by some thousands of
readings that readers had judged right or wrong. Places are code points in the sentence; None for a
side that the sentence does not name.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.find.relation_model import ClaimModel, Marked, Place

Coded = tuple[str | None, str | None]
"""Country and sector of one member of a side."""

_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """An act that something took the sentence to state."""

    sentence: str
    source: Place | None
    target: Place | None
    type: str
    trigger: Place | None = None
    """The word that something took for the act; without it, any words of the sentence may state it."""
    status: str | None = None
    sides: tuple[Sequence[Coded], Sequence[Coded]] | None = None
    """Actors and recipients as they were coded; None where only the act is claimed."""

    @property
    def marked(self) -> Marked:
        return Marked(self.sentence, self.source, self.target, self.trigger)


class RelationJudge:
    """Judges with one encoder. Not safe to share between threads."""

    def __init__(self, model: ClaimModel) -> None:
        self._model = model

    @classmethod
    def load(cls) -> "RelationJudge":
        """The encoder that ships with dragoman; half a second, so keep it."""
        return cls(ClaimModel.load())

    def judge(self, sentence: str, source: Place | None, target: Place | None, type: str) -> float:
        """How likely the sentence states an act of this type by `source` upon `target`, 0 to 1."""
        return self.judge_many([Claim(sentence, source, target, type)])[0]

    def judge_many(self, claims: Sequence[Claim]) -> list[float]:
        """The same for many claims."""
        meant = self._model.judging
        return [1 / (1 + math.exp(-(meant["bias"] + meant["weight"] * self.odds(c)))) for c in claims]

    def odds(self, claim: Claim) -> float:
        """How likely the claim is right, in log odds, by the encoder alone."""
        return self._model.odds(claim.marked, in_words(claim, self._model.words))


def in_words(claim: Claim, kinds: Mapping[str, str]) -> str:
    """ "accuse criticise, occurred: KEN GOV > UGA": as the encoder reads a claim behind its sentence."""
    act = ", ".join(filter(None, (kinds[claim.type], claim.status)))
    return act if claim.sides is None else f"{act}: {_side(claim.sides[0])} > {_side(claim.sides[1])}"


def _side(members: Sequence[Coded]) -> str:
    return (
        "; ".join(f"{country or 'some'} {sector or ''}".strip() for country, sector in members[:_MEMBERS]) or "nobody"
    )
