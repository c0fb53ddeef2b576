"""The same corpus twice, shuffled, with 1, 2 and 4 workers: are the exports the same, byte for byte?

    python eval/same_bytes.py NEWS.jsonl [--articles 300] [--workers 1,2,4]

Each round shuffles the lines anew, adds them, shuffles once more and adds them again, and exports every form.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.show.export import FORMS


def dragoman(case: Path, *words: str) -> None:
    command = [sys.executable, "-m", "dragoman.show.cli", "--case", str(case), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stderr[-2000:]}")


def exported(lines: list[str], workers: int, seed: int, folder: Path) -> dict[str, str]:
    """File of an export → hash of its bytes, for a case that was filled in this order by so many workers."""
    case, order = folder / "c.db", random.Random(seed)
    for round_ in range(2):
        shuffled = order.sample(lines, len(lines))
        news = folder / f"news{round_}.jsonl"
        news.write_text("\n".join(shuffled), encoding="utf-8")
        dragoman(case, "add", str(news), "--workers", str(workers))
    for form in FORMS:
        dragoman(case, "export", "--to", form, "--out", str(folder / "out" / form))
    files = sorted(f for f in (folder / "out").rglob("*") if f.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--workers", default="1,2,4")
    args = parser.parse_args()
    lines = args.news.read_text(encoding="utf-8").splitlines()[: args.articles]
    first: dict[str, str] | None = None
    different: set[str] = set()
    for seed, workers in enumerate(int(w) for w in args.workers.split(",")):
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            found = exported(lines, workers, seed, Path(folder))
        first = first or found
        other = {name for name in {*first, *found} if first.get(name) != found.get(name)}
        different |= other
        took = time.monotonic() - began
        told = f"{len(found)} files, {len(other)} different, {took:.0f} s"
        print(f"{len(lines):,} articles twice, {workers} workers: {told}", flush=True)
    print("the same bytes" if not different else f"DIFFERENT: {', '.join(sorted(different))}", flush=True)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
