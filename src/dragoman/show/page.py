"""The analysts' page: the desk, an entry, an article, the timeline, documents, search, and what was not read.

Made on the server, whole without scripts. Everything from an article goes through Jinja's escaping:
no HTML of others is ever HTML here.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.exceptions import HTTPException

from dragoman.errors import UsageError
from dragoman.keep import Filter, Hit
from dragoman.records import CODER
from dragoman.show import board as boards
from dragoman.show.desk import BASES, Desk
from dragoman.show.lines import plain, plain_text, title_of
from dragoman.show.marks import head_and_body, notes_of
from dragoman.show.notes import KINDS, groups_of
from dragoman.show.options import name_country, read_country, today
from dragoman.show.rulings import FIELDS, keep_ruling, make_ruling
from dragoman.show.weighing import EDGES, GLYPH, chosen

STATIC = Path(__file__).parent / "static"
NAV = (
    ("/", "Desk"),
    ("/ask", "Ask"),
    ("/timeline", "Timeline"),
    ("/series", "Series"),
    ("/documents", "Documents"),
    ("/search", "Search"),
    ("/rejects", "Not read"),
)
ROWS = 100

pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Words = Annotated[str, Query(max_length=500)]


def long_day(day: str) -> str:
    """'2009-08-19' as "19 August 2009"; months and years alone stay what they are."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{when.day} {when:%B} {when.year}"


def url(path: str, /, **asked: object) -> str:
    """A path with what is asked of it; empty wishes are left out."""
    kept = {name: str(value) for name, value in asked.items() if value}
    return f"{path}?{urlencode(kept, errors='replace')}" if kept else path


