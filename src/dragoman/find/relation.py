"""What does this sentence say that one side did to the other?

`RelationReader` answers for a source and a target that the caller names. An encoder weighs the
types; the trigger that grammar binds to the two mentions adds its word, and gives the mode and
the status.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from dragoman.find.language import Language
from dragoman.find.relation_model import Floats, Marked, RelationModel, softmax
from dragoman.find.relation_path import Binding, as_ruled, bindings, find_places, mention_in, vote
from dragoman.find.triggers import TriggerTable
from dragoman.know import quad_of
from dragoman.records import CODER, Document, Frozen, Part, Quad, Status, hashed
from dragoman.settings import Settings


class Relation(Frozen):
    """The relation from a source to a target that one sentence states."""

    type: str
    mode: str | None = None
    quad: Quad
    status: Status
    confidence: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the sentence and the words that name the two sides in it."""

    sentence: str
    source: str
    target: str


class RelationReader:
    """Reads relations with one parser, one table of triggers and one encoder. Not safe to share between threads."""

    def __init__(self, language: Language, table: TriggerTable, model: RelationModel) -> None:
        self._language, self._table, self._model = language, table, model

    @classmethod
    def load(cls, settings: Settings | None = None) -> "RelationReader":
        language = Language((settings or Settings()).pipeline)
        return cls(language, TriggerTable.load(), RelationModel.load())

    def read(self, sentence: str, source: str, target: str) -> Relation:
        """The relation from `source` to `target`."""
        return self.read_many([Asked(sentence, source, target)])[0]

    def read_many(self, asked: Iterable[Asked]) -> Sequence[Relation]:
        """The same for many questions."""
        questions = list(asked)
        if not questions:
            return []
        marked = [Marked(a.sentence, *find_places(a.sentence, a.source, a.target)) for a in questions]
        logits = self._model.logits(marked)
        return [self._decide(m, row) for m, row in zip(marked, logits, strict=True)]

    def _decide(self, marked: Marked, logits: Floats) -> Relation:
        voted, found = self.grammar(marked)
        # whoever asks for a relation says that there is one
        logits = logits[[self._model.outputs.index(t) for t in self._model.types]]
        if voted is not None:
            # grammar speaks for its type as loudly as was found best on held-out sentences
            kind, firmness = voted
            logits[self._model.types.index(kind)] += self._model.rule_weight * firmness
        chances = softmax(logits[np.newaxis, :] / self._model.temperature)[0]
        best = int(chances.argmax())
        kind = as_ruled(self._model.types[best], marked.sentence)
        same = next((b for b in found if b.type == kind), None)
        told = same or (found[0] if found else None)
        return Relation(
            type=kind,
            mode=same.mode if same else None,
            quad=quad_of(kind),
            status=told.status if told else "occurred",
            confidence=round(float(chances[best]), 3),
        )

    def grammar(self, marked: Marked) -> tuple[tuple[str, float] | None, list[Binding]]:
        """What grammar alone says: its type with its firmness, and every trigger with how well it binds the two."""
        if not marked.sentence.strip():
            return None, []
        doc = self._parse(marked.sentence)
        source, target = mention_in(doc, marked.source), mention_in(doc, marked.target)
        found = bindings(doc, self._table, source, target)
        return vote(doc, found, source, target), found

    def _parse(self, sentence: str) -> Doc:
        part = Part(kind="body", start=0, end=len(sentence))
        document = Document(
            id="pair",
            content_hash=hashed(sentence),
            title=None,
            authors=(),
            publisher=None,
            published=None,
            published_basis="none",
            language="en",
            url=None,
            text=sentence,
            parts=(part,),
            coder=CODER,
        )
        return self._language.parse(document).sentences[0].words.doc
