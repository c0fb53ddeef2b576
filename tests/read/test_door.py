"""What may be fetched, and what comes of what a server sends."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from dragoman.errors import SourceError
from dragoman.read import Given, Item, Visitor, read_bytes, read_item, read_sources
from dragoman.read.door import fetch, may_go_to
from dragoman.records import Document, Reject
from dragoman.settings import Settings
from tests.read.test_files import PAGE

HERE = Settings(fetch_loopback=True, max_bytes=200_000, fetch_timeout_s=3)

INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 169.254.0.1 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.51.100.7
203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:169.254.169.254
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 64:ff9b::808:808 100::1 2001::1 2001:0:4136:e378::1 2001:db8::1
2002:7f00:1::1 2002:a00:1::1 2002:c0a8:1::1 fc00::1 fd00::1 fd12:3456:789a::1 fe80::1 fe80::ffff fec0::1 ff00::1
ff02::1 ff05::2 ff0e::1 192.0.0.192 168.63.129.16 2001:20::1 3fff::1 5f00::1
""".split()


class Island(BaseHTTPRequestHandler):
    """A small site on this machine."""

    asked: list[str] = []  # noqa: RUF012  (shared by the requests of a test)
    leads_to = ""

    def do_GET(self) -> None:
        Island.asked.append(self.path)
        answers = {
            "/ferry": (200, {"Content-Type": "text/html", "ETag": '"7"'}, PAGE.encode()),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
            "/moved": (301, {"Location": "/ferry"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/inside": (302, {"Location": "http://10.0.0.1/"}, b""),
            "/file": (302, {"Location": "file:///etc/hostname"}, b""),
            "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 5_000_000)),
            "/brotli": (200, {"Content-Encoding": "br"}, b"abc"),
            "/half": (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())[:-40]),
            "/leads": (302, {"Location": Island.leads_to}, b""),
            "/cut": (200, {"Content-Encoding": "gzip"}, b"no gzip at all"),
            "/big": (200, {}, b"a" * 300_000),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        if self.path == "/ferry" and self.headers.get("If-None-Match") == '"7"':
            status, body = 304, b""
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        if self.path == "/slow":
            time.sleep(10)
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def island() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Island)
    Island.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_never_gone_to(address: str):
    assert not may_go_to(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_public_addresses_may_be_gone_to(address: str):
    assert may_go_to(ipaddress.ip_address(address))


NAMES = {
    "localhost": "127.0.0.1",
    "localhost.": "127.0.0.1",
    "metadata.google.internal": "169.254.169.254",
    "intranet": "10.0.0.7",
    "nat64.example": "64:ff9b::a00:7",
    "mapped.example": "::ffff:10.0.0.7",
    "tunnel.example": "2002:a00:7::1",
    "teredo.example": "2001:0:4136:e378:8000:63bf:f5ff:fff8",
    "printer.example": "fe80::1%eth0",
    "half.example": "93.184.216.34 10.0.0.7",
    "127.0.0.1.nip.example": "127.0.0.1",
}
"""A resolver of our own: name → its addresses."""

FORBIDDEN = [
    *(f"http://{name}:{{port}}/" for name in NAMES),
    # one machine under many spellings: the system's resolver reads them all
    *(
        f"http://{spelling}:{{port}}/"
        for spelling in (
            *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7F.1", "017700000001"),
            *(
                "0177.0.0.1",
                "0177.1",
                "0",
                "0.0.0.0",
                "0x0",
                "127.0.0.1.",
                "127.255.255.254",
                "１２７.０.０.１",
                "①②⑦.0.0.1",
            ),
            *("[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
            *("[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001::1]", "[fe80::1]", "[fec0::1]"),
            *(
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[100::1]",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
            ),
            *("169.254.169.254", "169.254.170.2", "2852039166", "0xa9fea9fe", "192.0.0.192", "198.18.0.1", "224.0.0.1"),
            *("240.0.0.1", "255.255.255.255", "168.63.129.16"),
        )
    ),
    *(
        "ftp://127.0.0.1:{port}/",
        "file:///etc/hostname",
        "gopher://127.0.0.1:{port}/",
        "http://user:word@127.0.0.1:{port}/",
    ),
    *("http:///ferry", "http://example.org:99999/", "http://a..b.example/", f"http://{'a' * 64}.example/", "http://[/"),
]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are looked up in `NAMES`; what is no name of it, as ever, but never outside."""
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: int, **more: int) -> list[tuple[object, ...]]:
        if host in NAMES:
            return [
                entry
                for address in NAMES[host].split()
                for entry in real(address.partition("%")[0], port, *args, **more)
            ]
        if any(letter in "ghijklmnopqrstuvwyz" for letter in host):
            raise socket.gaierror(-2, "Name or service not known")
        return real(host, port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_there_are_enough_of_them():
    assert len(FORBIDDEN) >= 60


@pytest.mark.usefixtures("resolver")
@pytest.mark.parametrize("url", FORBIDDEN)
def test_nothing_is_sent_inside(island: str, url: str, monkeypatch: pytest.MonkeyPatch):
    """Whatever the spelling, whoever leads there: a page, a redirect, a feed's entry or a sitemap."""
    connected: list[str] = []
    connect = socket.socket.connect
    monkeypatch.setattr(
        socket.socket, "connect", lambda self, address: (connected.append(str(address)), connect(self, address))[1]
    )
    port = island.rpartition(":")[2]
    url = url.format(port=port)
    with pytest.raises(SourceError) as refused:
        fetch(url, Settings())
    assert refused.value.reason in ("refused", "unreachable")
    assert connected == []

    with pytest.raises(SourceError) as refused:
        read_item(Item("a", url, Given()), Visitor(Settings(), sleep=lambda _: None), Settings())
    assert refused.value.reason in ("refused", "unreachable")
    listed = f"<urlset><url><loc>{url.replace('&', '&amp;')}</loc></url></urlset>".encode()
    for found in read_bytes(listed, "a.xml", Settings(), Given()):
        assert isinstance(found, Reject)
    assert connected == []
    assert Island.asked == []


@pytest.mark.usefixtures("resolver")
@pytest.mark.parametrize("url", FORBIDDEN)
def test_nobody_is_sent_on_to_an_address_inside(island: str, url: str, monkeypatch: pytest.MonkeyPatch):
    """The site that redirects is let through by its port; where it leads to is not."""
    gate = island.rpartition(":")[2]
    check = may_go_to
    open_gate = [True]

    def once(address: ipaddress.IPv4Address, _loopback: bool) -> bool:
        return open_gate.pop() if open_gate else check(address)

    monkeypatch.setattr("dragoman.read.door.may_go_to", once)
    monkeypatch.setattr(Island, "leads_to", url.format(port=gate).encode().decode("latin-1"))
    found = list(read_sources([island + "/leads"], Settings()))
    assert len(found) == 1 and isinstance(found[0], Reject)
    assert Island.asked == ["/leads"]


def test_the_address_that_was_checked_is_the_one_that_is_gone_to(monkeypatch: pytest.MonkeyPatch):
    """A name server that answers "outside" to the first question and "inside" to the second gains nothing."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []
    gone_to: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(_self: object, host: str, *_: object) -> None:
        gone_to.append(host)
        raise httpcore.ConnectError("no network in a test")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(SourceError):
        fetch("http://rebinding.example/", Settings())
    assert (asked, gone_to) == (["rebinding.example"], ["93.184.216.34"])


def test_a_resolver_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    began = time.monotonic()
    with pytest.raises(SourceError, match="nobody says"):
        fetch("http://slow.example/", Settings(fetch_timeout_s=0.3))
    assert time.monotonic() - began < 2


def test_a_server_that_drips_gains_no_time():
    """One byte of a header every tenth of a second would keep a reader for ever."""
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listening.accept()
        with connection:
            for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 200:
                try:
                    connection.send(bytes([letter]))
                except OSError:
                    return
                time.sleep(0.1)

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    with pytest.raises(SourceError) as error:
        fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", Settings(fetch_loopback=True, fetch_timeout_s=1))
    assert error.value.reason == "unreachable"
    assert time.monotonic() - began < 5
    listening.close()


def test_addresses_are_asked_for_in_ascii(island: str):
    with pytest.raises(SourceError):
        fetch(island + "/fähre/a b?ü=1#part", HERE)
    assert Island.asked == ["/f%C3%A4hre/a%20b?%C3%BC=1"]


def test_a_page_is_fetched_followed_and_unpacked(island: str):
    for path in ("/ferry", "/moved", "/packed"):
        (page,) = read_sources([island + path], HERE, Given(date="2011-05-06"))
        assert isinstance(page, Document)
        assert (page.title, page.published) == ("Ferry talks end", "2011-05-06")
        assert page.url == island + path.replace("moved", "ferry")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        *(("/none", "unreachable"), ("/round", "unreachable"), ("/slow", "unreachable"), ("/inside", "refused")),
        *(
            ("/file", "refused"),
            ("/bomb", "too_big"),
            ("/big", "too_big"),
            ("/brotli", "broken_file"),
            ("/cut", "broken_file"),
            ("/half", "unreachable"),
        ),
    ],
)
def test_what_a_server_does_wrong_becomes_a_reject(island: str, path: str, reason: str):
    (found,) = read_sources([island + path], HERE)
    assert isinstance(found, Reject)
    assert found.reason == reason
    assert found.id == island + path


def test_an_unchanged_page_is_not_sent_again(island: str):
    first = fetch(island + "/ferry", HERE)
    again = fetch(island + "/ferry", HERE, etag=first.etag)
    assert again.unchanged and again.data == b""


def test_proxies_of_the_environment_are_not_asked(island: str, monkeypatch: pytest.MonkeyPatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, island)
    with pytest.raises(SourceError):
        fetch("http://10.0.0.1/ferry", Settings())
    assert Island.asked == []
