"""What happened between whom, and when: the timeline, the dyads, and the chart above them.

One act stands once, with all its reports. The chart zooms by mouse where scripts run, and by links
everywhere: each period leads closer, and the two ends lead on.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman.keep import Filter, dyads_among
from dragoman.know import TYPES
from dragoman.show.chart_pages import chart_reply
from dragoman.show.charts import NARROW, WIDTH, acts_chart
from dragoman.show.desk import Desk
from dragoman.show.options import read_choice, read_type
from dragoman.show.page import ROWS, AtDesk, Words, named, pager, read_day, render, url
from dragoman.weigh import EVERY, Period, Series, count_series, end_of, first_day, next_start

acts = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_ENOUGH_DAYS = (("day", 45), ("week", 320), ("month", 3700))
"""The period for a stretch of time that is at most so many days long; above the last it is the year."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader of the timeline asks for."""

    side: str | None
    other: str | None
    type: str | None
    since: str | None
    until: str | None
    every: str | None

    def link(self, path: str = "/timeline", /, **changed: object) -> str:
        return url(path, **({n: getattr(self, n) for n in self.__slots__} | changed))

    def events(self, desk: Desk) -> list[Any]:
        """Acts that fit, each with its other reports; between two sides in both directions where two are named."""
        one, two = named(self.side or ""), named(self.other or "")
        wanted = Filter(type=self.type, since=self.since, until=self.until)
        if one and two:
            return desk.acts(replace(wanted, actor=one, recipient=two), replace(wanted, actor=two, recipient=one))
        return desk.acts(replace(wanted, about=one or two))


def get_wish(
    *,
    side: Words = "",
    other: Words = "",
    type: Words = "",
    since: Words = "",
    until: Words = "",
    every: Words = "",
) -> Wish:
    return Wish(
        side.strip() or None,
        other.strip() or None,
        read_type(type) if type.strip() else None,
        read_day(since),
        read_day(until),
        read_choice(every, EVERY, "period") if every else None,
    )


Wished = Annotated[Wish, Depends(get_wish)]


@acts.get("/timeline")
def timeline(
    request: Request, desk: AtDesk, wish: Wished, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0
) -> Response:
    """Events in the order of time, one act once."""
    found = wish.events(desk)
    shown = found[offset : offset + ROWS]
    series = desk.remembered(wish, lambda: _series(wish, found))
    return render(
        request,
        "timeline.html",
        here="Timeline",
        wish=wish,
        months=[
            (month, list(told)) for month, told in groupby(desk.told(shown), key=lambda a: _month(a["event"].date))
        ],
        series=series if series.periods else None,
        zoom=_zoom(wish, series),
        types=sorted(TYPES),
        periods=EVERY,
        closer=lambda period: _closer(wish, series, period),
        page=pager(wish.link(), offset, len(shown), len(found)),
    )


@acts.get("/dyads")
def dyads(request: Request, desk: AtDesk, since: Words = "", until: Words = "") -> Response:
    """Who does most to whom."""
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until)}
    return render(
        request,
        "dyads.html",
        here="Dyads",
        dyads=dyads_among(desk.remembered("between", desk.case.reports_between), **asked, limit=ROWS),
        **asked,
    )


@acts.get("/charts/acts.{form}")
def chart(
    desk: AtDesk, wish: Wished, form: str, width: Annotated[int, Query(ge=NARROW, le=2 * WIDTH)] = WIDTH
) -> Response:
    """The chart above the timeline."""
    if form not in ("svg", "json"):
        raise HTTPException(404, "A chart comes as svg or as json.")
    series = desk.remembered(wish, lambda: _series(wish, wish.events(desk)))
    return chart_reply(acts_chart(series, lambda period: _closer(wish, series, period), width), form)


def _series(wish: Wish, found: list[Any]) -> Series:
    """Counts by the period asked for, or by the finest that does not crowd."""
    events = [event for event, _ in found]
    if wish.every:
        return count_series(events, wish.every, wish.since, wish.until)
    days = sorted(e.date[:10] for e in events if e.date) + [d for d in (wish.since, wish.until) if d]
    long = (first_day(max(days)) - first_day(min(days))).days if days else 0
    every = next((name for name, enough in _ENOUGH_DAYS if long <= enough), "year")
    return count_series(events, every, wish.since, wish.until)


def _closer(wish: Wish, series: Series, period: Period) -> str:
    """The same acts, of this period alone."""
    first = date.fromisoformat(period.start)
    return wish.link(since=period.start, until=end_of(first, series.every).isoformat(), every=None)


def _zoom(wish: Wish, series: Series) -> list[tuple[str, str]]:
    """Where a reader may go on from this stretch of time: (what it is called, link)."""
    if not series.periods:
        return []
    first = date.fromisoformat(series.periods[0].start)
    after = next_start(date.fromisoformat(series.periods[-1].start), series.every)
    long = after - first
    told = []
    if wish.since or wish.until:
        told += [
            ("← earlier", wish.link(since=(first - long).isoformat(), until=first.isoformat())),
            ("wider", wish.link(since=(first - long).isoformat(), until=(after + long).isoformat(), every=None)),
            ("all of it", wish.link(since=None, until=None, every=None)),
            ("later →", wish.link(since=after.isoformat(), until=(after + long).isoformat())),
        ]
    return told


def _month(day: str | None) -> str:
    if not day:
        return "No date"
    parts = day.split("-")
    return f"{date(int(parts[0]), int(parts[1]), 1):%B} {parts[0]}" if len(parts) > 1 else parts[0]
