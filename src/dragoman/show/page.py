"""The analysts' page: the desk, an entry, an article, the timeline, documents, search, and what was not read.

Made on the server, whole without scripts. Everything from an article goes through Jinja's escaping:
no HTML of others is ever HTML here.
"""

from collections import Counter
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.exceptions import HTTPException

from dragoman.errors import UsageError
from dragoman.keep import VALUES, Filter, Hit, ruled
from dragoman.records import CODER
from dragoman.show import board as boards
from dragoman.show.desk import BASES, Desk
from dragoman.show.lines import plain, plain_text, title_of
from dragoman.show.marks import head_and_body, notes_of
from dragoman.show.notes import KINDS, groups_of
from dragoman.show.options import name_country, read_choice, read_country, today
from dragoman.show.rulings import FIELDS, day_of_ruling
from dragoman.show.weighing import EDGES, GLYPH, chosen

STATIC = Path(__file__).parent / "static"
NAV = (
    ("/", "Desk"),
    ("/ask", "Ask"),
    ("/timeline", "Timeline"),
    ("/dyads", "Dyads"),
    ("/series", "Series"),
    ("/documents", "Documents"),
    ("/search", "Search"),
    ("/review", "Review"),
    ("/sources", "Sources"),
    ("/export", "Export"),
)
ROWS = 100
_HITS = 25
_STRETCHES = (("week", 7), ("month", 30), ("year", 365))
NAME = "dragoman_name"
"""Cookie in which the browser remembers who rules."""

pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Words = Annotated[str, Query(max_length=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


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
    body = template(template_name).render(
        case_name=name, here=here, today=today(), reader=_reader(request), **{"words": None, **shown}
    )
    return HTMLResponse(body.encode("utf-8", "replace"), status_code)


def _reader(request: Request) -> str:
    """Who ruled last in this browser."""
    return unquote(request.cookies.get(NAME, ""))[:200]


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
    request: Request,
    desk: AtDesk,
    *,
    as_of: Words = "",
    by: Words = "",
    of: Words = "",
    since: Words = "",
    outcome: Words = "",
    offset: Offset = 0,
) -> Response:
    """The case at a glance, as of any day; or all entries of one outcome."""
    if outcome:
        read_choice(outcome, boards.OUTCOMES, "outcome")
    shown_day = read_day(as_of) or today()
    weighed = desk.weighed(shown_day)
    all_entries = weighed.entries
    entries = chosen(all_entries, by or None, of or None)
    # a case that ends in 2019 is read as of its end: "the last month" is that one's
    end = min(shown_day, desk.last_day() or shown_day)
    from_day = read_day(since) or boards.days_before(end, 30)
    latest = chosen(desk.ledger(today()), by or None, of or None)
    changes = boards.changes_told(desk.changes(from_day, max(shown_day, from_day), by or None, of or None))
    one = tuple(e for e in entries if e.outcome == outcome)
    columns = boards.board_of(one, ROWS, offset) if outcome else boards.board_of(entries)
    asked: dict[str, Any] = {"as_of": shown_day, "by": by, "of": of}
    return render(
        request,
        "desk.html",
        here="Desk",
        since=from_day,
        stretches=[(f"the last {name}", boards.days_before(end, days)) for name, days in _STRETCHES],
        **asked,
        board=columns,
        outcome=outcome,
        page=pager(url("/", **asked, outcome=outcome), offset, len(one[offset : offset + ROWS]), len(one)),
        nothing=[o.replace("_", " ") for o in boards.OUTCOMES if entries and all(e.outcome != o for e in entries)],
        summary=boards.summary_of(entries, long_day(shown_day)),
        demanders=sorted({e.by for e in latest} | {e.by for e in all_entries}),
        addressees=sorted({e.of for e in latest} | {e.of for e in all_entries}),
        strip=boards.strip_of(boards.days_of(latest), shown_day),
        changes=changes[:ROWS],
        changed=len(changes),
        review=boards.review_of(entries),
        behind=weighed.behind,
    )


@pages.get("/entry")
def entry(request: Request, desk: AtDesk, id: Words, as_of: Words = "") -> Response:
    """One demanded act through time."""
    day = read_day(as_of) or today()
    weighed = desk.weighed(day)
    found = next((e for e in weighed.entries if e.id == id), None)
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
        behind=weighed.behind,
    )


