"""What do the codes of somebody else's event mean here: which side, which kind of act?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.know import TYPES, Gazetteer, find_cameo, score_of
from dragoman.read.coded_forms import CAMEO_SIDES, QUADS
from dragoman.records import Quad

_OF_COUNTRY = re.compile(r".*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """An act in PLOVER's terms; or why it has none, as "reason|detail"."""

    quad: Quad | None = None
    type: str | None = None
    mode: str | None = None
    score: float | None = None
    refused: str | None = None


@lru_cache(maxsize=100_000)
def read_side(words: str, *, cameo: bool = False) -> str | None:
    """The code of the state or body: of a code, of a name, of "Police (Kenya)", of a person whose state is known."""
    if cameo and words.upper() in CAMEO_SIDES:
        return CAMEO_SIDES[words.upper()]
    gazetteer = Gazetteer.load()
    inside = _OF_COUNTRY.fullmatch(words)
    if inside:
        return gazetteer.country_code(inside[1])
    return gazetteer.country_code(words)


def parts_of_side(words: str) -> list[str]:
    """The sides of a cell: POLECAT writes several of them as "USA;RUS"."""
    return list(dict.fromkeys(part for part in map(str.strip, words.split(";")) if part)) or [words]


@lru_cache(maxsize=100_000)
def read_act(code: str | None, kind: str | None, mode: str | None, quad: str | None) -> Meaning:
    """What was done: by a CAMEO code or name, a PLOVER type and mode, or a quad class alone.

    A class that the row names itself is kept: each scheme has its own, and what its makers say of an act holds.
    """
    given = QUADS.get(quad.strip().lower()) if quad else None
    if quad and given is None:
        return Meaning(refused=f"unknown_code|{quad} is no quad class")
    if kind:
        name = kind.strip().upper()
        if name not in TYPES:
            return Meaning(refused=f"unknown_code|{kind} is no PLOVER type")
        known = mode.strip().lower() if mode and mode.strip().lower() in TYPES[name].modes else None
        return Meaning(given or TYPES[name].quad, name, known, score_of(name, known))
    if code:
        found = find_cameo(code)
        if found is None:
            return Meaning(refused=f"unknown_code|{code} is no CAMEO code")
        # a statement and no more has no PLOVER type, and no weight
        score = score_of(found.type, found.mode) if found.type else 0.0
        return Meaning(given or found.quad, found.type, found.mode, score)
    if given:
        return Meaning(given)
    return Meaning(refused="no_act|the row does not say what was done")
