"""What does the page show? The case and its ledger, looked at through the eyes of a reader.

The ledger is weighed anew only when the case has changed; each day that somebody looks at is kept
for a while, so turning the days back and forth costs nothing. `ledgers.py` says who waits for whom.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, TypeVar

from dragoman.keep import Case, CaseView, Filter, Kind, after_rulings
from dragoman.records import Claim, Demand, Document, Entry, Step
from dragoman.show.acts import Act, AllActs
from dragoman.show.board import is_first
from dragoman.show.ledgers import Ledgers, Weighed
from dragoman.show.lines import title_of
from dragoman.show.marks import marked_spans
from dragoman.show.notes import when
from dragoman.show.tables import side
from dragoman.show.weighing import chosen, ledger_of
from dragoman.weigh import Changes, Known, changes_between

Kept = TypeVar("Kept")

_PATIENCE_S = 0.05
_ANSWERS_KEPT = 256
_MOMENTS_KEPT = 3
"""Days for which everything in the case is kept as questions need it: each takes as much memory as the records."""
_FEW = 20
"""Newest records of one kind that an actor's page shows."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record, the words it rests on and the article they stand in. Without a record the whole article is meant."""

    claim: Claim | None
    document: Document
    words: str

    @property
    def place(self) -> str:
        """Where in the article's page the words stand."""
        return f"#w-{self.claim.id}" if self.claim else ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of an entry's history, as a reader sees it."""

    day: str | None
    sign: str
    what: str
    why: str
    sources: tuple[Source, ...]


