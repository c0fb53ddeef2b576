"""Ten million events to monthly dyads: how long, and how much memory?

    python eval/series_speed.py [--events 10000000] [--from-file]

The events are made here: two hundred sides, twenty years, one act in ten told twice. `--from-file` writes them as an
ICEWS file first and measures `dragoman series --from` on it, the reading included.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from dragoman.weigh import tally

ICEWS = "Event ID\tEvent Date\tSource Country\tTarget Country\tCAMEO Code\tIntensity\n"


def made(events: int, seed: int = 8) -> pa.Table:
    """Events of two hundred sides over twenty years, every tenth act told by two reports."""
    rng = np.random.default_rng(seed)
    sides = pa.array([f"S{n:03}" for n in range(200)])
    acts = np.where(rng.random(events) < 0.1, rng.integers(0, events, events), np.arange(events))
    # few states do most of what is reported
    often = 1 / np.arange(1, 201)
    quads = pa.array(["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"])
    # an act told twice is told of the same day and sides
    day = rng.integers(0, 7_305, events, dtype="int32")[acts]
    actor, recipient = (rng.choice(200, events, p=often / often.sum()).astype("int16")[acts] for _ in range(2))
    quad = rng.choice(4, events, p=[0.6, 0.1, 0.2, 0.1]).astype("int8")[acts]
    score = np.array([4.0, 8.0, -3.0, -7.0])[quad]
    return pa.table(
        {
            "act": pa.array(acts, pa.int64()),
            "day": pa.array(day, pa.int32()).cast(pa.date32()),
            "precision": pa.DictionaryArray.from_arrays(np.zeros(events, dtype="int8"), pa.array(["day"])),
            "actor": pa.DictionaryArray.from_arrays(actor, sides),
            "recipient": pa.DictionaryArray.from_arrays(recipient, sides),
            "quad": pa.DictionaryArray.from_arrays(quad, quads),
            "score": pa.array(score),
            "count": pa.array(np.ones(events, dtype="int64")),
        }
    )


def peak_mb(who: int = resource.RUSAGE_SELF) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def in_memory(events: int) -> None:
    table = made(events)
    before = peak_mb()
    start, busy = time.perf_counter(), time.process_time()
    counted = tally(table, "month")
    took, busy = time.perf_counter() - start, time.process_time() - busy
    told = sum(counted["count"].to_pylist())
    print(f"{events:,} events, {told:,} acts between two sides, {counted.num_rows:,} dyad-months and kinds")
    print(f"{took:.1f} s by the clock, {busy:.1f} s of work on two cores")
    print(f"peak memory {peak_mb():,.0f} MB, of which {before:,.0f} MB before counting began")


def from_file(events: int) -> None:
    from pyarrow import csv

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.tsv"
        table = made(events)
        codes = "ISR PSE USA RUS BLR CHN IND PAK FRA DEU GBR POL UKR TUR IRN".split()
        code = pa.array([codes[n % len(codes)] for n in range(200)])
        cameo = {"verbal cooperation": "040", "material cooperation": "070", "verbal conflict": "112"}
        kinds = pa.array([cameo.get(q, "190") for q in table["quad"].chunk(0).dictionary.to_pylist()])
        with path.open("wb") as file:
            file.write(ICEWS.encode())
            columns = {
                "id": table["act"],
                "day": table["day"],
                "actor": code.take(table["actor"].chunk(0).indices),
                "recipient": code.take(table["recipient"].chunk(0).indices),
                "code": kinds.take(table["quad"].chunk(0).indices),
                "score": table["score"],
            }
            options = csv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
            csv.write_csv(pa.table(columns), file, options)
        del table, columns
        words = [
            sys.executable,
            "-m",
            "dragoman.show.cli",
            "series",
            "--dyad",
            "ISR,PSE",
            "--from",
            str(path),
            "--jsonl",
        ]
        start = time.perf_counter()
        done = subprocess.run(words, capture_output=True, check=False)
        took = time.perf_counter() - start
        lines = done.stdout.count(b"\n")
        print(done.stderr.decode()[-600:], end="")
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{path.stat().st_size / 1e6:,.0f} MB of text, {lines} dyad-months: {took:.1f} s by the clock, ", end="")
        print(f"{used.ru_utime + used.ru_stime:.1f} s of work on two cores, peak memory ", end="")
        print(f"{peak_mb(resource.RUSAGE_CHILDREN):,.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--from-file", action="store_true")
    args = parser.parse_args()
    (from_file if args.from_file else in_memory)(args.events)


if __name__ == "__main__":
    main()
