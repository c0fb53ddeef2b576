"""From records to answers: what stands where, what happened how often, what a question gets for an answer."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.weigh.breaks import weigh_break
    from dragoman.weigh.brief import brief_on, write_brief
    from dragoman.weigh.brief_acts import series_of_shown
    from dragoman.weigh.brief_records import ActsPoint, ActsShown, Brief, Section, Sentence, Source
    from dragoman.weigh.case_ledger import ledger_lines, ledger_of_case, read_what_is_new
    from dragoman.weigh.changes import Changes, changes_between, find_changes
    from dragoman.weigh.days import in_words
    from dragoman.weigh.hedging import Triangle, hedging_index
    from dragoman.weigh.known import Known
    from dragoman.weigh.ledger import build_ledger
    from dragoman.weigh.numbers import many
    from dragoman.weigh.periods import end_of, first_day, next_start
    from dragoman.weigh.question_forms import EXAMPLES
    from dragoman.weigh.reciprocity import (
        MEASURES,
        Estimate,
        Reciprocity,
        Refusal,
        estimate,
        estimate_reciprocity,
        granger_of,
        is_refused,
    )
    from dragoman.weigh.same import Linked, link_acts, link_again
    from dragoman.weigh.series import EVERY, QUADS, Coverage, Period, Series, count_dyads, count_series
    from dragoman.weigh.series_words import tell_reciprocity, tell_triangle, tell_turn
    from dragoman.weigh.tallies import acts_table, tally
    from dragoman.weigh.triangle import Dated, TriangleResult, directions_of, weigh_triangle

# what a command does not use it does not load: the ledger of a day is asked for more often than a brief
_HOME = {
    "breaks": ("weigh_break",),
    "hedging": (
        "Triangle",
        "hedging_index",
    ),
    "reciprocity": (
        "MEASURES",
        "Estimate",
        "Reciprocity",
        "Refusal",
        "estimate",
        "estimate_reciprocity",
        "granger_of",
        "is_refused",
    ),
    "series_words": (
        "tell_reciprocity",
        "tell_triangle",
        "tell_turn",
    ),
    "triangle": (
        "Dated",
        "TriangleResult",
        "directions_of",
        "weigh_triangle",
    ),
    "brief": ("brief_on", "write_brief"),
    "brief_acts": ("series_of_shown",),
    "brief_records": ("ActsPoint", "ActsShown", "Brief", "Section", "Sentence", "Source"),
    "case_ledger": ("ledger_of_case", "ledger_lines", "read_what_is_new"),
    "changes": ("Changes", "changes_between", "find_changes"),
    "days": ("in_words",),
    "numbers": ("many",),
    "periods": ("end_of", "first_day", "next_start"),
    "question_forms": ("EXAMPLES",),
    "known": ("Known",),
    "ledger": ("build_ledger",),
    "same": ("Linked", "link_acts", "link_again"),
    "series": ("EVERY", "QUADS", "Coverage", "Period", "Series", "count_dyads", "count_series"),
    "tallies": ("acts_table", "tally"),
}

__all__ = [
    "EVERY",
    "EXAMPLES",
    "MEASURES",
    "QUADS",
    "ActsPoint",
    "ActsShown",
    "Brief",
    "Changes",
    "Coverage",
    "Dated",
    "Estimate",
    "Known",
    "Linked",
    "Period",
    "Reciprocity",
    "Refusal",
    "Section",
    "Sentence",
    "Series",
    "Source",
    "Triangle",
    "TriangleResult",
    "acts_table",
    "brief_on",
    "build_ledger",
    "changes_between",
    "count_dyads",
    "count_series",
    "directions_of",
    "end_of",
    "estimate",
    "estimate_reciprocity",
    "find_changes",
    "first_day",
    "granger_of",
    "hedging_index",
    "in_words",
    "is_refused",
    "ledger_lines",
    "ledger_of_case",
    "link_acts",
    "link_again",
    "many",
    "next_start",
    "read_what_is_new",
    "series_of_shown",
    "tally",
    "tell_reciprocity",
    "tell_triangle",
    "tell_turn",
    "weigh_break",
    "weigh_triangle",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"dragoman.weigh.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
