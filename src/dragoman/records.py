"""The nouns that everybody shares: what a document is, and what can be claimed about it.

All are frozen values. A record made by `find/` is never changed afterwards: what an analyst
rules, what a later report adds and what the ledger concludes are new facts beside it. Every
`start` and `end` counts Unicode code points of the document's text, end-exclusive.
"""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman import __version__
from dragoman.errors import BadSpan

CODER = f"dragoman-{__version__}"
"""Stands in every record: which version made it. Never part of an id."""

PartKind = Literal[
    "title", "deck", "byline", "dateline", "body", "blockquote", "caption", "bio", "related", "furniture", "duplicate"
]
CODED_PARTS: frozenset[PartKind] = frozenset({"title", "deck", "body", "blockquote", "caption"})

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Status = Literal["occurred", "ongoing", "planned", "attempted", "hypothetical", "denied"]
Precision = Literal["day", "week", "month", "year", "none"]
Force = Literal["require", "ask", "advise"]
TieKind = Literal["reward", "penalty", "precondition"]

Answer = Literal["none", "accepted", "accepted_in_part", "rejected"]
Outcome = Literal["open", "in_progress", "met_in_part", "met", "reversed", "not_met", "disputed"]
Standing = Literal["in_force", "suspended", "waived", "withdrawn", "superseded", "expired"]
Basis = Literal["demander_says", "addressee_says", "verifier_says", "third_party_says", "inferred", "analyst"]


def hashed(*parts: object) -> str:
    """Sixteen hex digits that stand for `parts`: the id of what they name, the same on every machine."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def id_of_words(document: str, kind: str, text: str, start: int, end: int, also: object = "") -> str:
    """Id of a record about the words `text[start:end]`: which words, and the how-manieth time they stand there.

    Counting occurrences instead of code points lets an id, and a ruling on it, survive a new
    version of the article that adds a paragraph above. `also` tells apart two records about the same words.
    """
    exact = text[start:end]
    return hashed(document, kind, exact, text.count(exact, 0, start), also)


class Frozen(BaseModel):
    """A value that cannot change and knows no other fields than its own."""

    # building a model takes longer than most commands take: each is built when it is first used
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Frozen):
    """A stretch of one document's text, in code points, end-exclusive, with the words it holds."""

    start: int
    end: int
    exact: str

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.start < 0 or self.end - self.start != len(self.exact) or not self.exact:
            raise BadSpan(f"{self.start}..{self.end} cannot hold {self.exact!r}")
        return self

    def still_says_so(self, text: str) -> bool:
        return text[self.start : self.end] == self.exact

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        return cls(start=start, end=end, exact=text[start:end])


class Cue(Frozen):
    """The words that tell that somebody speaks: "said", "according to"."""

    start: int
    end: int
    text: str


class Part(Frozen):
    """One paragraph of a document and what it is. Only `CODED_PARTS` are coded."""

    kind: PartKind
    start: int
    end: int


class Document(Frozen):
    """One article as it was read. `parts` are in order, do not overlap, and hold one paragraph each."""

    record: Literal["document"] = "document"
    id: str
    content_hash: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: str | None
    """ISO day, or None: an undated document stays undated."""
    published_basis: Literal["given", "metadata", "text", "none"]
    language: str
    url: str | None
    source: str | None = None
    text: str
    parts: tuple[Part, ...]
    coder: str


class Actor(Frozen):
    """Who is meant, at one place of one text.

    `name` is the fullest form known, `text` what the article says there. `country` is ISO 3166
    alpha-3, or XKX, EUR, UNO, IGO, NGO, NAT, MNC; `sector` is PLOVER's. An actor that is only
    understood has no `text`, `start` and `end`.
    """

    name: str
    text: str | None
    start: int | None
    end: int | None
    country: str | None
    sector: str | None
    role: str | None
    in_office: bool | None
    id: str


class Statement(Frozen):
    """One unbroken stretch of somebody's words. `continues` names the stretch that the narrator interrupted."""

    record: Literal["statement"] = "statement"
    id: str
    document: str
    kind: Literal["direct", "indirect", "block"]
    speaker: Actor | None
    addressee: Actor | None = None
    start: int
    end: int
    exact: str
    continues: str | None = None
    cue: Cue | None = None
    confidence: float
    coder: str


class Why(Frozen):
    """How a record came to be: the rule or feature and the words it took."""

    rule: str
    words: str


class Event(Frozen):
    """Who did what to whom. Several actors or recipients are one event with several members."""

    record: Literal["event"] = "event"
    id: str
    document: str
    type: str
    mode: str | None
    quad: Quad
    score: float
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: str | None
    date_basis: str
    """How the date was read: "weekday", "relative", "absolute", "published", "none"."""
    date_precision: Precision
    status: Status
    historical: bool
    statement: str | None
    same_as: str | None = None
    object: Span | None = None
    """What the act is done with or to, where that is not an actor: "some of the sanctions"."""
    confidence: float
    evidence: tuple[Span, ...]
    why: tuple[Why, ...] = ()
    coder: str


