"""How often is an event of a given confidence right? Fits the weights of `find/confidence.py`.

    python tools/calibrate_confidence.py --texts DIR --causal FILE --figure docs/figures/reliability.svg

`data/judged_events.jsonl` says of some thousands of events of open texts (Kremlin reports, causal news,
Wikinews) and of reports written for the project (`data/reports.jsonl`) whether they were right in
type, sides and status, each by one strict reader. The texts are coded again with today's coder; an event
counts whose place, type, status and sides are as they were judged, and whose document the encoder was
shown nothing of (`judged.py` keeps a quarter apart). Sentences written for the project that tell of several
relations (`data/relation/apart_several.txt`) stand for plain prose of one sentence: an event between
two marked mentions is right where its type is theirs. Weights are fitted on four fifths of the documents
and tried on the others, five times; then fitted on all. While rules were written, most of these documents were
read and their faults mended, so coded events of theirs are right more often than elsewhere: a sign says so, whose
weight is not shipped. Of the reports that nobody had read (`reports-2…`) none has it.
DIR holds `kremlin_2000-2019.jsonl` and `wikinews_gum/`. Prints the table of the trial and draws it.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from calibrate_pairs import calibration_error
from judged import coded_both_ways, files_of, judged, marked
from relation_data import DEV_PERCENT, FOLDS, HERE, fold_of, is_drawn, read_several, read_written
from relation_templates import Example

from dragoman.find import Coder
from dragoman.read import read_text
from dragoman.records import Actor
from dragoman.settings import Settings

_OUT = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "confidence.json"
_NEW = "reports-2"
_READ_BEFORE, _MARKED = "read before", "held to marks"
_PULL = 12.0
_BINS = 8
# what a desk reads is more like official reports and agency prose than like protest notes of one sentence and reports
# that were written to be hard; these would make all else seem less sure than it is
_COUNTS = {"causal": 0.4, "reports": 0.6, "written": 1.0, "kremlin": 1.0, "wikinews": 1.0}

Row = tuple[dict[str, float], bool, int, float]
"""The signs of an event, whether it is right, its document's fold, and how much it counts."""


def of_judged(files: dict[str, list[Path]], coder: Coder) -> Iterator[tuple[str, Row]]:
    """Every judged event of the documents kept apart, with the name of its text."""
    seen = set()
    for verdict in judged(files, coder):
        seen.add(verdict.event.id)
        new = verdict.document.startswith(_NEW)
        signs = verdict.signs() | {_READ_BEFORE: float(not new)}
        counts = 1.0 if new else _COUNTS[verdict.text]
        yield "new reports" if new else verdict.text, (signs, verdict.right, fold_of(verdict.document), counts)
    for verdict in marked(files, coder):
        if verdict.event.id not in seen:
            signs = verdict.signs() | {_MARKED: 1.0}
            yield "marked", (signs, verdict.right, fold_of(verdict.document), _COUNTS[verdict.text])


def of_written(coder: Coder) -> Iterator[Row]:
    """The same for events between the marked mentions of written sentences."""
    relations: dict[str, list[Example]] = {}
    kept = [*read_several([HERE / "apart_several.txt"])]
    # and those that the training keeps back
    kept += [e for e in read_written(sorted(HERE.glob("written_*.txt"))) if is_drawn(e.text, DEV_PERCENT)]
    kept += [e for e in read_several(sorted(HERE.glob("several_*.txt"))) if is_drawn(e.text, DEV_PERCENT)]
    for example in kept:
        relations.setdefault(example.text, []).append(example)
    for text, examples in relations.items():
        for each in coded_both_ways(coder, read_text(text, id="written", date="2010-01-01")):
            event = each.today
            told = [e.type for e in examples if _names(event.actors, e.source) and _names(event.recipients, e.target)]
            if told:
                signs = each.trust.signs_of(event, each.sentence) | {_READ_BEFORE: 1.0}
                yield signs, event.type in told, fold_of(text), _COUNTS["written"]


def _names(actors: tuple[Actor, ...], place: tuple[int, int]) -> bool:
    return any(a.start is not None and a.end is not None and a.start < place[1] and place[0] < a.end for a in actors)


