"""How often is an event of a given confidence right? Fits the weights of `find/confidence.py`.

    python tools/calibrate_confidence.py --texts DIR --causal FILE --figure docs/figures/reliability.svg

`data/judged_events.jsonl` says of some thousands of events of open texts (Kremlin reports, causal news,
Wikinews) and of reports written for the project (`data/reports.jsonl`) whether they were right in type,
sides and status, each by one strict reader. The texts are coded again with today's coder; an event
counts whose place, type, status and sides are as they were judged, and whose sentence the encoder was
not trained on: it would be too sure of that. Sentences written for the project that tell of several
relations (`data/relation/apart_several.txt`) stand for plain prose of one sentence: an event between
two marked mentions is right where its type is theirs. Weights are fitted on four fifths of the documents
and tried on the others, five times; then fitted on all. Much of what was wrong in those documents was mended
since, so such weights are too sure of documents that nobody has read: `data/unread_events.jsonl` has what was
said of some of these, and whether it was right, and the bias is lowered by as much as makes the mean of the
one the share of the other. DIR holds `kremlin_2000-2019.jsonl` and
`wikinews_gum/`. Prints the table of the trial and draws it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from calibrate_judge import calibration_error
from relation_candidates import read_texts
from relation_data import DEV_PERCENT, HERE, is_drawn, is_kept_apart, read_labelled, read_several, read_written
from relation_templates import Example

from dragoman.find import Coder
from dragoman.find.confidence import Trust
from dragoman.find.language import Sentence
from dragoman.read import read_text
from dragoman.records import Actor, Document, Event
from dragoman.settings import Settings

_OUT = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "confidence.json"
_JUDGED = Path(__file__).parent / "data" / "judged_events.jsonl"
_UNREAD = Path(__file__).parent / "data" / "unread_events.jsonl"
_PULL = 3.0
_BINS = 8
# what a desk reads is more like official reports and agency prose than like protest notes of one sentence and reports
# that were written to be hard; these would make all else seem less sure than it is
_COUNTS = {"causal": 0.4, "reports": 0.6, "written": 1.5}
_FOLDS = 5

Verdict = dict[str, Any]


def read_verdicts(file: Path) -> dict[tuple[str, str], list[Verdict]]:
    """The judged events of each document."""
    found: dict[tuple[str, str], list[Verdict]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            row = json.loads(line)
            found.setdefault((row["text"], row["document"]), []).append(row)
    return found


def judged(
    files: dict[str, list[Path]], coder: Coder, told: Counter[str]
) -> Iterator[tuple[dict[str, float], bool, int, float]]:
    """The signs of every judged event, whether it is right, its document's fold, and how much it counts."""
    verdicts = read_verdicts(_JUDGED)
    learnt = {_plain(r.text) for r in read_labelled(sorted(HERE.glob("labelled_*.jsonl"))) if not is_kept_apart(r)}
    for name, paths in files.items():
        for document, text, day in (each for path in paths for each in read_texts(path)):
            rows = verdicts.get((name, document), [])
            if not rows:
                continue
            # the strength is wanted, not yet the probability
            signs = _signs(coder, read_text(text, id=document, date=day))
            for row in rows:
                same = next((s for s in signs if s[0].evidence[0].start == row["at"] and _is_same(s[0], row)), None)
                word = "right" if row["right"] else "wrong"
                told[f"{word}, still told" if same is not None else f"{word}, told otherwise or no more"] += 1
                if same is not None and same[2] not in learnt:
                    yield same[1], row["right"], _fold_of(document), _COUNTS.get(name, 1.0)


def of_written(coder: Coder) -> Iterator[tuple[dict[str, float], bool, int, float]]:
    """The same for events between the marked mentions of written sentences."""
    relations: dict[str, list[Example]] = {}
    kept = [*read_several([HERE / "apart_several.txt"])]
    # and those that the training keeps back
    kept += [e for e in read_written(sorted(HERE.glob("written_*.txt"))) if is_drawn(e.text, DEV_PERCENT)]
    kept += [e for e in read_several(sorted(HERE.glob("several_*.txt"))) if is_drawn(e.text, DEV_PERCENT)]
    for example in kept:
        relations.setdefault(example.text, []).append(example)
    for text, marked in relations.items():
        for event, signs, _ in _signs(coder, read_text(text, id="written", date="2010-01-01")):
            told = [e.type for e in marked if _names(event.actors, e.source) and _names(event.recipients, e.target)]
            if told:
                yield signs, event.type in told, _fold_of(text), _COUNTS["written"]


