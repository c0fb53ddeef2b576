"""What does this sentence say that one side did to the other?

`RelationReader` answers for a source and a target that the caller names: type, mode, quad and
status of the relation the sentence states, and how sure that is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.find.language import Language
from dragoman.find.relation_path import Binding, bindings, find_mention, mention_in
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
    """Reads relations with one parser and one table of triggers. Not safe to share between threads."""

    def __init__(self, language: Language, table: TriggerTable) -> None:
        self._language, self._table = language, table

    @classmethod
    def load(cls, settings: Settings | None = None) -> "RelationReader":
        return cls(Language((settings or Settings()).pipeline), TriggerTable.load())

    def read(self, sentence: str, source: str, target: str) -> Relation:
        """The relation from `source` to `target`."""
        return self.read_many([Asked(sentence, source, target)])[0]

    def read_many(self, asked: Iterable[Asked]) -> Sequence[Relation]:
        """The same for many questions at once: faster."""
        return [self._read(a) for a in asked]

    def _read(self, asked: Asked) -> Relation:
        doc = self._parse(asked.sentence)
        source = find_mention(doc, asked.source)
        target = find_mention(doc, asked.target, near=source[1] if source else 0)
        found: list[Binding] = bindings(doc, self._table, mention_in(doc, source), mention_in(doc, target))
        if not found:
            return Relation(type="SUPPORT", quad=quad_of("SUPPORT"), status="occurred", confidence=0.1)
        best = found[0]
        return Relation(type=best.type, mode=best.mode, quad=quad_of(best.type), status=best.status, confidence=0.5)

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
