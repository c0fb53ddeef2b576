"""How many acts of which kind fell into each day, week, month, quarter or year, and how warm or cold were they?

An act counts once, however many reports tell of it, and only where it took place: what is planned,
denied or long past is no act of the period. An event whose day is not known well enough for the
period (a year, where months are asked for) is counted apart, in no period. Where nothing was read
that could tell of a period, the period is a gap and no zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from dragoman.errors import UsageError
from dragoman.records import Event, Quad
from dragoman.weigh.periods import EVERY, name_of, start_of, starts_between
from dragoman.weigh.tallies import tally, undirected_table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["EVERY", "QUADS", "Coverage", "Period", "Series", "count_dyads", "count_series"]

QUADS: tuple[Quad, ...] = get_args(Quad)
Direction = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of time: its name, first day, and the acts in it. `score` is the mean; None without acts."""

    name: str
    start: str
    counts: dict[Quad, int]
    score: float | None
    scores: dict[Quad, float] = field(default_factory=dict)
    """The sum of the scores of each kind of act."""
    gap: bool = False
    """Nothing was read that could tell of this period: its zeros are no zeros."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def net(self) -> float:
        """The sum of all scores: cooperation less conflict, zero where nothing was done."""
        return round(sum(self.scores.values()), 6)


@dataclass(frozen=True, slots=True)
class Series:
    """Every period from the first act to the last, those without acts too; and the acts that fit in none."""

    every: str
    periods: tuple[Period, ...]
    without_period: int
    scored: bool = True
    """Whether every act has a score: a table of counts has none."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of which time can a source tell? The days on which something was published; or a whole span."""

    days: frozenset[date] = frozenset()
    span: tuple[date, date] | None = None

    def edges(self) -> tuple[date, ...]:
        return self.span or ((min(self.days), max(self.days)) if self.days else ())

    def starts(self, every: str) -> frozenset[date]:
        """The periods of which it can tell."""
        if self.span:
            return frozenset(starts_between(*self.span, every))
        return frozenset(start_of(day, every) for day in self.days)


def count_series(events: Iterable[Event], every: str, since: str | None = None, until: str | None = None) -> Series:
    """Count acts by period, whoever did them. `since` and `until` widen the series to days without acts."""
    _must_hold_days(since, until)
    edges = [date.fromisoformat(d) for d in (since, until) if d]
    table = undirected_table(events)
    if not table.num_rows and not edges:
        return Series(every, (), 0)
    return _series(tally(table, every).to_pylist(), every, edges, None)


def count_dyads(
    acts: "pa.Table",
    pairs: Sequence[Direction],
    every: str,
    coverage: Coverage,
    since: str | None = None,
    until: str | None = None,
    *,
    once: bool = True,
) -> dict[Direction, Series]:
    """The series of each direction, all over the same periods, so that they can be laid beside each other."""
    _must_hold_days(since, until)
    rows = tally(acts, every, pairs, once=once).to_pylist()
    starts = [row["start"] for row in rows if row["start"]]
    edges = [*starts, *coverage.edges()]
    if edges:
        edges = [start_of(d, every) for d in (min(edges), max(edges))]
        first = start_of(date.fromisoformat(since), every) if since else edges[0]
        last = start_of(date.fromisoformat(until), every) if until else edges[1]
        edges = [first, last] if first <= last else []
    found: dict[Direction, list[dict[str, Any]]] = {pair: [] for pair in pairs}
    for row in rows:
        found[row["actor"], row["recipient"]].append(row)
    covered = coverage.starts(every)
    return {pair: _series(inside, every, edges, covered, cut=True) for pair, inside in found.items()}


def _must_hold_days(since: str | None, until: str | None) -> None:
    if since and until and since > until:
        raise UsageError(f"Nothing lies between {since} and {until}: the first day must not be after the last.")


def _series(
    rows: list[dict[str, Any]], every: str, edges: Iterable[date], covered: frozenset[date] | None, cut: bool = False
) -> Series:
    without = sum(row["count"] for row in rows if row["start"] is None)
    by_start: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        if row["start"] is not None:
            by_start.setdefault(row["start"], []).append(row)
    ends = [*edges] if cut else [*edges, *by_start]
    starts = starts_between(min(ends), max(ends), every) if ends else []
    periods = tuple(_period(s, by_start.get(s, []), every, covered is not None and s not in covered) for s in starts)
    return Series(every, periods, without, all(row["scored"] == row["count"] for row in rows))


def _period(start: date, rows: Iterable[Mapping[str, Any]], every: str, uncovered: bool) -> Period:
    counts: dict[Quad, int] = dict.fromkeys(QUADS, 0)
    scores: dict[Quad, float] = dict.fromkeys(QUADS, 0.0)
    number, scored = 0, 0
    for row in rows:
        counts[row["quad"]] += row["count"]
        scores[row["quad"]] += row["score"] or 0.0
        number += row["count"]
        scored += row["scored"] or 0
    return Period(
        name=name_of(start, every),
        start=start.isoformat(),
        counts=counts,
        score=round(sum(scores.values()) / scored, 3) if scored else None,
        scores=scores,
        gap=uncovered and not number,
    )
