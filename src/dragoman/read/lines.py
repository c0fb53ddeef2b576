"""JSON Lines, JSON and tables of documents: one object or row, one document or one reject.

A broken line is named by its number, and the rest goes on.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.decode import decode
from dragoman.read.document import make_document
from dragoman.read.given import Given, read_day
from dragoman.read.page import make_page
from dragoman.read.rejects import as_reject
from dragoman.records import Document, Reject
from dragoman.settings import Settings

FIELDS = ("id", "text", "html", "title", "date", "source", "url", "authors", "language")


def read_lines(
    lines: Iterable[bytes], name: str, given: Given, settings: Settings, first: int = 1
) -> Iterator[Document | Reject]:
    """One document for each line of JSON; blank lines are passed over. `first` is the number of the first line."""
    number = 0
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        try:
            yield _document(_object(line, f"{name}:{number}", settings), f"{name}:{number}", given, settings)
        except SourceError as error:
            yield as_reject(error)


def _object(line: bytes, name: str, settings: Settings) -> Any:
    if len(line) > settings.max_bytes:
        raise SourceError(name, "too_big", f"{len(line):,} bytes, and max_bytes is {settings.max_bytes:,}")
    try:
        return json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            name, "encoding", f"byte {error.start} of the line is not UTF-8; save the file as UTF-8"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SourceError(name, "broken_line", f"no JSON: {error}"[:200]) from None


def read_json(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """A list of documents, one document, or an object that holds a list of them."""
    try:
        said = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        # JSON Lines is often named .json
        if data.lstrip().startswith(b"{") and b"\n" in data.strip():
            yield from read_lines(data.splitlines(), name, given, settings)
            return
        raise SourceError(name, "broken_file", f"no JSON: {error}"[:200]) from None
    if isinstance(said, dict) and not {"text", "html"} & said.keys():
        said = next((v for v in said.values() if isinstance(v, list) and v and isinstance(v[0], dict)), said)
    for number, one in enumerate(said if isinstance(said, list) else [said], 1):
        try:
            yield _document(one, f"{name}:{number}", given, settings)
        except SourceError as error:
            yield as_reject(error)


def read_table(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """One document for each row. Columns are named like the JSON fields, or as `given.columns` says."""
    text = decode(data, name).removeprefix("\ufeff")
    csv.field_size_limit(max(settings.max_bytes, csv.field_size_limit()))
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    named = {(column or "").strip().casefold(): column for column in rows.fieldnames or ()}
    columns = {f: given.columns.get(f) or named.get(f) for f in FIELDS}
    if not (columns["text"] or columns["html"]):
        detail = (
            f"no column is named text or html; its columns are {', '.join(filter(None, rows.fieldnames or ()))[:200]}"
        )
        raise SourceError(name, "broken_file", detail)
    try:
        for number, row in enumerate(rows, 2):
            said = {f: row.get(c) or None for f, c in columns.items() if c}
            try:
                yield _document(said, f"{name}:{number}", given, settings)
            except SourceError as error:
                yield as_reject(error)
    except csv.Error as error:
        raise SourceError(name, "broken_file", f"row after line {rows.line_num}: {error}") from None


def read_rows(
    rows: Iterable[Mapping[str, Any]], name: str, given: Given, settings: Settings, first: int = 1
) -> Iterator[Document | Reject]:
    """One document for each row of a table with typed columns: days may be days and not words."""
    for number, row in enumerate(rows, first):
        said = {f: row[f] for f in FIELDS if row.get(f) is not None}
        if isinstance(said.get("date"), date):
            said["date"] = said["date"].isoformat()
        try:
            yield _document(said, f"{name}:{number}", given, settings)
        except SourceError as error:
            yield as_reject(error)


def _document(said: Any, where: str, given: Given, settings: Settings) -> Document:
    """The document that one object describes. Raises `SourceError` where a field is of the wrong kind."""
    if not isinstance(said, Mapping):
        raise SourceError(where, "broken_line", 'no object; write {"id": "…", "text": "…"}')
    name = said.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    wrong = [
        f for f in FIELDS if f not in ("id", "authors") and said.get(f) is not None and not isinstance(said[f], str)
    ]
    if name is not None and not isinstance(name, str):
        wrong.append("id")
    name = (name or "").strip() or None if isinstance(name, str) else None
    if wrong:
        raise SourceError(name or where, "broken_line", f"{where}: {', '.join(wrong)} must be text")
    if said.get("text") is None and said.get("html") is None:
        raise SourceError(name or where, "broken_line", f"{where} has neither text nor html")
    try:
        _refuse_halves(said, where)
        own = Given(
            id=name,
            title=said.get("title"),
            date=read_day(said.get("date"), where),
            source=said.get("source"),
            url=said.get("url"),
            authors=_authors(said.get("authors"), where),
            language=said.get("language"),
        ).or_else(
            Given(
                title=given.title,
                date=given.date,
                source=given.source,
                url=given.url,
                authors=given.authors,
                language=given.language,
            )
        )
        if said.get("text") is not None:
            return make_document(said["text"], own, settings)
        return make_page(said["html"], own, settings, name or where)
    except SourceError as error:
        detail = error.detail if where in error.detail else f"{where}: {error.detail}"
        raise SourceError(name or where, error.reason, detail) from None


def _refuse_halves(said: Mapping[str, Any], where: str) -> None:
    """Half a surrogate pair or NUL in any field could not be written out again, or kept."""
    for field in FIELDS:
        try:
            if "\0" in str(said.get(field) or "") and field not in ("html", "text"):
                raise SourceError(where, "binary", f"{field} holds NUL characters; write the file anew")
            str(said.get(field) or "").encode("utf-8")
        except UnicodeEncodeError:
            if field != "html":
                raise SourceError(
                    where, "encoding", f"{field} holds half a surrogate pair; write the file anew as UTF-8"
                ) from None


def _authors(said: Any, where: str) -> tuple[str, ...]:
    if said is None:
        return ()
    if isinstance(said, str):
        return tuple(a.strip() for a in said.split(";") if a.strip())
    if isinstance(said, list) and all(isinstance(a, str) for a in said):
        return tuple(said)
    raise SourceError(where, "broken_line", "authors must be text or a list of texts")
