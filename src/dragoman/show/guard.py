"""Who may ask the page, and what may a browser do with the answer?

Loopback needs no token, another address does. A request must name a host that we serve, so that a
foreign page cannot reach a local one by a name of its own; a write must come from our own pages.
No script and no style but our own files ever runs, whatever an article holds.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request, Response

COOKIE = "dragoman"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """What is asked of every request. `token` None means that nobody needs one."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None

    def refuse(self, request: Request) -> tuple[int, str] | None:
        """Status and reason for a refusal; None where the request may pass."""
        if self.token is None and _host_of(request) not in self.hosts:
            return 400, "This name is not served here; open the address that `dragoman serve` printed."
        if self.token is not None and not self._has_token(request):
            return (
                401,
                "A token is needed: open the address that `dragoman serve` printed, or send it as a Bearer token.",
            )
        if request.method not in _SAFE and not _same_site(request):
            return 403, "A ruling must come from one of our own pages."
        return None

    def _has_token(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        offered = [request.cookies.get(COOKIE, ""), request.query_params.get("token", "")]
        offered += [given.strip()] if scheme.lower() == "bearer" else []
        expected = (self.token or "").encode()
        return any(hmac.compare_digest(o.encode("utf-8", "replace"), expected) for o in offered)

    async def __call__(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        from dragoman.show.replies import failure

        refused = self.refuse(request)
        response = failure(request, *refused) if refused else await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not refused and self.token is not None and request.query_params.get("token"):
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        return response


def _host_of(request: Request) -> str:
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _same_site(request: Request) -> bool:
    """Whether a browser sent this from a page of ours; programs send neither header and carry their own token."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        # no browser posts a form across sites without an Origin; but one may hide it as "null"
        return True
    return urlsplit(origin).netloc == request.headers.get("host")
