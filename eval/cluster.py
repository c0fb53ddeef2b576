"""Does a cluster give what one process gives, also when a machine dies? And what does it cost and gain?

    python eval/cluster.py NEWS.jsonl [--articles 400] [--part 20] [--only alone,one,two,killed]

Codes the same articles alone without Ray, by Ray with one worker and with two, and on a local cluster of two
nodes one of which is killed when half of the parts are done. All four must give the same bytes.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.settings import Settings
from dragoman.show.batch import Done, Job, Plan, run
from dragoman.show.batch.cluster import on_ray
from dragoman.show.batch.work import PartCoder


def in_this_process(plan: Plan, numbers: list[int], settings: Settings) -> Iterator[Done]:
    coder = PartCoder(settings, plan.out)
    for number in numbers:
        yield coder.code(number, plan.pieces[number])


def by_ray(workers: int) -> Callable[[Plan, list[int], Settings], Iterator[Done]]:
    return lambda plan, numbers, settings: on_ray(plan, numbers, settings, workers, None)


def with_a_death(plan: Plan, numbers: list[int], settings: Settings) -> Iterator[Done]:
    """Two nodes of two cores; the second is killed when half of the parts are there."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "object_store_memory": 100_000_000})
    doomed = cluster.add_node(num_cpus=2, object_store_memory=100_000_000)
    cluster.wait_for_nodes()

    def kill() -> None:
        while sum(1 for _ in plan.done()) < len(numbers) // 2:
            time.sleep(0.2)
        print(f"  {sum(1 for _ in plan.done())} of {len(numbers)} parts are there: a node is killed", flush=True)
        cluster.remove_node(doomed, allow_graceful=False)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    try:
        yield from on_ray(plan, numbers, settings, 3, cluster.address)
        killer.join(60)
    finally:
        cluster.shutdown()


WAYS = {"alone": in_this_process, "one": by_ray(1), "two": by_ray(2), "killed": with_a_death}
SAID = {
    "alone": "one process, without Ray",
    "one": "Ray, one worker",
    "two": "Ray, two workers",
    "killed": "two nodes, one killed half-way",
}


def digest(out: Path) -> str:
    told = hashlib.sha256()
    for file in sorted(f for f in out.rglob("*") if f.is_file() and f.name != "plan.json"):
        if not file.name.startswith("."):
            told.update(str(file.relative_to(out)).encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--part", type=int, default=20)
    parser.add_argument("--only", default=",".join(WAYS))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        lines = args.news.read_text(encoding="utf-8").splitlines()[: args.articles]
        source.write_text("\n".join(lines), encoding="utf-8")
        words = sum(len(json.loads(line)["text"].split()) for line in lines)
        print(f"{len(lines):,} articles, {words:,} words, parts of {args.part}", flush=True)
        found: dict[str, str] = {}
        for way in args.only.split(","):
            out = Path(folder) / way
            began = time.monotonic()
            run(Job(str(source), str(out), args.part), WAYS[way])
            took = time.monotonic() - began
            found[way] = digest(out)
            print(f"{SAID[way]:32} {took:7.1f} s {words / took:8,.0f} words/s   {found[way]}", flush=True)
    same = len(set(found.values())) == 1
    print("the same bytes" if same else "DIFFERENT BYTES", flush=True)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
