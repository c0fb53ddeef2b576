"""Answers are found where they are, told with how sure they are, and refused where nothing can carry them."""

from dataclasses import replace

import numpy as np
import pytest

from dragoman.weigh import (
    Estimate,
    Series,
    estimate,
    estimate_reciprocity,
    tell_reciprocity,
    tell_triangle,
    weigh_triangle,
)
from tests.weigh.made_series import answering, series_of, triangle_of


def net(found):
    return next(c for c in found.channels if c.channel == "net")


def cut(series, length):
    return {way: replace(s, periods=s.periods[:length]) for way, s in series.items()}


def test_an_answer_is_found_in_the_direction_in_which_it_goes():
    found = estimate_reciprocity(answering(200, seed=3), ("NOR", "ISL"))
    iceland, norway = net(found).answers
    assert (iceland.responder, iceland.stimulus) == ("ISL", "NOR")
    assert iceland.granger.p < 0.001
    assert iceland.by_period[1][1] < 0.5 < iceland.by_period[1][2]
    assert iceland.total[1] > 0
    assert norway.granger.p > 0.05
    told = list(tell_reciprocity(found, str))
    assert any(s.startswith("ISL answers the net cooperation of NOR") for s in told)
    assert any("NOR to ISL: no answer" in s and "no proof that there is none" in s for s in told)


def test_point_estimates_are_statsmodels_own():
    from statsmodels.tsa.api import VAR

    y = np.column_stack([[p.net for p in s.periods] for s in answering(150).values()])
    found = estimate(y, ("NOR", "ISL"), "week")
    assert isinstance(found, Estimate)
    by_hand = VAR(y).fit(maxlags=13, ic="aic")
    assert found.fit.lag == max(1, by_hand.k_ar)
    by_hand = VAR(y).fit(found.fit.lag)
    assert np.allclose(found.fit.coefs, by_hand.coefs, atol=1e-10)
    responses = by_hand.irf(8).irfs[:, 1, 0]
    assert np.allclose([p for p, _, _ in found.answers[0].by_period], responses, atol=1e-10)


def test_the_same_series_give_the_same_bands():
    one, two = (net(estimate_reciprocity(answering(90), ("NOR", "ISL"))) for _ in range(2))
    assert one.answers == two.answers


@pytest.mark.parametrize(
    ("series", "why"),
    [
        (cut(answering(100), 10), "10 periods without a gap are too few: at least 50"),
        ({("NOR", "ISL"): series_of([1.0] * 80), ("ISL", "NOR"): series_of([1.0] * 80)}, "a series never changes"),
    ],
)
def test_too_little_is_refused_with_the_reason(series, why):
    found = estimate_reciprocity(series, ("NOR", "ISL"))
    assert net(found).reason.startswith(why)
    assert any("not estimated, because" in s for s in tell_reciprocity(found, str))


def test_a_source_without_scores_is_asked_for_counts():
    series = {way: replace(s, scored=False) for way, s in answering(80).items()}
    assert "--measure counts" in net(estimate_reciprocity(series, ("NOR", "ISL"))).reason
    assert isinstance(net(estimate_reciprocity(series, ("NOR", "ISL"), "counts")), Estimate)


def test_few_acts_and_seldom_ones_are_refused():
    quiet = {way: thinned(s, 50) for way, s in answering(200).items()}
    assert "acts of NOR towards ISL are too few" in net(estimate_reciprocity(quiet, ("NOR", "ISL"))).reason
    seldom = {way: thinned(s, 20) for way, s in answering(200).items()}
    assert "take longer periods" in net(estimate_reciprocity(seldom, ("NOR", "ISL"))).reason


def thinned(series: Series, every: int) -> Series:
    """Nothing is done but in one period of so many."""
    kept = []
    for n, p in enumerate(series.periods):
        none = replace(p, counts=dict.fromkeys(p.counts, 0), scores=dict.fromkeys(p.scores, 0.0), score=None)
        kept.append(p if n % every == 0 else none)
    return replace(series, periods=tuple(kept))


def test_series_that_wander_are_estimated_in_their_changes_or_not_at_all():
    rng = np.random.default_rng(5)
    walks = np.cumsum(rng.normal(size=(200, 2)), axis=0)
    found = estimate(walks, ("NOR", "ISL"), "week")
    assert isinstance(found, Estimate)
    assert found.held == 0
    twice = np.cumsum(walks, axis=0)
    assert "wander" in estimate(twice, ("NOR", "ISL"), "week").reason


def test_only_the_longest_stretch_without_a_gap_is_used():
    series = answering(160)
    way = ("NOR", "ISL")
    broken = list(series[way].periods)
    broken[100] = replace(broken[100], gap=True)
    series[way] = replace(series[way], periods=tuple(broken))
    found = estimate_reciprocity(series, way)
    assert (found.periods, found.left_out) == (100, 60)


def test_a_pivot_that_turns_to_one_when_the_other_presses():
    found = weigh_triangle(triangle_of(200, hedging=0.6), "BLR", ("USA", "RUS"))
    assert found.hedging.index > 0.15
    assert found.hedging.p < 0.01
    assert all(c.granger.p < 0.05 and c.total[1] > 0 for c in found.crossings)
    told = " ".join(tell_triangle(found, str))
    assert "BLR turns to the one when the other presses" in told


def test_a_pivot_that_does_not_is_not_said_to():
    found = weigh_triangle(triangle_of(200), "BLR", ("USA", "RUS"))
    assert found.hedging.p > 0.1
    assert found.breaks == ()
    told = " ".join(tell_triangle(found, str))
    assert "nothing that chance would not give as well" in told
    assert "No break in the level" in told


def test_a_break_is_dated():
    found = weigh_triangle(triangle_of(200, shift=5.0), "BLR", ("USA", "RUS"))
    assert [(b.direction, b.start) for b in found.breaks] == [(("BLR", "USA"), found_start(100))]


def found_start(n):
    return triangle_of(200)["BLR", "USA"].periods[n].start


def test_ten_years_show_their_turns_and_are_not_estimated():
    years = triangle_of(10)
    counts = [5, 6, 4, 5, 60, 55, 5, 6, 4, 5]
    way = ("USA", "BLR")
    periods = [
        replace(p, name=str(2002 + n), counts={**p.counts, "material conflict": c, "verbal cooperation": 0})
        for n, (p, c) in enumerate(zip(years[way].periods, counts, strict=True))
    ]
    years[way] = replace(years[way], every="year", periods=tuple(periods))
    found = weigh_triangle(years, "BLR", ("USA", "RUS"))
    assert [(t.period, t.before, t.after) for t in found.turns if t.direction == way] == [
        ("2006", 5, 60),
        ("2008", 55, 5),
    ]
    assert "too few" in found.refused
    assert "2006: conflict of USA towards BLR jumps from 5 to 60 acts." in list(tell_triangle(found, str))
