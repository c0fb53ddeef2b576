"""How much of `add`'s time goes into storing and indexing, apart from coding?

    python eval/storing.py NEWS.jsonl [--articles 60] [--case FILE-or-URL]

CPU time of this process for each step, so a busy machine does not matter. A server's own time is not in it.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from dragoman.find import Coder
from dragoman.keep import Case
from dragoman.read import read_sources
from dragoman.records import Document
from dragoman.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--case")
    args = parser.parse_args()
    coder = Coder(Settings())
    spent = {"reading": 0.0, "coding": 0.0, "storing": 0.0}
    words = 0
    with tempfile.TemporaryDirectory() as folder, Case.open(args.case or Path(folder) / "c.db") as case:
        lines = args.news.read_text(encoding="utf-8").splitlines()[: args.articles]
        source = Path(folder) / "news.jsonl"
        source.write_text("\n".join(lines), encoding="utf-8")
        read = read_sources([str(source)], Settings())
        while True:
            began = time.process_time()
            found = next(read, None)
            spent["reading"] += time.process_time() - began
            if found is None:
                break
            if isinstance(found, Document):
                began = time.process_time()
                coded = coder.code(found)
                between = time.process_time()
                case.holds(found)
                case.add(coded)
                spent["coding"] += between - began
                spent["storing"] += time.process_time() - between
                words += len(found.text.split())
    total = sum(spent.values())
    shares = ", ".join(f"{step} {seconds:.2f} s ({seconds / total:.1%})" for step, seconds in spent.items())
    print(f"{len(lines):,} articles, {words:,} words: {shares}")
    return 0 if spent["storing"] / total < 0.05 else 1


if __name__ == "__main__":
    sys.exit(main())
