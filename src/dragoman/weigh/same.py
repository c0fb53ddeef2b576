"""Which reports tell of one act?

Counts must count acts, not reports: ten papers that carry one arrest, or one paper that comes back to
it on three days, tell of one arrest. Two reports are of one act where nothing that they say speaks
against it (type, mode, sides, named people, day, numbers) and enough speaks for it: the less the sides
and the day pin an act down, the more of its words must be the same. Whatever is in doubt stays two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from dragoman.know.acts import stem, words_of
from dragoman.records import Actor, Event, Status
from dragoman.weigh.names import OF_THE_STATE

_TOGETHER: Mapping[Status, str] = {"occurred": "done", "ongoing": "done"}
_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
"""Types of which a government does several on one day: their words must agree as well."""
_SHARED_NEEDED = {("day", False): 0.12, ("day", True): 0.3, ("near", False): 0.34, ("near", True): 0.5}
"""Least share of the shorter report's words that the other holds, by how well the days agree and
whether the type is one of words. Chosen on pairs of reports that were read."""
_MEETINGS = frozenset({"CONSULT", "COOPERATE"})
_LATE_DAYS = 2
"""How long after an act a report that gives no day may appear, and how far a day told may be off."""
_EMPTY = frozenset(
    """a about after against all also an and are as at be been before but by for from had has have he her his in
    into is it its new not of on or over she that the their them they this to two was were which who will with
    would said says say told according monday tuesday wednesday thursday friday saturday sunday today yesterday
    president minister government officials official last year week month day days former foreign state""".split()
)


Block = tuple[str, str]
"""A type and whether the act was done: only reports of one block are ever compared."""
Told = tuple[Event, str | None]
"""A report with the ISO day on which its document was published."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Events that were linked, block by block: what went in, and the same with `same_as` set."""

    blocks: Mapping[Block, tuple[tuple[Told, ...], tuple[Event, ...]]] = field(default_factory=dict)

    @property
    def events(self) -> Iterator[Event]:
        """Every event once, block by block."""
        return (event for _, linked in self.blocks.values() for event in linked)


def link_acts(events: Iterable[Event], published: Mapping[str, str | None]) -> tuple[Event, ...]:
    """The same events in the same order, `same_as` set on every later report of an act to the id of its first one.

    `published` gives each document's ISO day, or None. The order of the events makes no difference:
    the first report is the one that was published first, among those of one day the one with the least id.
    """
    events = tuple(events)
    linked = {event.id: event for event in link_again(Linked(), events, published).events}
    return tuple(linked[event.id] for event in events)


def link_again(before: Linked, events: Iterable[Event], published: Mapping[str, str | None]) -> Linked:
    """The same as `link_acts`, without comparing anew where nothing has changed since `before`."""
    told: dict[Block, list[Told]] = defaultdict(list)
    for event in events:
        told[event.type, _TOGETHER.get(event.status, event.status)].append((event, published.get(event.document)))
    blocks = {}
    for name, reports in told.items():
        now, kept = tuple(reports), before.blocks.get(name)
        blocks[name] = kept if kept is not None and kept[0] == now else (now, _linked(now))
    return Linked(blocks)


def _linked(reports: Iterable[Told]) -> tuple[Event, ...]:
    tellings = [Telling(event, published) for event, published in reports]
    acts = {t.event.id: first for first, group in _group(sorted(tellings, key=Telling.order)) for t in group}
    return tuple(
        t.event if acts[t.event.id] == t.event.id else t.event.model_copy(update={"same_as": acts[t.event.id]})
        for t in tellings
    )


def _group(block: list["Telling"]) -> Iterator[tuple[str, list["Telling"]]]:
    """Each report joins the first act whose first report it matches: compared with that one, a group cannot drift."""
    open_acts: dict[tuple[str, int], list[list[Telling]]] = defaultdict(list)
    acts: list[list[Telling]] = []
    for telling in block:
        near = (group for place in telling.places(_LATE_DAYS) for group in open_acts.get(place, ()))
        home = next((group for group in near if group[0].is_same_act(telling)), None)
        if home is not None:
            home.append(telling)
            continue
        acts.append([telling])
        for place in telling.places(0):
            open_acts[place].append(acts[-1])
    for group in acts:
        yield group[0].event.id, group


