"""What does the page show? The case and its ledger, looked at through the eyes of a reader.

The ledger is weighed anew only when the case has changed; each day that somebody looks at is kept
for a while, so turning the days back and forth costs nothing.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Lock
from typing import Any, get_args

from dragoman.keep import Case, CaseView, Filter, Kind
from dragoman.records import Claim, Demand, Document, Entry, Event, Outcome, Statement, Step
from dragoman.show.marks import marked_spans
from dragoman.show.notes import when
from dragoman.show.tables import side
from dragoman.show.weighing import entries_of

_DAYS_KEPT = 64
_FEW = 20
"""Newest records of one kind that an actor's page shows."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_FILL = {
    "open": "",
    "in_progress": "",
    "met_in_part": "half",
    "met": "full",
    "reversed": "turned",
    "not_met": "",
    "disputed": "turned",
}
_DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True)
class Source:
    """A record, the words it rests on and the article they stand in."""

    claim: Claim
    document: Document
    words: str


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

    def __init__(self, case: Case) -> None:
        self.case = case
        self._lock = Lock()
        self._stamp = ""
        self._view = CaseView()
        self._claims: dict[str, Claim] = {}
        self._documents: dict[str, Document] = {}
        self._ledgers: OrderedDict[tuple[str, str], tuple[Entry, ...]] = OrderedDict()

    def view(self) -> CaseView:
        """Everything in the case, as it is now."""
        return self._now()[1]

    def _now(self) -> tuple[str, CaseView]:
        stamp = self.case.stamp()
        with self._lock:
            if stamp != self._stamp:
                self._view, self._stamp = self.case.view(), stamp
                everything: tuple[Claim, ...] = (*self._view.events, *self._view.statements, *self._view.demands)
                self._claims = {claim.id: claim for claim in everything}
                self._documents = {d.id: d for d in self._view.documents}
                self._ledgers.clear()
            return self._stamp, self._view

    def ledger(self, as_of: str) -> tuple[Entry, ...]:
        """Every entry as of a day."""
        stamp, view = self._now()
        key = (stamp, as_of)
        with self._lock:
            if key not in self._ledgers:
                self._ledgers[key] = entries_of(view, as_of)
                while len(self._ledgers) > _DAYS_KEPT:
                    self._ledgers.popitem(last=False)
            self._ledgers.move_to_end(key)
            return self._ledgers[key]

    def last_day(self) -> str | None:
        """The newest day of publication in the case."""
        return max((d.published for d in self.view().documents if d.published), default=None)

    def entry(self, entry_id: str, as_of: str) -> Entry | None:
        return next((e for e in self.ledger(as_of) if e.id == entry_id), None)

    def sources(self, record_ids: Iterable[str]) -> tuple[Source, ...]:
        """The records behind a claim of the ledger; a document's id stands for its headline."""
        self.view()
        return tuple(s for s in map(self._source, dict.fromkeys(record_ids)) if s)

    def _source(self, record_id: str) -> Source | None:
        claim = self._claims.get(record_id)
        if claim is None:
            return None
        document = self._documents.get(claim.document)
        return Source(claim, document, _sentence(document, claim)) if document else None

    def acts(self, *wanted: Filter) -> list[tuple[Event, list[Event]]]:
        """Events that pass any of the filters, each act once with the other reports of it, by day; undated last."""
        reports: dict[str, list[Event]] = {}
        # by id: hashing whole records would take longer than everything else
        for event in {e.id: e for one in wanted for e in self._find("event", one)}.values():
            reports.setdefault(event.same_as or event.id, []).append(event)
        acts = [(found[0], found[1:]) for found in reports.values()]
        return sorted(acts, key=lambda act: (act[0].date is None, act[0].date or "", act[0].document))

    def _find(self, kind: Kind, wanted: Filter) -> list[Any]:
        """Records that pass a filter: the case says which, and they are here already, parsed."""
        self.view()
        return [self._claims[i] for i in self.case.ids(kind, wanted) if i in self._claims]

    def told(self, acts: Iterable[tuple[Event, list[Event]]]) -> Iterator[dict[str, Any]]:
        """Acts as the timeline tells them, with the articles that report them."""
        for event, others in acts:
            document = self._documents.get(event.document)
            if document is None:
                continue
            also = {o.document for o in others} - {event.document}
            yield {
                "event": event,
                "when": when(event),
                "who": side(event.actors) or "Somebody",
                "whom": side(event.recipients),
                "what": f"{event.type} {event.mode}" if event.mode else event.type,
                "document": document,
                "also": [d for i in sorted(also) if (d := self._documents.get(i))],
            }

    def somebody(self, who: str, wanted: Filter) -> dict[str, Any]:
        """What the case holds about a person, state or body: offices, acts, words, demands both ways."""
        acts = self.acts(replace(wanted, actor=who))
        suffered = self.acts(replace(wanted, recipient=who))
        said: list[Statement] = self._find("statement", replace(wanted, actor=who))
        wants: list[Demand] = self._find("demand", replace(wanted, by=who))
        asked: list[Demand] = self._find("demand", replace(wanted, recipient=who))
        seen = [a for e, _ in acts for a in e.actors] + [a for e, _ in suffered for a in e.recipients]
        seen += (
            [s.speaker for s in said if s.speaker] + [d.by for d in wants if d.by] + [a for d in asked for a in d.of]
        )
        mine = [a for a in seen if who in (a.country, a.id) or a.name.casefold() == who.casefold()]
        return {
            "known": bool(mine),
            "offices": Counter((a.name, a.role, a.in_office) for a in mine if a.role not in (None, a.name)).most_common(
                12
            ),
            "names": Counter(a.name for a in mine).most_common(12),
            "acts": list(self.told(_newest(acts))),
            "suffered": list(self.told(_newest(suffered))),
            "said": self._sources(said[-_FEW:][::-1]),
            "wants": self._sources(wants[-_FEW:][::-1]),
            "asked": self._sources(asked[-_FEW:][::-1]),
            "totals": [len(acts), len(suffered), len(said), len(wants), len(asked)],
        }

    def _sources(self, claims: Iterable[Claim]) -> tuple[Source, ...]:
        return self.sources(claim.id for claim in claims)

    def moments(self, entry: Entry) -> tuple[Moment, ...]:
        """An entry's demands and changes in the order of time."""
        asked = [
            Moment(source.claim.date if source.claim.record == "demand" else None, "asked", "demanded", "", (source,))
            for source in self.sources(entry.demands)
        ]
        changes = [
            Moment(
                step.date,
                step.value if step.field == "outcome" else "",
                f"{step.field}: {step.value}".replace("_", " "),
                _why(step),
                self.sources(i for i in step.because if i not in entry.demands or step.field != "outcome"),
            )
            for step in entry.history
        ]
        return tuple(sorted([*asked, *changes], key=lambda m: (m.day or "", m.sign != "asked")))


