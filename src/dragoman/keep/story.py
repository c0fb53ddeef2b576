"""Do two articles tell the same story in the same words?

Wires repeat one text under many headlines, cut at the end or with a line added: counting each as a
source would make one report look like ten. The body, without its headline, is reduced to a MinHash
signature over runs of three words (Broder 1997); articles that share a band of it are compared.
Whether two articles match depends on these two alone, so the order of arrival never matters.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dragoman.records import CODED_PARTS, Document

_ROWS, _BANDS = 3, 42
_SHINGLE = 3
# below this many runs a changed number ("ten" for "two") is another act and no edit: only equal texts match
_SHORT = 80
_ALIKE = 0.5
# a report cut short shares few runs of the whole, but nearly all of its own
_CUT_ALIKE, _CUT_HELD = 0.3, 0.85
# yearly and monthly reports repeat their own boilerplate
_DAYS_APART = 10

_seed = np.random.Generator(np.random.PCG64(20090819))
_A: NDArray[np.uint64] = _seed.integers(1, 2**63, size=(_ROWS * _BANDS, 1), dtype=np.uint64) | np.uint64(1)
_B: NDArray[np.uint64] = _seed.integers(0, 2**63, size=(_ROWS * _BANDS, 1), dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a body to know it again: a hash of its words, and its MinHash with the number of runs."""

    body_hash: str
    published: str | None
    runs: int
    mins: bytes

    def bands(self) -> list[int]:
        """Numbers that two alike bodies probably share at least one of; none for a short body."""
        if self.runs < _SHORT:
            return []
        rows = np.frombuffer(self.mins, dtype="<u4").astype(np.uint64).reshape(_BANDS, _ROWS)
        with np.errstate(over="ignore"):
            mixed = np.arange(1, _BANDS + 1, dtype=np.uint64)
            for column in range(_ROWS):
                mixed = (mixed ^ rows[:, column]) * _MIX
                mixed ^= mixed >> _HALF
        return sorted({int(b) for b in mixed.view(np.int64)})

    def packed(self) -> bytes:
        """As the case keeps it."""
        return self.runs.to_bytes(4, "little") + self.mins

    @classmethod
    def unpacked(cls, body_hash: str, published: str | None, kept: bytes) -> "Signature":
        return cls(body_hash, published, int.from_bytes(kept[:4], "little"), kept[4:])


def sign(document: Document) -> Signature:
    """The signature of a document's coded parts, its title and deck left out."""
    words = re.findall(r"\w+", body_of(document, with_heading=False).casefold())
    body_hash = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32] if words else ""
    if len(words) < _SHINGLE:
        return Signature(body_hash, document.published, 0, b"")
    known: dict[str, int] = {}
    codes = np.array([known.get(w) or known.setdefault(w, zlib.crc32(w.encode())) for w in words], dtype=np.uint64)
    with np.errstate(over="ignore"):
        runs = codes[: -_SHINGLE + 1].copy()
        for step in range(1, _SHINGLE):
            runs = (runs ^ (runs >> _HALF)) * _MIX + codes[step : len(codes) - _SHINGLE + 1 + step]
        runs = np.unique(runs)
        mins = ((_A * runs + _B) >> _HALF).min(axis=1).astype("<u4")
    return Signature(body_hash, document.published, len(runs), mins.tobytes())


def same_story(one: Signature, other: Signature) -> bool:
    """Whether these two bodies are one text, allowing for edits and cuts."""
    if not one.body_hash or not other.body_hash:
        return False
    if one.body_hash == other.body_hash:
        return True
    if min(one.runs, other.runs) < _SHORT or _far_apart(one.published, other.published):
        return False
    if set(one.bands()).isdisjoint(other.bands()):
        # such a pair is not found by looking up bands: it must not count when it is compared directly either
        return False
    alike = float(np.mean(np.frombuffer(one.mins, dtype="<u4") == np.frombuffer(other.mins, dtype="<u4")))
    shared = alike / (1 + alike) * (one.runs + other.runs)
    return alike >= _ALIKE or (alike >= _CUT_ALIKE and shared >= _CUT_HELD * min(one.runs, other.runs))


def body_of(document: Document, with_heading: bool = True) -> str:
    """The words of the coded parts, a blank line between them."""
    left_out = frozenset() if with_heading else frozenset({"title", "deck"})
    kept = (p for p in document.parts if p.kind in CODED_PARTS - left_out)
    return "\n\n".join(document.text[p.start : p.end] for p in kept)


def _far_apart(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) > _DAYS_APART
