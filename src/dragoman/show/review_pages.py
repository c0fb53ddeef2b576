"""Where does an analyst put her own judgement on top of the machine's, and see what waits for it?

A ruling is kept with name, day and reason. Accepting, correcting and rejecting a record is one form: whatever
she changed in it becomes one ruling a field. Her name is remembered by the browser alone.
"""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from dragoman.records import Claim, Ruling
from dragoman.show import board as boards
from dragoman.show.desk import Desk
from dragoman.show.options import now, today
from dragoman.show.page import NAME, ROWS, AtDesk, pager, read_day, render
from dragoman.show.rulings import READ, keep_ruling, make_ruling, read_value, values_of

review = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

DOUBTFUL = 0.6
"""Records and entries that are less sure than this wait for somebody to look at them."""
_LONGEST = {"target": 600, "change": 2100, "because": 2000, "by": 200, "on": 10, "back": 3000, "review": 20}


@review.get("/review")
def waiting(request: Request, desk: AtDesk, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    """What waits for an analyst, and what analysts have ruled."""
    total, doubts = desk.remembered(("doubts", offset), lambda: desk.case.doubts(DOUBTFUL, ROWS, offset))
    rulings = desk.case.rulings()
    lost = set(desk.case.lost_rulings())
    newest = sorted(rulings, key=lambda r: (r.made or r.on, r.id), reverse=True)[:ROWS]
    claims = desk.case.claims([r.target for r in newest], rejected=True)
    return render(
        request,
        "review.html",
        here="Review",
        entries=boards.review_of(desk.ledger(today())),
        doubts=desk.sources(d.id for d in doubts),
        newest=[(r, _place_of(desk, r, claims.get(r.target))) for r in newest],
        lost=[r for r in rulings if r.id in lost],
        count=len(rulings),
        page=pager("/review", offset, len(doubts), total),
    )


def _place_of(desk: Desk, ruling: Ruling, claim: Claim | None) -> str | None:
    """Where in the page a ruling can be seen: an entry, an article or the record in it."""
    if claim is not None:
        return f"/article?id={quote(claim.document, safe='')}#w-{claim.id}"
    if ruling.field in ("reliability", "credibility"):
        return f"/article?id={quote(ruling.target, safe='')}"
    entry = desk.entry(ruling.target, today())
    return f"/entry?id={quote(ruling.target, safe='')}" if entry else None


@review.post("/rulings")
async def rule(request: Request, desk: AtDesk) -> Response:
    """Keep what was ruled on the page and show where it was ruled."""
    from fastapi.concurrency import run_in_threadpool

    form = {name: str(value) for name, value in (await request.form(max_fields=60)).items()}
    for name, value in form.items():
        if len(value) > _LONGEST.get(name, 2000):
            raise HTTPException(400, f"What stands under “{name[:40]}” is longer than anybody will read.")
    by = form.get("by", "").strip()
    if not by:
        raise HTTPException(400, "A ruling needs your name. Go back and add it.")
    await run_in_threadpool(_keep, desk, form, by)
    back = form.get("back", "/")
    # only back to a page of ours: "//elsewhere" and "https://…" are other people's
    safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(safe, 303)
    answer.set_cookie(NAME, quote(by), max_age=365 * 86400, httponly=True, samesite="strict")
    return answer


def _keep(desk: Desk, form: dict[str, str], by: str) -> None:
    # an id may hold characters that have no place in a page: the form carries it escaped
    target = unquote(form.get("target", ""))
    on, because = read_day(form.get("on", ""), today()) or today(), form.get("because", "").strip()
    changes = _changes(desk, target, form)
    if not because:
        if changes != [("review", "accepted")]:
            raise HTTPException(400, "A correction needs its reason. Go back and add it.")
        because = READ
    for field, value in changes:
        keep_ruling(desk.case, lambda: desk.ledger(today()), make_ruling(target, field, value, because, by, on, now()))


def _changes(desk: Desk, target: str, form: dict[str, str]) -> list[tuple[str, str]]:
    """What a form rules: one field of an entry or document, or all that was done to a record."""
    if "change" in form:
        field, equals, value = form["change"].partition("=")
        if not equals or not value:
            raise HTTPException(400, "Choose what it is.")
        return [(field, value)]
    claim = desk.case.claims([target], rejected=True).get(target)
    if claim is None:
        raise HTTPException(404, "There is no such record in this case.")
    if form.get("review") == "rejected":
        return [("review", "rejected")]
    now_said = values_of(claim)
    changed = [
        (field, form[f"set_{field}"].strip())
        for field, said in now_said.items()
        if f"set_{field}" in form and form[f"set_{field}"].strip() not in ("", said)
    ]
    # all or nothing: no correction is kept where another in the same form cannot be
    changed = [(field, read_value(claim.record, field, value)) for field, value in changed]
    if form.get("review") == "accepted" and not changed:
        return [("review", "accepted")]
    if not changed:
        raise HTTPException(400, "Nothing was changed. Go back, change what is wrong, or accept the record.")
    return [*changed, ("review", "accepted")]
