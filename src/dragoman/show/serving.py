"""`serve`: the page and the API on an address, to whom they belong."""

import ipaddress
import secrets
import socket
import sys

from dragoman.errors import UsageError
from dragoman.keep import Case
from dragoman.show.guard import Guard
from dragoman.show.lines import say

_TURN_S = 0.0005


def take_short_turns() -> None:
    """Let threads change places often: who asks for an article shall not wait for a ledger that is being weighed."""
    sys.setswitchinterval(_TURN_S)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def serve(where: str, host: str, port: int, token: str | None) -> int:
    """Serve a case until interrupted. Any address but loopback needs a token; one is made where none is given."""
    # both take half a second, which other commands need not spend
    import uvicorn

    from dragoman.show.api import create_app

    take_short_turns()
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    with Case.open(where, create=False) as case, _listen(host, port) as listening:
        bound = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        say(f"{where} is served at http://{shown}:{bound}/{f'?token={token}' if token else ''}  (stop with Ctrl-C)")
        config = uvicorn.Config(create_app(case, Guard(token=token)), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{host}:{port} cannot be served: {reason}.\nChoose another port with --port.") from None
    return listening
