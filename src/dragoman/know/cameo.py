"""What does a CAMEO code say in PLOVER's terms, and to which of CAMEO's four quad classes does it belong?

Older event data (ICEWS, GDELT) are coded by CAMEO. The table is the Open Event Data Alliance's own
crosswalk; a statement and no more (root 01) has no PLOVER type.
"""

from dataclasses import dataclass
from functools import cache

from dragoman.know.tables import read_lines
from dragoman.records import Quad


@dataclass(frozen=True, slots=True)
class Cameo:
    """One code. `quad` is CAMEO's own class: PLOVER counts a request as conflict, CAMEO an appeal as cooperation."""

    code: str
    type: str | None
    mode: str | None
    names: tuple[str, ...]

    @property
    def quad(self) -> Quad:
        return cameo_quad(int(self.code[:2]))


def cameo_quad(root: int) -> Quad:
    """The quad class of a CAMEO root, 1 to 20."""
    if root <= 5:
        return "verbal cooperation"
    if root <= 8:
        return "material cooperation"
    return "verbal conflict" if root <= 13 else "material conflict"


@cache
def cameo_codes() -> dict[str, Cameo]:
    """Every code by the code itself, and by each of its names in lower case."""
    found: dict[str, Cameo] = {}
    for line in read_lines("plover", "cameo.tsv"):
        code, kind, mode, names = line.split("\t")
        entry = Cameo(code, kind or None, mode or None, tuple(names.split("|")))
        found[code] = entry
        for name in entry.names:
            found.setdefault(name.lower(), entry)
    return found


def find_cameo(typed: str) -> Cameo | None:
    """The code that is written so, with or without its leading zero, or that is called so."""
    codes, wanted = cameo_codes(), typed.strip()
    if wanted.isdigit():
        # spreadsheets drop leading zeros; but a bare 10 to 20 may be a root or 010 to 020, and nobody can tell
        return codes.get(wanted) or (None if 10 <= int(wanted) <= 20 else codes.get(f"0{wanted}"))
    return codes.get(wanted.lower())
