"""How is a route asked for a day, and how does a failure look: as JSON for a program, as a page for a person?"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, BeforeValidator

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _in_words(typed: object) -> object:
    """Pydantic would take a number for seconds since 1970: a day is written out or it is none."""
    if not isinstance(typed, date) and not (isinstance(typed, str) and _ISO_DAY.fullmatch(typed)):
        raise ValueError("write a day as 2009-08-19")
    return typed


IsoDay = Annotated[date, BeforeValidator(_in_words)]
Day = Annotated[IsoDay | None, Query(description="An ISO day.")]

_REASONS = {
    400: "bad_request",
    401: "token_needed",
    403: "forbidden",
    404: "not_found",
    405: "bad_method",
    500: "fault",
    422: "bad_request",
    503: "case_unusable",
}
_TITLES = {
    400: "That cannot be asked",
    401: "A token is needed",
    403: "Not from here",
    404: "Not in this case",
    405: "That cannot be done here",
    503: "The case cannot be used",
}


class Problem(BaseModel):
    """What went wrong, in one shape for every route."""

    status: int
    reason: str
    detail: str


class Failure(BaseModel):
    error: Problem


FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": _TITLES.get(status, "Refused")}
    for status in (400, 401, 403, 404, 422, 503)
}


def failure(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A failure in the form that the asker understands; `headers` are those that belong to its status."""
    path = request.url.path
    if path.startswith("/api/") or path == "/openapi.json":
        problem = Failure(error=Problem(status=status, reason=_REASONS.get(status, "failed"), detail=detail))
        told = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return JSONResponse(problem.model_dump(), status, {**told, **(headers or {})})
    from dragoman.show.page import render

    return render(
        request, "error.html", status_code=status, title=_TITLES.get(status, "Something went wrong"), detail=detail
    )
