"""Which rows of a table of acts tell of an act again, and which ids stand for different acts?

Rows are told apart by 64-bit hashes: that takes one act in ten million for another about once in a million tables.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Marks = NDArray[np.bool_]


def told_again(hashes: "Hashes") -> "Marks":
    """Every row but the first of those with its hash."""
    import numpy as np

    order, starts = _runs(hashes)
    again = np.ones(len(hashes), dtype=bool)
    if len(starts):
        again[np.minimum.reduceat(order, starts)] = False
    return again


def shared(hashes: "Hashes") -> "Marks":
    """Every row whose hash another row has too."""
    import numpy as np

    order, starts = _runs(hashes)
    found = np.zeros(len(hashes), dtype=bool)
    if len(starts) < len(hashes):
        sizes = np.diff(np.append(starts, len(hashes)))
        found[order] = np.repeat(sizes > 1, sizes)
    return found


def at_odds(acts: "Hashes", meanings: "Hashes") -> "Marks":
    """Every row of an act whose rows do not all mean the same."""
    import numpy as np

    order, starts = _runs(acts)
    odd = np.zeros(len(acts), dtype=bool)
    if len(starts):
        sizes = np.diff(np.append(starts, len(acts)))
        meant = meanings[order]
        differs = np.logical_or.reduceat(meant != np.repeat(meant[starts], sizes), starts)
        odd[order] = np.repeat(differs, sizes)
    return odd


def _runs(hashes: "Hashes") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """The places in the order of their hashes, and where each run of equal ones starts among them."""
    import numpy as np

    order = np.argsort(hashes)
    ordered = hashes[order]
    first = np.ones(len(hashes), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return order, np.flatnonzero(first)
