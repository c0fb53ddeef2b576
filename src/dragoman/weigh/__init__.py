"""From records to answers: what stands where, what happened how often, what a question gets for an answer."""

from dragoman.weigh.brief import write_brief
from dragoman.weigh.brief_records import Brief, Section, Sentence, Source
from dragoman.weigh.changes import Change, Changes, find_changes
from dragoman.weigh.ledger import build_ledger
from dragoman.weigh.same import link_acts
from dragoman.weigh.series import EVERY, QUADS, Period, Series, count_series

__all__ = [
    "EVERY",
    "QUADS",
    "Brief",
    "Change",
    "Changes",
    "Period",
    "Section",
    "Sentence",
    "Series",
    "Source",
    "build_ledger",
    "count_series",
    "find_changes",
    "link_acts",
    "write_brief",
]
