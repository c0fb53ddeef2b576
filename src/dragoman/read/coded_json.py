"""Which acts does PLOVER JSON hold? One event an object, in lines or in one list, sides as lists.

Read too: the records that `dragoman code --jsonl` writes. Only acts that took place count.
"""

import gzip
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.records import hashed

if TYPE_CHECKING:
    import pyarrow as pa

_COUNTRY = ("country", "countryCode", "code", "name", "actorText", "recipientText", "text")
_NOT_DONE = frozenset({"planned", "attempted", "hypothetical", "denied"})
_FIELDS = ("id", "date", "actor", "recipient", "type", "mode", "quad", "score")


def read_plover(path: Path) -> "tuple[pa.Table, int]":
    """Every pair of sides of every act as a row of text, and how many objects are none."""
    import pyarrow as pa

    rows: dict[str, list[str | None]] = {name: [] for name in _FIELDS}
    broken = 0
    for item in _objects(path):
        found = _rows(item) if isinstance(item, dict) else None
        if found is None:
            broken += 1
            continue
        for row in found:
            for name, value in zip(_FIELDS, row, strict=True):
                rows[name].append(value)
    return pa.table({name: pa.array(values, pa.string()) for name, values in rows.items()}), broken


def _objects(path: Path) -> Iterator[Any]:
    unpack: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with unpack(path, "rt", encoding="utf-8-sig") as file:
            start = file.read(1)
            while start.isspace():
                start = file.read(1)
            if start == "[":
                yield from json.loads("[" + file.read())
                return
            first = start + file.readline()
            for line in (first, *file) if first.strip() else ():
                if line.strip():
                    yield _parsed(line)
    except (OSError, EOFError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise SourceError(str(path), "broken_file", f"it is no JSON: {error}") from error


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _rows(item: dict[str, Any]) -> list[tuple[str | None, ...]] | None:
    """The rows of one event; none for other records and acts that did not take place; None where it is no event."""
    if item.get("record") not in (None, "event") or item.get("status") in _NOT_DONE or item.get("historical") is True:
        return []
    kind = item.get("type") or item.get("event_type") or item.get("eventType")
    day = item.get("date") or item.get("event_date") or item.get("eventDate")
    if not isinstance(kind, str) or not isinstance(day, str | None):
        return None
    score, act = item.get("score"), item.get("same_as") or item.get("id") or hashed(json.dumps(item, sort_keys=True))
    rest = (kind, _text(item.get("mode")), _text(item.get("quad")), None if score is None else str(score))
    actors = _sides(item, "actors", "actor", "source")
    recipients = _sides(item, "recipients", "recipient", "target")
    return [(str(act), day, a, r, *rest) for a, r in product(actors, recipients)]


def _sides(item: dict[str, Any], *names: str) -> list[str | None]:
    """Who stands on a side; [None] where nobody does."""
    found: Any = next((item[name] for name in names if item.get(name)), [])
    sides = [_side(one) for one in (found if isinstance(found, list) else [found])]
    return list(dict.fromkeys(side for side in sides if side)) or [None]


def _side(one: Any) -> str | None:
    if isinstance(one, dict):
        return next((_text(one[name]) for name in _COUNTRY if one.get(name)), None)
    return _text(one)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
