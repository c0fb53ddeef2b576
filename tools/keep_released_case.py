"""Keep a small case of today's schema, so that every later version is held to open it without loss.

    python tools/keep_released_case.py

Run it once for each release whose schema is new, and commit what it writes into `tests/keep/released/`:
the case as a packed SQLite file, and beside it, as JSON, all that a reader could list in it on that day.
"""

import gzip
import json
import sqlite3
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "keep"))


def main() -> None:
    from dragoman.keep import Case
    from dragoman.keep.schema import HEAD

    made = import_module("released_case")

    folder = ROOT / "tests" / "keep" / "released"
    folder.mkdir(exist_ok=True)
    if (folder / f"{HEAD}.db.gz").exists():
        sys.exit(f"schema {HEAD} is kept already; what was released never changes.")
    with tempfile.TemporaryDirectory() as tmp:
        path = Path(tmp, "case.db")
        with Case.open(path) as case:
            made.fill(case)
            told = made.listed(case)
        with sqlite3.connect(path) as raw:
            raw.execute("PRAGMA journal_mode = DELETE")
            raw.execute("VACUUM")
        # no time of day in the packed file: made twice, it is the same
        (folder / f"{HEAD}.db.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    (folder / f"{HEAD}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"schema {HEAD} is kept in {folder}")


if __name__ == "__main__":
    main()