class Desk:
    """A case that is looked at. Safe to use from several threads."""

    def __init__(self, case: Case, patience_s: float = _PATIENCE_S) -> None:
        """`patience_s` is how long a reader waits for a ledger of articles that have just come in."""
        self.case = case
        self._ledgers = Ledgers(case.state, lambda day: ledger_of(case, day), patience_s)
        self._lock = Lock()
        self._stamp = ""
        self._view: CaseView | None = None
        self._known: OrderedDict[tuple[str, str], Known] = OrderedDict()
        self._linking = Lock()
        self._memory: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()
        self._acts_of = ""
        self._all_acts = AllActs()

    def view(self) -> CaseView:
        """Everything in the case, as it is now."""
        self._fresh()
        with self._lock:
            if self._view is None:
                self._view = self.case.view()
            return self._view

    def known(self, as_of: str) -> Known:
        """What the case holds as of a day, kept for the questions that follow."""
        key = (self._fresh(), as_of)
        view = self.view()
        with self._lock:
            if key not in self._known:
                self._known[key] = Known(after_rulings(view, as_of), as_of)
                while len(self._known) > _MOMENTS_KEPT:
                    self._known.popitem(last=False)
            self._known.move_to_end(key)
            return self._known[key]

    def _fresh(self) -> str:
        """Forget what was read of the case before it changed."""
        stamp = self.case.stamp()
        with self._lock:
            if stamp != self._stamp:
                self._view, self._stamp = None, stamp
            return self._stamp

    def ledger(self, as_of: str) -> tuple[Entry, ...]:
        """Every entry as of a day, in the last whole ledger: see `weighed`."""
        return self.weighed(as_of).entries

    def weighed(self, as_of: str) -> Weighed:
        """The ledger as of a day, and how many texts have come in since it was weighed."""
        return self._ledgers.at(as_of)

    def settle(self) -> None:
        """Wait until no ledger is being weighed."""
        self._ledgers.settle()

    def changes(self, since: str, as_of: str, by: str | None = None, of: str | None = None) -> Changes:
        """What became known after the one day and by the other, of the demands between two sides."""
        before, after = (chosen(self.ledger(day), by, of) for day in (since, as_of))
        return changes_between(before, after, since=since, as_of=as_of)

    def last_day(self) -> str | None:
        """The newest day of publication in the case."""
        return self.remembered("last day", self.case.last_day)

    def copies(self) -> Mapping[str, str]:
        """Document id → id of the document whose story it repeats."""
        return self.remembered("copies", self.case.copies)

    def count_documents(self, wanted: Filter) -> int:
        """How many documents pass, wherever the list begins."""
        whole = replace(wanted, limit=None, offset=0)
        return self.remembered(("documents", whole), lambda: self.case.count("document", whole))

    def entry(self, entry_id: str, as_of: str) -> Entry | None:
        return next((e for e in self.ledger(as_of) if e.id == entry_id), None)

    def sources(self, record_ids: Iterable[str]) -> tuple[Source, ...]:
        """The records behind a claim of the ledger; a document's id stands for its headline."""
        wanted = list(dict.fromkeys(record_ids))
        # a ledger of a day before a record was rejected still rests on it
        claims = self.case.claims(wanted, rejected=True)
        documents = self.case.documents_named([*(c.document for c in claims.values()), *wanted])
        return tuple(s for i in wanted if (s := _source(claims.get(i), documents, i)) is not None)

    def acts(self, *wanted: Filter) -> list[Act]:
        """Acts of which some report passes any of the filters, each once with all its reports, by day; undated last."""
        every = self._acts()
        if Filter() in wanted:
            return every.acts
        passing = {every.place[i] for one in wanted for i in self.case.ids("event", one) if i in every.place}
        return [every.acts[n] for n in sorted(passing)]

    def _acts(self) -> AllActs:
        """Every act of the case, as it is now."""
        stamp = self._fresh()
        with self._linking:
            if self._acts_of != stamp:
                self._all_acts, self._acts_of = self._all_acts.now(self.case), stamp
            return self._all_acts

    def remembered(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was worked out for this question before, until the case changes."""
        stamp = self._fresh()
        with self._lock:
            if (stamp, key) in self._memory:
                self._memory.move_to_end((stamp, key))
                kept: Kept = self._memory[stamp, key]
                return kept
        made = make()
        with self._lock:
            self._memory[stamp, key] = made
            while len(self._memory) > _ANSWERS_KEPT:
                self._memory.popitem(last=False)
        return made

    def told(self, acts: Iterable[Act]) -> Iterator[dict[str, Any]]:
        """Acts as the timeline tells them, with the articles that report them."""
        acts = list(acts)
        documents = self.case.documents_named([e.document for first, rest in acts for e in (first, *rest)])
        for event, others in acts:
            if event.document not in documents:
                continue
            also = {o.document: o for o in others if o.document != event.document}
            yield {
                "event": event,
                "when": when(event),
                "who": side(event.actors) or "Somebody",
                "whom": side(event.recipients),
                "what": f"{event.type} {event.mode}" if event.mode else event.type,
                "document": documents[event.document],
                "also": [(documents[i], f"#w-{o.id}") for i, o in sorted(also.items()) if i in documents],
            }

    def somebody(self, who: str, wanted: Filter) -> dict[str, Any]:
        """What the case holds about a person, state or body: offices, acts, words, demands both ways."""
        acts, suffered = self.acts(replace(wanted, actor=who)), self.acts(replace(wanted, recipient=who))
        lists: list[tuple[Kind, Filter]] = [
            ("statement", replace(wanted, actor=who)),
            ("demand", replace(wanted, by=who)),
            ("demand", replace(wanted, recipient=who)),
        ]
        newest = [self._newest(kind, one) for kind, one in lists]
        return {
            "offices": self.case.offices(who),
            "acts": list(self.told(_newest(acts))),
            "suffered": list(self.told(_newest(suffered))),
            "said": newest[0],
            "wants": newest[1],
            "asked": newest[2],
            "totals": [len(acts), len(suffered), *(self.case.count(kind, one) for kind, one in lists)],
        }

    def _newest(self, kind: Kind, wanted: Filter) -> tuple[Source, ...]:
        return self.sources(self.case.ids(kind, replace(wanted, limit=_FEW, newest_first=True)))

    def moments(self, entry: Entry) -> tuple[Moment, ...]:
        """An entry's demands and changes in the order of time; steps made by one rule on one day are one change."""
        asked = [
            Moment(source.claim.date if isinstance(source.claim, Demand) else None, "asked", "demanded", "", (source,))
            for source in self.sources(entry.demands)
        ]
        changes: dict[tuple[object, ...], list[Step]] = {}
        for step in entry.history:
            if not is_first(step, entry):
                key = (step.date, step.because, step.by_rule, step.by_person, step.reason)
                changes.setdefault(key, []).append(step)
        told = [self._moment(steps) for steps in changes.values()]
        return tuple(sorted([*asked, *told], key=lambda m: (m.day or "", m.sign != "asked")))

    def _moment(self, steps: list[Step]) -> Moment:
        first = steps[0]
        outcome = next((s.value for s in steps if s.field == "outcome"), "")
        basis = next((f", resting on {BASES[s.value]}" for s in steps if s.field == "basis"), "")
        changed = [f"{s.field}: {s.value}".replace("_", " ") for s in steps if s.field != "basis"]
        what = ", ".join(changed) or "same outcome, on other grounds"
        return Moment(first.date, outcome, what, _why(first) + basis, self.sources(first.because))


BASES = {
    "demander_says": "the word of the side that demanded it",
    "addressee_says": "the word of the side that was asked",
    "verifier_says": "somebody who checked",
    "third_party_says": "somebody else's word",
    "inferred": "what was done",
    "analyst": "an analyst's ruling",
}


def _source(claim: Claim | None, documents: Mapping[str, Document], record_id: str) -> Source | None:
    if claim is None:
        # "not all were freed" may rest on a whole report
        report = documents.get(record_id)
        return Source(None, report, title_of(report)) if report else None
    document = documents.get(claim.document)
    return Source(claim, document, _sentence(document, claim)) if document else None


def _newest(acts: list[Act]) -> list[Act]:
    """The newest acts first, those without a day after all others."""
    return sorted(acts, key=lambda act: act[0].date or "", reverse=True)[:_FEW]


def _sentence(document: Document, claim: Claim) -> str:
    """The words that a claim rests on, with a little of what stands around them in the same paragraph."""
    span = marked_spans(claim)[0]
    part = next((p for p in document.parts if p.start <= span.start < p.end), None)
    start, end = (part.start, part.end) if part else (span.start, span.end)
    before = max(document.text.rfind(mark, start, span.start) + 2 for mark in (". ", "? ", "! ", "” ", ".\n"))
    after = min(
        (at + 1 for mark in (". ", "? ", "! ", ".\n") if (at := document.text.find(mark, span.end - 1, end)) >= 0),
        default=end,
    )
    return document.text[max(before, start) if before > 1 else start : max(after, span.end)].strip()


def _why(step: Step) -> str:
    if step.by_person:
        return f"Ruling of {step.by_person}: {step.reason or 'no reason given'}"
    return f"By the rule “{(step.by_rule or 'none').replace('_', ' ')}”" + (
        f", confidence {step.confidence:.2f}" if step.confidence < 1 else ""
    )
