"""What is a brief made of?

Every sentence says what kind it is and what it rests on. A fact or a judgement without a citation
cannot be made; only the statement of a gap may, where there is nothing to point to.
"""

from typing import Literal, Self

from pydantic import model_validator

from dragoman.errors import DragomanError
from dragoman.records import Frozen

SentenceKind = Literal["fact", "judgement", "gap"]
SectionName = Literal["answer", "contact", "changes", "demands", "told", "judgements", "arguments", "undated", "gaps"]


class UncitedError(DragomanError):
    """A sentence of a brief claims something and names no record: a fault of ours."""


class Cite(Frozen):
    """What a sentence rests on: a record (a claim or a ledger entry) and the document it was read in."""

    document: str
    record: str
    words: str | None = None
    """The words of the document that carry the sentence; None where only the document as such is meant."""


class Sentence(Frozen):
    """One sentence. A fact says what was reported, a judgement what follows from it, a gap what is not there."""

    text: str
    kind: SentenceKind
    cites: tuple[Cite, ...]
    about: str | None = None
    """Id of the ledger entry that it tells of: sentences about one entry read as one paragraph."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not self.cites and self.kind != "gap":
            raise UncitedError(f"no citation for: {self.text}")
        return self


class Section(Frozen):
    name: SectionName
    heading: str
    sentences: tuple[Sentence, ...]


class Source(Frozen):
    """A document that the brief cites, with its grades on the Admiralty scale."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    copy_of: str | None
    reliability: str
    """A (reliable) to E, F (cannot be judged): of the source."""
    credibility: str
    """1 (confirmed) to 5, 6 (cannot be judged): of what it says."""
    graded_by: str | None
    """The analyst; None where these are the machine's defaults."""


class Brief(Frozen):
    """The answer to one question from one case as of one day."""

    record: Literal["brief"] = "brief"
    question: str
    understood: str
    """The question as it was read: what is asked, about whom, since when."""
    as_of: str | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    independent_sources: int
    """Cited documents after copies of one story and several reports of one publisher are counted once."""
    grading: str
    """Who graded the sources, in words."""
    coder: str

    def section(self, name: SectionName) -> Section | None:
        return next((s for s in self.sections if s.name == name), None)
