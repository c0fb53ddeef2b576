"""Files that mean harm, or are merely broken: name → what makes its bytes. Nothing here is downloaded, all is made."""

import base64
import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Callable

SENTENCE = "The minister said on Monday that the talks on the border would resume in Geneva. "
SECRET = "swordfish-7142"
"""Stands in a file beside the hostile ones: whoever shows it has followed an entity."""

MB = 1_000_000
# 300 MB of the letter a, packed by Brotli
BROTLI_BOMB = base64.b64decode(
    "z///fwAkwuKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBIAMRhAeje//P//x8ACYA4LADd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79P////wGQAIjDAtC9/+f//z8AEgBxWAC69//8//8HQAIgDgtA9/6f////AEgAxGEB6N7/8///HwAJgDgsAN37f/7//wMgARCHBaB7/8///38AJADisAB07//zXzQcgARAHBaArmY4"
)


def _gzip(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = gzip.compress(data, 9, mtime=0)
    return data


def _zip(names: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in names:
            packed.writestr(name, data)
    return out.getvalue()


def _tar(names: list[tuple[str, bytes]], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, data in names:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(body: bytes, url: str = "https://island.example/a", headers: str = "Content-Type: text/html") -> bytes:
    """One record of a web archive."""
    http = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:7a4b1a9e-0000-4000-8000-000000000001>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first one its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj" + content + b"endobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    size, start = str(len(objects) + 1).encode(), str(len(out)).encode()
    trailer = b"trailer<</Size " + size + b"/Root 1 0 R>>\nstartxref\n" + start + b"\n%%EOF"
    return out + b"xref\n0 " + size + b"\n0000000000 65535 f \n" + table + trailer


def _pdf_page(stream: bytes, filters: bytes = b"") -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + filters + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def _laughs(root: str, inside: str) -> bytes:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)
    )
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]>{inside}'.encode()


def _xxe(root: str, inside: str, beside: str) -> bytes:
    entities = f'<!ENTITY x SYSTEM "file://{beside}"><!ENTITY % y SYSTEM "http://127.0.0.1:{{port}}/y"> %y;'
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} SYSTEM "http://127.0.0.1:{{port}}/dtd" [{entities}]>{inside}'.encode()
    )


RSS = "<rss version='2.0'><channel><title>Post &{0};</title><item><title>Talks &{0};</title><link>https://a.example/1</link><description>It said &{0};.</description></item></channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>&{0};</title><entry><id>tag:a:1</id><title>Talks &{0};</title><content type='html'>It said &{0};.</content></entry></feed>"
XHTML = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Talks &{0};</title></head><body><p>The minister said &{0}; on Monday in Geneva.</p></body></html>"
MAP = "<urlset><url><loc>file:///&{0};</loc></url></urlset>"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'><text>&{0};</text></svg>"

Maker = Callable[[], bytes]