class Tie(Frozen):
    """What hangs on a demand: a reward, a penalty, or a step that waits for it."""

    kind: TieKind
    consequence: Span | None


class Demand(Frozen):
    """What one side wants another to do. `by` wants it, `voiced_by` says so; they may be the same."""

    record: Literal["demand"] = "demand"
    id: str
    document: str
    by: Actor | None
    voiced_by: Actor | None
    of: tuple[Actor, ...]
    what: Span
    negative: bool = False
    """The act is to be left undone ("must not …", "called on X not to …")."""
    force: Force
    rank: int | None
    deadline: str | None = None
    tie: Tie | None
    answers: str | None = None
    same_as: str | None = None
    """Id of the demand in this document that words the same act first."""
    statement: str | None
    date: str | None
    confidence: float
    evidence: tuple[Span, ...]
    why: tuple[Why, ...] = ()
    coder: str


class Step(Frozen):
    """One change of one field of an entry: when, to what, because of which records, and who says so."""

    date: str
    field: Literal["answer", "outcome", "standing", "basis"]
    value: str
    because: tuple[str, ...]
    by_rule: str | None = None
    by_person: str | None = None
    reason: str | None = None
    confidence: float = 1.0
    answers: str | None = None
    """Id of the demand that this answers: of an answer, the last one made before it."""


ChangedField = Literal["answer", "outcome", "standing", "basis"]


class Change(Frozen):
    """One field of one entry that stood otherwise on an earlier day. `before` is None for a new entry."""

    record: Literal["change"] = "change"
    entry: str
    by: str
    of: str
    act: str
    field: ChangedField
    before: str | None
    after: str
    steps: tuple[Step, ...]
    """The moves in between, the last one making the value what it is."""


class Edge(Frozen):
    """What one entry has to do with another: step for step, this for that."""

    kind: Literal["hinges_on", "opens", "answers", "answered_by"]
    """`hinges_on`: due or offered only once the other act is done; `opens` is the same seen from the other act.
    `answers`: done, and said to be done, in response to the other act; `answered_by` is the same seen from there."""
    entry: str | None
    """Id of the other entry; None where nobody demands that act."""
    act: str
    """The words of the other act."""
    by_rule: str
    because: tuple[str, ...]
    date: str | None
    """The day of the report that first says so."""


class Entry(Frozen):
    """Where one demanded act stands on one day, and why."""

    record: Literal["entry"] = "entry"
    id: str
    by: str
    of: str
    act: str
    first_demanded: str | None
    last_demanded: str | None
    demands: tuple[str, ...]
    as_of: str | None
    answer: Answer
    outcome: Outcome
    standing: Standing
    basis: Basis
    history: tuple[Step, ...]
    undated: tuple[str, ...] = ()
    """Records of undated documents that speak of this act; they decide nothing."""
    edges: tuple[Edge, ...] = ()
    """What hangs on it and what it hangs on."""
    changes: tuple[Change, ...] = ()
    """Only where changes were asked for: which fields stood otherwise on the earlier day."""
    confidence: float
    coder: str


class Reject(Frozen):
    """An input that was not read: always said, never silent."""

    record: Literal["reject"] = "reject"
    id: str
    reason: str
    detail: str
    coder: str


class Ruling(Frozen):
    """An analyst's word on one field of an entry or a record; it beats a rule and survives coding again."""

    record: Literal["ruling"] = "ruling"
    id: str
    target: str
    field: str
    value: str
    because: str
    by: str
    on: str
    """ISO day from which the ruling holds."""
    made: str | None = None
    """ISO moment at which it was made, in UTC; older rulings do not know it."""


Claim = Statement | Event | Demand
Record = Annotated[Document | Statement | Event | Demand | Entry | Reject | Ruling, Field(discriminator="record")]


class Coded(Frozen):
    """A document with everything claimed about it: what is kept together or not at all."""

    document: Document
    claims: tuple[Claim, ...]
    rejects: tuple[Reject, ...] = ()


def spans_of(claim: Claim) -> Iterator[Span]:
    """Every stretch of text that a claim rests on, its actors' mentions included."""
    if isinstance(claim, Statement):
        yield Span(start=claim.start, end=claim.end, exact=claim.exact)
        if claim.cue:
            yield Span(start=claim.cue.start, end=claim.cue.end, exact=claim.cue.text)
        people = [claim.speaker, claim.addressee]
    elif isinstance(claim, Event):
        yield from claim.evidence
        if claim.object:
            yield claim.object
        people = [*claim.actors, *claim.recipients]
    else:
        yield from claim.evidence
        yield claim.what
        if claim.tie and claim.tie.consequence:
            yield claim.tie.consequence
        people = [claim.by, claim.voiced_by, *claim.of]
    for actor in people:
        if actor and actor.text and actor.start is not None and actor.end is not None:
            yield Span(start=actor.start, end=actor.end, exact=actor.text)