def fit(rows: list[dict[str, float]], right: np.ndarray, counts: np.ndarray) -> dict[str, float]:
    """Logistic regression by Newton's steps; signs seen a few times are pulled to zero."""
    names = sorted({sign for row in rows for sign in row})
    x = np.array([[row.get(n, 0.0) for n in names] for row in rows])
    pull = np.diag([0.0 if n == "bias" else _PULL for n in names])
    weights = np.zeros(len(names))
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (right - p)) - pull @ weights
        step = np.linalg.solve((x * (counts * p * (1 - p))[:, None]).T @ x + pull, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}


def chance(weights: dict[str, float], row: dict[str, float]) -> float:
    """The probability that these weights give."""
    return float(min(0.98, 1 / (1 + np.exp(-sum(weights.get(k, 0.0) * v for k, v in row.items())))))


def area(said: np.ndarray, right: np.ndarray) -> float:
    """How often a right one is said with more confidence than a wrong one."""
    wrong = said[right == 0]
    return float(np.mean([(wrong < v).mean() + (wrong == v).mean() / 2 for v in said[right == 1]]))


def table(said: np.ndarray, right: np.ndarray) -> list[dict[str, Any]]:
    """Events in bins of like confidence: what was said, and how often it was so."""
    order = np.argsort(said, kind="stable")
    return [
        {"events": len(part), "said": round(float(said[part].mean()), 2), "right": round(float(right[part].mean()), 2)}
        for part in np.array_split(order, _BINS)
    ]


def draw(rows: list[dict[str, Any]], file: Path) -> None:
    """The reliability figure."""
    import altair as alt

    base = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("said:Q", title="confidence said", scale=alt.Scale(domain=[0, 1]))
    points = base.mark_line(point=True).encode(
        x=x, y=alt.Y("right:Q", title="share right", scale=alt.Scale(domain=[0, 1]))
    )
    ideal = alt.Chart(alt.InlineData(values=[{"a": 0, "b": 0}, {"a": 1, "b": 1}])).mark_line(
        strokeDash=[4, 4], color="gray"
    )
    chart = ideal.encode(x="a:Q", y="b:Q") + points
    file.parent.mkdir(parents=True, exist_ok=True)
    chart.properties(width=360, height=360, title="Events of documents not fitted on: said and seen").save(str(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    parser.add_argument("--figure", type=Path)
    args = parser.parse_args()
    coder = Coder(Settings(min_confidence=0.0))
    told = list(of_judged(files_of(args.texts, args.causal), coder))
    found = [row for _, row in told]
    for name in sorted({name for name, _ in told}):
        verdicts = [row[1] for each, row in told if each == name]
        print(f"{name}: {len(verdicts)} judged events, {np.mean(verdicts):.3f} right")
    written = list(of_written(coder))
    print(f"{len(written)} events of written sentences, {sum(r for _, r, *_ in written) / len(written):.3f} right")
    found += written
    names = [name for name, _ in told] + ["written"] * len(written)
    signs, right = [s for s, *_ in found], np.array([r for _, r, *_ in found], dtype=float)
    folds, counts = np.array([f for *_, f, _ in found]), np.array([c for *_, c in found])
    said = np.zeros(len(found))
    for fold in range(FOLDS):
        others = folds != fold
        weights = fit([s for s, kept in zip(signs, others, strict=True) if kept], right[others], counts[others])
        said[folds == fold] = [chance(weights, s) for s, f in zip(signs, folds, strict=True) if f == fold]
    strength = np.array([s["strength"] for s in signs])
    encoder = np.array([s.get("read", 0.0) for s in signs])
    new = np.array([name == "new reports" for name in names])
    print(f"{len(found)} in all, {right.mean():.3f} right")
    for name, each in (("strength alone", strength), ("encoder alone", encoder), ("fitted on other documents", said)):
        on_new = area(each[new], right[new])
        print(f"{name}: area under the curve {area(each, right):.3f}, on new reports {on_new:.3f}")
    error, on_new = calibration_error(said, right), calibration_error(said[new], right[new])
    print(f"calibration error {error:.3f}, on new reports {on_new:.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = said >= least
        share = right[kept].sum() / right.sum()
        print(f"from {least}: {kept.sum()} kept, {right[kept].mean():.3f} right, {share:.2f} of the right ones")
    rows = table(said, right)
    print("\n".join(f"| {r['events']} | {r['said']:.2f} | {r['right']:.2f} |" for r in rows))
    if args.figure is not None:
        draw(rows, args.figure)
    fitted = {sign: weight for sign, weight in fit(signs, right, counts).items() if sign not in (_READ_BEFORE, _MARKED)}
    about = {"judged": len(found), "weights": fitted}
    _OUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