def inputs(beside: str, port: int) -> dict[str, Maker]:
    """All of them. `beside` is the path of the file that must not be shown, `port` where nobody may knock."""

    def knocking(root: str, inside: str) -> bytes:
        return _xxe(root, inside.format("x"), beside).replace(b"{port}", str(port).encode())

    return {
        "paragraphs.html": lambda: b"<html><body>" + f"<p>{SENTENCE}</p>".encode() * 100_000 + b"</body></html>",
        "empty-paragraphs.html": lambda: b"<html><body>" + b"<p>" * 100_000 + SENTENCE.encode() + b"</body></html>",
        "divs.html": lambda: b"<html><body>" + b"<div>" * 100_000 + SENTENCE.encode() + b"</body></html>",
        "spans.html": lambda: b"<html><body><p>" + b"<span>x " * 100_000,
        "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 100_000,
        "lists.html": lambda: b"<html><body>" + b"<ul><li>" * 100_000,
        "angles.html": lambda: b"<html><body>" + b"<" * MB,
        "attributes.html": lambda: b"<html><body><p " + b"a='x' " * 300_000 + b">" + SENTENCE.encode(),
        "comment.html": lambda: b"<html><body><!--" + b"-" * 5 * MB + SENTENCE.encode(),
        "entities.html": lambda: b"<html><body><p>" + b"&amp;" * MB + b"</p>",
        "json-ld.html": lambda: (
            b"<html><head><script type='application/ld+json'>"
            + b'{"a":[' * 200_000
            + b"</script></head><body><p>Talks.</p>"
        ),
        "one-line.txt": lambda: (SENTENCE * 130_000).encode()[: 10 * MB],
        "one-word.txt": lambda: b"a" * 10 * MB,
        "one-line.html": lambda: b"<html><body><p>" + (SENTENCE * 130_000).encode()[: 10 * MB],
        "one-line.jsonl": lambda: json.dumps({"id": "a", "text": "b" * 10 * MB}).encode(),
        "one-line.csv": lambda: b"id,text\n1," + b"b" * 10 * MB,
        "columns.csv": lambda: b"text," + b"x," * MB + b"\n" + b"Talks.," * 1000,
        "quotes.csv": lambda: b'id,text\n1,"' + b'""' * MB,
        "deep.json": lambda: b"[" * MB,
        "digits.json": lambda: b'{"text": ' + b"9" * MB + b"}",
        "lines.txt": lambda: b"\n" * 2 * MB + b"Talks resumed." + b"\n" * 2 * MB,
        "words-one-a-line.txt": lambda: b"Talks\n\n" * 100_000,
        "quotes.txt": lambda: '"'.encode() * 300_000,
        "curly.txt": lambda: "“".encode() * 100_000,
        "quote-words.txt": lambda: ("“No,” " * 20_000).encode(),
        "brackets.txt": lambda: b"((((" * 90_000,
        "bylines.txt": lambda: b"By " * 100_000,
        "initials.txt": lambda: b"A. " * 100_000,
        "dots.txt": lambda: b"." * 390_000,
        "dashes.txt": lambda: ("– " * 150_000).encode(),
        "commas.txt": lambda: b"Peru, " * 60_000,
        "and-and.txt": lambda: b"Peru and " * 40_000,
        "dates.txt": lambda: b"2001-01-01 " * 30_000,
        "spaces.txt": lambda: b"Talks" + b" " * 390_000 + b"resumed.",
        "tabs.txt": lambda: b"a\t" * 190_000,
        "marks.md": lambda: b"*_`[" * 90_000,
        "headings.md": lambda: b"#" * 390_000,
        "bidi.txt": lambda: ("\u202e\u2066The minister\u2069\u202c " * 20_000).encode(),
        "accents.txt": lambda: ("a" + "\u0301" * 100_000).encode(),
        "invisible.txt": lambda: ("\u200b\u2060\ufeff" * 100_000 + "Talks.").encode(),
        "emoji.txt": lambda: ("👩‍👩‍👧‍👦 " * 20_000).encode(),
        "surrogates.jsonl": lambda: (
            b'{"id":"a","text":"half \\ud800 a pair"}\n{"id":"\\udfff","text":"x"}\n{"id":"b","title":"\\ud83d","text":"x"}'
        ),
        "surrogates.txt": lambda: b"The minister said \xed\xa0\x80\xed\xb0\x80 on Monday.",
        "surrogates-16.txt": lambda: (
            b"\xff\xfe" + "Talks ".encode("utf-16-le") + b"\x00\xd8" + "resumed.".encode("utf-16-le")
        ),
        "surrogates.html": lambda: (
            b"<html><body><p>The minister said &#xD800; &#xDFFF; &#0; &#x110000; on Monday in Geneva.</p>"
        ),
        "bomb.txt.gz": lambda: _gzip(b"a" * 300 * MB),
        "bomb-in-bomb.txt.gz.gz.gz": lambda: _gzip(b"a" * 100 * MB, 3),
        "bomb.warc.gz": lambda: _gzip(warc(b"<p>" + b"a" * 300 * MB)),
        "bomb-inside.warc": lambda: warc(
            _gzip(b"a" * 300 * MB), headers="Content-Type: text/html\r\nContent-Encoding: gzip"
        ),
        "brotli-inside.warc": lambda: warc(BROTLI_BOMB, headers="Content-Type: text/html\r\nContent-Encoding: br"),
        "bomb.br": lambda: BROTLI_BOMB,
        "bomb.zip": lambda: _zip([("a.txt", b"a" * 300 * MB)]),
        "bomb.docx": lambda: _zip([("[Content_Types].xml", b"a" * 100 * MB)]),
        "bomb.xml.gz": lambda: _gzip(b"<urlset>" + b"<url><loc>https://a.example/</loc></url>" * 2_000_000),
        "bomb.pdf": lambda: _pdf_page(zlib.compress(b"BT (a) Tj ET " * 20 * MB, 9), b"/Filter/FlateDecode"),
        "bomb-twice.pdf": lambda: _pdf_page(
            zlib.compress(zlib.compress(b" " * 300 * MB, 9), 9), b"/Filter[/FlateDecode/FlateDecode]"
        ),
        "round.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "deep.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000 + b">>"),
        "pages.pdf": lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + b"3 0 R " * 200_000 + b"]/Count 200000>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ),
        "paths.zip": lambda: _zip(
            [("../../../../tmp/dragoman-was-here.txt", b"Talks."), ("/etc/dragoman-was-here", b"Talks.")]
        ),
        "paths.tar": lambda: _tar(
            [("../../../../tmp/dragoman-was-here.txt", b"Talks."), ("/tmp/dragoman-was-here.txt", b"Talks.")]
        ),
        "paths.tar.gz": lambda: _tar([("../../../../tmp/dragoman-was-here.txt", b"Talks.")], "w:gz"),
        "paths.warc": lambda: warc(f"<p>{SENTENCE}</p>".encode(), "file:///tmp/../../tmp/dragoman-was-here.txt"),
        "paths.jsonl": lambda: json.dumps({"id": "../../../../tmp/dragoman-was-here.txt", "text": SENTENCE}).encode(),
        "laughs.xml": lambda: _laughs("rss", RSS.format("m")),
        "laughs.rss": lambda: _laughs("rss", RSS.format("m")),
        "laughs.atom": lambda: _laughs("feed", ATOM.format("m")),
        "laughs.html": lambda: _laughs("html", XHTML.format("m")),
        "laughs.xhtml": lambda: _laughs("html", XHTML.format("m")),
        "laughs-map.xml": lambda: _laughs("urlset", MAP.format("m")),
        "quadratic.xml": lambda: (
            f'<!DOCTYPE rss [<!ENTITY x "{"a" * 100_000}">]>{RSS.format("x;" + "&x;" * 20_000 + "&x")}'.encode()
        ),
        "xxe.rss": lambda: knocking("rss", RSS),
        "xxe.atom": lambda: knocking("feed", ATOM),
        "xxe.html": lambda: knocking("html", XHTML),
        "xxe.xhtml": lambda: knocking("html", XHTML),
        "xxe-map.xml": lambda: knocking("urlset", MAP),
        "xxe.svg": lambda: knocking("svg", SVG),
        "xxe.mhtml": lambda: b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + knocking("html", XHTML),
        "xxe.warc": lambda: warc(knocking("html", XHTML)),
        "style.html": lambda: (
            f"<html><head><link rel='stylesheet' href='http://127.0.0.1:{port}/a.css'><base href='http://127.0.0.1:{port}/'></head><body><img src='/a.png'><iframe src='/b'></iframe><p>{SENTENCE * 5}</p></body></html>".encode()
        ),
        "parts.mhtml": lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000
        ),
        "items.rss": lambda: b"<rss><channel>" + b"<item><title>Talks</title></item>" * 200_000 + b"</channel></rss>",
        "deep.rss": lambda: b"<rss><channel><item><title>" + b"<b>" * 100_000 + b"</title></item></channel></rss>",
        "deep-map.xml": lambda: b"<urlset>" + b"<url>" * 100_000 + b"</urlset>",
    }
