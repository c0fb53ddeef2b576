"""What does a vector autoregression say about some series: lag, tests, responses, and how sure are they?

The point estimates are statsmodels'. The bands come from a bootstrap of our own that runs all its
replicates at once, with Kilian's correction: autoregressions of short series understate how long a
shock lasts, so the bias is measured by a first bootstrap and taken out before and within the second
(Kilian 1998, "Small-sample confidence intervals for impulse response functions").
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

REPLICATES = 499
BAND = 0.90
SEED = 20_080_820
"""Bootstraps draw the same numbers every time: same series in, same bands out."""
_AT_ONCE = 2_000_000  # numbers in one batch of replicates: 16 MB


@dataclass(frozen=True, slots=True)
class Granger:
    """Does the past of `cause` say anything about `effect` that its own past does not? An F test.

    With White's covariance (HC3): large surprises of two sides at war come together, and the plain test takes that for
    an answer. Where they do not, White's costs nothing that could be measured.
    """

    cause: int
    effect: int
    lag: int
    statistic: float
    p: float
    degrees: tuple[int, int]
    plain_p: float
    """statsmodels' own, which holds where all surprises are of one size."""


@dataclass(frozen=True, slots=True)
class Responses:
    """`point[h, i, j]`: what series i does h periods after series j did one unit more than expected; with bands."""

    point: Floats
    low: Floats
    high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    """The same, summed over periods 1 to h (period 0 left out: nobody can tell who moved first in it)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted autoregression: `coefs[l, i, j]` is the weight of series j, l+1 periods ago, on series i."""

    lag: int
    criteria: dict[str, int]
    """Which lag each information criterion would take."""
    intercept: Floats
    coefs: Floats
    residuals: Floats
    observations: int
    stable: bool
    same_period: float | None
    """Correlation of the two surprises of one period, where there are two series."""
    left_over: float
    """p of the portmanteau test for pattern left in the residuals."""
    clustered: bool
    """Large surprises come in clusters (Engle's test at 1 %): plain bands would claim too much."""


def choose_lag(y: Floats, most: int) -> tuple[int, dict[str, int]]:
    """The lag by Akaike's criterion, which errs to the long side, as responses want it; and the others' choices."""
    from statsmodels.tsa.api import VAR

    chosen = VAR(y).select_order(most).selected_orders
    criteria = {name: int(chosen[name]) for name in ("aic", "bic", "hqic")}
    return max(1, criteria["aic"]), criteria


def fit(y: Floats, most: int) -> tuple[Fit, Any]:
    """Choose the lag and fit; statsmodels' own result comes along for tests and responses."""
    from statsmodels.tsa.api import VAR

    lag, criteria = choose_lag(y, most)
    result = VAR(y).fit(lag)
    residuals = np.asarray(result.resid)
    left = lag + max(4, lag)
    portmanteau = result.test_whiteness(nlags=left, adjusted=True).pvalue if len(y) > 3 * left else np.nan
    return Fit(
        lag=lag,
        criteria=criteria,
        intercept=np.asarray(result.intercept),
        coefs=np.asarray(result.coefs),
        residuals=residuals,
        observations=int(result.nobs),
        stable=bool(result.is_stable()),
        same_period=float(np.corrcoef(residuals.T)[0, 1]) if y.shape[1] == 2 else None,
        left_over=float(portmanteau),
        clustered=_clustered(residuals),
    ), result


def for_tests(y: Floats, fitted: Fit, result: Any, most: int) -> Any:
    """The same system at the lag for Granger tests: Schwarz's, but as long as each series' own habit.

    Akaike's takes a lag too many where chance makes one look useful, and that same chance then passes for an answer:
    with 200 periods one test in eleven finds an answer where there is none. Schwarz's seldom does, but one lag for the
    whole system may cut a habit short, and what is left of the habit passes for an answer as well.
    """
    from statsmodels.tsa.api import VAR

    lag = max(fitted.criteria["bic"], *(memory_of(column, most) for column in y.T))
    return result if lag == fitted.lag else VAR(y).fit(lag)