def _newest(acts: list[tuple[Event, list[Event]]]) -> list[tuple[Event, list[Event]]]:
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


# ---- the board


def chosen(entries: Iterable[Entry], by: str | None, of: str | None) -> tuple[Entry, ...]:
    return tuple(e for e in entries if by in (None, e.by) and of in (None, e.of))


def board_of(entries: Iterable[Entry]) -> list[tuple[str, list[dict[str, object]]]]:
    """Entries by outcome, those that changed last first."""
    columns: dict[str, list[Entry]] = {outcome: [] for outcome in OUTCOMES}
    for entry in entries:
        columns[entry.outcome].append(entry)
    return [
        (outcome, [{**dict(e), "changed": last_change(e)} for e in sorted(found, key=_latest, reverse=True)])
        for outcome, found in columns.items()
        if found
    ]


def last_change(entry: Entry) -> str | None:
    """The day on which the outcome became what it is, unless that is the day of the demand itself."""
    day = next((s.date for s in reversed(entry.history) if s.field == "outcome"), None)
    return day if day != entry.first_demanded else None


def _latest(entry: Entry) -> tuple[str, str]:
    return (last_change(entry) or entry.first_demanded or "", entry.id)


def summary_of(entries: tuple[Entry, ...], long_day: str) -> str:
    """The board in a sentence."""
    if not entries:
        return f"As of {long_day}, no demand is on record."
    counts = Counter(e.outcome for e in entries)
    told = [f"{counts[o]} {o.replace('_', ' ')}" for o in OUTCOMES if counts[o]]
    demands = "one demand is" if len(entries) == 1 else f"{len(entries)} demands are"
    return f"As of {long_day}, {demands} on record: {', '.join(told)}."