def _fold_of(document: str) -> int:
    """The same on every machine, by an id or a text."""
    return next(k for k in range(_FOLDS) if is_drawn(document, 100 * (k + 1) // _FOLDS))


def _names(actors: tuple[Actor, ...], place: tuple[int, int]) -> bool:
    return any(a.start is not None and a.end is not None and a.start < place[1] and place[0] < a.end for a in actors)


def _plain(sentence: str) -> str:
    return " ".join(sentence.split())


def _signs(coder: Coder, document: Document) -> list[tuple[Event, dict[str, float], str]]:
    """All events of a document with their signs and sentences; the strength is wanted, not yet the probability."""
    seen: list[tuple[dict[str, float], str]] = []

    def note(trust: Trust, event: Event, sentence: Sentence) -> Event:
        seen.append((trust.signs_of(event, sentence), _plain(sentence.words.text)))
        return event.model_copy(update={"confidence": float(len(seen))})

    with mock.patch.object(Trust, "trusted", note):
        coded = coder.code(document)
    # the place in the list of signs, carried where the confidence will stand
    return [(c, *seen[round(c.confidence) - 1]) for c in coded.claims if isinstance(c, Event)]


def _is_same(event: Event, row: Verdict) -> bool:
    sides = [[[a.country, a.sector] for a in side] for side in (event.actors, event.recipients)]
    return (event.type, event.status, *sides) == (row["type"], row["status"], row["actors"], row["recipients"])


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


def too_sure(file: Path) -> float:
    """By how much, in log odds, what was said of unread documents was more than what was right."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    said, right = np.array([r["said"] for r in rows]), np.mean([r["right"] for r in rows])
    low, high = -5.0, 5.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        mean = np.mean(1 / (1 + np.exp(middle - np.log(said / (1 - said)))))
        low, high = (middle, high) if mean > right else (low, middle)
    print(f"{len(rows)} events of unread documents: {said.mean():.2f} said, {right:.2f} right, {low:.2f} too sure")
    return low


def chance(weights: dict[str, float], row: dict[str, float]) -> float:
    """The probability that these weights give."""
    return float(min(0.98, 1 / (1 + np.exp(-sum(weights.get(k, 0.0) * v for k, v in row.items())))))


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
    files = {
        "kremlin": [args.texts / "kremlin_2000-2019.jsonl"],
        "wikinews": sorted((args.texts / "wikinews_gum").glob("*.conllu")),
        "causal": [args.causal],
        "reports": [_JUDGED.with_name("reports.jsonl")],
    }
    told: Counter[str] = Counter()
    coder = Coder(Settings(min_confidence=0.0))
    found = list(judged(files, coder, told))
    print(dict(told), f"{len(found)} judged events")
    written = list(of_written(coder))
    print(f"{len(written)} events of written sentences, {sum(r for _, r, *_ in written) / len(written):.3f} right")
    found += written
    signs, right = [s for s, *_ in found], np.array([r for _, r, *_ in found], dtype=float)
    folds, counts = np.array([f for *_, f, _ in found]), np.array([c for *_, c in found])
    said = np.zeros(len(found))
    for fold in range(_FOLDS):
        others = folds != fold
        weights = fit([s for s, kept in zip(signs, others, strict=True) if kept], right[others], counts[others])
        said[folds == fold] = [chance(weights, s) for s, f in zip(signs, folds, strict=True) if f == fold]
    strength = np.array([s["strength"] for s in signs])
    print(f"{len(found)} in all, {right.mean():.3f} right")
    for name, each in (("strength alone", strength), ("fitted on other documents", said)):
        area = np.mean([(each[right == 0] < v).mean() + (each[right == 0] == v).mean() / 2 for v in each[right == 1]])
        print(f"{name}: calibration error {calibration_error(each, right):.3f}, area under the curve {area:.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = said >= least
        share = right[kept].sum() / right.sum()
        print(f"from {least}: {kept.sum()} kept, {right[kept].mean():.3f} right, {share:.2f} of the right ones")
    rows = table(said, right)
    print("\n".join(f"| {r['events']} | {r['said']:.2f} | {r['right']:.2f} |" for r in rows))
    if args.figure is not None:
        draw(rows, args.figure)
    fitted = fit(signs, right, counts)
    about = {"judged": len(found), "weights": fitted | {"bias": round(fitted["bias"] - too_sure(_UNREAD), 4)}}
    _OUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
