"""What may be fetched, and what comes of what a server sends."""

import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import SourceError
from dragoman.read import Given, read_sources
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
ff02::1 ff05::2 ff0e::1
""".split()


class Island(BaseHTTPRequestHandler):
    """A small site on this machine."""

    asked: list[str] = []  # noqa: RUF012  (shared by the requests of a test)

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


@pytest.mark.parametrize(
    "url",
    [
        *("http://{}/ferry", "http://localhost:{port}/ferry", "http://0x7f000001:{port}/", "http://2130706433:{port}/"),
        *("ftp://example.org/a", "file:///etc/hostname", "gopher://example.org/", "http://user:word@example.org/"),
        *("http:///ferry", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://example.org:99999/"),
    ],
)
def test_nothing_is_sent_inside(island: str, url: str):
    host = island.removeprefix("http://")
    with pytest.raises(SourceError) as refused:
        fetch(url.format(host, port=host.partition(":")[2]), Settings())
    assert refused.value.reason == "refused"
    assert Island.asked == []


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
