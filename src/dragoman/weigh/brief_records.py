"""What is a brief made of?

Every sentence says what kind it is and what it rests on. A fact or a judgement without a citation
cannot be made; only the statement of a gap may, where there is nothing to point to.
"""

from typing import Literal, Self

from pydantic import model_validator

from dragoman.errors import DragomanError
from dragoman.records import Frozen, Quad

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


class ActsPeriod(Frozen):
    """How many acts of each kind one side directed at another in a period, and the sums of their scores."""

    period: str
    start: str
    actor: str
    recipient: str
    counts: dict[Quad, int]
    scores: dict[Quad, float]
    gap: bool
    """Nothing of the case was published in this period: its zeros are no zeros."""


class ActsPoint(Frozen):
    """What one side did to another in a period, from the first day to the last, and the reports that tell of it."""

    period: str
    start: str
    end: str
    actor: str
    recipient: str
    sentence: Sentence


class ActsShown(Frozen):
    """The acts between two sides, or between three with the one asked about first, for the chart beside a brief."""

    sides: tuple[str, ...]
    every: str
    heading: str
    periods: tuple[ActsPeriod, ...]
    points: tuple[ActsPoint, ...]
    """The periods with acts, in time, each direction apart."""
    unplaced: int
    """Acts whose day is not known well enough for such a period."""


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
    acts: ActsShown | None = None
    """The acts between the sides asked about, period by period; None where the case has too few."""
    sources: tuple[Source, ...]
    independent_sources: int
    """Cited documents after copies of one story and several reports of one publisher are counted once."""
    grading: str
    """Who graded the sources, in words."""
    coder: str

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence that cites, those of the points of the chart last."""
        told = [sentence for section in self.sections for sentence in section.sentences]
        return (*told, *(point.sentence for point in self.acts.points)) if self.acts else tuple(told)

    def section(self, name: SectionName) -> Section | None:
        return next((s for s in self.sections if s.name == name), None)
