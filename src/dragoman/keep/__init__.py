"""The case: what the desk has on record, kept so that nothing is lost and nothing counts twice."""

from dragoman.keep.asking import Between, Doubt, Dyad, Office, Publisher, dyads_among
from dragoman.keep.case import Case
from dragoman.keep.differences import Difference, find_differences, sort_of
from dragoman.keep.feeds import Feed, SeenItem
from dragoman.keep.filter import Filter, Kind
from dragoman.keep.heirs import came_from
from dragoman.keep.reviewed import (
    CORRECTIONS,
    DAYS,
    NOBODY,
    PEOPLE,
    UNKNOWN,
    VALUES,
    after_rulings,
    read_actors,
    read_date,
    ruled,
    write_actors,
)
from dragoman.keep.search import Hit
from dragoman.keep.view import Added, CaseState, CaseView

__all__ = [
    "CORRECTIONS",
    "DAYS",
    "NOBODY",
    "PEOPLE",
    "UNKNOWN",
    "VALUES",
    "Added",
    "Between",
    "Case",
    "CaseState",
    "CaseView",
    "Difference",
    "Doubt",
    "Dyad",
    "Feed",
    "Filter",
    "Hit",
    "Kind",
    "Office",
    "Publisher",
    "SeenItem",
    "after_rulings",
    "came_from",
    "dyads_among",
    "find_differences",
    "read_actors",
    "read_date",
    "ruled",
    "sort_of",
    "write_actors",
]
