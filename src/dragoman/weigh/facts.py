"""Which records of a case may a brief lean on, and what do they say about the sides asked for?

Documents later than the day of the brief do not exist for it. Undated ones are kept apart: they
may be quoted, as undated, and decide nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dragoman.keep import CaseView
from dragoman.know.acts import find_acts, read_act, sentences_of, stem, words_of
from dragoman.records import Claim, Demand, Document, Entry, Event, Statement, Step
from dragoman.weigh.brief_records import Cite
from dragoman.weigh.known import Act, Known, sides_of
from dragoman.weigh.names import MANY, Names, told, with_article
from dragoman.weigh.question import Question, Side
from dragoman.weigh.quoting import sentence_around

_MEETING = re.compile(
    r"\b(?:meet|meets|met|meetings?|talks?|talking|visit\w*|travel\w*|trips?|fly|flies|flying|flew|flown|journey\w*|"
    r"arriv\w+|heading|summit|negotiat\w+|delegation|phone|phoned|conference|receiv\w+|host\w*|dialogue)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:he|him|his|she|her|hers|they|them|theirs?)\b", re.IGNORECASE)
_LONGEST = 320
_NO_NAMES = frozenset(
    "He His She Her They Their We Our I You Your It Its The This These Those President Minister".split()
)


@dataclass(frozen=True)
class Facts:
    """A case as of a day, seen from one question."""

    known: Known
    entries: tuple[Entry, ...]
    question: Question
    names: Names

    def with_entries_known(self) -> "Facts":
        """Without entries that no document of that day demands: they could not be cited."""
        return replace(self, entries=tuple(e for e in self.entries if self._claims_behind(e)))

    @property
    def view(self) -> CaseView:
        return self.known.view

    @property
    def as_of(self) -> str | None:
        return self.known.as_of

    @property
    def documents(self) -> dict[str, Document]:
        """Those that existed on the day, undated ones included."""
        return self.known.documents

    @property
    def claims(self) -> dict[str, Claim]:
        return self.known.claims

    @property
    def acts(self) -> tuple[Act, ...]:
        """Acts of dated documents between any sides, oldest first; one act once, with all its reports."""
        return self.known.acts

    def day_of(self, claim: Claim) -> str | None:
        document = self.documents.get(claim.document)
        return document.published if document else None

    def is_dated(self, claim: Claim) -> bool:
        return self.day_of(claim) is not None

    def original(self, document: str) -> str:
        """The document whose story this one tells: copies count once."""
        return self.view.copies.get(document, document)

    def cite(self, *records: Claim | Entry | str) -> tuple[Cite, ...]:
        """Citations of claims, of an entry's own claims, or of records by id; each once."""
        found: dict[str, Cite] = {}
        for record in records:
            for claim in self._claims_behind(record):
                found.setdefault(claim.id, Cite(document=claim.document, record=claim.id, words=self.words(claim)))
        return tuple(found.values())

    def cite_step(self, entry: Entry, step: Step) -> tuple[Cite, ...]:
        """What made a step: its records, or the sentence of a report that the coder read no record in."""
        found: dict[str, Cite] = {}
        for record in step.because:
            if record in self.documents and record not in self.claims:
                words = self.closest_words(record, entry.act)
                found.setdefault(record, Cite(document=record, record=record, words=words))
            else:
                found |= {c.record: c for c in self.cite(record)}
        return tuple(found.values()) or self.cite(entry)

    def closest_words(self, document: str, act: str) -> str:
        """The sentence of a document that shares most with the words of an act."""
        wanted = read_act(act)
        stems = wanted.stems | {stem(w.low) for w in words_of(act)}
        text = self.documents[document].text
        pieces = [text[a:b] for a, b in sentences_of(text, 0, len(text))] or [text]

        def shared(piece: str) -> tuple[int, int]:
            tokens = words_of(piece)
            kinds = {reading.kind.name for reading in find_acts(tokens)}
            return len(stems & {stem(w.low) for w in tokens}) + 2 * (wanted.kind in kinds), -pieces.index(piece)

        return max(pieces, key=shared).strip()

    def _claims_behind(self, record: Claim | Entry | str) -> list[Claim]:
        if isinstance(record, Entry):
            return [self.claims[d] for d in record.demands if d in self.claims]
        if isinstance(record, str):
            if record in self.claims:
                return [self.claims[record]]
            return []
        return [record]

    def words(self, claim: Claim) -> str:
        """The sentence of the source that a claim stands in."""
        found = self.known.words
        if claim.id not in found:
            span = claim if isinstance(claim, Statement) else claim.evidence[0]
            found[claim.id] = sentence_around(self.documents[claim.document].text, span.start, span.end)
        return found[claim.id]

    def demand_words(self, demand: Demand) -> str:
        """The words of a demand; its whole sentence, and the one before, where they point back or say too little."""
        words = demand.what.exact
        if len(words.split()) > 2 and not _POINTS_BACK.search(words):
            return words
        text = self.documents[demand.document].text
        sentence = sentence_around(text, demand.what.start, demand.what.end)
        start = text.find(sentence)
        if not _POINTS_BACK.search(words) or start <= 0:
            return sentence
        before = sentence_around(text, max(start - 3, 0), max(start - 2, 1))
        return f"{before} {sentence}" if before != sentence and len(before) + len(sentence) < _LONGEST else sentence

    def clearest_demand(self, entry: Entry) -> Demand | None:
        """The demand whose words an entry bears."""
        demands = [d for i in entry.demands if isinstance(d := self.claims.get(i), Demand)]
        return next((d for d in demands if d.what.exact == entry.act), demands[0] if demands else None)

    def entry_words(self, entry: Entry) -> str:
        """The act of an entry in words that can stand alone."""
        demand = self.clearest_demand(entry)
        return self.demand_words(demand) if demand and demand.what.exact == entry.act else entry.act

    def side_of(self, entry: Entry, which: Literal["by", "of"]) -> str:
        """Who demands or is asked, in words: of a code that many bodies share, the body itself."""
        side = entry.by if which == "by" else entry.of
        if side in MANY and (demand := self.clearest_demand(entry)):
            actors = [demand.by or demand.voiced_by] if which == "by" else list(demand.of)
            named = next((a.name for a in actors if a and a.country == side), None)
            return with_article(named) if named else told(side, self.names)
        return told(side, self.names)

    def is_side(self, entry: Entry, which: Literal["by", "of"], side: Side | None) -> bool:
        """Whether an entry's demander or addressee is this side; somebody by name, if one of its demands is his."""
        if side is None:
            return True
        if (entry.by if which == "by" else entry.of) == side.key and side.key not in MANY:
            return True
        if side.code is not None and side.code not in MANY:
            return False
        demands = [d for i in entry.demands if isinstance(d := self.claims.get(i), Demand)]
        return any(side.among((d.by, d.voiced_by) if which == "by" else d.of) for d in demands)

    # ---- acts

    def between(self, one: Side | None, other: Side | None) -> tuple[Act, ...]:
        """Acts in which both sides take part; a side that is None is anybody."""
        sides = [s for s in (one, other) if s is not None]
        acts = self.known.acts_of.get(sides[0].code, ()) if sides and sides[0].code else self.acts
        return tuple(a for a in acts if all(s.among((*a.event.actors, *a.event.recipients)) for s in sides))

    @cached_property
    def dealings(self) -> tuple[Act, ...]:
        """Acts in which the sides asked about take part."""
        return self.between(self.question.about, self.question.other)

    @cached_property
    def contacts(self) -> tuple[Act, ...]:
        """Meetings, visits and talks with the side asked about that took place."""
        return tuple(a for a in self.dealings if is_contact(a.event) and a.event.status in ("occurred", "ongoing"))

    @cached_property
    def planned(self) -> tuple[Act, ...]:
        """Meetings that were announced after the last one that took place."""
        last = self.contacts[-1].day if self.contacts else None
        return tuple(a for a in self.dealings if is_planned_contact(a.event) and (last is None or (a.day or "") > last))

    # ---- undated

    @cached_property
    def undated(self) -> tuple[Document, ...]:
        """Those without a date that speak of the side asked about."""
        sides = [s for s in (self.question.about, self.question.other) if s is not None]
        return tuple(
            d
            for d in self.documents.values()
            if d.published is None
            and any(all(s.among(sides_of(c)) for s in sides) for c in self.known.claims_in.get(d.id, ()))
        )

    @cached_property
    def undated_contacts(self) -> tuple[Event, ...]:
        """Meetings, planned or done, that undated documents tell of."""
        about, other = self.question.about, self.question.other
        found = [
            e
            for e in self.known.undated_events
            if not e.historical
            and e.status in ("occurred", "ongoing", "planned")
            and (is_contact(e) or is_planned_contact(e))
            and all(side is None or side.among(sides_of(e)) for side in (about, other))
        ]
        # what is coming before what was, what the narrator tells before what somebody says
        return tuple(
            sorted(found, key=lambda e: (is_contact(e), e.statement is not None, e.document, e.evidence[0].start))
        )

    @cached_property
    def undated_demands(self) -> tuple[Demand, ...]:
        """Demands of undated documents on the side asked about; one wording of each."""
        about, other = self.question.about, self.question.other
        best: dict[str, Demand] = {}
        for demand in self.view.demands:
            if demand.document not in self.documents or self.is_dated(demand):
                continue
            if about and not about.among(demand.of):
                continue
            if other and not (other.is_(demand.by) or other.is_(demand.voiced_by)):
                continue
            act = demand.same_as or demand.id
            # the wording on which something hangs says most
            if act not in best or (demand.tie and not best[act].tie):
                best[act] = demand
        return tuple(best.values())

    @cached_property
    def latest(self) -> Document | None:
        """The last dated document that speaks of the side asked about."""
        about = self.question.about or self.question.other
        if about is None:
            return next((d for d in self.known.newest_first if self.known.claims_in.get(d.id)), None)
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words_for(about)))})\b")
        return next(
            (
                d
                for d in self.known.newest_first
                if any(about.among(sides_of(c)) for c in self.known.claims_in.get(d.id, ()))
                or pattern.search(f"{d.title} {d.text}")
            ),
            None,
        )

    def latest_cite(self) -> tuple[Cite, ...]:
        return (Cite(document=self.latest.id, record=self.latest.id),) if self.latest else ()

    # ---- words

    @cached_property
    def said_of_it(self) -> tuple[Statement, ...]:
        """What is said about, to or by the side asked about: what names it or holds a claim with it on one side."""
        side = self.question.about
        if side is None:
            return ()
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words_for(side)))})\b")
        inside = {i for i, claims in self.known.inside.items() if any(side.among(sides_of(c)) for c in claims)}
        return tuple(
            s
            for s in self.view.statements
            if s.document in self.documents
            and s.document not in self.view.copies
            and (s.id in inside or side.among(sides_of(s)) or pattern.search(s.exact))
        )

    def words_for(self, side: Side) -> list[str]:
        """The words by which the case's texts name this side."""
        found = {side.name}
        for actor, texts in self.known.naming.values():
            for text in texts if side.is_(actor) else ():
                if len(text) > 3 and text[0].isupper() and text not in _NO_NAMES and len(text.split()) < 5:
                    found.add(text)
        return sorted(found)

    def independent(self, documents: Iterable[str]) -> int:
        """How many sources these are, copies of a story and reports of one publisher counted once."""
        found = set()
        for id in documents:
            document = self.documents.get(self.original(id)) or self.documents.get(id)
            if document is not None:
                found.add(
                    ("publisher", document.publisher.casefold()) if document.publisher else ("document", document.id)
                )
        return len(found)


def is_contact(event: Event) -> bool:
    return event.type == "CONSULT"


def is_planned_contact(event: Event) -> bool:
    """A future meeting is coded as an agreement: the words must speak of meeting."""
    if event.type == "CONSULT":
        return event.status == "planned"
    coming = event.type == "AGREE" and event.status in ("planned", "ongoing", "occurred")
    return coming and any(_MEETING.search(span.exact) for span in event.evidence)
