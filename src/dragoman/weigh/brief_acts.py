"""What did the sides of a question do to each other, period by period? For the chart of a brief, each point cited.

Two sides that are asked about are shown as a dyad. Of one, the triangle with the two that it deals with most is shown,
or the dyad with one, as far as the case has enough acts. Too few are told by the brief's sentences alone.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from dragoman.records import Event
from dragoman.weigh.brief_records import ActsPeriod, ActsPoint, ActsShown, Sentence
from dragoman.weigh.facts import Facts
from dragoman.weigh.known import Deed
from dragoman.weigh.names import MANY, listed, told
from dragoman.weigh.periods import end_of, first_day, name_of, start_of
from dragoman.weigh.series import QUADS, Coverage, Direction, Period, Series, count_dyads
from dragoman.weigh.tallies import acts_table, is_fine

ENOUGH: Final = 6
"""Fewer acts between two sides are told by the brief itself."""
_PERIODS: Final = ("month", "quarter", "year")
_MOST_PERIODS, _MOST_POINTS = 72, 24
"""A chart with more is crowded, a list of more is not read: then longer periods are taken."""


def acts_shown(facts: Facts) -> ActsShown | None:
    """The acts to show beside a brief; None where the case has too few."""
    asked = [s.code for s in (facts.question.about, facts.question.other) if s and s.code and s.code not in MANY]
    if not asked:
        return None
    sides = _sides(list(dict.fromkeys(asked)), _acts_of(facts, asked[:1], lambda pair: asked[0] in pair))
    if sides is None:
        return None
    ways = _ways(sides)
    acts = _acts_of(facts, sides, set(ways).__contains__)
    every, series = _counted(facts, acts, ways)
    points = _points(facts, acts, every, series)
    names = [told(code, facts.names) for code in sides]
    return ActsShown(
        sides=sides,
        every=every,
        heading=f"What {listed(names)} did to each other",
        periods=tuple(
            ActsPeriod(
                period=p.name,
                start=p.start,
                actor=way[0],
                recipient=way[1],
                counts=p.counts,
                scores=p.scores,
                gap=p.gap,
            )
            for way in ways
            for p in series[way].periods
        ),
        points=points,
        unplaced=sum(s.without_period for s in series.values()),
    )


def _acts_of(facts: Facts, sides: Iterable[str], wanted: Callable[[Direction], bool]) -> list[Deed]:
    """The acts of these sides, between such as are wanted."""
    # an act of two of the sides stands with each of them
    acts = {id: deed for side in sides for id, deed in facts.known.deeds_of.get(side, {}).items()}
    return [deed for deed in acts.values() if any(map(wanted, deed.pairs))]


def series_of_shown(shown: ActsShown) -> dict[Direction, Series]:
    """The series again, to be drawn."""
    found: dict[Direction, list[Period]] = defaultdict(list)
    for row in shown.periods:
        number = sum(row.counts.values())
        mean = round(sum(row.scores.values()) / number, 3) if number else None
        found[row.actor, row.recipient].append(
            Period(row.period, row.start, dict(row.counts), mean, dict(row.scores), row.gap)
        )
    return {way: Series(shown.every, tuple(periods), 0) for way, periods in found.items()}


def _sides(asked: list[str], acts: Sequence[Deed]) -> tuple[str, ...] | None:
    """The two sides asked about; or the one, first, with one or two others that it deals with most."""
    between: Counter[str] = Counter()
    for deed in acts:
        first = deed.reports[0]
        if first.date and is_fine(first.date_precision, _PERIODS[-1]):
            between.update({other for pair in deed.pairs if asked[0] in pair for other in pair} - {asked[0]})
    enough = {other for other, acts in between.items() if acts >= ENOUGH}
    if len(asked) > 1:
        return (asked[0], asked[1]) if asked[1] in enough else None
    firsts = (deed.reports[0] for deed in acts)
    states = {a.country for first in firsts for a in (*first.actors, *first.recipients) if a.country} - MANY
    ranked = sorted(enough & states, key=lambda other: (-between[other], other))
    return (asked[0], *ranked[:2]) if ranked else None


def _ways(sides: Sequence[str]) -> tuple[Direction, ...]:
    """Both directions of each pair."""
    pairs = [(a, b) for n, a in enumerate(sides) for b in sides[n + 1 :]]
    return tuple(way for pair in pairs for way in (pair, pair[::-1]))


def _counted(facts: Facts, acts: Iterable[Deed], ways: Sequence[Direction]) -> tuple[str, dict[Direction, Series]]:
    """The series by the shortest periods that do not crowd."""
    table = acts_table(chain.from_iterable(deed.reports for deed in acts))
    days = frozenset(date.fromisoformat(d.published) for d in facts.documents.values() if d.published)
    for every in _PERIODS:
        series = count_dyads(table, ways, every, Coverage(days=days), facts.question.since, facts.as_of)
        columns = list(zip(*(s.periods for s in series.values()), strict=True))
        crowded = len(columns) > _MOST_PERIODS or sum(any(p.total for p in c) for c in columns) > _MOST_POINTS
        if not crowded and all(_placed(series, ways[0][0], other) >= ENOUGH for other in _others(ways)):
            break
    return every, series


def _others(ways: Sequence[Direction]) -> list[str]:
    """The sides that the first one deals with."""
    return [way[1] for way in ways if way[0] == ways[0][0]]


def _placed(series: Mapping[Direction, Series], one: str, other: str) -> int:
    """How many acts between two sides fell into a period."""
    return sum(p.total for way in ((one, other), (other, one)) for p in series[way].periods)


def _points(
    facts: Facts, acts: Iterable[Deed], every: str, series: Mapping[Direction, Series]
) -> tuple[ActsPoint, ...]:
    """For each period and direction with acts, what was done and the reports that tell of it."""
    inside: dict[tuple[str, Direction], list[Event]] = defaultdict(list)
    for deed in acts:
        first = deed.reports[0]
        if first.date and is_fine(first.date_precision, every):
            period = name_of(start_of(first_day(first.date), every), every)
            for way in deed.pairs:
                inside[period, way] += deed.reports
    return tuple(
        ActsPoint(
            period=period.name,
            start=period.start,
            end=end_of(date.fromisoformat(period.start), every).isoformat(),
            actor=way[0],
            recipient=way[1],
            sentence=Sentence(
                text=_in_words(way, period, facts), kind="fact", cites=facts.cite(*inside[period.name, way])
            ),
        )
        for column in zip(*(s.periods for s in series.values()), strict=True)
        for way, period in zip(series, column, strict=True)
        if period.total
    )


def _in_words(way: Direction, period: Period, facts: Facts) -> str:
    counts = [f"{period.counts[quad]} of {quad}" for quad in QUADS if period.counts[quad]]
    one, other = (facts.names.name_of(code) for code in way)
    return f"{one} to {other}: {listed(counts)}."