@dataclass(frozen=True, slots=True)
class Change:
    day: str
    value: str
    what: str
    entry: Entry


def changes_since(entries: Iterable[Entry], since: str) -> tuple[Change, ...]:
    """What is new in the ledger, newest first."""
    found = [
        Change(s.date, s.value if s.field == "outcome" else "", f"{s.field} {s.value}".replace("_", " "), e)
        for e in entries
        for s in e.history
        if s.date >= since and s.field != "basis"
    ]
    found += [
        Change(e.first_demanded, "", "first demanded", e)
        for e in entries
        if (e.first_demanded or "") >= since and e.first_demanded
    ]
    return tuple(sorted(found, key=lambda c: (c.day, c.entry.id, c.what), reverse=True))


def review_of(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """Entries that a person should look at, and why."""
    found = [(e, "disputed") for e in entries if e.outcome == "disputed"]
    found += [(e, "doubtful") for e in entries if e.outcome != "disputed" and e.confidence < _DOUBTFUL]
    return found


# ---- days along a line


def days_of(entries: Iterable[Entry]) -> list[str]:
    """Every day on which the ledger changed."""
    days = {s.date for e in entries for s in e.history} | {e.first_demanded for e in entries}
    return sorted(d for d in days if d)


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def strip_of(days: list[str], as_of: str) -> dict[str, object]:
    """Where the days stand on a line from 0 to 1000, and which come before and after the chosen one."""
    if not days:
        return {"ticks": [], "days": [], "now": None, "before": None, "after": None}
    first, last = ordinal(days[0]), max(ordinal(days[-1]), ordinal(days[0]) + 1)
    place = {day: round(10 + 980 * (ordinal(day) - first) / (last - first), 1) for day in days}
    now = min(max(10 + 980 * (ordinal(as_of) - first) / (last - first), 3), 997)
    return {
        "ticks": [(x, day) for day, x in place.items()],
        "days": days,
        "now": round(now, 1),
        "before": max((d for d in days if d < as_of), default=None),
        "after": min((d for d in days if d > as_of), default=None),
    }


def entry_strip(entry: Entry, as_of: str) -> dict[str, object] | None:
    """An entry's outcomes as bands along the time from its first demand to the chosen day."""
    if not entry.first_demanded or entry.first_demanded > as_of:
        return None
    steps = [("open", entry.first_demanded), *((s.value, s.date) for s in entry.history if s.field == "outcome")]
    first, last = ordinal(entry.first_demanded), max(ordinal(as_of), ordinal(entry.first_demanded) + 1)

    def place(day: str) -> float:
        return round(2 + 996 * (max(ordinal(day), first) - first) / (last - first), 1)

    bands = list(_bands(steps, as_of, place))
    used = dict.fromkeys(str(b["outcome"]) for b in bands)
    return {
        "bands": bands,
        "asked": sorted({place(d) for d in (entry.first_demanded, entry.last_demanded) if d}),
        "key": list({_FILL[o]: o.replace("_", " ") for o in used}.items())
        if len({_FILL[o] for o in used}) == len(used)
        else [(_FILL[o], o.replace("_", " ")) for o in used],
        "words": "; ".join(str(b["words"]) for b in bands),
    }


def _bands(steps: list[tuple[str, str]], as_of: str, place: object) -> Iterator[dict[str, object]]:
    for (outcome, start), (_, end) in zip(steps, [*steps[1:], ("", as_of)], strict=True):
        x, to = place(start), place(end)  # type: ignore[operator]
        if to > x:
            name = outcome.replace("_", " ")
            yield {
                "x": x,
                "width": round(to - x, 1),
                "fill": _FILL[outcome],
                "outcome": outcome,
                "words": f"{name} from {start} to {end}",
            }


def days_before(day: str, count: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=count)).isoformat()
