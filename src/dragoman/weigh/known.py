"""What does a case hold as of a day, before anybody has asked? Worked out once for all questions.

Documents later than the day do not exist; undated ones are kept apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.keep import CaseView
from dragoman.know import Gazetteer
from dragoman.records import Actor, Claim, Demand, Document, Event, Statement
from dragoman.weigh.reports import Report
from dragoman.weigh.same import link_acts
from dragoman.weigh.tallies import happened, pairs_of


@dataclass(frozen=True)
class Act:
    """One act with every report of it, the first report leading."""

    event: Event
    reports: tuple[Event, ...]
    day: str | None
    """The act's own day, else the day of the first report."""
    own_day: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that took place: every report of it, the one that says what it counts as first, and who did it to whom."""

    reports: tuple[Event, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Known:
    """A case as of a day."""

    view: CaseView
    as_of: str | None

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Those that existed on the day, undated ones included."""
        return {d.id: d for d in self.view.documents if not (self.as_of and d.published and d.published > self.as_of)}

    @cached_property
    def newest_first(self) -> tuple[Document, ...]:
        """The dated documents, the last one first."""
        dated = [d for d in self.documents.values() if d.published]
        return tuple(sorted(dated, key=lambda d: (d.published or "", d.id), reverse=True))

    @cached_property
    def claims(self) -> dict[str, Claim]:
        every: Iterable[Claim] = (*self.view.statements, *self.view.events, *self.view.demands)
        return {c.id: c for c in every if c.document in self.documents}

    @cached_property
    def claims_in(self) -> Mapping[str, Sequence[Claim]]:
        """Document → the claims of it."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.document].append(claim)
        return found

    @cached_property
    def inside(self) -> Mapping[str, Sequence[Event | Demand]]:
        """Statement → the claims that somebody makes in it."""
        found: dict[str, list[Event | Demand]] = defaultdict(list)
        for claim in self.claims.values():
            if not isinstance(claim, Statement) and claim.statement is not None:
                found[claim.statement].append(claim)
        return found

    @cached_property
    def people(self) -> tuple[Actor, ...]:
        """Everybody whom the case names, each name of a country once: whatever the day, a question may name them."""
        every: Iterable[Claim] = (*self.view.events, *self.view.demands, *self.view.statements)
        found: dict[tuple[str | None, str], Actor] = {}
        for actor in _actors(every):
            found.setdefault((actor.country, actor.name), actor)
        return tuple(found.values())

    @cached_property
    def naming(self) -> Mapping[tuple[str | None, str], tuple[Actor, frozenset[str]]]:
        """Country and name of somebody → one mention, and all words that mention him so."""
        found: dict[tuple[str | None, str], tuple[Actor, set[str]]] = {}
        for actor in _actors(self.claims.values()):
            found.setdefault((actor.country, actor.name), (actor, set()))[1].add(actor.text or "")
        return {key: (actor, frozenset(words)) for key, (actor, words) in found.items()}

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Acts of dated documents between any sides, oldest first; one act once, with all its reports."""
        groups: dict[object, list[Event]] = {}
        days = {d.id: d.published for d in self.documents.values() if d.published}
        for event in link_acts((e for e in self.view.events if e.document in days), days):
            groups.setdefault(event.same_as or event.id, []).append(event)
        acts = [self._act(events, days) for events in groups.values()]
        return tuple(sorted(acts, key=lambda a: (a.day or "", a.event.document, a.event.id)))

    def _act(self, events: list[Event], days: Mapping[str, str]) -> Act:
        events.sort(key=lambda e: (e.document in self.view.copies, days[e.document], e.document, e.evidence[0].start))
        first = next((e for e in events if own_day(e)), None)
        day = own_day(first) if first else days[events[0].document]
        return Act(events[0], tuple(events), day, first is not None)

    @cached_property
    def acts_of(self) -> Mapping[str | None, Sequence[Act]]:
        """Country → the acts with somebody of it on either side."""
        found: dict[str | None, list[Act]] = defaultdict(list)
        for act in self.acts:
            for country in dict.fromkeys(a.country for a in (*act.event.actors, *act.event.recipients)):
                found[country].append(act)
        return found

    @cached_property
    def deeds_of(self) -> Mapping[str, Mapping[str, Deed]]:
        """Side → id → the acts that took place with it on either side."""
        found: dict[str, dict[str, Deed]] = defaultdict(dict)
        for act in self.acts:
            reports = sorted(filter(happened, act.reports), key=lambda e: e.same_as is not None)
            pairs = tuple(pairs_of(reports[0])) if reports else ()
            for side in dict.fromkeys(side for pair in pairs for side in pair):
                found[side][act.event.id] = Deed(tuple(reports), pairs)
        return found

    @cached_property
    def undated_events(self) -> tuple[Event, ...]:
        """What documents without a date tell of."""
        undated = {d.id for d in self.documents.values() if d.published is None}
        return tuple(e for e in self.view.events if e.document in undated)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The documents in the order of time, copies left out, each with its records."""
        gazetteer = Gazetteer.load()
        return tuple(
            Report(
                document,
                tuple(c for c in self.claims_in[document.id] if isinstance(c, Event)),
                tuple(c for c in self.claims_in[document.id] if isinstance(c, Statement)),
                tuple(c for c in self.claims_in[document.id] if isinstance(c, Demand)),
                gazetteer,
            )
            for document in sorted(self.documents.values(), key=lambda d: (d.published or "9999", d.id))
            if document.id not in self.view.copies
        )

    @cached_property
    def words(self) -> dict[str, str]:
        """Claim → its sentence, as far as somebody has looked it up."""
        return {}


def sides_of(claim: Claim) -> Sequence[Actor | None]:
    """Everybody who acts or is acted on in a claim."""
    if isinstance(claim, Event):
        return (*claim.actors, *claim.recipients)
    if isinstance(claim, Demand):
        return (claim.by, claim.voiced_by, *claim.of)
    return (claim.speaker, claim.addressee)


def own_day(event: Event) -> str | None:
    """The day that the text gives for an act, or its month; a bare year says too little to put it in order."""
    if event.date is None or event.date_precision not in ("day", "month"):
        return None
    return event.date if event.date_precision == "day" else event.date[:7]


def _actors(claims: Iterable[Claim]) -> Iterator[Actor]:
    return (actor for claim in claims for actor in sides_of(claim) if actor)
