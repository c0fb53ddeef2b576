"""What the case and the readers must survive, at full length: too long for the test suite, which holds small versions.

    python eval/soak.py faults     [--articles 20] [--every 1] [--first 1]
    python eval/soak.py disk       [--articles 20]
    python eval/soak.py readers    [--articles 1000] [--readers 32] [--case postgresql://…]
    python eval/soak.py mutations  [--count 10000] [--seed 1]

Each prints one JSON object of figures and ends with 1 where something was lost, half, locked or uncaught.
`make soak` runs them all; docs/reliability.md says what came of it.
"""

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "keep")]

SIDES = ("Norway", "Iceland", "Peru", "Chile", "Kenya", "Uganda", "Finland", "Estonia", "Ghana", "Togo")
ACTS = (
    *("release the crew of the trawler", "lift the ban on night ferries", "reopen the border post"),
    *(
        "withdraw its troops from the valley",
        "pay for the damaged bridge",
        "recall its envoy",
        "cut the tariff on fish",
    ),
)
DEEDS = ("released the crew of the trawler", "lifted the ban on night ferries", "reopened the border post")


def made_reports(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Short reports of who wants what of whom, and what became of it, as JSON Lines hold them."""
    dice = random.Random(seed)
    made = []
    for n in range(count):
        one, other = dice.sample(SIDES, 2)
        act, deed = dice.choice(ACTS), dice.choice(DEEDS)
        day = f"{2019 + n * 4 // count}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        number = f"{dice.randint(100, 999)} reporters, {dice.randint(2, 99)} of them from abroad, heard it."
        text = dice.choice(
            (
                f"{one}'s foreign minister demanded on Monday that {other} {act}. {number}",
                f"{other} {deed} on Tuesday, its government said. {one} welcomed the step. {number}",
                f"{one} and {other} held talks on Friday. “We want {other} to {act},” the president of {one} said.",
                f"{other} refused on Thursday to {act}. {one} threatened to impose sanctions. {number}",
            )
        )
        made.append({"id": f"r{n:05}", "title": f"Report {n}", "text": text, "date": day, "source": "Soak"})
    return made


def coded_reports(count: int) -> list[Any]:
    """The same, coded."""
    from dragoman.read import read_text
    from dragoman.settings import Settings
    from dragoman.show.coding import code_all

    return list(code_all((read_text(**report) for report in made_reports(count)), Settings(), workers=1))


# ---- a disk that fails


def faults(args: argparse.Namespace) -> dict[str, Any]:
    """Refuse each single write of `add`: once or for good, as a full disk or a broken one. Resume each time."""
    from dragoman.errors import CaseError
    from dragoman.keep import Case
    from tests.faulty_disk import FULL, IOERR_WRITE, faulty_disk

    tales = coded_reports(args.articles)
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=args.folder) as tmp, faulty_disk() as disk:
        calm = _add_all(Path(tmp, "calm.db"), tales)
        disk.arm(0)
        _add_all(Path(tmp, "count.db"), tales)
        writes = disk.count
        for fail_at in range(args.first, writes + 1, args.every):
            for code, lasting in ((FULL, True), (IOERR_WRITE, False)):
                hurt = Path(tmp, "hurt.db")
                disk.arm(fail_at, code, lasting)
                try:
                    _add_all(hurt, tales)
                    # what failed was a tidying up, which SQLite makes good later
                    tally["went on"] += 1
                except CaseError:
                    tally["said so"] += 1
                except Exception as error:
                    tally[f"uncaught {type(error).__name__}"] += 1
                disk.disarm()
                tally["rounds"] += 1
                tally["damaged"] += not _is_sound(hurt)
                if hurt.exists() and hurt.stat().st_size:
                    with Case.open(hurt) as case:
                        tally["half"] += any(not _is_whole(case, tale) for tale in tales)
                tally["different"] += _add_all(hurt, tales) != calm
                for leftover in Path(tmp).glob("hurt.db*"):
                    leftover.unlink()
    return {"articles": len(tales), "writes": writes, **tally}


def _add_all(path: Path, tales: list[Any]) -> list[str]:
    from dragoman.keep import Case

    with Case.open(path) as case:
        for tale in tales:
            case.add(tale)
        return [line for kind in ("document", "event", "statement", "demand") for line in case.lines(kind)]  # type: ignore[arg-type]


def _is_sound(path: Path) -> bool:
    with sqlite3.connect(path) as raw:
        return raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _is_whole(case: Any, tale: Any) -> bool:
    """Whether an article is there with all that was found in it, or not at all."""
    found = case.coded(tale.document.id)
    return found is None or found == tale


def disk(args: argparse.Namespace) -> dict[str, Any]:
    """The command itself: on file systems of a few hundred KB, and with files that may not grow beyond a limit."""
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=args.folder) as tmp:
        corpus = Path(tmp, "articles.jsonl")
        corpus.write_text("".join(json.dumps(r) + "\n" for r in made_reports(args.articles)), encoding="utf-8")
        calm = Path(tmp, "calm.db")
        assert _add(calm, corpus)[0] == 0
        for kb in range(100, 1000, 100):
            hurt = Path(tmp, f"limit-{kb}.db")
            status, said = _add(hurt, corpus, limit_kb=kb)
            tally["limits"] += 1
            _resume(tally, hurt, calm, corpus, status, said)
        small = Path(tmp, "small")
        small.mkdir()
        for kb in range(300, 1500, 200):
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kb}k", "soak", str(small)], check=False)
            if mounted.returncode:
                tally["mounts not allowed"] += 1
                break
            try:
                status, said = _add(small / "case.db", corpus)
                tally["small disks"] += 1
                hurt = Path(tmp, f"small-{kb}.db")
                for file in small.glob("case.db*"):
                    shutil.copy(file, str(hurt) + file.name.removeprefix("case.db"))
            finally:
                subprocess.run(["umount", str(small)], check=True)
            _resume(tally, hurt, calm, corpus, status, said)
    return {"articles": args.articles, **tally}


def _add(case: Path, corpus: Path, limit_kb: int | None = None) -> tuple[int, str]:
    import resource

    def limit() -> None:
        if limit_kb:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_kb * 1000, limit_kb * 1000))

    command = [sys.executable, "-m", "dragoman.show.cli", "--case", str(case), "add", str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False)
    return done.returncode, done.stderr


def _resume(tally: Counter[str], hurt: Path, calm: Path, corpus: Path, status: int, said: str) -> None:
    """Was it said in plain words, is the file sound, and does the run go on where it broke off?"""
    tally["failed and said so"] += status == 3 and "disk" in said
    tally["had room"] += status == 0
    tally["uncaught"] += "Traceback" in said or status not in (0, 3)
    if hurt.exists():
        tally["damaged"] += not _is_sound(hurt)
    tally["not resumed"] += _add(hurt, corpus)[0] != 0
    tally["different"] += _dump(hurt) != _dump(calm)


def _dump(path: Path) -> list[Any]:
    with sqlite3.connect(path) as raw:
        return [
            sorted(raw.execute(f"SELECT record FROM {table}").fetchall())
            for table in ("documents", "events", "statements", "demands")
        ]


# ---- many readers, one writer


def readers(args: argparse.Namespace) -> dict[str, Any]:
    """32 readers of ledger, search and article while articles are added, as the page and the API read."""
    from dragoman.keep import Case, Filter
    from dragoman.show.desk import Desk
    from dragoman.show.serving import take_short_turns

    take_short_turns()
    tales = coded_reports(args.articles)
    with tempfile.TemporaryDirectory(dir=args.folder) as tmp:
        where = args.case or str(Path(tmp, "desk.db"))
        took: dict[str, list[tuple[float, float]]] = {"ledger": [], "search": [], "article": []}
        failed: Counter[str] = Counter()
        ended = threading.Event()
        whole = {tale.document.id: tale for tale in tales}
        with Case.open(where) as writer, Case.open(where) as read:
            for tale in tales[: args.articles // 2]:
                writer.add(tale)
            desk = Desk(read)
            asks: dict[str, Callable[[random.Random], None]] = {
                "ledger": lambda _: _must(bool(desk.ledger("2023-12-31"))),
                "search": lambda dice: _must(bool(read.search(dice.choice(SIDES), Filter(limit=20)))),
                "article": lambda dice: _must(_is_whole(read, whole[dice.choice(tales).document.id])),
            }
            desk.ledger("2023-12-31")

            def ask(number: int) -> None:
                dice = random.Random(number)
                while not ended.is_set():
                    what = dice.choice(tuple(asks))
                    began, worked = time.perf_counter(), time.thread_time()
                    try:
                        asks[what](dice)
                    except AssertionError:
                        failed["half"] += 1
                    except Exception as error:
                        failed["locked" if "locked" in str(error) else type(error).__name__] += 1
                    took[what].append((time.perf_counter() - began, time.thread_time() - worked))
                    # a person who reads
                    ended.wait(dice.uniform(0, 2 * args.pause))

            threads = [threading.Thread(target=ask, args=(n,)) for n in range(args.readers)]
            for thread in threads:
                thread.start()
            began = time.perf_counter()
            for tale in tales[args.articles // 2 :]:
                writer.add(tale)
                time.sleep(args.gap)
            wrote_s = time.perf_counter() - began
            ended.set()
            for thread in threads:
                thread.join()
            desk.settle()
            documents = writer.count("document")
    figures: dict[str, Any] = {"store": "postgresql" if args.case else "sqlite", "readers": args.readers}
    figures |= {"articles": documents, "added_s": round(wrote_s, 1), "locked": failed.pop("locked", 0), **failed}
    for what, times in took.items():
        waited, worked = (sorted(column) for column in zip(*times, strict=True))
        figures[what] = {"asked": len(times), "p50_ms": _share(waited, 50), "p99_ms": _share(waited, 99)}
        # what a question costs, whatever else the machine does
        figures[what] |= {"processor_p50_ms": _share(worked, 50), "processor_p99_ms": _share(worked, 99)}
    return figures


def _share(ordered: list[float], percent: int) -> float:
    return round(1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 1)


def _must(holds: bool) -> None:
    if not holds:
        raise AssertionError


# ---- bytes gone wrong


def mutations(args: argparse.Namespace) -> dict[str, Any]:
    """Change bytes of good files of every kind, and read them: a document or a reject, never an error."""
    from tests.read.mutate import read_mutated, samples

    dice = random.Random(args.seed)
    tally: Counter[str] = Counter()
    slowest = ("", 0.0)
    kinds = samples()
    for number in range(args.count):
        name = sorted(kinds)[number % len(kinds)]
        began = time.process_time()
        try:
            tally[read_mutated(name, kinds[name], dice)] += 1
        except Exception as error:
            tally["uncaught"] += 1
            print(f"{name} {number}: {type(error).__name__}: {error}", file=sys.stderr)
        slowest = max(slowest, (name, time.process_time() - began), key=lambda pair: pair[1])
    return {"mutations": args.count, "kinds": len(kinds), **tally, "slowest": [slowest[0], round(slowest[1], 2)]}


BAD = ("damaged", "half", "different", "locked", "uncaught", "not resumed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("faults", "disk", "readers", "mutations"))
    parser.add_argument("--articles", type=int)
    parser.add_argument("--every", type=int, default=1, help="faults: only every so many writes")
    parser.add_argument("--first", type=int, default=1, help="faults: the write to begin with, so as to run in parts")
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--pause", type=float, default=1.0, help="readers: seconds between two questions, on average")
    parser.add_argument(
        "--gap", type=float, default=0.02, help="readers: seconds between two articles, as coding takes"
    )
    parser.add_argument("--case", help="readers: a postgresql:// address of an empty database")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", help="where the files go, if not in the system's folder for such")
    args = parser.parse_args()
    args.articles = args.articles or (1000 if args.what == "readers" else 20)
    figures = {"faults": faults, "disk": disk, "readers": readers, "mutations": mutations}[args.what](args)
    print(json.dumps(figures))
    return int(any(figures.get(bad) for bad in BAD) or any(name.startswith("uncaught") for name in figures))


if __name__ == "__main__":
    sys.exit(main())
