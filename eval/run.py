"""Do the figures still stand? Score against the gold data and hold them to `floors.json`.

    python eval/run.py --shared ../shared [--only seed,demands] [--lower]

Each floor names the scorer's words, the hash of the corpus it was measured on, and the least
each figure may be. A figure under its floor, or a corpus that changed, fails. `--lower` writes
today's figures as floors, also lower ones: say in the change why.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"


def corpus_hash(path: Path) -> str:
    """Sixteen hex digits for a file, or for all files of a folder in order of name."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def score(shared: Path, words: list[str], gold: str) -> dict[str, Any]:
    """Run the scorer and read the JSON object on its last line."""
    command = Path(sys.executable).with_name("dragoman")
    done = subprocess.run(
        [sys.executable, str(shared / "bench/score.py"), *words, "--gold", str(shared / gold), "--cmd", str(command)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)}: the scorer ended with {done.returncode}\n{done.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def get_figure(figures: dict[str, Any], path: str) -> float:
    """ "act.f1" in the scorer's object."""
    value: Any = figures
    for key in path.split("."):
        value = value[key]
    return float(value)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "bench/score.py").is_file():
        print(f"{args.shared}: no gold data there, nothing was scored.")
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    only = set(filter(None, args.only.split(",")))
    failed = 0
    for name, floor in floors.items():
        if only and name not in only:
            continue
        found = corpus_hash(args.shared / floor["gold"])
        if found != floor["corpus"] and not args.lower:
            print(f"FAIL {name}: the corpus is {found}, the floor was measured on {floor['corpus']}")
            failed += 1
            continue
        figures = score(args.shared, floor["words"], floor["gold"])
        for path, least in floor["at_least"].items():
            value = get_figure(figures, path)
            fell = value < least
            failed += fell and not args.lower
            print(f"{'FAIL' if fell else ' ok '} {name:10} {path:28} {value:8.4f}  floor {least:.4f}", flush=True)
            if args.lower:
                floor["at_least"][path] = value
        if args.lower:
            floor["corpus"] = found
    if args.lower:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