def memory_of(y: Floats, most: int) -> int:
    """How many periods back one series remembers of itself, from 1 to `most`, by Schwarz's criterion."""
    scores = []
    for lag in range(1, most + 1):
        left = residuals_of(y[most - lag :, None], lag)
        scores.append(np.log(max(float(left.var()), 1e-300)) + lag * np.log(len(left)) / len(left))
    return 1 + int(np.argmin(scores))


def _clustered(residuals: Floats) -> bool:
    """Engle's test: does the size of a surprise follow from the sizes of those before it?"""
    from scipy import stats

    lag = max(1, min(4, len(residuals) // 10))
    smallest = 1.0
    for column in (residuals**2).T:
        _, left = _ols(column[None, :, None], lag)
        explained = 1 - left.var() / column[lag:].var()
        smallest = min(smallest, float(stats.chi2.sf(len(left[0]) * explained, lag)))
    return bool(smallest < 0.01 / residuals.shape[1])


def granger(y: Floats, result: Any, cause: int, effect: int) -> Granger:
    """The test of one direction, with White's covariance and as statsmodels makes it."""
    from scipy import stats

    lag = int(result.k_ar)
    z = _lagged(y[None], lag)[0]
    weights, residuals = (found[0] for found in _ols(y[None], lag))
    inverse = np.linalg.inv(z.T @ z)
    # residuals grow by the leverage of their row (HC3); a row that is fitted whatever it says has none
    leverage = np.einsum("ti,ij,tj->t", z, inverse, z)
    grown = residuals[:, effect] / np.maximum(1 - leverage, 1e-6)
    covariance = inverse @ (z.T * grown**2) @ z @ inverse
    at = [1 + n * y.shape[1] + cause for n in range(lag)]
    some = weights[at, effect]
    statistic = float(some @ np.linalg.solve(covariance[np.ix_(at, at)], some)) / lag
    degrees = (lag, len(z) - z.shape[1])
    return Granger(
        cause=cause,
        effect=effect,
        lag=lag,
        statistic=statistic,
        p=float(stats.f.sf(statistic, *degrees)),
        degrees=degrees,
        plain_p=float(result.test_causality(effect, cause, kind="f").pvalue),
    )


def responses(
    y: Floats, result: Any, horizon: int, *, wild: bool = False, replicates: int = REPLICATES, seed: int = SEED
) -> Responses:
    """Responses to one unit of surprise, with bootstrap bands.

    `wild` leaves each surprise at its time and turns only its sign, so that clusters of large ones stay clusters.
    """
    point = np.asarray(result.irf(horizon).irfs)
    low, high, total_low, total_high = _bands(y, int(result.k_ar), horizon, replicates, seed, wild)
    return Responses(point, low, high, _summed(point[None])[0], total_low, total_high)


def _bands(y: Floats, lag: int, horizon: int, replicates: int, seed: int, wild: bool) -> list[Floats]:
    rng = np.random.default_rng(seed)
    corrected, bias, surprises = unbiased(y, lag, replicates, rng, wild)
    again = _less_bias(_replicated(y, corrected, surprises, lag, replicates, rng, wild), bias, lag)
    found = _irfs(again, lag, horizon)
    edges = [(1 - BAND) / 2, (1 + BAND) / 2]
    bands: list[Floats] = [*np.quantile(found, edges, axis=0), *np.quantile(_summed(found), edges, axis=0)]
    return bands


def _summed(found: Floats) -> Floats:
    """Responses summed over periods 1 to h."""
    later = found.copy()
    later[:, 0] = 0.0
    return np.cumsum(later, axis=1)


def _ols(y: Floats, lag: int) -> tuple[Floats, Floats]:
    """Weights (constant first, then lag by lag) and residuals of many autoregressions: y[replicate, t, series]."""
    z = _lagged(y, lag)
    turned = z.transpose(0, 2, 1)
    weights: Any = np.linalg.solve(turned @ z, turned @ y[:, lag:])
    residuals: Floats = y[:, lag:] - z @ weights
    return weights, residuals


def _lagged(y: Floats, lag: int) -> Floats:
    """A constant and the lags, newest first, beside each period from the first that has them all."""
    length = y.shape[1]
    parts = [np.ones((*y[:, lag:].shape[:2], 1))] + [y[:, lag - n : length - n] for n in range(1, lag + 1)]
    return np.concatenate(parts, axis=2)


def _replicated(
    y: Floats,
    weights: Floats,
    surprises: Floats,
    lag: int,
    replicates: int,
    rng: Any,
    wild: bool,
    prepare: Callable[[Floats], Floats] = lambda many: many,
) -> Floats:
    """Weights estimated anew from series made by these weights and surprises drawn with replacement."""
    batch = max(1, _AT_ONCE // (len(y) * (1 + y.shape[1] * lag)))
    sizes = [min(batch, replicates - first) for first in range(0, replicates, batch)]
    return np.concatenate([_ols(prepare(made(y, weights, surprises, lag, n, rng, wild)), lag)[0] for n in sizes])


def made(y: Floats, weights: Floats, surprises: Floats, lag: int, n: int, rng: Any, wild: bool = False) -> Floats:
    """So many series such as y, made by an autoregression with these weights from surprises such as these."""
    length, k = y.shape
    if wild:
        drawn = surprises * rng.choice((-1.0, 1.0), (n, length - lag, 1))
    else:
        drawn = surprises[rng.integers(0, len(surprises), (n, length - lag))]
    found = np.empty((n, length, k))
    starts = rng.integers(0, length - lag + 1, n)
    found[:, :lag] = y[starts[:, None] + np.arange(lag)]
    for t in range(lag, length):
        now = weights[0] + drawn[:, t - lag]
        for back in range(1, lag + 1):
            now += found[:, t - back] @ weights[1 + (back - 1) * k : 1 + back * k]
        found[:, t] = now
    return found


def unbiased(
    y: Floats,
    lag: int,
    replicates: int,
    rng: Any,
    wild: bool = False,
    prepare: Callable[[Floats], Floats] = lambda many: many,
) -> tuple[Floats, Floats, Floats]:
    """Weights less their bias, the bias, and the surprises. What `prepare` does to series first biases them too."""
    y = prepare(y[None])[0]
    weights, residuals = _ols(y[None], lag)
    # residuals are smaller than the surprises they stand for, by the degrees of freedom spent
    spent = np.sqrt(len(residuals[0]) / max(1, len(residuals[0]) - weights.shape[1]))
    surprises = (residuals[0] - residuals[0].mean(0)) * spent
    again = _replicated(y, weights[0], surprises, lag, replicates, rng, wild, prepare)
    bias = again.mean(0) - weights[0]
    return _less_bias(weights, bias, lag)[0], bias, surprises


def _less_bias(weights: Floats, bias: Floats, lag: int) -> Floats:
    """Take the bias out, but never so much of it that a steady system becomes an explosive one."""
    fixed = weights.copy()
    share = np.where(_largest_root(weights, lag) < 1, 1.0, 0.0)
    for _ in range(120):
        fixed[:, 1:] = weights[:, 1:] - share[:, None, None] * bias[1:]
        explosive = (share > 0) & (_largest_root(fixed, lag) >= 1)
        if not explosive.any():
            break
        share = np.where(explosive, np.maximum(share - 0.01, 0), share)
    return fixed


def _largest_root(weights: Floats, lag: int) -> Floats:
    k = weights.shape[2]
    companion = np.zeros((len(weights), k * lag, k * lag))
    companion[:, :k] = weights[:, 1:].transpose(0, 2, 1)
    companion[:, k:, : k * (lag - 1)] = np.eye(k * (lag - 1))
    largest: Floats = np.abs(np.linalg.eigvals(companion)).max(axis=1)
    return largest


def _irfs(weights: Floats, lag: int, horizon: int) -> Floats:
    """Responses [replicate, h, of, to]."""
    n, k = len(weights), weights.shape[2]
    coefs = [weights[:, 1 + i * k : 1 + (i + 1) * k].transpose(0, 2, 1) for i in range(lag)]
    found = np.zeros((n, horizon + 1, k, k))
    found[:, 0] = np.eye(k)
    for h in range(1, horizon + 1):
        for back in range(1, min(lag, h) + 1):
            found[:, h] += found[:, h - back] @ coefs[back - 1]
    return found


def residuals_of(y: Floats, lag: int) -> Floats:
    """What an autoregression of this lag leaves unexplained."""
    left: Floats = _ols(y[None], lag)[1][0]
    return left
