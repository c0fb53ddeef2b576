"""The events of a case with each act told as one: what lists, counts and exports show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.keep import Case, Filter
from dragoman.records import Event
from dragoman.weigh import Linked, link_acts, link_again

Act = tuple[Event, list[Event]]
"""One act: its first report, and the others."""


def acts_in(case: Case, wanted: Filter) -> tuple[Event, ...]:
    """Events that pass the filter, in the one order; later reports of an act name its first in `same_as`.

    The first is the first of those that pass: who lists one side's acts sees one report of each.
    """
    return link_acts(case.events(wanted), case.published())


@dataclass(frozen=True, slots=True)
class AllActs:
    """Every act of a case at one moment, by day, undated ones last."""

    acts: list[Act] = field(default_factory=list)
    place: Mapping[str, int] = field(default_factory=dict)
    """Id of a report → at which place of the list its act stands."""
    _read: Mapping[str, Event] = field(default_factory=dict)
    _linked: Linked = field(default_factory=Linked)

    def now(self, case: Case) -> "AllActs":
        """The acts as they are now. Only records that are new are read, only reports that they can concern compared."""
        lines = list(case.lines("event"))
        read = {line: self._read.get(line) or Event.model_validate_json(line) for line in lines}
        linked = link_again(self._linked, read.values(), case.published())
        found: dict[str, list[Event]] = {}
        for event in linked.events:
            reports = found.setdefault(event.same_as or event.id, [])
            reports.insert(0 if event.same_as is None else len(reports), event)
        acts = [(reports[0], reports[1:]) for reports in found.values()]
        acts.sort(key=lambda act: (act[0].date is None, act[0].date or "", act[0].document, act[0].id))
        place = {event.id: n for n, (first, rest) in enumerate(acts) for event in (first, *rest)}
        return AllActs(acts, place, read, linked)
