"""The one door to the outside: what stands at this web address, if we may go there?

Only http and https. Every hop's host is looked up once, each of its addresses must be a public
one, and the connection goes to the very address that was checked, so that a second look-up cannot
lead elsewhere. Size, time, redirects and unpacking are bounded. No proxy is used: it would look
up names out of our sight.
"""

import email.utils
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from dragoman import __version__
from dragoman.errors import SourceError, Unreachable
from dragoman.settings import Settings

_MOST_REDIRECTS = 5
_CHUNK_BYTES = 1 << 16
_STEP_S = 15.0
"""Longest time that one step of a request may take, such as connecting or waiting for the next piece."""
_LONGEST_WAIT_S = 86_400.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": f"dragoman/{__version__} (news reader for country desks)",
    "Accept": "text/html,application/xhtml+xml,application/xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
# addresses that carry another, inner one; ranges that `is_global` lets through in some version of Python; and where
# clouds answer their own machines
_NEVER = [
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96", "::/96", "fec0::/10",
                    "192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10",
                    "168.63.129.16/32", "2001::/23", "3fff::/20", "5f00::/16",
                    "224.0.0.0/4", "240.0.0.0/4", "0.0.0.0/8", "ff00::/8")
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
        url = _plain(url, asked)
        status, answer, data = _ask(url, headers, ends, asked, settings)
        if status in _REDIRECTS and answer.get("location"):
            try:
                url = urljoin(url, answer["location"])
            except ValueError as error:
                raise SourceError(asked, "refused", f"it sent us to no web address: {error}"[:200]) from None
            continue
        if status == 304:
            return Fetched(url, b"", "", etag, modified, unchanged=True)
        if status != 200:
            raise Unreachable(asked, f"the server answered {status}", status, _wait_of(answer))
        return Fetched(url, data, answer.get("content-type", ""), answer.get("etag"), answer.get("last-modified"))
    raise Unreachable(asked, f"it sent us on more than {_MOST_REDIRECTS} times", 310)


def _ask(
    url: str, headers: dict[str, str], ends: float, asked: str, settings: Settings
) -> tuple[int, dict[str, str], bytes]:
    """One request: status, headers and body."""
    host = urlsplit(url).netloc
    door = _Door(asked, settings.fetch_loopback, ends)
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_S)
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
        raise Unreachable(asked, f"{detail}; try again later") from None
    except (httpcore.UnsupportedProtocol, ValueError) as error:
        raise SourceError(asked, "refused", f"no address that can be asked: {error}"[:200]) from None


def _plain(url: str, asked: str) -> str:
    """The address in ASCII. It must be http(s), name a host and hide no password."""
    try:
        parts = urlsplit(url)
        port = parts.port
        name = parts.hostname or ""
        host = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")
    except ValueError as error:
        raise SourceError(asked, "refused", f"no web address: {error}"[:200]) from None
    if parts.scheme not in _PORTS or not host:
        raise SourceError(asked, "refused", "only http and https addresses are read")
    if parts.username is not None:
        raise SourceError(asked, "refused", "an address with a name or password in it is not read")
    if port not in (None, _PORTS[parts.scheme]):
        host = f"{host}:{port}"
    path, query = (quote(words, safe="/%:@!$&'()*+,;=~?-._") for words in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _wait_of(answer: dict[str, str]) -> float | None:
    """For how long a server asks to be left alone: seconds, or a moment that its own clock is held against."""
    said = answer.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), _LONGEST_WAIT_S)
    try:
        until, now = (email.utils.parsedate_to_datetime(words) for words in (said, answer.get("date", "")))
        return min(max(0.0, (until - now).total_seconds()), _LONGEST_WAIT_S)
    except (ValueError, TypeError, OverflowError):
        return None


def _in_time(chunks: Iterable[bytes], ends: float, asked: str) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > ends:
            raise Unreachable(asked, "it took too long; raise fetch_timeout_s if you trust this site")
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
    if unpacker and got and not unpacker.eof:
        raise Unreachable(asked, "what the server sent breaks off; try again later")
    return bytes(got)


def may_go_to(address: Address, loopback: bool = False) -> bool:
    """Whether an address belongs to the public internet. `loopback` lets this machine itself through."""
    if loopback and address.is_loopback:
        return True
    never = any(address in network for network in _NEVER if network.version == address.version)
    return address.is_global and not address.is_multicast and not never


class _Door(httpcore.NetworkBackend):
    """Connects to checked addresses only, and lets nothing last longer than the whole may."""

    def __init__(self, asked: str, loopback: bool, ends: float) -> None:
        self._asked, self._loopback, self._ends = asked, loopback, ends
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _look_up(host, port, _left(self._ends, timeout))
        # one address inside is reason enough: the name is not what it seems
        for address in addresses:
            if not may_go_to(address, self._loopback):
                raise SourceError(
                    self._asked, "refused", f"{host} is {address}, which is no address of the public internet"
                )
        failed: Exception = httpcore.ConnectError(f"no address of {host} answers")
        for address in dict.fromkeys(addresses):
            try:
                left = _left(self._ends, timeout)
                stream = self._backend.connect_tcp(str(address), port, left, local_address, socket_options)
                return _InTime(stream, self._ends)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


def _look_up(host: str, port: int, timeout: float) -> list[Address]:
    """Every address of a host, asked for once. A resolver that does not answer is not waited for."""
    found: list[Address] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]))
        except (OSError, ValueError) as error:
            failed.append(error)

    # the system's resolver takes no time limit
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(timeout)
    if asking.is_alive():
        raise httpcore.ConnectTimeout(f"nobody says within {timeout:.0f} s where {host} is")
    if failed or not found:
        raise httpcore.ConnectError(f"there is no host {host}: {failed[0] if failed else 'no address'}")
    return found


def _left(ends: float, timeout: float | None) -> float:
    """Seconds that the next step may take."""
    left = ends - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("it took too long; raise fetch_timeout_s if you trust this site")
    return min(left, timeout or _STEP_S)


class _InTime(httpcore.NetworkStream):
    """A connection on which no step outlasts the time that is left: a server that drips bytes gains nothing by it."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream, self._ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._ends, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._ends, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._ends, timeout))
        return _InTime(secured, self._ends)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
