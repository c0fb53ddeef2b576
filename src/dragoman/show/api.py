"""The JSON API, and the one place where the web application is put together.

Lists are paged and in the case's one order; every failure has the same shape.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from dragoman import __version__
from dragoman.errors import CaseError, DragomanError, UsageError
from dragoman.keep import Case, Filter, Kind
from dragoman.records import Coded, Demand, Document, Entry, Event, Reject, Ruling, Statement
from dragoman.show import series_pages
from dragoman.show.asking import asking, asking_api
from dragoman.show.chart_pages import charts
from dragoman.show.desk import Desk
from dragoman.show.export_pages import exporting, exporting_api
from dragoman.show.guard import Guard
from dragoman.show.options import now, read_country, today
from dragoman.show.page import STATIC, pages
from dragoman.show.replies import FAILURES, Day, IsoDay, failure
from dragoman.show.review_pages import review
from dragoman.show.rulings import keep_ruling, make_ruling
from dragoman.show.timeline_pages import acts
from dragoman.show.weighing import chosen

Item = TypeVar("Item")
MOST = 500


class Page(BaseModel, Generic[Item]):
    """A part of a list: `total` is the whole list's length, `next` the offset that goes on, or null."""

    items: Sequence[Item]
    total: int
    offset: int
    limit: int
    next: int | None


class Ledger(Page[Entry]):
    """A part of a ledger. `behind` counts the texts that have come in since it was weighed: 0 where it is of now."""

    behind: int


class Found(BaseModel):
    """A document that holds the words searched for."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    snippet: str
    rank: float


class NewRuling(BaseModel):
    """An analyst's word on one field of an entry or a record."""

    model_config = ConfigDict(extra="forbid")

    target: str = Field(min_length=1, max_length=200)
    field: str = Field(pattern="^[a-z_]{1,40}$")
    value: str = Field(min_length=1, max_length=2000)
    because: str = Field(min_length=1, max_length=2000)
    by: str = Field(min_length=1, max_length=200)
    on: IsoDay | None = None


Limit = Annotated[int, Query(ge=1, le=MOST, description="Most items of one answer.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Items passed over.")]
Name = Annotated[str | None, Query(max_length=200, description="A country, body or person, by code or name.")]
Id = Annotated[str, Query(min_length=1, max_length=2000)]

api = APIRouter(prefix="/api", responses=FAILURES)


def get_desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(get_desk)]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def named(typed: str | None) -> str | None:
    return read_country(typed) if typed else None


def get_filter(
    *,
    actor: Name = None,
    recipient: Name = None,
    about: Name = None,
    type: Annotated[str | None, Query(max_length=40, description="PLOVER type.")] = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Filter:
    return Filter(
        actor=named(actor),
        recipient=named(recipient),
        about=named(about),
        type=type.upper() if type else None,
        since=iso(since),
        until=iso(until),
        limit=limit,
        offset=offset,
    )


Wanted = Annotated[Filter, Depends(get_filter)]


def a_page(items: Sequence[Any], total: int, offset: int, limit: int) -> dict[str, Any]:
    after = offset + len(items)
    return {
        "items": items,
        "total": total,
        "offset": offset,
        "limit": limit,
        "next": after if after < total and items else None,
    }


def listed(desk: Desk, kind: Kind, find: Callable[[Filter], Sequence[Any]], wanted: Filter) -> dict[str, Any]:
    total = desk.case.count(kind, replace(wanted, limit=None, offset=0))
    return a_page(find(wanted), total, wanted.offset, wanted.limit or MOST)


def cut(items: Sequence[Any], limit: int, offset: int) -> dict[str, Any]:
    return a_page(items[offset : offset + limit], len(items), offset, limit)


@api.get("/documents", response_model=Page[Document])
def documents(desk: AtDesk, wanted: Wanted) -> Any:
    """Articles, by day of publication."""
    return listed(desk, "document", desk.case.documents, wanted)


@api.get("/events", response_model=Page[Event])
def events(desk: AtDesk, wanted: Wanted) -> Any:
    """Who did what to whom."""
    return listed(desk, "event", desk.case.events, wanted)


@api.get("/statements", response_model=Page[Statement])
def statements(desk: AtDesk, wanted: Wanted) -> Any:
    """Who said what."""
    return listed(desk, "statement", desk.case.statements, wanted)


@api.get("/demands", response_model=Page[Demand])
def demands(desk: AtDesk, wanted: Wanted) -> Any:
    """Who wants what of whom."""
    return listed(desk, "demand", desk.case.demands, wanted)


@api.get("/article", response_model=Coded)
def article(desk: AtDesk, id: Id) -> Any:
    """One document with everything claimed about it, as it stands after rulings."""
    found = next(iter(desk.case.articles(Filter(document=id), reviewed=True)), None)
    if found is None:
        raise HTTPException(404, f"no document {id} in this case")
    return found


@api.get("/record", response_model=Statement | Event | Demand)
def record(desk: AtDesk, id: Id) -> Any:
    """One statement, event or demand."""
    found = desk.case.claim(id)
    if found is None:
        raise HTTPException(404, f"no record {id} in this case")
    return found


@api.get("/ledger", response_model=Ledger)
def ledger(
    desk: AtDesk,
    *,
    by: Name = None,
    of: Name = None,
    as_of: Day = None,
    since: Day = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """Which demand stands where on a day, and why; with `since`, those new or moved after it, with `changes`."""
    day = iso(as_of) or today()
    if since is not None and since.isoformat() > day:
        raise UsageError(f"nothing lies between {since} and {day}; give `since` a day before `as_of`.")
    weighed = desk.weighed(day)
    if since is None:
        entries = chosen(weighed.entries, named(by), named(of))
    else:
        entries = desk.changes(since.isoformat(), day, named(by), named(of)).entries
    return cut(entries, limit, offset) | {"behind": weighed.behind}


@api.get("/entry", response_model=Entry)
def entry(desk: AtDesk, id: Id, as_of: Day = None) -> Any:
    """One entry of the ledger."""
    found = desk.entry(id, iso(as_of) or today())
    if found is None:
        raise HTTPException(404, f"no entry {id} in the ledger of that day")
    return found


@api.get("/rejects", response_model=Page[Reject])
def rejects(desk: AtDesk, limit: Limit = 100, offset: Offset = 0) -> Any:
    """What was not read, and why."""
    return cut(desk.case.rejects(), limit, offset)


@api.get("/search", response_model=Page[Found])
def search(desk: AtDesk, q: Annotated[str, Query(min_length=1, max_length=500)], limit: Limit = 50) -> Any:
    """Documents that hold all these words, best first."""
    hits = desk.case.search(q, Filter(limit=limit))
    found = [
        Found(
            document=h.document,
            title=h.title,
            publisher=h.publisher,
            published=h.published,
            snippet=h.text,
            rank=h.rank,
        )
        for h in hits
    ]
    return a_page(found, len(found), 0, limit)


@api.get("/rulings", response_model=Page[Ruling])
def rulings(desk: AtDesk, limit: Limit = 100, offset: Offset = 0) -> Any:
    """What analysts ruled."""
    return cut(desk.case.rulings(), limit, offset)


@api.post("/rulings", response_model=Ruling, status_code=201)
def rule(desk: AtDesk, new: NewRuling) -> Any:
    """Keep an analyst's ruling; it beats the machine's and survives coding again."""
    ruling = make_ruling(new.target, new.field, new.value, new.because, new.by, iso(new.on) or today(), now())
    return keep_ruling(desk.case, lambda: desk.ledger(today()), ruling)


def verbs_at(app: FastAPI, request: Request) -> list[str]:
    """What can be done at this address."""
    return [
        verb
        for verb in ("GET", "HEAD", "POST")
        if any(route.matches({**request.scope, "method": verb})[0] is Match.FULL for route in app.routes)
    ]


def create_app(case: Case, guard: Guard | None = None) -> FastAPI:
    """The page and the API over one open case."""
    app = FastAPI(
        title="dragoman",
        version=__version__,
        description="The country desk's record: who did what to whom, who wants what, and what became of it.",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
    )
    guard = guard or Guard()
    app.state.desk = Desk(case)
    app.middleware("http")(guard)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    # the guard asks for the token; this tells programs which read OpenAPI that it will
    told = [Security(HTTPBearer(auto_error=False))] if guard.token is not None else []
    for router in (api, asking_api, exporting_api, series_pages.api):
        app.include_router(router, dependencies=told)
    for router in (charts, acts, review, pages, asking, exporting, series_pages.pages):
        app.include_router(router)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        # where one path has a route for each verb, the framework names the verb of the first alone
        headers = {"Allow": ", ".join(verbs_at(app, request))} if error.status_code == 405 else error.headers
        return failure(request, error.status_code, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    def misunderstood(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(x) for x in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return failure(request, 422 if request.url.path.startswith("/api/") else 400, told)

    @app.exception_handler(DragomanError)
    def unusable(request: Request, error: DragomanError) -> Response:
        status = 503 if isinstance(error, CaseError) else 400 if isinstance(error, UsageError) else 422
        return failure(request, status, str(error))

    @app.exception_handler(Exception)
    def broken(request: Request, _error: Exception) -> Response:
        # the server's own log has the whole story; a reader is told that it is not her fault
        return failure(
            request, 500, "This is a fault of dragoman. What you asked for is in the log of `dragoman serve`."
        )

    return app
