"""Every kind of file gives its documents, and the caller's words go before the file's own."""

import gzip
import io
import json
from pathlib import Path

import pytest

from dragoman.read import Given, read_sources
from dragoman.records import Document, Reject
from dragoman.settings import Settings
from tests.read.conftest import Read, kinds, words_of

PAGE = """<html lang="en"><head><title>Ferry talks end | Island Post</title>
<meta property="og:site_name" content="Island Post">
<meta property="article:published_time" content="2011-05-04T23:30:00-08:00">
<meta name="author" content="Ruth Olsen"><link rel="canonical" href="https://island.example/ferry"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ferry talks end</h1>
<p>Denmark and Sweden ended their talks on the ferry line on Tuesday, and neither side said when they would meet.</p>
<p>The Swedish minister, <a class="has-tooltip">Nils Ek<span class="tooltip hidden">Minister since 2009</span></a>,
left the hall without a word to the reporters who had waited outside since the morning.</p>
<aside>More on ferries: ten lines that closed</aside>
<p>The line carries four thousand people a day, most of them from the villages on the southern coast of the island.</p>
</article><footer>Imprint</footer></body></html>"""


def _documents(found: list[Document | Reject]) -> list[Document]:
    return [d for d in found if isinstance(d, Document)]


def test_a_page_says_its_title_author_site_and_day(read_file: Read):
    (page,) = read_file("ferry.html", PAGE)
    assert isinstance(page, Document)
    assert (page.title, page.authors, page.publisher) == ("Ferry talks end", ("Ruth Olsen",), "Island Post")
    # the day that the page writes, wherever the reader's clock stands
    assert (page.published, page.published_basis) == ("2011-05-04", "metadata")
    assert page.url == "https://island.example/ferry"
    assert kinds(page)[0] == ("title", "Ferry talks end")
    assert "Nils Ek, left the hall" in page.text
    assert "Minister since" not in page.text


def test_what_the_caller_gives_goes_first(read_file: Read):
    (page,) = read_file("ferry.html", PAGE, Given(date="2011-05-06", title="Ferry talks over"))
    assert isinstance(page, Document)
    assert (page.published, page.published_basis, page.title) == ("2011-05-06", "given", "Ferry talks over")


def test_a_page_that_marks_its_article_is_believed(read_file: Read):
    html = (
        "<html><body><div itemprop='articleBody'><p>The envoys signed.</p></div>"
        + "<div><p>Another story about a port, which is longer than the first and says more of its ships.</p></div>" * 3
        + "</body></html>"
    )
    (page,) = read_file("short.html", html)
    assert isinstance(page, Document)
    assert page.text == "The envoys signed."


def test_json_lines_one_by_one_with_a_broken_one_between(read_file: Read):
    lines = [
        json.dumps({"id": "a", "text": "Peru recalled its envoy.", "date": "2008-01-24", "title": None}),
        "{broken",
        "",
        json.dumps({"id": "b", "html": PAGE, "authors": ["Jo Holm"], "url": "https://other.example/1"}),
        json.dumps({"id": "a", "text": "Peru recalled its envoy from Quito."}),
    ]
    first, broken, page, again = read_file("reports.jsonl", "\n".join(lines))

    assert isinstance(first, Document) and (first.id, first.published, first.title) == ("a", "2008-01-24", None)
    assert isinstance(broken, Reject) and broken.reason == "broken_line" and broken.id.endswith("reports.jsonl:2")
    assert isinstance(page, Document) and (page.authors, page.url) == (("Jo Holm",), "https://other.example/1")
    # a new version of a document is for the case to know
    assert isinstance(again, Document) and again.id == "a" and again.content_hash != first.content_hash


def test_json_csv_and_a_column_map(read_file: Read):
    articles = {"articles": [{"id": 7, "text": "Chile paid."}, {"text": "Bolivia waited."}]}
    assert [d.text for d in _documents(read_file("a.json", json.dumps(articles)))] == ["Chile paid.", "Bolivia waited."]

    table = 'id,text,date\n1,"Chile paid, and said so.",2001-02-03\n2,,\n'
    row, empty = read_file("a.csv", table)
    assert isinstance(row, Document) and row.published == "2001-02-03"
    assert isinstance(empty, Reject) and empty.reason == "broken_line"

    columns = {"text": "Body", "date": "Day"}
    (mapped,) = read_file("b.csv", "Day;Body\n2001-02-03;Chile paid.\n", Given(columns=columns))
    assert isinstance(mapped, Document) and (mapped.text, mapped.published) == ("Chile paid.", "2001-02-03")


