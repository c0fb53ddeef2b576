"""How long does a question to the ledger take? Measured as people wait for it: whole commands, start-up included.

    python eval/ledger_speed.py --case LONG.db --documents 1000 [--day 2018-06-01] [--on postgresql://EMPTY]

LONG.db is a case of long articles, made with `dragoman --case LONG.db add …` beforehand (coding takes
minutes and is not what is measured). Its documents are repeated with other ids, 20 years apart, until
there are as many as asked for; each copy's demands are demands of its own time.
"""

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_DAY = re.compile(r'"(\d{4})(-\d\d-\d\d)"')
_ID = re.compile(r'"[0-9a-f]{2}([0-9a-f]{14})"')
_APART = 20


def repeat(source: Path, target: Path, documents: int) -> int:
    """Write a case with that many documents, each of the source's and its copies. How many there are."""
    target.write_bytes(source.read_bytes())
    with sqlite3.connect(target) as case:
        case.execute("DELETE FROM told")
        rows = case.execute("SELECT * FROM documents WHERE superseded = 0 ORDER BY number").fetchall()
        names = [c[1] for c in case.execute("PRAGMA table_info(documents)")]
        count, number = len(rows), max(row[0] for row in rows)
        for copy in range(1, documents // max(count, 1) + 1):
            for row in rows:
                if count == documents:
                    break
                number, count = number + 1, count + 1
                _copy(case, dict(zip(names, row, strict=True)), number, copy)
    return count


def _copy(case: sqlite3.Connection, row: dict[str, Any], number: int, copy: int) -> None:
    old, new = row["id"], f"{row['id']}-{copy}"

    def other(text: str) -> str:
        text = _DAY.sub(lambda m: f'"{int(m[1]) - _APART * copy:04}{m[2]}"', text)
        return _ID.sub(rf'"{copy:02x}\1"', text).replace(f'"{old}"', f'"{new}"')

    day = row["published"]
    made = row | {
        "number": number,
        "id": new,
        "story": None,
        "copy_of": None,
        "record": other(row["record"]),
        "published": f"{int(day[:4]) - _APART * copy:04}{day[4:]}" if day else None,
    }
    _insert(case, "documents", made)
    for table in ("events", "statements", "demands", "tellings"):
        names = [c[1] for c in case.execute(f"PRAGMA table_info({table})")]
        for found in case.execute(f"SELECT * FROM {table} WHERE document_number = ?", (row["number"],)).fetchall():
            kept = dict(zip(names, found, strict=True)) | {"document_number": number}
            text = "telling" if table == "tellings" else "record"
            _insert(case, table, kept | {text: other(kept[text])})


def _insert(case: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    case.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def move(case: Path, url: str) -> None:
    """Copy the rows of a case in a file into a case on a server, which must be empty."""
    from sqlalchemy import create_engine, insert, text

    from dragoman.keep import Case
    from dragoman.keep.schema import metadata

    Case.open(url).close()
    server = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with sqlite3.connect(case) as file, server.begin() as connection:
        file.row_factory = sqlite3.Row
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in file.execute(f"SELECT * FROM {table.name}")]
            for first in range(0, len(rows), 500):
                connection.execute(insert(table), rows[first : first + 500])
        connection.execute(text("SELECT setval(pg_get_serial_sequence('documents', 'number'), 1000000)"))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    server.dispose()


def time_command(case: Path | str, *words: str) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and lines of one whole command."""
    import resource

    command = [str(Path(sys.executable).with_name("dragoman")), "--case", str(case), *words]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True)
    wall_s, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall_s, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.count(b"\n")


def time_page(case: Path | str, day: str) -> list[float]:
    """Seconds for the board of a served case: the first time, and again when nothing has changed."""
    from fastapi.testclient import TestClient

    from dragoman.keep import Case
    from dragoman.show.api import create_app

    with Case.open(case, create=False) as opened, TestClient(create_app(opened), "http://127.0.0.1") as page:
        taken = []
        for _ in range(3):
            began = time.perf_counter()
            page.get("/", params={"as_of": day}).raise_for_status()
            taken.append(time.perf_counter() - began)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--day", default="2018-06-01")
    parser.add_argument("--on", help="Copy the case to this server and ask it there.")
    parser.add_argument("--page", action="store_true", help="Time the board of the page too.")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "desk.db"
        # reads what is new and brings the case up to date, so that the copies have it too
        time_command(args.case, "ledger", "--as-of", "1900-01-01", "--jsonl")
        time_command(args.case, "ledger", "--jsonl")
        print(f"{repeat(args.case, case, args.documents)} documents, {case.stat().st_size / 1e6:.0f} MB")
        where: Path | str = case
        if args.on:
            move(case, args.on)
            where = args.on
        for what in ("first told", "told again", "told again"):
            wall_s, cpu_s, lines = time_command(where, "ledger", "--as-of", args.day, "--jsonl")
            print(f"{what}: {wall_s:.2f} s, {cpu_s:.2f} s of processor, {lines} entries")
        wall_s, cpu_s, _ = time_command(where, "--version")
        print(f"start-up alone: {wall_s:.2f} s, {cpu_s:.2f} s of processor")
        if args.page:
            print("the board: " + ", ".join(f"{s:.3f} s" for s in time_page(where, args.day)))


if __name__ == "__main__":
    main()
