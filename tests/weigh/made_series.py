"""Series made with what they are to show: an answer, a turn across a triangle, a break."""

from datetime import date, timedelta

import numpy as np

from dragoman.weigh import QUADS, Period, Series


def series_of(net, every="week", start=date(2001, 1, 1), acts=4):
    """One period a number: what is above zero is cooperation, what is below it conflict."""
    periods = []
    for n, value in enumerate(net):
        first = start + timedelta(days=7 * n)
        counts, scores = dict.fromkeys(QUADS, 0), dict.fromkeys(QUADS, 0.0)
        quad = "verbal cooperation" if value >= 0 else "material conflict"
        counts[quad], scores[quad] = acts, float(value)
        periods.append(Period(f"{first:%G}-W{first:%V}", first.isoformat(), counts, float(value) / acts, scores))
    return Series(every, tuple(periods), 0)


def answering(length, answer=0.5, seed=1):
    """Iceland answers what Norway did the week before; Norway answers nothing."""
    rng = np.random.default_rng(seed)
    y = rng.normal(size=(length, 2))
    for t in range(1, length):
        y[t] += [0.3 * y[t - 1, 0], answer * y[t - 1, 0] + 0.2 * y[t - 1, 1]]
    return {("NOR", "ISL"): series_of(y[:, 0]), ("ISL", "NOR"): series_of(y[:, 1])}


def triangle_of(length, hedging=0.0, shift=0.0, seed=2):
    """Belarus between two: warmer to one the week after the other pressed; and a level that breaks half-way."""
    rng = np.random.default_rng(seed)
    usa, rus = rng.normal(size=(2, length)) * 2
    to_usa, to_rus = rng.normal(size=(2, length))
    to_rus[1:] += hedging * np.maximum(-usa[:-1], 0)
    to_usa[1:] += hedging * np.maximum(-rus[:-1], 0)
    to_usa[length // 2 :] += shift
    named = {
        ("BLR", "USA"): to_usa, ("USA", "BLR"): usa, ("BLR", "RUS"): to_rus,
        ("RUS", "BLR"): rus, ("USA", "RUS"): rng.normal(size=length), ("RUS", "USA"): rng.normal(size=length),
    }  # fmt: skip
    return {way: series_of(net) for way, net in named.items()}
