"""Good files of every kind, and what becomes of them when bytes change."""

import gzip
import json
import random

from dragoman.errors import SourceError
from dragoman.read import REASONS, Given, Visitor, list_items, read_bytes
from dragoman.records import Document, Reject
from dragoman.settings import Settings
from tests.hostile.inputs import pdf
from tests.read.test_files import CAPTURE, PAGE
from tests.read.test_offers import LONG, entry, feed, sitemap

SETTINGS = Settings(max_bytes=2_000_000)
PIECES = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\r\n",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"&#x",
    b"9" * 40,
    b"-1",
)


def samples() -> dict[str, bytes]:
    """Name → bytes of a good file."""
    text = (
        "Talks resume\n\nBy Ruth Olsen\n\nPeru recalled its envoy on Monday, and “nobody” knew why.\n\nRelated: more\n"
    )
    rows = json.dumps({"id": "a", "text": text, "date": "2011-05-04", "title": "Talks"}).encode()
    stream = b"BT /F1 12 Tf 72 700 Td (Ghana closed the border.) Tj ET"
    return {
        "a.txt": text.encode(),
        "b.txt": text.encode("utf-16"),
        "a.md": b"# Talks\n\n> quoted *words*\n\n- one\n- two\n\n" + text.encode(),
        "a.html": PAGE.encode(),
        "a.xhtml": b"<?xml version='1.0' encoding='iso-8859-1'?>" + PAGE.encode(),
        "a.mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n" + PAGE.encode() + b"\n--b--\n",
        "a.json": b'{"articles": [' + rows + b"]}",
        "a.jsonl": rows + b"\n" + rows,
        "a.csv": b'id,text,date\n1,"Chile paid, and said so.",2001-02-03\n2,"Two\nlines",\n',
        "a.rss": feed(
            entry("https://a.example/1", guid="1", pubDate="Tue, 03 May 2011 10:00:00 GMT", description=LONG)
        ),
        "a.atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><title>P</title><entry><id>tag:a:1</id>"
        b"<title>T</title><updated>2011-05-04T10:00:00Z</updated><content type='html'>&lt;p&gt;Talks.&lt;/p&gt;"
        b"</content></entry></feed>",
        "map": sitemap("https://a.example/1", "https://a.example/2").encode(),
        "a.warc": CAPTURE * 2,
        "a.warc.gz": gzip.compress(CAPTURE, mtime=0) * 2,
        "a.txt.gz": gzip.compress(text.encode(), mtime=0),
        "a.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ),
    }  # fmt: skip


def mutate(data: bytes, dice: random.Random) -> bytes:
    """The same bytes with one to eight changes."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(changed) + 1)
        how = dice.randrange(6)
        if how == 0 and at < len(changed):
            changed[at] = dice.randrange(256)
        elif how == 1:
            changed[at : at + dice.randint(1, 30)] = b""
        elif how == 2:
            changed[at:at] = dice.choice(PIECES)
        elif how == 3:
            changed[at:at] = changed[at : at + 40] * dice.randint(1, 20)
        elif how == 4 and at < len(changed):
            changed[at] ^= 1 << dice.randrange(8)
        else:
            changed = changed[: max(1, at)] if dice.random() < 0.2 else changed
    return bytes(changed)


def read_mutated(name: str, data: bytes, dice: random.Random) -> str:
    """Read a changed file: "documents" or "rejects"."""
    return read_all(name, mutate(data, dice))


def read_all(name: str, data: bytes) -> str:
    """Read a file from end to end and write out what came of it."""
    try:
        if name == "map":
            found: list[object] = list(
                list_items(data, "https://a.example/map", Visitor(SETTINGS, sleep=_never), SETTINGS)
            )
        else:
            found = list(read_bytes(data, name, SETTINGS, Given()))
    except SourceError as error:
        assert error.reason in REASONS and error.detail
        return "rejects"
    for one in found:
        if isinstance(one, Document):
            one.model_dump_json()
            assert all(one.text[p.start : p.end].strip() for p in one.parts)
        elif isinstance(one, Reject):
            assert one.reason in REASONS
            one.model_dump_json()
    return "documents" if any(not isinstance(one, Reject) for one in found) else "rejects"


def _never(_: float) -> None:
    raise AssertionError("nothing is to be fetched")