@dataclass(frozen=True)
class Telling:
    """One report of an act, with what it is compared by."""

    event: Event
    published: str | None

    def order(self) -> tuple[bool, str, bool, str]:
        """Dated documents first, by day; of one day those that know the act's own day first."""
        return (self.published is None, self.published or "", not self.is_to_the_day, self.event.id)

    @property
    def is_to_the_day(self) -> bool:
        return self.event.date_precision == "day"

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which the act may have taken place; None where nothing tells."""
        told = self.event.date
        if told is None:
            if self.published is None:
                return None
            day = date.fromisoformat(self.published)
            return day - timedelta(days=_LATE_DAYS), day
        first = date.fromisoformat((told + "-01-01")[:10])
        length = {"day": 1, "week": 7, "month": 31, "year": 366, "none": 1}[self.event.date_precision]
        return first, first + timedelta(days=length - 1)

    def places(self, around: int) -> Iterator[tuple[str, int]]:
        """Where to look for the same act: each side, each week that the days touch. Wide days meet by words only."""
        if self.days is None or (self.days[1] - self.days[0]).days > 31:
            return
        weeks = range((self.days[0].toordinal() - around) // 7, (self.days[1].toordinal() + around) // 7 + 1)
        for side in self.everybody:
            for week in weeks:
                yield side, week

    @cached_property
    def actors(self) -> frozenset[str]:
        return _camps(self.event.actors)

    @cached_property
    def recipients(self) -> frozenset[str]:
        return _camps(self.event.recipients)

    @cached_property
    def everybody(self) -> frozenset[str]:
        return self.actors | self.recipients

    @cached_property
    def words(self) -> frozenset[str]:
        """What the report says of the act beside the names of its sides; words by their stems."""
        said = [span.exact for span in self.event.evidence]
        said += [self.event.object.exact] if self.event.object else []
        names = {
            w.low for a in (*self.event.actors, *self.event.recipients) for w in words_of(f"{a.name} {a.text or ''}")
        }
        found = {w.low for text in said for w in words_of(text) if w.is_word}
        return frozenset(stem(w) for w in found - names - _EMPTY)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Amounts and counts. A toll rises from report to report, so those of harm are no help."""
        return frozenset() if self.event.type == "ASSAULT" else frozenset(w for w in self.words if w[:1].isdigit())

    def is_same_act(self, other: "Telling") -> bool:
        """Whether nothing speaks against one act and enough for it."""
        agreed = self._days_agree(other)
        if agreed is None or not self._fits(other):
            return False
        shared = len(self.words & other.words)
        fewer = min(len(self.words), len(other.words))
        return (
            shared >= self._least(agreed, other) and shared >= fewer * _SHARED_NEEDED[agreed, self.event.type in _SAID]
        )

    def _least(self, agreed: str, other: "Telling") -> int:
        """How many words two reports must share. One is soon shared by chance, but two states meet once a day."""
        pinned = all(t.event.actors and (t.event.recipients or t._is_meeting) for t in (self, other))
        return 2 - (agreed == "day" and pinned) - (pinned and self._is_meeting)

    @property
    def _is_meeting(self) -> bool:
        return self.event.type in _MEETINGS and len(self.everybody) > 1

    def _days_agree(self, other: "Telling") -> str | None:
        """ "day" where both name one day, "near" where the days may be one, else None."""
        if self.days is None or other.days is None:
            return None
        if self.is_to_the_day and other.is_to_the_day and self.days == other.days:
            return "day"
        apart = max((other.days[0] - self.days[1]).days, (self.days[0] - other.days[1]).days)
        return "near" if apart <= (1 if self.is_to_the_day and other.is_to_the_day else 0) else None

    def _fits(self, other: "Telling") -> bool:
        """Whether mode, sides and named people of the two can be one act's."""
        one, two = self.event, other.event
        if one.mode and two.mode and one.mode != two.mode:
            return False
        if self._is_meeting and other._is_meeting:
            # who met whom is the same the other way round
            return len(self.everybody & other.everybody) > 1
        return (
            _one_of(self.actors, other.actors, or_open=False)
            and _one_of(self.recipients, other.recipients, or_open=False)
            and _one_of(_people(one.actors), _people(two.actors))
            and _one_of(_people(one.recipients), _people(two.recipients))
            and _one_of(self.numbers, other.numbers)
        )


def _one_of(some: frozenset[str], others: frozenset[str], or_open: bool = True) -> bool:
    """Whether what both tell of can be one: they share something, or neither tells anything, or only one does."""
    return bool(some & others) or not (some or others) or (or_open and not (some and others))


def _camps(actors: Iterable[Actor]) -> frozenset[str]:
    """Who a side is, coarse enough for two reports to agree on: the state of a country, or others in it."""
    return frozenset(f"{a.country or a.id}{'' if a.sector in OF_THE_STATE else ' others'}" for a in actors)


def _people(actors: Iterable[Actor]) -> frozenset[str]:
    """Surnames of those who are outside a state and named: who was arrested, who is on trial."""
    named = [a for a in actors if a.sector not in OF_THE_STATE and a.role is not None and a.name[:1].isupper()]
    return frozenset(a.name.split()[-1].casefold() for a in named)
