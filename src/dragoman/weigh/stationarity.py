"""Does a series swing around one level, as a vector autoregression asks, or does it wander?

Two tests that ask opposite questions: ADF, whether wandering can be ruled out, and KPSS, whether a
steady level can. Where a series may wander, Johansen's trace test asks the same of the system: whether the
series are held to their levels, or at least to each other. Only where they are not are changes estimated.
"""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Stationarity:
    """Both p-values. KPSS's are tabled from 0.01 to 0.10 only: those mean "at most" and "at least"."""

    name: str
    adf_p: float
    kpss_p: float

    @property
    def steady(self) -> bool:
        """Wandering is ruled out. A small KPSS p beside it speaks of a slow drift or a break, not of wandering."""
        return self.adf_p < _LEVEL

    @property
    def drifts(self) -> bool:
        return self.kpss_p < _LEVEL


def examine(name: str, series: Floats) -> Stationarity:
    """Both tests around a constant, lags chosen by the usual rules."""
    # statsmodels takes a second, which only those who ask for estimates need spend
    from statsmodels.tsa.stattools import adfuller, kpss

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "p-value outside the table": said in the field's own words above
        return Stationarity(
            name,
            adf_p=float(adfuller(series, regression="c", autolag="AIC")[1]),
            kpss_p=float(kpss(series, regression="c", nlags="auto")[1]),
        )


def ties(y: Floats, lag: int) -> int:
    """By how many ties the series are held, by Johansen's trace test at 5 %: where by all, all are steady."""
    from statsmodels.tsa.vector_ar.vecm import coint_johansen

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        test = coint_johansen(y, det_order=0, k_ar_diff=max(0, lag - 1))
    held = test.lr1 > test.cvt[:, 1]
    return int(np.argmin(held)) if not held.all() else y.shape[1]
