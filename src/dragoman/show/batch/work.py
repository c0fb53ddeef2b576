"""What does one worker do with one part? Read its piece, code it, and write its tables, then the note that it is done.

The note comes last and each file gets its name when it is whole: a worker that dies leaves nothing that counts.
Two workers that code the same part write the same bytes, so nobody minds who was first.
"""

import json
import os
from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from dragoman.read import Piece, read_piece
from dragoman.records import Coded, Document, Reject
from dragoman.settings import Settings
from dragoman.show.export.arrow import KINDS, ParquetTable, row_of, schema_of

TABLES = ("documents", "statements", "events", "demands", "rejects")
PLACE = {"place": int}
"""The how-manieth thing of its part a row belongs to: a document, with its claims, or a reject."""

_NOTES = "parts"


@dataclass(frozen=True, slots=True)
class Done:
    """What a part holds, noted when all of it is written."""

    number: int
    documents: int
    statements: int
    events: int
    demands: int
    rejects: int

    @classmethod
    def read(cls, out: str, number: int) -> Self | None:
        try:
            return cls(**json.loads((Path(out) / _NOTES / f"{number:06}.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    @classmethod
    def sum(cls, notes: "Iterable[Done]") -> "Done":
        counts = dict.fromkeys(TABLES, 0)
        for note in notes:
            for table in TABLES:
                counts[table] += getattr(note, table)
        return Done(-1, **counts)


def part_file(out: str, table: str, number: int) -> Path:
    return Path(out) / table / f"part-{number:06}.parquet"


class PartCoder:
    """Holds a coder, and with it the parser and the tables, which take seconds to load."""

    def __init__(self, settings: Settings, out: str) -> None:
        from dragoman.find import Coder

        self._coder, self._settings, self._out = Coder(settings), settings, out

    def code(self, number: int, piece: Piece) -> Done:
        """Code a part, unless it is there already: a run that lost a machine asks for some parts twice."""
        done = Done.read(self._out, number)
        if done is not None:
            return done
        found: Iterable[Coded | Reject] = (
            self._coder.code(read) if isinstance(read, Document) else read for read in read_piece(piece, self._settings)
        )
        return write_part(self._out, number, found)


def write_part(out: str, number: int, found: Iterable[Coded | Reject]) -> Done:
    """Write the tables of a part, then its note."""
    halves = {table: _half(part_file(out, table, number)) for table in TABLES}
    with ExitStack() as stack:
        tables = {
            table: stack.enter_context(
                closing(ParquetTable(stack.enter_context(path.open("wb")), schema_of(KINDS[table], after=PLACE)))
            )
            for table, path in halves.items()
        }
        for place, thing in enumerate(found):
            at = {"place": place}
            for reject in (thing,) if isinstance(thing, Reject) else thing.rejects:
                tables["rejects"].add(row_of(reject) | at)
            if isinstance(thing, Coded):
                tables["documents"].add(row_of(thing.document) | at)
                for claim in thing.claims:
                    tables[f"{claim.record}s"].add(row_of(claim) | at)
        done = Done(number, **{table: written.count for table, written in tables.items()})
    for table, half in halves.items():
        half.replace(part_file(out, table, number))
    note = Path(out) / _NOTES / f"{number:06}.json"
    half = _half(note)
    half.write_text(json.dumps(asdict(done)), encoding="utf-8")
    half.replace(note)
    return done


def _half(path: Path) -> Path:
    """Where a file is written until it is whole; every process has its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.{os.uname().nodename}.{os.getpid()}")
