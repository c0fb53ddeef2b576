"""How does a failure look: as JSON for a program, as a page for a person?"""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

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


def failure(request: Request, status: int, detail: str) -> Response:
    """A failure in the form that the asker understands."""
    path = request.url.path
    if path.startswith("/api/") or path == "/openapi.json":
        problem = Failure(error=Problem(status=status, reason=_REASONS.get(status, "failed"), detail=detail))
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse(problem.model_dump(), status, headers)
    from dragoman.show.page import render

    return render(
        request, "error.html", status_code=status, title=_TITLES.get(status, "Something went wrong"), detail=detail
    )
