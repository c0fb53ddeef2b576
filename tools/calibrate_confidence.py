"""How often is an event of a given confidence right? Fits the weights of `find/confidence.py`.

    python tools/calibrate_confidence.py --causal FILE --kremlin FILE --unsc FILE --figure docs/figures/reliability.svg

The files are the open texts from which `data/relation/labelled_*` and `apart_*` were drawn; they
are coded again with today's coder, and every event that somebody judged is taken: right in type,
sides and status, or not. Weights are fitted on the labelled ones and tried on those kept apart,
then fitted on all. Prints the table of the trial and draws it.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from calibrate_judge import calibration_error
from relation_candidates import read_texts
from relation_data import LABELLED, Labelled, is_kept_apart, read_labelled

from dragoman.find import Coder
from dragoman.find.confidence import signs_of
from dragoman.read import read_text
from dragoman.records import Actor, Event
from dragoman.settings import Settings

_OUT = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "confidence.json"
_PULL = 3.0
_SHORTEST, _LONGEST = 40, 6000
_BINS = 8


def judged(file: Path, labels: list[Labelled], coder: Coder) -> Iterator[tuple[dict[str, float], bool, bool]]:
    """The signs of every judged event, whether it is right, and whether it is kept apart."""
    by_start: dict[str, list[Labelled]] = {}
    for row in labels:
        # "Thank you." stands in every transcript
        if len(row.text) >= _SHORTEST:
            by_start.setdefault(row.text[:_SHORTEST], []).append(row)
    for name, text, day in read_texts(file):
        here = [row for start, rows in by_start.items() if start in text for row in rows if row.text in text]
        if not here or len(text) > _LONGEST:
            continue
        # the strength is wanted, not yet the probability
        with mock.patch("dragoman.find.events.trusted", lambda event: event):
            coded = coder.code(read_text(text, id=name, date=day))
        for event in (c for c in coded.claims if isinstance(c, Event)):
            for row in here:
                answer = _judge(event, row, text.index(row.text))
                if answer is not None:
                    yield signs_of(event), answer, is_kept_apart(row)
                    break


def _judge(event: Event, row: Labelled, offset: int) -> bool | None:
    """Whether the event is right by this label; None where the label is of something else."""
    if row.coded is None or event.evidence[0].start - offset != row.coded["evidence"][0]:
        return None
    same = _place(event.actors, offset) == row.source and _place(event.recipients, offset) == row.target
    if not same:
        # other sides than those that were judged
        return None
    if row.type is None and event.type != row.coded["type"]:
        return None
    return event.type == row.type and event.status == row.status


def _place(actors: tuple[Actor, ...], offset: int) -> tuple[int, int] | None:
    for a in actors:
        if a.start is not None and a.end is not None and a.start >= offset:
            return a.start - offset, a.end - offset
    return None


def fit(rows: list[dict[str, float]], right: np.ndarray) -> dict[str, float]:
    """Logistic regression by Newton's steps; signs seen a few times are pulled to zero."""
    names = sorted({sign for row in rows for sign in row})
    x = np.array([[row.get(n, 0.0) for n in names] for row in rows])
    pull = np.diag([0.0 if n == "bias" else _PULL for n in names])
    weights = np.zeros(len(names))
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + pull, x.T @ (right - p) - pull @ weights)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}


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
    chart.properties(width=360, height=360, title="Events kept apart: said and seen").save(str(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind in ("causal", "kremlin", "unsc"):
        parser.add_argument(f"--{kind}", type=Path, required=True)
    parser.add_argument("--figure", type=Path)
    args = parser.parse_args()
    labels, coder = read_labelled(LABELLED), Coder(Settings())
    found = [
        each
        for kind in ("causal", "kremlin", "unsc")
        for each in judged(getattr(args, kind), [r for r in labels if r.file.endswith(kind)], coder)
    ]
    signs, right = [s for s, _, _ in found], np.array([r for _, r, _ in found], dtype=float)
    apart = np.array([a for _, _, a in found])
    weights = fit([s for s, a in zip(signs, apart, strict=True) if not a], right[~apart])
    said = np.array([chance(weights, s) for s, a in zip(signs, apart, strict=True) if a])
    seen = right[apart]
    before = np.array([s["strength"] for s, a in zip(signs, apart, strict=True) if a])
    print(
        f"{len(found)} judged events, {right.mean():.3f} right; {len(seen)} of them kept apart, {seen.mean():.3f} right"
    )
    for name, each in (("strength alone", before), ("fitted", said)):
        area = np.mean([(each[seen == 0] < v).mean() + (each[seen == 0] == v).mean() / 2 for v in each[seen == 1]])
        print(f"{name}: calibration error {calibration_error(each, seen):.3f}, area under the curve {area:.3f}")
    rows = table(said, seen)
    print("\n".join(f"| {r['events']} | {r['said']:.2f} | {r['right']:.2f} |" for r in rows))
    if args.figure is not None:
        draw(rows, args.figure)
    about = {"judged": len(found), "weights": fit(signs, right)}
    _OUT.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