@pages.get("/article")
def article(request: Request, desk: AtDesk, id: Annotated[str, Query(max_length=2000)]) -> Response:
    """A text with every record in its own words."""
    coded = desk.case.coded(id)
    if coded is None:
        raise HTTPException(404, "There is no such document in this case.")
    document = coded.document
    rulings = desk.case.rulings_on([id, *(claim.id for claim in coded.claims)])
    on = {claim.id: [r for r in rulings if r.target == claim.id] for claim in coded.claims}
    # what was rejected still stands where it stood: she who rejected it must be able to think again
    notes = notes_of(ruled(claim, on[claim.id]) or claim for claim in coded.claims)
    heading, blocks = head_and_body(document, notes)
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
        rejected={claim.id for claim in coded.claims if ruled(claim, on[claim.id]) is None},
        values=VALUES,
        holds_from=day_of_ruling(document, (), today()),
        rulings=[r for r in rulings if r.target == id],
        kinds=KINDS,
        counts=f"Coded: {', '.join(told)}." if told else "",
        copy_of=desk.copies().get(id),
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
    offset: Offset = 0,
) -> Response:
    """What the case was read from."""
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until), "about": about or None}
    wanted = Filter(since=asked["since"], until=asked["until"], about=named(about), limit=ROWS, offset=offset)
    found = desk.case.documents(wanted)
    total = desk.count_documents(wanted)
    page = pager(url("/documents", **asked), offset, len(found), total)
    return render(
        request, "documents.html", here="Documents", documents=found, copies=desk.copies(), page=page, **asked
    )


@pages.get("/actor")
def actor(request: Request, desk: AtDesk, name: Words, since: Words = "", until: Words = "") -> Response:
    """Somebody in this case: in which offices, what he or she did, said, wants and is asked for."""
    code = named(name)
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until)}
    told = desk.somebody(code or name, Filter(**asked))
    if not told["offices"]:
        raise HTTPException(404, f"Nobody called {name} does, says or wants anything in this case.")
    return render(request, "actor.html", name=name, code=code, **told, **asked)


@pages.get("/search")
def search(
    request: Request, desk: AtDesk, q: Words = "", since: Words = "", until: Words = "", offset: Offset = 0
) -> Response:
    """Full text over the case."""
    asked: dict[str, Any] = {"since": read_day(since), "until": read_day(until)}
    hits: tuple[Hit, ...] = ()
    problem = ""
    if q.strip():
        try:
            # one more than a page holds tells whether there is another page
            hits = desk.case.search(q, Filter(**asked, limit=_HITS + 1, offset=offset))
        except UsageError as error:
            problem = str(error)
    path = url("/search", q=q, **asked)
    more = {
        "earlier": f"{path}&offset={max(0, offset - _HITS)}" if offset else None,
        "later": f"{path}&offset={offset + _HITS}" if len(hits) > _HITS else None,
    }
    shown = {"words": q, "first": offset + 1, "page": more, **asked}
    return render(request, "search.html", here="Search", hits=hits[:_HITS], problem=problem, **shown)


@pages.get("/sources")
def sources(request: Request, desk: AtDesk) -> Response:
    """Whose documents these are, and what was not read and why."""
    rejects = desk.case.rejects()
    return render(
        request,
        "sources.html",
        here="Sources",
        publishers=desk.case.publishers(),
        rejects=rejects[:ROWS],
        not_read=len(rejects),
        reasons=Counter(reject.reason for reject in rejects).most_common(),
    )


@pages.get("/rejects")
def rejects(request: Request, desk: AtDesk, offset: Offset = 0) -> Response:
    """All that was not read."""
    found = desk.case.rejects()
    shown = found[offset : offset + ROWS]
    page = pager("/rejects", offset, len(shown), len(found))
    return render(request, "rejects.html", here="Sources", rejects=shown, page=page)


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
