"""Where does a reader see how sides answer each other? `/series`, `/reciprocity`, `/triangle`, and their API."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from dragoman.errors import UsageError
from dragoman.keep import Filter
from dragoman.show.chart_pages import chart_reply
from dragoman.show.charts import NARROW, WIDTH, Spec
from dragoman.show.desk import Desk
from dragoman.show.options import name_country, read_choice
from dragoman.show.page import AtDesk, Words, read_day, render, url
from dragoman.show.replies import FAILURES
from dragoman.show.series_answers import record_of, series_of
from dragoman.show.series_charts import Link, reciprocity_chart, series_chart, triangle_chart
from dragoman.show.series_work import (
    Acts,
    Direction,
    acts_of_case,
    acts_of_source,
    among,
    counted,
    notes_on,
    read_pair,
    read_triangle,
)
from dragoman.weigh import (
    EVERY,
    MEASURES,
    Period,
    Reciprocity,
    Series,
    TriangleResult,
    directions_of,
    end_of,
    estimate_reciprocity,
    is_refused,
    tell_reciprocity,
    tell_triangle,
    weigh_triangle,
)

Kind = Literal["series", "reciprocity", "triangle"]
HEADINGS = {
    "series": "Two sides over time",
    "reciprocity": "How two sides answer each other",
    "triangle": "One side between two others",
}
KEYS = {
    "acts": ("Verbal acts are hollow, material ones filled; above the line cooperation, below it conflict.", True),
    "triangle": (
        "The sum of the acts' scores: above the line cooperation, below it conflict. A dotted upright line is a break.",
        True,
    ),
    "answers": (
        "The line is what follows, the shade its 90 % band: where it holds zero, nothing may have come.",
        False,
    ),
}
"""What the signs of a chart mean, and whether its marks stand for acts."""

pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", responses=FAILURES)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader asks for: sides with commas between them, the pivot of a triangle first."""

    sides: str
    every: str
    measure: str
    since: str | None
    until: str | None
    source: str | None

    def link(self, path: str, /, **changed: object) -> str:
        return url(path, **({name: getattr(self, name) for name in self.__slots__} | changed))


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer: the series, what was estimated from them, and what a reader is told."""

    series: dict[Direction, Series]
    found: Reciprocity | TriangleResult | None
    told: tuple[str, ...]
    notes: tuple[str, ...]
    own: bool


class Counted(BaseModel):
    """One period of one direction; in a gap nothing is known."""

    period: str
    actor: str
    recipient: str
    verbal_cooperation: int | None
    material_cooperation: int | None
    verbal_conflict: int | None
    material_conflict: int | None
    score: float | None
    net: float | None
    gap: bool


class SeriesReply(BaseModel):
    """The series of both directions, and what to know of them."""

    items: list[Counted]
    notes: list[str]


class EstimateReply(BaseModel):
    """An estimate, told in sentences and as plain values; what could not be estimated says why."""

    told: list[str]
    notes: list[str]
    estimate: dict[str, Any]


def get_ask(
    *,
    sides: Words = "",
    every: Words = "month",
    measure: Words = "score",
    since: Words = "",
    until: Words = "",
    source: Words = "",
) -> Ask:
    read_choice(every, EVERY, "period")
    read_choice(measure, MEASURES, "measure of an estimate")
    return Ask(sides.strip(), every, measure, read_day(since), read_day(until), source.strip() or None)


Asked = Annotated[Ask, Depends(get_ask)]


def _own_acts(desk: Desk) -> Acts:
    """All acts of the case as one table: each pair of sides asks for a few of its rows."""
    events = (event for first, others in desk.acts(Filter()) for event in (first, *others))
    return acts_of_case(events, desk.case.published())


def _weighed(desk: Desk, kind: Kind, ask: Ask) -> Weighed:
    sides: tuple[str, ...] = read_triangle(ask.sides) if kind == "triangle" else read_pair(ask.sides)
    if ask.source:
        acts = acts_of_source(desk.case, ask.source, sides)
    else:
        acts = among(desk.remembered("own acts", lambda: _own_acts(desk)), sides)
    ways = directions_of(sides[0], (sides[1], sides[2])) if kind == "triangle" else ((sides[0], sides[1]), sides[1::-1])
    series = series_of(acts, tuple((a, b) for a, b in ways), ask.every, ask.since, ask.until)
    found: Reciprocity | TriangleResult | None = None
    told: tuple[str, ...] = ()
    if kind == "reciprocity":
        found = estimate_reciprocity(series, (sides[0], sides[1]), ask.measure)
        told = tuple(tell_reciprocity(found, name_country))
    elif kind == "triangle":
        found = weigh_triangle(series, sides[0], (sides[1], sides[2]), ask.measure)
        told = tuple(tell_triangle(found, name_country))
    return Weighed(series, found, told, (*acts.notes, *notes_on(series)), acts.own)


def weighed(desk: Desk, kind: Kind, ask: Ask) -> Weighed:
    """The answer, kept until the case changes: a page, its picture and its specification ask for one estimate."""
    # sources of others are no part of the case's stamp: how many rows there are tells of a change
    sources = str(desk.case.coded_sources()) if ask.source else ""
    return desk.remembered(("series", sources, kind, ask), lambda: _weighed(desk, kind, ask))


# ---- pages


def _show(request: Request, desk: Desk, kind: Kind, ask: Ask) -> Response:
    shown: dict[str, Any] = {"found": None, "problem": "", "rows": ()}
    if ask.sides:
        try:
            found = weighed(desk, kind, ask)
        except UsageError as error:
            shown["problem"] = str(error)
        else:
            key, linked = KEYS[_drawn(found)]
            shown |= {"found": found, "rows": _rows(found, ask), "key": key, "linked": linked and found.own}
    return render(
        request,
        "series.html",
        here="Series",
        kind=kind,
        heading=HEADINGS[kind],
        headings=HEADINGS,
        ask=ask,
        periods=EVERY,
        measures=MEASURES,
        sources=[s.name for s in desk.case.coded_sources()],
        **shown,
    )


def _drawn(found: Weighed) -> str:
    """What the chart of an answer shows: answers where some could be estimated, else the acts."""
    if isinstance(found.found, TriangleResult):
        return "triangle"
    answered = isinstance(found.found, Reciprocity) and not is_refused(found.found)
    return "answers" if answered else "acts"


def _rows(found: Weighed, ask: Ask) -> list[tuple[str, list[tuple[str, str]]]]:
    """The net of every direction by period with the way to its acts, for the table under the chart."""

    def cell(way: Direction, p: Period) -> tuple[str, str]:
        linked = found.own and p.total
        return "gap" if p.gap else f"{p.net:g} ({p.total})", to_timeline(way, p, ask.every) if linked else ""

    ways = list(found.series)
    columns = zip(*(s.periods for s in found.series.values()), strict=True)
    return [(one[0].name, [cell(way, p) for way, p in zip(ways, one, strict=True)]) for one in columns]


@pages.get("/series")
def series_page(request: Request, desk: AtDesk, ask: Asked) -> Response:
    """Acts between two sides by period."""
    return _show(request, desk, "series", ask)


@pages.get("/reciprocity")
def reciprocity_page(request: Request, desk: AtDesk, ask: Asked) -> Response:
    """How two sides answer each other."""
    return _show(request, desk, "reciprocity", ask)


@pages.get("/triangle")
def triangle_page(request: Request, desk: AtDesk, ask: Asked) -> Response:
    """A pivot between two patrons."""
    return _show(request, desk, "triangle", ask)


@pages.get("/charts/{kind}-of-sides.{form}")
def chart(
    desk: AtDesk, ask: Asked, kind: Kind, form: str, width: Annotated[int, Query(ge=NARROW, le=2 * WIDTH)] = WIDTH
) -> Response:
    """The chart of any of these pages; each mark leads to the acts behind it."""
    if form not in ("svg", "json"):
        raise HTTPException(404, "A chart comes as svg or as json.")
    return chart_reply(_spec(weighed(desk, kind, ask), ask, width), form)


def timeline_of(way: Direction, first: str, last: str) -> str:
    """Where the acts between two sides in a period are told."""
    return url("/timeline", side=way[0], other=way[1], since=first, until=last)


def to_timeline(way: Direction, period: Period, every: str) -> str:
    return timeline_of(way, period.start, end_of(date.fromisoformat(period.start), every).isoformat())


def _spec(found: Weighed, ask: Ask, width: int) -> Spec:
    link: Link = (lambda way, period: to_timeline(way, period, ask.every)) if found.own else None
    if isinstance(found.found, TriangleResult):
        return triangle_chart(found.found, found.series, link, width)
    if isinstance(found.found, Reciprocity):
        return reciprocity_chart(found.found, found.series, link, width)
    return series_chart(found.series, link, width)


# ---- the API


def _needs_sides(ask: Ask) -> None:
    if not ask.sides:
        raise UsageError("Name the sides with commas between them, such as sides=USA,BLR.")


@api.get("/series", response_model=SeriesReply)
def series_reply(desk: AtDesk, ask: Asked) -> Any:
    """How many acts of which kind each of two sides directed at the other, by period."""
    _needs_sides(ask)
    found = weighed(desk, "series", ask)
    items = [counted(way, period) for way, series in found.series.items() for period in series.periods]
    return {"items": items, "notes": found.notes}


@api.get("/reciprocity", response_model=EstimateReply)
def reciprocity_reply(desk: AtDesk, ask: Asked) -> Any:
    """How two sides answer each other: vector autoregressions, tests, responses with bands."""
    return _estimate(desk, "reciprocity", ask)


@api.get("/triangle", response_model=EstimateReply)
def triangle_reply(desk: AtDesk, ask: Asked) -> Any:
    """A pivot between two patrons, the pivot named first: turns, breaks, crossings, the hedging index."""
    return _estimate(desk, "triangle", ask)


def _estimate(desk: Desk, kind: Kind, ask: Ask) -> dict[str, Any]:
    _needs_sides(ask)
    found = weighed(desk, kind, ask)
    if found.found is None:
        raise UsageError("There is nothing to estimate.")
    return {"told": found.told, "notes": found.notes, "estimate": record_of(found.found)}
