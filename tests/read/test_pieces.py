"""A source that is cut into pieces gives what the whole gives, whatever the size of the pieces."""

import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.read import cut, read_piece, read_sources
from dragoman.settings import Settings

SETTINGS = Settings()
PAGE = (
    "<html><head><title>Talks {n}</title></head><body><article><p>Norway met Denmark for talk number {n}, and both "
    "went home before the storm came.</p></article></body></html>"
)


def whole(path) -> list:
    return list(read_sources([str(path)], SETTINGS))


def pieces(path, articles: int) -> list:
    return [found for piece in cut(str(path), articles) for found in read_piece(piece, SETTINGS)]


def lines(count: int) -> list[bytes]:
    made = [
        json.dumps({"id": f"a{n}", "text": f"Norway met Denmark for talk number {n}."}).encode() for n in range(count)
    ]
    made.insert(2, b"{broken")
    made.insert(3, b"")
    made.insert(
        5,
        json.dumps(
            {"text": "Norwegen traf Dänemark zu Gesprächen in Oslo, und beide gingen nach Hause, ehe der Sturm kam."}
        ).encode(),
    )
    return made


def archive(count: int, packed: bool) -> bytes:
    out = io.BytesIO()
    for n in range(count):
        body = PAGE.format(n=n).encode()
        kind = b"image/png" if n % 5 == 3 else b"text/html; charset=utf-8"
        status = b"404 Not Found" if n % 7 == 6 else b"200 OK"
        reply = (
            b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )
        head = (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%032d>\r\n"
            b"WARC-Date: 2021-03-02T00:00:00Z\r\nWARC-Target-URI: https://news.example/%d\r\n"
            b"Content-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n" % (n, n, len(reply))
        )
        record = head + reply + b"\r\n\r\n"
        out.write(gzip.compress(record, mtime=0) if packed else record)
    return out.getvalue()


@pytest.mark.parametrize("articles", [1, 2, 3, 100])
def test_lines(tmp_path, articles):
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"\n".join(lines(9)))
    assert len(list(cut(str(path), articles))) == -(-len(lines(9)) // articles)
    assert pieces(path, articles) == whole(path)
    assert {f.reason for f in whole(path) if f.record == "reject"} == {"broken_line", "language"}


@pytest.mark.parametrize("articles", [1, 2, 3, 100])
@pytest.mark.parametrize("ending", ["warc", "warc.gz"])
def test_archives(tmp_path, articles, ending):
    path = tmp_path / f"crawl.{ending}"
    path.write_bytes(archive(15, packed=ending.endswith("gz")))
    assert (len(list(cut(str(path), articles))) > 1) == (articles < 12)
    assert pieces(path, articles) == whole(path)
    assert any(f.record == "reject" for f in whole(path))


@pytest.mark.parametrize("ending", ["warc", "warc.gz"])
@pytest.mark.parametrize("lost_bytes", [1, 40, 300, 700])
def test_an_archive_that_breaks_off(tmp_path, ending, lost_bytes):
    path = tmp_path / f"crawl.{ending}"
    path.write_bytes(archive(6, packed=ending.endswith("gz"))[:-lost_bytes])
    found, wanted = pieces(path, 2), whole(path)
    assert [f for f in found if f.record == "document"] == [f for f in wanted if f.record == "document"]
    assert {f.reason for f in found if f.record == "reject"} == {f.reason for f in wanted if f.record == "reject"}


@pytest.mark.parametrize("articles", [1, 2, 3, 100])
def test_parquet_with_its_days(tmp_path, articles):
    import datetime

    import pyarrow as pa
    from pyarrow import parquet

    rows = [
        {
            "id": f"a{n}",
            "text": f"Norway met Denmark for talk number {n}.",
            "date": datetime.date(2021, 3, n + 1),
            "n": n,
        }
        for n in range(7)
    ]
    rows.append({"id": "none", "text": None, "date": None, "n": 8})
    path = tmp_path / "many.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=3)
    assert pieces(path, articles) == whole(path)
    assert [f.published for f in whole(path) if f.record == "document"] == [f"2021-03-0{n + 1}" for n in range(7)]
    assert [(f.id, f.reason) for f in whole(path) if f.record == "reject"] == [("none", "broken_line")]


def test_a_table_that_is_none_says_so(tmp_path):
    (tmp_path / "no.parquet").write_bytes(b"PAR1 it is not")
    assert pieces(tmp_path / "no.parquet", 10) == whole(tmp_path / "no.parquet")
    assert whole(tmp_path / "no.parquet")[0].reason == "broken_file"


def test_a_folder_of_all_sorts(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines(5)))
    (tmp_path / "b.txt").write_text("Norway met Denmark.", encoding="utf-8")
    (tmp_path / "c.html").write_text(PAGE.format(n=3), encoding="utf-8")
    (tmp_path / "empty.jsonl").write_bytes(b"")
    (tmp_path / "sub" / "d.warc").write_bytes(archive(4, packed=False))
    (tmp_path / "z.txt").write_text("Denmark met Norway.", encoding="utf-8")
    assert pieces(tmp_path, 2) == whole(tmp_path)


def test_a_source_that_is_not_there(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        list(cut(str(tmp_path / "none"), 10))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([b'{"text": "Norway met Denmark."}', b"", b"  ", b"{", b"[]"]), max_size=12),
    st.integers(1, 5),
    st.booleans(),
)
def test_law_lines_are_cut_nowhere_but_between_them(tmp_path_factory, found, articles, ends):
    path = tmp_path_factory.mktemp("law") / "l.jsonl"
    path.write_bytes(b"\n".join(found) + (b"\n" if ends else b""))
    assert pieces(path, articles) == whole(path)
