"""The case: what the desk has on record, kept so that nothing is lost and nothing counts twice."""

from dragoman.keep.case import Case
from dragoman.keep.differences import Difference, find_differences, sort_of
from dragoman.keep.feeds import Feed, SeenItem
from dragoman.keep.filter import Filter, Kind
from dragoman.keep.search import Hit
from dragoman.keep.view import Added, CaseView

__all__ = [
    "Added",
    "Case",
    "CaseView",
    "Difference",
    "Feed",
    "Filter",
    "Hit",
    "Kind",
    "SeenItem",
    "find_differences",
    "sort_of",
]
