"""Do the estimates of series hold? Against statsmodels by hand, on others' data, and on series made for it.

    python eval/series.py made [--draws 1000]          coverage of the bands, false positives of the tests
    python eval/series.py weekly --shared ../shared    Israel and the Palestinians, 1979 to 2003, by week
    python eval/series.py years --shared ../shared     Belarus, Russia, United States, 2002 to 2011, by year
    python eval/series.py daily --shared ../shared     ICEWS of 2014, by day and by week

`made` needs no data of others. Figures and what they mean stand in docs/series.md.
"""

import argparse
import csv
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.know import Gazetteer
from dragoman.read import parse_columns, read_coded
from dragoman.weigh import (
    Coverage,
    Estimate,
    Triangle,
    count_dyads,
    directions_of,
    estimate,
    estimate_reciprocity,
    granger_of,
    hedging_index,
    tell_reciprocity,
    tell_triangle,
    weigh_break,
    weigh_triangle,
)

COUNTED = (
    "actor=i_iso3c,recipient=j_iso3c,date=year,verbal_cooperation=verbCoop,material_cooperation=matlCoop,"
    "verbal_conflict=verbConf,material_conflict=matlConf"
)
EVENTS = "actor=source,recipient=target,date=date,code=event"


TRIANGLES = (("BLR", ("USA", "RUS")), ("UKR", ("USA", "RUS")), ("KOR", ("USA", "CHN")), ("IND", ("USA", "CHN")))


def name(code: str) -> str:
    return Gazetteer.load().country_name(code)


def say(good: bool, words: str) -> bool:
    print(f"{' ok ' if good else 'FAIL'} {words}", flush=True)
    return good


# ---- series made with known answers


def skewed(rng: Any, *shape: int) -> Any:
    """Surprises with a long tail, as counts of acts have: exponential, of mean zero and variance one."""
    return rng.exponential(1.0, shape) - 1.0


def system(rng: Any, length: int, weights: Any) -> Any:
    """A vector autoregression of lag 1, after a hundred periods to settle."""
    k = len(weights)
    y = np.zeros((length + 100, k))
    surprises = skewed(rng, length + 100, k)
    for t in range(1, length + 100):
        y[t] = weights @ y[t - 1] + surprises[t]
    return y[100:]


def made(draws: int) -> bool:
    return all([_coverage(draws), _granger(draws), _hedging(draws), _breaks(draws)])


def _coverage(draws: int) -> bool:
    """The whole procedure, choice of the lag included, on 200 weeks in which each side answers the other."""
    weights = np.array([[0.5, 0.2], [0.3, 0.4]])
    true = [np.eye(2)]
    while len(true) < 9:
        true.append(weights @ true[-1])
    rng, hits, totals, levels = np.random.default_rng(8), [], [], 0
    for draw in range(draws):
        found = estimate(system(rng, 200, weights), ("A", "B"), "week", seed=draw)
        if not isinstance(found, Estimate) or not found.held:
            continue
        levels += 1
        for answer, (of, to) in zip(found.answers, ((1, 0), (0, 1)), strict=True):
            truth = [float(t[of, to]) for t in true]
            hits.append([low <= t <= high for (_, low, high), t in zip(answer.by_period, truth, strict=True)][1:])
            totals.append(answer.total[1] <= sum(truth[1:]) <= answer.total[2])
    by_period = np.mean(hits, axis=0)
    told = " ".join(f"{share:.3f}" for share in by_period)
    return say(
        0.87 <= np.mean(hits) <= 0.93 and 0.87 <= np.mean(totals) <= 0.93,
        f"90 % bands of responses hold the truth in {np.mean(hits):.3f} (after 1 to 8 weeks: {told}), bands of their "
        f"sum in {np.mean(totals):.3f}; {draws} draws, {levels} of them estimated in levels",
    )


