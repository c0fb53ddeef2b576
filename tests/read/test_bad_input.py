"""Whatever cannot be read becomes a reject with a reason, and the run goes on."""

import contextlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.read import REASONS, Given, read_sources, read_text
from dragoman.read.sources import read_bytes
from dragoman.records import Document, Reject
from dragoman.settings import Settings
from tests.read.conftest import Read

MIXED = "Café talks in Genève resumed.\n".encode() + "Café talks\n".encode("latin-1")
SENTENCE = "The minister said on Monday that the talks on the border would resume in Geneva. "


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t \n", "empty"),
        ("a.txt", b"The minister\0 said", "binary"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        ("a.txt", MIXED, "encoding"),
        ("a.txt", "He said “no” and left for Orléans".encode()[:-4], "encoding"),
        ("a.txt", b"\xff\xfeT\0h\0e\0 ", "encoding"),
        ("a.txt", (SENTENCE * 130_000).encode(), "too_long"),
        ("a.pdf", b"%PDF-1.4 cut off", "broken_file"),
        ("a.warc.gz", b"\x1f\x8b\x08 cut off", "broken_file"),
        ("a.txt.gz", b"\x1f\x8b\x08 cut off", "broken_file"),
        ("a.json", b"{broken", "broken_file"),
        ("a.csv", b"one,two\n1,2\n", "broken_file"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel></channel></rss>", "no_text"),
        ("a.html", b"<html><body></body></html>", "no_text"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b'{"id": "a", "text": "Talks.", "date": "2008-13-45"}', "bad_date"),
        ("a.jsonl", b'{"id": "a", "text": "Talks.", "date": "0001-01-01"}', "bad_date"),
        ("a.jsonl", b'{"id": "a", "text": "Talks.", "date": 20080101}', "broken_line"),
        ("a.jsonl", b'{"id": "a"}', "broken_line"),
        ("a.jsonl", b"[1, 2]", "broken_line"),
        ("a.jsonl", b'{"id": "a", "text": ""}', "empty"),
        ("a.jsonl", b'{"id": "a", "text": "half \\ud800 a pair"}', "encoding"),
        ("a.jsonl", b'{"id": "a", "text": "nul \\u0000"}', "binary"),
        ("a.jsonl", b'{"id": "a", "text": "caf\xe9"}', "encoding"),
        ("a.jsonl", b"[" * 100_000, "broken_line"),
        ("a.jsonl", b'{"id": "nul \\u0000", "text": "Talks."}', "binary"),
        ("a.jsonl", b'{"id": "half \\ud800", "text": "Talks."}', "encoding"),
        ("a.txt", b"Peru and Chile, " * 4000, "no_text"),
    ],
)
def test_each_ends_with_its_reason(read_file: Read, name: str, content: bytes, reason: str):
    (found,) = read_file(name, content)
    assert isinstance(found, Reject)
    assert found.reason == reason
    assert reason in REASONS
    assert found.detail


def test_a_line_that_fails_is_named_by_its_number(read_file: Read):
    lines = b'{"text": "Talks resumed."}\nnot json\n{"text": "Talks ended.", "date": "2001-02-30"}\n{"text": "Talks."}'
    found = read_file("a.jsonl", lines)
    assert [type(f).__name__ for f in found] == ["Document", "Reject", "Reject", "Document"]
    assert found[1].id.endswith(":2")
    assert found[2].id.endswith(":3")


