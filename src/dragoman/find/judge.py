"""Does the sentence really state this act, by this side and upon that one?

`RelationJudge.judge(sentence, source, target, type)` answers with a probability. The encoder that
tells types of relations was also shown mentions between which nothing is stated; what it thinks of
the type asked about, and of "nothing", is turned into a probability with weights fitted on open
texts that it was not trained on. `weigh` gives the chance of every type, and of none, so that a
caller can name another type instead. Places are code points in the sentence; None for a side that
the sentence does not name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.find.relation_model import NOTHING, Floats, Marked, Place, RelationModel, softmax


@dataclass(frozen=True, slots=True)
class Claim:
    """An act that something took the sentence to state."""

    sentence: str
    source: Place | None
    target: Place | None
    type: str
    trigger: Place | None = None
    """The word that something took for the act; without it, any words of the sentence may state it."""

    @property
    def marked(self) -> Marked:
        return Marked(self.sentence, self.source, self.target, self.trigger)


class RelationJudge:
    """Judges with one encoder. Not safe to share between threads."""

    def __init__(self, model: RelationModel) -> None:
        self._model = model

    @classmethod
    def load(cls) -> "RelationJudge":
        """The encoder that ships with dragoman; half a second, so keep it."""
        return cls(RelationModel.load())

    def judge(self, sentence: str, source: Place | None, target: Place | None, type: str) -> float:
        """How likely the sentence states an act of this type by `source` upon `target`, 0 to 1."""
        return self.judge_many([Claim(sentence, source, target, type)])[0]

    def judge_many(self, claims: Sequence[Claim]) -> list[float]:
        """The same for many claims. A sentence with the same marks is read once."""
        asked = {c.marked: 0 for c in claims}
        rows = dict(zip(asked, self._model.logits(list(asked)), strict=True)) if asked else {}
        return [probability(self._model, rows[c.marked], c.type) for c in claims]

    def odds(self, claim: Claim) -> tuple[float, float]:
        """How far the type claimed is ahead of the other types, and an act of any type ahead of none, in log odds."""
        row = self._model.logits([claim.marked])[0]
        return features(self._model, row, claim.type)

    def weigh(self, sentence: str, source: Place | None, target: Place | None) -> dict[str, float]:
        """The chance of each type, and of `NOTHING` where the encoder knows of it, the likeliest first."""
        row = self._model.logits([Marked(sentence, source, target)])[0]
        chances = softmax(row[np.newaxis, :] / self._model.temperature)[0]
        named = zip(self._model.outputs, chances.tolist(), strict=True)
        return dict(sorted(named, key=lambda pair: -pair[1]))


def features(model: RelationModel, row: Floats, kind: str) -> tuple[float, float]:
    """How far the type asked about is ahead of the other types, and an act of any type ahead of none (log odds)."""
    of_types = np.array([row[model.outputs.index(t)] for t in model.types])
    own = float(row[model.outputs.index(kind)])
    others = float(np.logaddexp.reduce([x for x, t in zip(of_types, model.types, strict=True) if t != kind]))
    if NOTHING not in model.outputs:
        return own - others, 0.0
    return own - others, float(np.logaddexp.reduce(of_types) - row[model.outputs.index(NOTHING)])


def probability(model: RelationModel, row: Floats, kind: str) -> float:
    """What the two log odds have meant on open texts."""
    ahead, stated = features(model, row, kind)
    weights = model.judging
    return float(1 / (1 + np.exp(-(weights["bias"] + weights["type"] * ahead + weights["stated"] * stated))))