def _granger(draws: int) -> bool:
    """Two sides that do not answer each other, each with a habit of its own: how often is an answer found?"""
    good = True
    for kind, make in UNANSWERED.items():
        for length in (60, 200):
            rng, tests = np.random.default_rng(9), []
            for _ in range(draws):
                tests += granger_of(make(rng, length), "week")
            found_, plain = np.mean([t.p < 0.05 for t in tests]), np.mean([t.plain_p < 0.05 for t in tests])
            good &= say(
                abs(found_ - 0.05) <= 0.02,
                f"Granger tests find an answer where there is none in {found_:.3f} (nominal 0.05; lag chosen each "
                f"time; without White's covariance {plain:.3f}): {length} weeks, {kind}",
            )
    return good


def _habits(rng: Any, length: int) -> Any:
    return system(rng, length, np.diag([0.5, 0.3]))


def _long_habits(rng: Any, length: int) -> Any:
    """Each side repeats what it did a month ago, or over three weeks."""
    y, surprises = np.zeros((length + 100, 2)), skewed(rng, length + 100, 2)
    for t in range(4, length + 100):
        own = [0.3 * y[t - 1, 0] + 0.3 * y[t - 4, 0], 0.2 * (y[t - 1, 1] + y[t - 2, 1] + y[t - 3, 1])]
        y[t] = own + surprises[t]
    return y[100:]


def _rounds_of_war(rng: Any, length: int) -> Any:
    """Surprises of both sides are large in the same weeks, and move together within a week."""
    y, size, surprise = np.zeros((length + 100, 2)), 1.0, np.zeros(2)
    for t in range(1, length + 100):
        size = 0.1 + 0.15 * float(surprise @ surprise) + 0.6 * size
        surprise = np.sqrt(size) * rng.normal(size=2) @ np.array([[1.0, 0.3], [0.0, 0.95]])
        y[t] = y[t - 1] * [0.5, 0.3] + surprise
    return y[100:]


def _few_acts(rng: Any, length: int) -> Any:
    """Small numbers of acts, more of them after a week with some."""
    y = np.zeros((length + 100, 2))
    for t in range(1, length + 100):
        y[t] = rng.poisson(0.3 + np.array([0.4, 0.3]) * y[t - 1])
    return y[100:]


UNANSWERED = {
    "habits of one week": _habits,
    "habits of a month": _long_habits,
    "rounds of war that make both sides' surprises large": _rounds_of_war,
    "small counts": _few_acts,
}


def _hedging(draws: int) -> bool:
    rng, false, true = np.random.default_rng(10), [], []
    for draw in range(2 * draws):
        y = system(rng, 120, np.kron(np.eye(2), [[0.4, 0.3], [0.2, 0.4]]))
        if draw % 2:
            y[1:, 0] += 0.6 * np.maximum(-y[:-1, 3], 0)
            y[1:, 2] += 0.6 * np.maximum(-y[:-1, 1], 0)
        pressed = [np.maximum(-y[:, n], 0) for n in (1, 3)]
        found = hedging_index(Triangle(y[:, 0], y[:, 1], y[:, 2], y[:, 3], *pressed), 3)
        (true if draw % 2 else false).append(found.p < 0.05)
    return say(
        abs(np.mean(false) - 0.05) <= 0.02,
        f"the hedging index is told from chance in {np.mean(false):.3f} of pivots that do not hedge (nominal 0.05), "
        f"in {np.mean(true):.3f} of those that do; 120 months, both legs reciprocal",
    )


def _breaks(draws: int) -> bool:
    good = True
    for memory in (0.0, 0.5):
        rng, false, true, off = np.random.default_rng(11), [], [], []
        for draw in range(draws):
            y = system(rng, 200, np.array([[memory]]))[:, 0]
            false.append(weigh_break(y, seed=draw).p < 0.05)
            if draw % 4 == 0:
                y[120:] += 1.5 / (1 - memory)
                found = weigh_break(y, seed=draw)
                true.append(found.p < 0.05)
                off.append(abs(found.at - 120))
        good &= say(
            abs(np.mean(false) - 0.05) <= 0.02,
            f"a break is found in {np.mean(false):.3f} of series that have none (nominal 0.05), in {np.mean(true):.3f} "
            f"of those that have one, half of them within {np.median(off):.0f} of 200 periods; memory {memory}",
        )
    return good


# ---- others' data


