"""Build the tables of know/ that come from open sources: countries, office holders.

    python tools/build_know.py FOLDER-WITH-SOURCES

The folder holds the sources as they are published: mledoze/countries as JSON Lines (ODbL), the
Phoenix dictionaries (MIT), UK ministers (CC BY 4.0), the US executive and legislators (CC0).
Output goes to src/dragoman/know/data/, one folder a licence. Run by hand, never at run time.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.know.tables import names_of
from dragoman.know.words import fold, key_of

DATA = Path(__file__).parent.parent / "src/dragoman/know/data"
HEAD = "# kind\tcountry\tsector\tname\tother names\trole\tstart\tend\n"

# the source's own codes that differ from ours, and codes of the Phoenix dictionaries
ISO = {"UNK": "XKX", "KSV": "XKX", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "WSB": "PSE", "GZS": "PSE", "PAL": "PSE"}
# capitals whose names mostly mean something else in English prose
NOT_CAPITALS = {
    "Victoria",
    "Hamilton",
    "Stanley",
    "Douglas",
    "Male",
    "Malé",
    "Georgetown",
    "Plymouth",
    "City of San Marino",
}
ALSO_STATES = {"TWN", "PSE", "XKX", "HKG", "MAC", "GRL", "PRI", "ESH"}
PERSON_TITLES = re.compile(
    r"\b(president|minister|king|queen|prince|secretary|general|gen|gov|governor|senator|administration|us|u\.s\.|american"
    r"|russian|speaker|chancellor|premier|the|of|chief|leader|pm|mr|state)\b",
    re.I,
)
BODY_WORDS = re.compile(
    r"\b(party|forces?|army|group|brigade|front|movement|council|coalition|agency|department|ministry|union|party|bureau"
    r"|government|congress|office|assembly|service|committee|organi[sz]ation|court|commission|republic|people'?s|state"
    r"|police|guard|alliance|intelligence|command|house|bank|headquarters|islands?|kurdistan)\b",
    re.I,
)


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.strip():
            yield json.loads(line)


def write(path: Path, rows: Iterable[tuple[str, ...]], head: str = HEAD) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = sorted({"\t".join(row).rstrip("\t") for row in rows})
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(DATA)}: {len(lines)} lines, {path.stat().st_size:,} bytes")


def plurals(demonym: str) -> list[str]:
    if re.search(r"(ese|ish|ch|sh|s|x|z)$", demonym):
        return [demonym]
    return [demonym, demonym + "s"]


def build_countries(source: Path) -> None:
    """States with all their names, demonyms and capitals."""
    states, codes = [], []
    for c in sorted(read_jsonl(source / "countries_demonyms_capitals.jsonl"), key=lambda c: not c["independent"]):
        code = ISO.get(c["cca3"], c["cca3"])
        sovereign = bool(c["independent"]) or code in ALSO_STATES
        common = c["name"]["common"]
        names = {common: None, c["name"]["official"]: None}
        names.update((n, None) for n in c["altSpellings"] if len(n) > 3 and n.isascii() and not n.isupper())
        others = "|".join(n for n in names if n != common)
        states.append(("state", code, "", common, others))
        codes.append((code, c["cca2"] if code != "XKX" else "XK", common))
        english = c.get("demonyms", {}).get("eng", {})
        people = {p: None for d in english.values() if d for p in plurals(d)}
        if people and sovereign:
            first, *rest = people
            states.append(("demonym", code, "", first, "|".join(rest)))
        for capital in c["capital"] if sovereign else ():
            if capital not in NOT_CAPITALS and capital != common:
                states.append(("capital", code, "GOV", capital, ""))
    write(DATA / "odbl/names_countries.tsv", states)
    write(DATA / "odbl/codes.tsv", codes, "# code\ttwo letters\tname\n")


PARTICLES = set(
    "al el bin ibn von van de der den la le du da di dos das del des ben ul ur as the of and e y for in on to".split()
)


def cased(name: str) -> str:
    """A name in capitals as it is printed: "JEAN-YVES LE DRIAN" to "Jean-Yves Le Drian"."""
    words = []
    for i, word in enumerate(name.split()):
        low = word.lower()
        if i and low in PARTICLES and low not in ("le", "la"):
            words.append(low)
        else:
            words.append(re.sub(r"(^\w'|^|[-.])(\w)", lambda m: m.group(1).upper() + m.group(2).upper(), low))
    return " ".join(words)


def is_person(name: str) -> bool:
    return len(name.split()) > 1 and not PERSON_TITLES.search(name) and not BODY_WORDS.search(name) and name.isascii()


def own_names() -> set[str]:
    """Keys of every name that our own tables hold: they are not taken from elsewhere."""
    keys: set[str] = set()
    for path in sorted((DATA / "own").glob("names_*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                keys.update(key_of(n) for n in names_of(line))
    return keys


def own_people_words() -> set[tuple[str, frozenset[str]]]:
    """Country and words of our own people, to recognise "Mohammed Karim Khalili" as one of them in another order."""
    people: set[tuple[str, frozenset[str]]] = set()
    for path in sorted((DATA / "own").glob("names_people*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("person\t"):
                people.update((line.split("\t")[1], frozenset(key_of(n).split())) for n in names_of(line))
    return people


def build_phoenix(source: Path) -> None:
    """Office holders with their spells. The dictionaries end in 2014: an open end is only known up to then."""
    known, people = own_names(), own_people_words()
    rows = []
    for entry in read_jsonl(source / "phoenix.countries.actors.jsonl"):
        raw = entry["name"].strip()
        if not is_person(raw) or key_of(raw) in known:
            continue
        country = ""
        others = [cased(s) for s in entry["synonyms"] if is_person(s) and key_of(s) not in known]
        for code in entry["codes"]:
            start, end, rest = code.get("start", ""), code.get("end", ""), code["code"][3:]
            country = ISO.get(code["code"][:3], code["code"][:3])
            sector = {"MIL": "MIL", "SPY": "SPY", "COP": "COP", "LEG": "LEG"}.get(
                rest[:3], "GOV" if rest[:3] == "GOV" else ""
            )
            if rest == "GOVLEG":
                sector = "LEG"
            if not sector or not start or (end and end < "1988"):
                continue
            rows.append(
                ("person", country, sector, cased(raw), "|".join(dict.fromkeys(others)), "", start, end or "2014?")
            )
    write(DATA / "phoenix/names_people.tsv", (r for r in rows if (r[1], frozenset(key_of(r[3]).split())) not in people))


COMPANY_WORDS = re.compile(
    r"\b(inc|corp|group|holdings?|energy|bank|bancorp|oil|gas|petroleum|mining|mines|motors?|airlines?|airways|insurance"
    r"|pharmaceuticals?|technolog(y|ies)|communications?|telecom|systems|industries|electric|steel|financial|capital"
    r"|international|resources|electronics|semiconductor|software|networks?|foods|chemicals?|power|gold|partners|company)\b",
    re.I,
)
NGO_WORDS = re.compile(
    r"\b(association|foundation|institute|council|cent(er|re)|committee|federation|fund|trust|alliance|network|society"
    r"|international|organi[sz]ation|union|league|action|aid|rights|watch|relief|campaign|coalition|initiative)\b",
    re.I,
)
NGO_SECTORS = {"HRI": "HRI", "HLH": "MED", "EDU": "EDU", "MED": "MED", "CHR": "REL", "MOS": "REL", "JEW": "REL"}


def build_bodies(source: Path, countries: set[str]) -> None:
    """Armed groups, companies and nongovernmental organizations of several words, that our own tables lack."""
    known = own_names()
    rows = []
    for file in ("phoenix.milnonstate.actors.jsonl", "phoenix.international.actors.jsonl"):
        for entry in read_jsonl(source / file):
            names = [n.strip() for n in (entry["name"], *entry["synonyms"]) if " " in n.strip() and n.isascii()]
            names = [n for n in names if key_of(n) not in known and len(n) > 7 and not re.search(r"[()\d]", n)]
            if not names or not entry["codes"] or entry["codes"][0].get("start"):
                continue
            code = entry["codes"][0]["code"]
            place = ISO.get(code[3:6], code[3:6]) if code[:3] in ("MNC", "NGO") else ISO.get(code[:3], code[:3])
            country = place if place in countries else ""
            text = " ".join(names)
            if code.startswith("MNC") and country and COMPANY_WORDS.search(text):
                row = ("company", country, "BUS")
            elif code.startswith("NGO") and NGO_WORDS.search(text):
                sector = next((NGO_SECTORS[code[i : i + 3]] for i in (3, 6) if code[i : i + 3] in NGO_SECTORS), "NGO")
                row = ("body", country or "NGO", sector)
            elif code[3:6] in ("REB", "SEP", "INS") and country and BODY_WORDS.search(text):
                row = ("body", country, "REB")
            else:
                continue
            # "Juniper Networks Inc" is printed without its legal form
            short = (re.sub(r"[ ,]+(inc|corp|corporation|ltd|plc|co|company)\.?$", "", n, flags=re.I) for n in names)
            names = list(dict.fromkeys([cased(n) for n in names] + [cased(n) for n in short if " " in n]))
            rows.append((*row, names[0], "|".join(names[1:])))
    write(DATA / "phoenix/names_bodies.tsv", rows)


def build_uk(source: Path) -> None:
    """Ministers of the United Kingdom since 1990."""
    known = own_names()
    rows = []
    for m in read_jsonl(source / "uk_ministers_1979_2026.jsonl"):
        if m.get("end") and m["end"] < "1990":
            continue
        others = [n for n in m["all_names"] if n != m["person"] and len(n.split()) > 1 and key_of(n) not in known]
        start, end = m["start"] or "", m.get("end") or ""
        if end and end < start:
            # the source contradicts itself: only the month of the start is sure
            end = f"{start[:7]}?"
        rows.append(("person", "GBR", "GOV", m["person"], "|".join(others), m["post"], start, end))
    write(DATA / "uk/names_ministers.tsv", rows)


def build_us(source: Path) -> None:
    """Members of Congress, one spell a chamber."""
    rows = []
    for m in read_jsonl(source / "us_legislators_current.jsonl"):
        name = m["name"].get("official_full") or f"{m['name']['first']} {m['name']['last']}"
        plain = f"{m['name'].get('nickname') or m['name']['first']} {m['name']['last']}"
        for chamber, role in (("rep", "Representative"), ("sen", "Senator")):
            terms = [t for t in m["terms"] if t["type"] == chamber]
            if terms:
                others = plain if fold(plain) != fold(name) else ""
                rows.append(("person", "USA", "LEG", name, others, role, terms[0]["start"], terms[-1]["end"]))
    write(DATA / "us/names_congress.tsv", rows)


def main() -> None:
    source = Path(sys.argv[1])
    build_countries(source)
    build_phoenix(source)
    build_bodies(source, {line.split("\t")[0] for line in (DATA / "odbl/codes.tsv").read_text("utf-8").splitlines()})
    build_uk(source)
    build_us(source)


if __name__ == "__main__":
    main()