def test_a_feed_gives_a_document_for_each_entry(read_file: Read):
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>Island Post</title>
    <item><title>Ferry talks end</title><link>https://island.example/ferry</link><guid>f1</guid>
    <pubDate>Tue, 03 May 2011 10:00:00 GMT</pubDate>
    <description>&lt;p&gt;Denmark left the talks.&lt;/p&gt;&lt;p&gt;Sweden stayed.&lt;/p&gt;</description></item>
    <item><title>Bridge opens</title><guid>f2</guid></item></channel></rss>"""
    ferry, bridge = _documents(read_file("feed.xml", feed))
    assert (ferry.id, ferry.published, ferry.published_basis) == (
        *("https://island.example/ferry", "2011-05-03", "metadata"),
    )
    assert (ferry.publisher, ferry.text) == (
        "Island Post",
        "Ferry talks end\n\nDenmark left the talks.\n\nSweden stayed.",
    )
    assert bridge.text == "Bridge opens" and bridge.published is None


BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
CAPTURE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://island.example/ferry\r\n"
    b"WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:7a4b1a9e-0000-4000-8000-000000000001>\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(BODY), BODY)
)


@pytest.mark.parametrize(("name", "capture"), [("a.warc", CAPTURE), ("a.warc.gz", gzip.compress(CAPTURE))])
def test_a_web_archive_gives_its_pages(read_file: Read, name: str, capture: bytes):
    (page,) = read_file(name, capture)
    assert isinstance(page, Document)
    # the day of the capture is not the day of publication
    assert (page.id, page.published) == ("https://island.example/ferry", "2011-05-04")


@pytest.mark.parametrize(("name", "capture"), [("a.warc", CAPTURE), ("a.warc.gz", gzip.compress(CAPTURE))])
def test_a_web_archive_that_was_cut_off_says_so_wherever(read_file: Read, name: str, capture: bytes):
    """What stands before the cut is read; a page cut in two never passes for a whole one."""
    whole, again = _documents(read_file(name, capture * 2))
    assert whole == again
    for point in range(1, 101):
        found = read_file(name, (capture * 2)[: 2 * len(capture) * point // 101])
        assert isinstance(found[-1], Reject) and found[-1].reason == "broken_file"
        # at the middle nothing but the end mark of the first packed block may be missing
        assert _documents(found) == [whole] if point > 50 else _documents(found) in ([], [whole][50 - point :])


def test_a_pdf_gives_its_text(read_file: Read):
    (document,) = read_file("a.pdf", _pdf("Ghana closed the border.", "Togo protested."))
    assert isinstance(document, Document)
    assert words_of(document, "body") == ["Ghana closed the border.", "Togo protested."]


def _pdf(*lines: str) -> bytes:
    """The smallest PDF that shows some lines."""
    shown = " ".join(f"({line}) Tj 0 -40 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj" + content + b"endobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + f"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )


def test_a_page_saved_as_one_file(read_file: Read):
    saved = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\n"
        "Content-Location: https://island.example/saved\n\n"
        + PAGE.replace('<link rel="canonical"', "<link")
        + "\n--b--\n"
    )
    (page,) = read_file("page.mhtml", saved)
    assert isinstance(page, Document)
    assert (page.title, page.url) == ("Ferry talks end", "https://island.example/saved")


def test_a_folder_is_read_in_order_and_what_fails_is_said(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Second text.")
    (tmp_path / "a.txt").write_text("First text.")
    (tmp_path / "c.md").write_text("Third text.")
    (tmp_path / "b" / "1.bin").write_bytes(b"\0\1\2")
    (tmp_path / ".hidden").write_text("Not for us.")

    found = list(read_sources([str(tmp_path)], Settings()))

    assert [f.text if isinstance(f, Document) else f.reason for f in found] == [
        *("First text.", "binary", "Second text.", "Third text."),
    ]


def test_a_page_saved_with_its_furniture_is_one_article(tmp_path: Path):
    """A browser that saves "Ferry.html" puts pictures, styles and frames into "Ferry_files"."""
    (tmp_path / "Ferry.html").write_text(PAGE)
    (tmp_path / "Ferry_files").mkdir()
    (tmp_path / "Ferry_files" / "frame.html").write_text("<html><body><p>Buy a ticket today.</p></body></html>")
    (tmp_path / "Ferry_files" / "style.css").write_text("p { color: red }")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "a.txt").write_text("A folder of the desk's own.")
    (tmp_path / "script.js").write_text("alert('Buy a ticket today.')")

    ferry, own, script = read_sources([str(tmp_path)], Settings())

    assert isinstance(ferry, Document) and ferry.title == "Ferry talks end"
    assert isinstance(own, Document) and own.text == "A folder of the desk's own."
    assert isinstance(script, Reject) and script.reason == "no_text"


@pytest.mark.parametrize(
    "typed",
    [b'{"id": "a", "text": "Oman invited both."}\n{"id": "b", "text": "Both came."}\n', b"Oman invited both.\n"],
)
def test_standard_input_is_json_lines_or_a_text(typed: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
    found = _documents(list(read_sources(["-"], Settings())))
    assert found[0].text.strip() == "Oman invited both."
    assert len(found) == (2 if typed.startswith(b"{") else 1)


def test_the_same_bytes_give_the_same_document(read_file: Read):
    assert read_file("x.html", PAGE) == read_file("x.html", PAGE)
    (text,) = read_file("x.txt", "Oman invited both.")
    assert isinstance(text, Document)
    assert text.id == text.content_hash and len(text.content_hash) == 64