def weekly(shared: Path) -> bool:
    from statsmodels.tsa.api import VAR

    with (shared / "gold/series/israel_palestine_weekly_1979_2003.csv").open(encoding="utf-8") as file:
        y = np.array([[float(row["i2p"]), float(row["p2i"])] for row in csv.DictReader(file)])
    start = time.perf_counter()
    found = estimate(y, ("ISR", "PSE"), "week")
    took = time.perf_counter() - start
    if not isinstance(found, Estimate):
        return say(False, found.reason)
    lag = int(VAR(y).select_order(13).selected_orders["aic"])
    by_hand = VAR(y).fit(lag)
    apart = max(
        float(np.abs(by_hand.coefs - found.fit.coefs).max()),
        *(
            float(np.abs(by_hand.irf(8).irfs[:, of, to] - [point for point, _, _ in answer.by_period]).max())
            for answer, (of, to) in zip(found.answers, ((1, 0), (0, 1)), strict=True)
        ),
    )
    good = say(found.fit.lag == lag and apart <= 1e-8, f"lag {lag}, coefficients and responses apart by {apart:.1e}")
    print(f"     {len(y)} weeks in {took:.0f} s; clustered surprises: {found.fit.clustered}")
    for answer in found.answers:
        test = answer.granger
        good &= say(
            test.p < 0.05,
            f"{name(answer.responder)} answers {name(answer.stimulus)}: lag {test.lag}, F{test.degrees} = "
            f"{test.statistic:.2f}, p = {test.p:.3f}, without White's covariance {test.plain_p:.1e}; "
            f"sum over 8 weeks {answer.total[0]:+.2f} "
            f"({answer.total[1]:+.2f} to {answer.total[2]:+.2f})",
        )
    return good


def years(shared: Path) -> bool:
    found = read_coded(shared / "gold/series/icews_dyad_year_2002_2011.csv.gz", parse_columns(COUNTED))
    ways = directions_of("BLR", ("USA", "RUS"))
    series = count_dyads(found.acts, ways, "year", Coverage(span=(found.first_day, found.last_day)), once=False)
    weighed = weigh_triangle(series, "BLR", ("USA", "RUS"), "counts")
    told = list(tell_triangle(weighed, name))
    print("\n".join(f"     {sentence}" for sentence in told))
    named = {turn.period for turn in weighed.turns if "BLR" in turn.direction and turn.kind == "conflict"}
    good = say({"2006", "2008", "2010", "2011"} <= named, f"turns in conflict around Belarus: {sorted(named)}")
    return good & say(bool(weighed.refused), f"not estimated: {weighed.refused}")


def daily(shared: Path) -> bool:
    found = read_coded(shared / "gold/series/icews14_2014.tsv.gz", parse_columns(EVENTS))
    span = Coverage(span=(found.first_day, found.last_day))
    print(f"     {found.acts.num_rows:,} rows read, {found.refused:,} not, most for people and groups without a state")
    for pivot, patrons in TRIANGLES:
        for every in ("day", "week"):
            ways = directions_of(pivot, patrons)
            series = count_dyads(found.acts, ways, every, span, once=False)
            weighed = weigh_triangle(series, pivot, patrons)
            hedging, told = weighed.hedging, weighed.refused
            if hedging:
                told = f"H = {hedging.index:+.3f}, p = {hedging.p:.3f}"
            print(f"     {name(pivot)} between {' and '.join(map(name, patrons))}, by {every}: {told}", flush=True)
    pair = ("RUS", "UKR")
    series = count_dyads(found.acts, (pair, pair[::-1]), "day", span, once=False)
    print("\n".join(f"     {sentence}" for sentence in tell_reciprocity(estimate_reciprocity(series, pair), name)))
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("made", "weekly", "years", "daily"))
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    if args.what != "made" and not (args.shared / "gold/series").is_dir():
        print(f"{args.shared}: no series of others there, nothing was weighed.")
        return 0
    if args.what == "made":
        return 0 if made(args.draws) else 1
    return 0 if {"weekly": weekly, "years": years, "daily": daily}[args.what](args.shared) else 1


if __name__ == "__main__":
    sys.exit(main())