def test_a_missing_file_is_a_reject_and_the_rest_goes_on(tmp_path: Path):
    good = tmp_path / "good.txt"
    good.write_text("Talks resumed.")
    missing, read = read_sources([str(tmp_path / "none.txt"), str(good)], Settings())
    assert isinstance(missing, Reject) and missing.reason == "missing"
    assert isinstance(read, Document)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_reject(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        (found,) = read_sources([str(closed)], Settings())
    finally:
        closed.chmod(0o700)
    assert isinstance(found, Reject) and found.reason == "unreadable"


def test_what_the_system_refuses_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    (found,) = read_sources([str(tmp_path)], Settings())
    assert isinstance(found, Reject) and found.reason == "unreadable"


def test_a_date_given_that_is_none_rejects_the_path(read_file: Read):
    (found,) = read_file("a.txt", "Talks resumed.", Given(date="yesterday"))
    assert isinstance(found, Reject) and found.reason == "bad_date"


def test_a_file_that_is_too_big_is_not_even_opened(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Talks resumed.")
    (found,) = read_sources([str(tmp_path / "a.txt")], Settings(max_bytes=5))
    assert isinstance(found, Reject) and found.reason == "too_big"


@pytest.mark.parametrize(
    "text",
    [
        "Café talks in Genève resumed, and “nobody” knew why. The minister said that it was not his doing.",
        "The minister said that the talks would resume.",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_one_encoding_is_read_whichever_it_is(read_file: Read, text: str, encoding: str):
    if encoding in ("utf-16-le", "utf-16-be") and not text.isascii():
        pytest.skip("without a mark it cannot be told")
    (found,) = read_file("a.txt", text.encode(encoding))
    assert isinstance(found, Document)
    assert found.text == text


ENCODINGS = """
ascii utf-8 utf-8-sig utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be latin-1 cp1252 cp1250 cp1251 cp1253
cp1254 cp1255 cp1256 cp1257 iso8859-2 iso8859-5 iso8859-7 iso8859-9 iso8859-15 koi8-r koi8-u mac-roman mac-cyrillic
cp437 cp850 cp866 cp037 cp500 big5 gb2312 gbk gb18030 shift_jis euc-jp iso2022-jp euc-kr johab hz cp932 cp949
""".split()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_is_read_as_it_was_meant_or_refused_by_name(read_file: Read, encoding: str):
    """Where the bytes cannot be told from another encoding's, other letters may come out, but never an error."""
    plain = "The minister said that the talks would resume in Geneva, and that nobody knew when. " * 3
    for text in (plain, plain + "Café “Orléans” – déjà vu. ", plain + "Москва ждёт. ", plain + "北京表示满意。 "):
        data = text.encode(encoding, "ignore")
        for name, content in (
            ("a.txt", data),
            ("a.html", b"<html><body><p>" + data),
            ("a.jsonl", data),
            ("a.csv", data),
        ):
            for found in read_file(name, content):
                if isinstance(found, Document):
                    found.text.encode("utf-8")
                else:
                    assert found.reason in REASONS and found.detail
    (found,) = read_file("a.txt", plain.encode(encoding))
    if encoding not in ("utf-7", "cp037", "cp500", "utf-32-le", "utf-32-be", "hz", "iso2022-jp"):
        assert isinstance(found, Document) and found.text == plain


MONSTERS = {
    "paragraphs": "<p>" + SENTENCE + "</p>",
    "divs": "<div>",
    "spans": "<span>x ",
    "angles": "<",
    "bidi": "\u202e\u2066x",
}


@pytest.mark.parametrize("monster", MONSTERS)
def test_monstrous_pages_end_quickly(read_file: Read, monster: str):
    began = time.monotonic()
    found = read_file("a.html", f"<html><body>{MONSTERS[monster] * 100_000}</body></html>")
    assert found
    assert time.monotonic() - began < 20


def test_entities_do_not_explode(read_file: Read):
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
    )
    for name in ("a.html", "a.xml"):
        found = read_file(name, f"{bomb}]><html><body><p>The minister said &k; on Monday in Geneva.</p></body></html>")
        assert all(not isinstance(f, Document) or len(f.text) < 2000 for f in found)


@limits(deadline=None, max_examples=150)
@drawn(st.text(alphabet=st.sampled_from('Aa .:\n\t“”"-…By,1\u2028\x85\r’I'), max_size=400))
def test_parts_are_in_order_apart_and_never_empty(text: str):
    """Whatever the text, each part holds words, and no code point is in two."""
    try:
        document = read_text(text)
    except SourceError as error:
        assert error.reason in REASONS
        return
    end = 0
    for part in document.parts:
        assert end <= part.start < part.end <= len(document.text)
        assert document.text[part.start : part.end].strip()
        end = part.end


@limits(deadline=None, max_examples=60)
@drawn(st.text(max_size=200))
def test_no_word_of_a_text_is_lost(text: str):
    """Every word is in some part, whatever its kind."""
    try:
        document = read_text(text)
    except SourceError:
        return
    within = "".join(document.text[p.start : p.end] for p in document.parts)
    assert sum(c.isalnum() for c in within) == sum(c.isalnum() for c in document.text)


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    """Nobody who names a wrong folder should take silence for success."""
    from dragoman.read import read_sources
    from dragoman.settings import Settings

    (found,) = read_sources([str(tmp_path)], Settings())
    assert (found.record, found.reason) == ("reject", "empty")


def test_a_line_end_with_carriage_returns_before_it_moves_no_place():
    """What is left of "\\r\\r\\n" must not be taken for a line end a second time, after places were counted."""
    (read,) = read_bytes(b"The first line stands.\r\r\n\nThe second line stands too.", "a.txt", Settings(), Given())

    assert isinstance(read, Document)
    assert [read.text[p.start : p.end] for p in read.parts] == ["The first line stands.", "The second line stands too."]


def test_a_saved_page_with_a_broken_header_is_rejected():
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; x*=\n\n--a\nContent-Type: text/html; a*0*=''\n\n<p>\n"
    with contextlib.suppress(SourceError):
        assert all(isinstance(one, Document | Reject) for one in read_bytes(data, "a.mhtml", Settings(), Given()))
