"""The events of a case with each act told as one: what lists, counts and exports show."""

from dragoman.keep import Case, Filter
from dragoman.records import Event
from dragoman.weigh import link_acts


def acts_in(case: Case, wanted: Filter) -> tuple[Event, ...]:
    """Events that pass the filter, in the one order; later reports of an act name its first in `same_as`.

    The first is the first of those that pass: who lists one side's acts sees one report of each.
    """
    return link_acts(case.events(wanted), case.published())