@lru_cache
def static(name: str) -> str:
    """A file of our own, named so that a browser fetches it anew when it has changed."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:8]}"


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dragoman.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        clean=plain,
        clean_text=plain_text,
        longday=long_day,
        quoted=lambda words: quote(str(words), safe="", errors="replace"),
        called=title_of,
        country=name_country,
        words=lambda value: str(value).replace("_", " "),
    )
    made.globals.update(
        url=url, static=static, nav=NAV, coder=CODER, glyphs={**GLYPH, "asked": "▸"}, bases=BASES, edges=EDGES
    )
    return made


_jinja = _environment()


def template(name: str) -> Template:
    """One of our templates."""
    return _jinja.get_template(name)


def render(
    request: Request, template_name: str, /, status_code: int = 200, here: str = "", **shown: Any
) -> HTMLResponse:
    """One page."""
    name = Path(request.app.state.desk.case.name).name
    body = template(template_name).render(case_name=name, here=here, today=today(), **{"words": None, **shown})
    return HTMLResponse(body.encode("utf-8", "replace"), status_code)


def get_desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(get_desk)]


def read_day(typed: str, otherwise: str | None = None) -> str | None:
    """A day from the address bar; an empty field is no day."""
    if not typed:
        return otherwise
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise HTTPException(400, f"{typed} is not a day; write it as 2009-08-19.") from None


@pages.get("/")
def board(
    request: Request, desk: AtDesk, as_of: Words = "", by: Words = "", of: Words = "", since: Words = ""
) -> Response:
    """The case at a glance, as of any day."""
    shown_day = read_day(as_of) or today()
    all_entries = desk.ledger(shown_day)
    entries = chosen(all_entries, by or None, of or None)
    columns = boards.board_of(entries)
    last = desk.last_day()
    # a case that ends in 2019 is read as of its end: "the last month" is that one's
    from_day = read_day(since) or boards.days_before(min(shown_day, last or shown_day), 30)
    latest = chosen(desk.ledger(today()), by or None, of or None)
    return render(
        request,
        "desk.html",
        here="Desk",
        as_of=shown_day,
        since=from_day,
        by=by,
        of=of,
        board=columns,
        nothing=[o.replace("_", " ") for o in boards.OUTCOMES if columns and o not in dict(columns)],
        summary=boards.summary_of(entries, long_day(shown_day)),
        demanders=sorted({e.by for e in latest} | {e.by for e in all_entries}),
        addressees=sorted({e.of for e in latest} | {e.of for e in all_entries}),
        strip=boards.strip_of(boards.days_of(latest), shown_day),
        changes=boards.changes_told(desk.changes(from_day, max(shown_day, from_day), by or None, of or None)),
        review=boards.review_of(entries),
    )


@pages.get("/entry")
def entry(request: Request, desk: AtDesk, id: Words, as_of: Words = "") -> Response:
    """One demanded act through time."""
    day = read_day(as_of) or today()
    found = desk.entry(id, day)
    if found is None:
        raise HTTPException(404, "There is no such entry in the ledger of that day.")
    return render(
        request,
        "entry.html",
        as_of=day,
        entry=found,
        steps=desk.moments(found),
        strip=boards.entry_strip(found, min(day, desk.last_day() or day)),
        undated=desk.sources(found.undated),
        rulings=[r for r in desk.case.rulings() if r.target == id],
        fields=FIELDS["entry"],
    )


@pages.get("/article")
def article(request: Request, desk: AtDesk, id: Annotated[str, Query(max_length=2000)]) -> Response:
    """A text with every record in its own words."""
    coded = desk.case.coded(id)
    if coded is None:
        raise HTTPException(404, "There is no such document in this case.")
    document, notes = coded.document, notes_of(coded.claims)
    heading, blocks = head_and_body(document, notes)
    rulings = desk.case.rulings()
    counts = Counter(note.kind for note in notes)
    told = [f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in counts.items()]
    return render(
        request,
        "article.html",
        document=document,
        heading=heading,
        heading_words=title_of(document),
        blocks=blocks,
        groups=groups_of(notes, rulings),
        rulings=[r for r in rulings if r.target == id],
        kinds=KINDS,
        counts=f"Coded: {', '.join(told)}." if told else "",
        copy_of=desk.case.copies().get(id),
        safe_url=document.url if document.url and urlsplit(document.url).scheme in ("http", "https") else None,
        rejects=coded.rejects,
        fields=FIELDS,
    )


@pages.get("/documents")
def documents(
    request: Request,
    desk: AtDesk,
    since: Words = "",
    until: Words = "",
    about: Words = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """What the case was read from."""
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until), "about": about or None}
    wanted = Filter(since=asked["since"], until=asked["until"], about=named(about), limit=ROWS, offset=offset)
    found = desk.case.documents(wanted)
    total = desk.case.count("document", replace(wanted, limit=None, offset=0))
    page = pager(url("/documents", **asked), offset, len(found), total)
    return render(
        request, "documents.html", here="Documents", documents=found, copies=desk.case.copies(), page=page, **asked
    )


@pages.get("/actor")
def actor(request: Request, desk: AtDesk, name: Words, since: Words = "", until: Words = "") -> Response:
    """Somebody in this case: in which offices, what he or she did, said, wants and is asked for."""
    code = named(name)
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until)}
    wanted = Filter(**asked)
    told = desk.somebody(code or name, wanted)
    if not told["known"]:
        raise HTTPException(404, f"Nobody called {name} does, says or wants anything in this case.")
    return render(request, "actor.html", name=name, code=code, **told, **asked)


@pages.get("/search")
def search(request: Request, desk: AtDesk, q: Words = "", since: Words = "", until: Words = "") -> Response:
    """Full text over the case."""
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until)}
    hits: tuple[Hit, ...] = ()
    problem = ""
    if q.strip():
        try:
            hits = desk.case.search(q, Filter(**asked, limit=ROWS))
        except UsageError as error:
            problem = str(error)
    return render(request, "search.html", here="Search", hits=hits, problem=problem, **{"words": q, **asked})


@pages.get("/rejects")
def rejects(request: Request, desk: AtDesk) -> Response:
    """What was not read, and why."""
    return render(request, "rejects.html", here="Not read", rejects=desk.case.rejects())


@pages.post("/rulings")
def rule(
    desk: AtDesk,
    *,
    target: Annotated[str, Form(min_length=1, max_length=200)],
    change: Annotated[str, Form(pattern="^[a-z_]{1,40}=.{1,2000}$")],
    because: Annotated[str, Form(min_length=1, max_length=2000)],
    by: Annotated[str, Form(min_length=1, max_length=200)],
    on: Annotated[date, Form()],
    back: Annotated[str, Form(max_length=3000)] = "/",
) -> Response:
    """Keep a ruling made on the page and show where it was made."""
    field, _, value = change.partition("=")
    # an id may hold characters that have no place in a page: the form carries it escaped
    ruling = make_ruling(unquote(target), field, value, because.strip(), by.strip(), on.isoformat())
    keep_ruling(desk.case, desk.ledger(today()), ruling)
    # only back to a page of ours: "//elsewhere" and "https://…" are other people's
    safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    return RedirectResponse(safe, 303)


def named(typed: str) -> str | None:
    """The code or name of somebody as the case knows it; nothing typed is nobody."""
    return read_country(typed.strip()) if typed.strip() else None


def pager(path: str, offset: int, shown: int, total: int) -> dict[str, object]:
    """Where the pages before and after this one are; `path` holds all that is asked for but the offset."""

    def at(start: int) -> str:
        return f"{path}{'&' if '?' in path else '?'}offset={start}"

    return {
        "first": offset + 1,
        "last": offset + shown,
        "total": total,
        "earlier": at(max(0, offset - ROWS)) if offset else None,
        "later": at(offset + ROWS) if offset + shown < total else None,
    }
