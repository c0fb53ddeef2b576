"""Draw events from running text for a reader to judge, and say how many of the judged ones were right.

    python eval/judged_events.py draw --text ../shared/gold/text --seed 2026 [--each 67] [--show]
        [--without tools/data/judged_events.jsonl] [--without eval/read_documents.txt]
    python eval/judged_events.py count docs/judged_events.tsv

`draw` codes some articles of each source, in an order that the seed gives, and picks events among all
that the coder claims there, whatever their status or confidence. It prints the table that `count` reads,
verdicts still empty; with `--show` it prints the sentences beside the codes, for reading. Documents that
a file of `--without` names are left out: those whose verdicts the confidence was fitted on (a file of
verdicts), and those whose events were read while the rules were written (a list of ids).
A verdict is "right" where type, both sides and status are right, else "wrong", and has its reason.
"""

import argparse
import csv
import json
import math
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

Record = dict[str, Any]

# articles drawn from each source: more of those that are short
SOURCES = {"guardian_2017-2018": 22, "kremlin_2000-2019": 45, "reuters_1987": 90}
COLUMNS = ("source", "document", "at", "words", "type", "status", "actors", "recipients", "verdict", "reason")


def draw(text: Path, seed: int, each: int, without: frozenset[str]) -> list[tuple[str, Record, Record]]:
    """Source, document and event of every event drawn, in reading order."""
    drawn: list[tuple[str, Record, Record]] = []
    for source, articles in SOURCES.items():
        order = random.Random(f"{seed} {source}")
        lines = (text / f"{source}.jsonl").read_text(encoding="utf-8").splitlines()
        lines = [line for line in lines if json.loads(line)["id"] not in without]
        records = code(order.sample(lines, articles))
        documents = {r["id"]: r for r in records if r["record"] == "document"}
        events = sorted((r for r in records if r["record"] == "event"), key=lambda e: (e["document"], e["id"]))
        chosen = order.sample(events, min(each, len(events)))
        chosen.sort(key=lambda e: (e["document"], e["evidence"][0]["start"], e["id"]))
        drawn += [(source, documents[e["document"]], e) for e in chosen]
    return drawn


def named(file: Path) -> frozenset[str]:
    """The documents that a file of verdicts speaks of, or those that a list names."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(json.loads(line)["document"] if line.startswith("{") else line for line in lines)


def code(lines: list[str]) -> list[Record]:
    """What `dragoman code` says of these documents."""
    keys = ("id", "title", "text", "date", "source")
    documents = [{k: v for k, v in json.loads(line).items() if k in keys and v} for line in lines]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("dragoman")), "code", "-", "--jsonl"],
        input="".join(json.dumps(d) + "\n" for d in documents),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        sys.exit(f"dragoman code ended with {done.returncode}\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def told(actors: list[Record]) -> str:
    """Names and codes of one side: "Vladimir Putin (RUS GOV)"."""
    return "; ".join(f"{a['name']} ({a['country'] or '?'} {a['sector'] or '?'})" for a in actors)


def codes(actors: list[Record]) -> str:
    """The codes of one side alone: "RUS GOV; ? CVL"."""
    return "; ".join(f"{a['country'] or '?'} {a['sector'] or '?'}" for a in actors)


def row(source: str, event: Record) -> dict[str, str]:
    """One line of the table. It quotes the word that told the act, no more of the text than that."""
    words = next((w["words"] for w in event["why"] if w["rule"].startswith("trigger")), event["type"].lower())
    return {
        "source": source.partition("_")[0],
        "document": event["document"],
        "at": str(event["evidence"][0]["start"]),
        "words": words,
        "type": event["type"] + (f"/{event['mode']}" if event["mode"] else ""),
        "status": event["status"],
        "actors": codes(event["actors"]),
        "recipients": codes(event["recipients"]),
        "verdict": "",
        "reason": "",
    }


def show(number: int, document: Record, event: Record) -> str:
    """The paragraph with the evidence marked, and what was made of it."""
    text, first, last = document["text"], event["evidence"][0]["start"], event["evidence"][0]["end"]
    start = max(text.rfind("\n", 0, first) + 1, first - 500)
    end = text.find("\n", last)
    end = min(len(text) if end < 0 else end, last + 250)
    words = next((w["rule"] for w in event["why"]), "")
    return (
        f"#{number} {event['document']} {event['type']}/{event['mode']} {event['status']} {event['confidence']}  "
        f"[{told(event['actors'])}] -> [{told(event['recipients'])}]  {words}\n"
        f"    {text[start:first]}<<{text[first:last]}>>{text[last:end]}\n"
    )


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, right / of
    middle, half = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def count(table: Path) -> str:
    """Right and judged, a line a source and one for all."""
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    tally: dict[str, list[bool]] = defaultdict(list)
    for line in rows:
        if line["verdict"] not in ("right", "wrong") or not line["reason"]:
            sys.exit(f"{table}: {line['document']} at {line['at']}: no verdict, or one without its reason")
        for name in (line["source"], "all"):
            tally[name].append(line["verdict"] == "right")
    return "\n".join(
        f"{name}: {sum(each)} of {len(each)} right, {sum(each) / len(each):.2f} "
        f"({interval(sum(each), len(each))[0]:.2f}-{interval(sum(each), len(each))[1]:.2f})"
        for name, each in sorted(tally.items(), key=lambda x: (x[0] == "all", x[0]))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    jobs = parser.add_subparsers(dest="job", required=True)
    drawing = jobs.add_parser("draw")
    drawing.add_argument("--text", type=Path, required=True)
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--each", type=int, default=67)
    drawing.add_argument("--show", action="store_true")
    drawing.add_argument("--without", type=Path, action="append", default=[])
    counting = jobs.add_parser("count")
    counting.add_argument("table", type=Path)
    args = parser.parse_args()
    if args.job == "count":
        print(count(args.table))
        return
    drawn = draw(args.text, args.seed, args.each, frozenset().union(*map(named, args.without)))
    if args.show:
        for number, (_, document, event) in enumerate(drawn, 1):
            print(show(number, document, event))
        return
    table = csv.DictWriter(sys.stdout, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
    table.writeheader()
    table.writerows(row(source, event) for source, _, event in drawn)


if __name__ == "__main__":
    main()
