"""How are the acts beside a brief drawn, and where does each of their points lead?

In a file a point leads to the line that tells what was done and by which reports; on the page to the acts themselves.
"""

from collections.abc import Callable
from urllib.parse import quote

from dragoman.show.charts import WIDTH, Spec
from dragoman.show.series_charts import Direction, pairs_chart, series_chart
from dragoman.weigh import ActsPoint, ActsShown, Period, series_of_shown

Leads = Callable[[ActsPoint], str]
"""From a point to the address of its acts."""


def anchor_of(point: ActsPoint) -> str:
    """The id of a point's line in a file. A side without a code may bear any name, spaces included."""
    return f"acts-{point.period}-{quote(point.actor)}-{quote(point.recipient)}"


def to_its_line(point: ActsPoint) -> str:
    """A point of a file leads to its line."""
    return f"#{quote(anchor_of(point))}"


def chart_of_acts(shown: ActsShown, leads: Leads | None = None, width: int = WIDTH) -> Spec:
    """The chart of a brief: a dyad with its kinds of acts, or the three pairs of a triangle. On paper nothing leads."""
    points = {(p.period, p.actor, p.recipient): p for p in shown.points}

    def link(way: Direction, period: Period) -> str:
        point = points.get((period.name, *way))
        return leads(point) if leads and point else ""

    series = series_of_shown(shown)
    if len(shown.sides) == 2:
        return series_chart(series, link, width)
    one, two, three = shown.sides
    return pairs_chart(((one, two), (one, three), (two, three)), series, link, width)


def words_for(shown: ActsShown) -> str:
    """What stands for the chart where it cannot be seen."""
    first, last = shown.periods[0].period, shown.periods[-1].period
    return f"{shown.heading}, by {shown.every}, {first} to {last}. The table below tells of each point."
