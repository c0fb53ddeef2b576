"""Look for input that makes a reader raise, guided by what its code does: by atheris, for CPython 3.11 to 3.13.

    pip install atheris
    python eval/fuzz/fuzz.py KIND [-max_total_time=600] [FOLDER]     KIND: any name of tests/read/mutate.py's samples

What is found stands in `crash-…`; docs/reliability.md keeps the log of the runs.
"""

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

with atheris.instrument_imports(include=["dragoman.read", "feedparser", "pypdf", "trafilatura"]):
    from tests.read.mutate import read_all, samples


def main() -> None:
    kind = sys.argv.pop(1)
    good = samples()[kind]

    # what is imported late takes longer than any input may
    read_all(kind, good)

    def read(data: bytes) -> None:
        read_all(kind, data)

    with tempfile.TemporaryDirectory() as tmp:
        Path(tmp, "good").write_bytes(good)
        atheris.Setup([*sys.argv, "-max_len=20000", "-timeout=60", tmp], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
