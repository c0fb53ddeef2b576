"""The one door to the outside: what stands at this web address, if we may go there?

Only http and https. Every hop's host is looked up once, each of its addresses must be a public
one, and the connection goes to the very address that was checked, so that a second look-up cannot
lead elsewhere. Size, time, redirects and unpacking are bounded. No proxy is used: it would look
up names out of our sight.
"""

import ipaddress
import socket
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore

from dragoman.errors import SourceError
from dragoman.settings import Settings

_MOST_REDIRECTS = 5
_CHUNK_BYTES = 1 << 16
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "dragoman (news reader for country desks)",
    "Accept": "text/html,application/xhtml+xml,application/xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
# addresses that carry another, inner one, and ranges that `is_global` lets through
_NEVER = [
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96", "::/96", "fec0::/10",
                    "192.88.99.0/24", "100.64.0.0/10", "224.0.0.0/4", "240.0.0.0/4", "0.0.0.0/8", "ff00::/8")
]  # fmt: skip

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent."""

    url: str
    """Where it stands, after all redirects."""
    data: bytes
    content_type: str
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    """The server says that nothing is new since `etag` or `modified`; `data` is empty."""


def fetch(url: str, settings: Settings, etag: str | None = None, modified: str | None = None) -> Fetched:
    """What stands at this address. Raises `SourceError` with reason refused, unreachable or too_big."""
    ends = time.monotonic() + settings.fetch_timeout_s
    asked = url
    headers = dict(_HEADERS)
    headers |= {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
    for _ in range(_MOST_REDIRECTS + 1):
        status, answer, data = _ask(url, headers, ends, asked, settings)
        if status in _REDIRECTS and answer.get("location"):
            url = urljoin(url, answer["location"])
            continue
        if status == 304:
            return Fetched(url, b"", "", etag, modified, unchanged=True)
        if status != 200:
            raise SourceError(asked, "unreachable", f"the server answered {status}")
        return Fetched(url, data, answer.get("content-type", ""), answer.get("etag"), answer.get("last-modified"))
    raise SourceError(asked, "unreachable", f"it sent us on more than {_MOST_REDIRECTS} times")


def _ask(
    url: str, headers: dict[str, str], ends: float, asked: str, settings: Settings
) -> tuple[int, dict[str, str], bytes]:
    """One request: status, headers and body."""
    host = _host_of(url, asked)
    door = _Door(asked, settings.fetch_loopback)
    left = max(0.1, ends - time.monotonic())
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), min(left, 15.0))
    try:
        with (
            httpcore.ConnectionPool(network_backend=door, retries=0) as pool,
            pool.stream(
                "GET", url, headers=list({**headers, "Host": host}.items()), extensions={"timeout": timeouts}
            ) as response,
        ):
            answer = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
            if response.status != 200:
                return response.status, answer, b""
            chunks = _in_time(response.iter_stream(), ends, asked)
            return 200, answer, _bounded(chunks, answer.get("content-encoding", ""), asked, settings.max_bytes)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as error:
        detail = f"{type(error).__name__}: {error}".rstrip(": ")[:200]
        raise SourceError(asked, "unreachable", f"{detail}; try again later") from None
    except (httpcore.UnsupportedProtocol, ValueError) as error:
        raise SourceError(asked, "refused", f"no address that can be asked: {error}"[:200]) from None


def _host_of(url: str, asked: str) -> str:
    """The Host header for an address, which must be http(s), name a host and hide no password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SourceError(asked, "refused", f"no web address: {error}") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SourceError(asked, "refused", "only http and https addresses are read")
    if parts.username is not None:
        raise SourceError(asked, "refused", "an address with a name or password in it is not read")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    return host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"


def _in_time(chunks: Iterable[bytes], ends: float, asked: str) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > ends:
            raise SourceError(asked, "unreachable", "it took too long; raise fetch_timeout_s if you trust this site")
        yield chunk


def _bounded(chunks: Iterable[bytes], encoding: str, asked: str, most: int) -> bytes:
    """The body, unpacked, and never more of it than allowed."""
    if encoding.strip().lower() not in ("", "identity", "gzip", "x-gzip"):
        raise SourceError(asked, "broken_file", f"the server packed it as {encoding[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(31) if "gzip" in encoding else None
    got = bytearray()
    try:
        for chunk in chunks:
            piece = chunk
            while piece:
                got += unpacker.decompress(piece, _CHUNK_BYTES) if unpacker else piece
                piece = unpacker.unconsumed_tail if unpacker else b""
                if len(got) > most:
                    raise SourceError(
                        asked, "too_big", f"more than {most:,} bytes; raise max_bytes if you trust this site"
                    )
    except zlib.error as error:
        raise SourceError(asked, "broken_file", f"what the server sent cannot be unpacked: {error}") from None
    return bytes(got)


def may_go_to(address: Address, loopback: bool = False) -> bool:
    """Whether an address belongs to the public internet. `loopback` lets this machine itself through."""
    if loopback and address.is_loopback:
        return True
    never = any(address in network for network in _NEVER if network.version == address.version)
    return address.is_global and not address.is_multicast and not never


class _Door(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, asked: str, loopback: bool) -> None:
        self._asked, self._loopback = asked, loopback
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"there is no host {host}: {error}") from None
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        # one address inside is reason enough: the name is not what it seems
        for address in addresses:
            if not may_go_to(address, self._loopback):
                raise SourceError(
                    self._asked, "refused", f"{host} is {address}, which is no address of the public internet"
                )
        failed: Exception = httpcore.ConnectError(f"no address of {host} answers")
        for address in dict.fromkeys(addresses):
            try:
                return self._backend.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed
