"""Asking in the browser and over the API: the page with a brief, the same as a file, and as JSON."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman.errors import UsageError
from dragoman.show.brief_charts import chart_of_acts
from dragoman.show.briefing import MEDIA, as_form, shown_of
from dragoman.show.chart_pages import chart_reply
from dragoman.show.charts import NARROW, WIDTH
from dragoman.show.desk import Desk
from dragoman.show.options import today
from dragoman.show.page import AtDesk, Words, read_day, render
from dragoman.show.replies import FAILURES, Day
from dragoman.show.series_pages import timeline_of
from dragoman.weigh import EXAMPLES, ActsPoint, Brief, brief_on

asking = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
asking_api = APIRouter(prefix="/api", responses=FAILURES)
Form = Literal["md", "html", "pdf", "json"]
_NAMES = (("md", "Markdown"), ("html", "HTML"), ("pdf", "PDF"), ("json", "JSON"))

_MOST_CITED = 24
"""Citations of one sentence that the page shows; its files have all."""


def brief_of(desk: Desk, question: str, day: str) -> Brief:
    """The brief from the open case, made once for its page, its chart and its files."""
    weighed = desk.weighed(day)
    key = ("brief", question, day, weighed.state)
    return desk.remembered(key, lambda: brief_on(question, desk.known(day), weighed.entries))


@asking.get("/ask")
def ask(request: Request, desk: AtDesk, q: Words = "", as_of: Words = "") -> Response:
    """A sourced brief from the case."""
    day = read_day(as_of) or today()
    shown: dict[str, Any] = {"question": q, "as_of": day, "brief": None, "problem": ""}
    shown |= {"examples": EXAMPLES, "forms": _NAMES}
    if q.strip():
        try:
            brief = brief_of(desk, q, day)
        except UsageError as error:
            # what can be asked stands on the page already
            shown["problem"] = str(error).split("\nTry one")[0]
        else:
            shown |= {"brief": brief, **shown_of(brief, _MOST_CITED)}
    return render(request, "ask.html", here="Ask", **shown)


@asking.get("/brief")
def brief_as_file(desk: AtDesk, q: Words, as_of: Words = "", format: Form = "md") -> Response:
    """The same brief as a file to hand on."""
    made = as_form(brief_of(desk, q, read_day(as_of) or today()), format)
    headers = {"Content-Disposition": f'attachment; filename="brief.{format}"'}
    return Response(made, media_type=MEDIA[format], headers=headers)


def _to_timeline(point: ActsPoint) -> str:
    return timeline_of((point.actor, point.recipient), point.start, point.end)


@asking.get("/charts/brief.{form}")
def chart(
    desk: AtDesk,
    form: str,
    q: Words,
    as_of: Words = "",
    width: Annotated[int, Query(ge=NARROW, le=2 * WIDTH)] = WIDTH,
) -> Response:
    """The chart of a brief; each mark leads to its acts."""
    day = read_day(as_of) or today()
    acts = brief_of(desk, q, day).acts
    if acts is None or form not in ("svg", "json"):
        raise HTTPException(404, "A brief with enough acts between two sides has a chart, as svg or as json.")
    return chart_reply(chart_of_acts(acts, _to_timeline, width), form)


@asking_api.get("/brief", response_model=Brief)
def brief(
    desk: AtDesk,
    q: Annotated[str, Query(min_length=1, max_length=500, description="A question.")],
    as_of: Day = None,
) -> Any:
    """The answer to a question: sentences, each with the records and words that it rests on."""
    return brief_of(desk, q, as_of.isoformat() if as_of else today())
