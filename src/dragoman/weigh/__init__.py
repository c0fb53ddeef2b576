"""From records to answers: what stands where, what happened how often, what a question gets for an answer."""

from dragoman.weigh.series import EVERY, QUADS, Period, Series, count_series

__all__ = ["EVERY", "QUADS", "Period", "Series", "count_series"]
