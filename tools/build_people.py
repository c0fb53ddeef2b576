"""Write the table of office holders from tools/know/people_*.txt, one line a spell.

    python tools/build_people.py

A line of the source names a country, maybe a sector, an office, and its holders with first and
last month. The letters P, M, C, K, F and D stand for the common offices; after a K the title follows.
"""

import re
from pathlib import Path

SOURCE = Path(__file__).parent / "know"
TARGET = Path(__file__).parent.parent / "src/dragoman/know/data/own/names_people.tsv"
HEAD = "# kind\tcountry\tsector\tname\tother names\trole\tstart\tend\n"
OFFICES = {
    "P": "President",
    "M": "Prime Minister",
    "C": "Chancellor",
    "F": "Foreign Minister",
    "D": "Defense Minister",
}
SECTORS = set("GOV MIL JUD LEG COP SPY PTY OPP REB UAF PRM CRM MED BUS REL HRI CVL".split())
_HOLDER = re.compile(r"(?P<names>.+) (?P<start>\d{4}(-\d\d)?)/(?P<end>\d{4}(-\d\d)?)?")


def office_of(words: str) -> tuple[str, str]:
    """Sector and role of an office as the source writes it."""
    first, _, rest = words.partition(" ")
    if first in SECTORS:
        return first, rest
    if first == "K":
        return "GOV", rest or "King"
    if first in OFFICES:
        return "GOV", rest or OFFICES[first]
    return "GOV", words


def spells() -> list[tuple[str, ...]]:
    rows = []
    for path in sorted(SOURCE.glob("people_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            office, _, holders = line.partition(": ")
            country, _, words = office.partition(" ")
            sector, role = office_of(words)
            for holder in filter(None, (h.strip() for h in holders.split(";"))):
                found = _HOLDER.fullmatch(holder)
                if found is None:
                    raise SystemExit(f"{path.name}: cannot read {holder!r}")
                names = found["names"].split("|")
                rows.append(("person", country, sector, names, role, found["start"], found["end"] or ""))
    # one person, one name: where two offices write it differently, the first of all lines counts
    first: dict[tuple[str, str], str] = {}
    for _, country, _, names, *_ in rows:
        known = next((first[country, n] for n in names if (country, n) in first), names[0])
        for n in names:
            first.setdefault((country, n), known)
    out = []
    for kind, country, sector, names, *rest in rows:
        name = first[country, names[0]]
        out.append((kind, country, sector, name, "|".join(n for n in names if n != name), *rest))
    return out


def main() -> None:
    lines = sorted({"\t".join(row).rstrip("\t") for row in spells()})
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} spells")


if __name__ == "__main__":
    main()
