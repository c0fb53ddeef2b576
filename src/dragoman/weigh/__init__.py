"""From records to answers: what stands where, what happened how often, what a question gets for an answer."""

from dragoman.weigh.brief import write_brief
from dragoman.weigh.brief_records import Brief, Section, Sentence, Source
from dragoman.weigh.changes import Change, Changes, find_changes
from dragoman.weigh.ledger import build_ledger
from dragoman.weigh.same import link_acts
from dragoman.weigh.series import EVERY, QUADS, Coverage, Period, Series, count_dyads, count_series
from dragoman.weigh.tallies import acts_table, tally

__all__ = [
    "EVERY",
    "QUADS",
    "Brief",
    "Change",
    "Changes",
    "Coverage",
    "Period",
    "Section",
    "Sentence",
    "Series",
    "Source",
    "acts_table",
    "build_ledger",
    "count_dyads",
    "count_series",
    "find_changes",
    "link_acts",
    "tally",
    "write_brief",
]
