"""Build `know/data/plover/cameo.tsv`: what each CAMEO code is called and which PLOVER type and mode it becomes.

    python tools/build_cameo.py CAMEO2PLOVER-2021.txt

The crosswalk is the Open Event Data Alliance's (CC BY-SA 4.0). It begins at root 03: roots 01 (a statement and no
more, which has no PLOVER type) and 02 (appeals, which PLOVER counts among its requests) are written here, and so are
the names that ICEWS gives to codes where they differ from the crosswalk's.
"""

import argparse
import re
from pathlib import Path

from dragoman.know import TYPES

OUT = Path(__file__).parents[1] / "src/dragoman/know/data/plover/cameo.tsv"
_ROW = re.compile(r"^(\d{2,4}):\s*([A-Z]+)\s*,\s*([^,#]*?)\s*(?:,[^#]*)?#\s*(.+?)\s*(?:\s{2,}.*)?$")

BEFORE = """
010\t\t\tMake statement|Make public statement
011\t\t\tDecline comment
012\t\t\tMake pessimistic comment
013\t\t\tMake optimistic comment
014\t\t\tConsider policy option
015\t\t\tAcknowledge or claim responsibility
016\t\t\tDeny responsibility
017\t\t\tEngage in symbolic act
018\t\t\tMake empathetic comment
019\t\t\tExpress accord
020\tREQUEST\t\tMake an appeal or request|Appeal
021\tREQUEST\tassist\tAppeal for material cooperation
0211\tREQUEST\tassist\tAppeal for economic cooperation
0212\tREQUEST\tassist\tAppeal for military cooperation
0213\tREQUEST\tassist\tAppeal for judicial cooperation
0214\tREQUEST\tassist\tAppeal for intelligence
022\tREQUEST\tassist\tAppeal for diplomatic cooperation (such as policy support)
023\tREQUEST\tassist\tAppeal for aid
0231\tREQUEST\tassist\tAppeal for economic aid
0232\tREQUEST\tassist\tAppeal for military aid
0233\tREQUEST\tassist\tAppeal for humanitarian aid
0234\tREQUEST\tassist\tAppeal for military protection or peacekeeping
024\tREQUEST\tchange\tAppeal for political reform
0241\tREQUEST\tchange\tAppeal for change in leadership
0242\tREQUEST\tchange\tAppeal for policy change
0243\tREQUEST\tchange\tAppeal for rights
0244\tREQUEST\tchange\tAppeal for change in institutions, regime
025\tREQUEST\tyield\tAppeal to yield
0251\tREQUEST\tyield\tAppeal for easing of administrative sanctions
0252\tREQUEST\tyield\tAppeal for easing of popular dissent|Appeal for easing of political dissent
0253\tREQUEST\tyield\tAppeal for release of persons or property
0254\tREQUEST\tyield\tAppeal for easing of economic sanctions, boycott, or embargo
0255\tREQUEST\tyield\tAppeal for target to allow international involvement (non-mediation)
0256\tREQUEST\tyield\tAppeal for de-escalation of military engagement
026\tREQUEST\tmeet\tAppeal to others to meet or negotiate
027\tREQUEST\tmeet\tAppeal to others to settle dispute
028\tREQUEST\tmeet\tAppeal to engage in or accept mediation
"""
# what ICEWS calls a code, where the crosswalk says it otherwise
CALLED = {
    "031": ["Express intent to engage in material cooperation"],
    "034": ["Express intent to institute political reform"],
    "0354": ["Express intent to ease economic sanctions, boycott, or embargo"],
    "045": ["Mediate"],
    "055": ["Apologize"],
    "100": ["Demand"],
    "103": ["Demand material aid"],
    "1051": ["Demand easing of administrative sanctions"],
    "1222": ["Reject request for military aid"],
    "1224": ["Reject request for military protection or peacekeeping"],
    "1231": ["Reject request for change in leadership"],
    "124": ["Refuse to yield"],
    "1241": ["Refuse to ease administrative sanctions"],
    "1243": ["Refuse to release persons or property"],
    "1244": ["Refuse to ease economic sanctions, boycott, or embargo"],
    "1246": ["Refuse to de-escalate military engagement"],
    "125": ["Reject proposal to meet, discuss, or negotiate"],
    "1312": ["Threaten with sanctions, boycott, embargo"],
    "137": ["Threaten with repression"],
    "1441": ["Obstruct passage to demand leadership change"],
    "162": ["Reduce or stop material aid"],
    "1721": ["Impose restrictions on political freedoms"],
    "181": ["Abduct, hijack, or take hostage"],
}


def rows(crosswalk: str) -> dict[str, tuple[str, str, list[str]]]:
    """code → type, mode (where PLOVER knows it), names."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for line in BEFORE.strip("\n").split("\n"):
        code, kind, mode, names = line.split("\t")
        found[code] = (kind, mode, names.split("|"))
    for line in crosswalk.splitlines():
        row = _ROW.match(line.strip())
        if row and row[2] in TYPES:
            known = row[3] if row[3] in TYPES[row[2]].modes else ""
            found.setdefault(row[1], (row[2], known, []))[2].append(row[4])
    for code, called in CALLED.items():
        found[code][2].extend(called)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crosswalk", type=Path)
    text = parser.parse_args().crosswalk.read_text(encoding="utf-8")
    lines = ["# code, PLOVER type, mode, names; made by tools/build_cameo.py"]
    for code, (kind, mode, names) in sorted(rows(text).items()):
        lines.append("\t".join((code, kind, mode, "|".join(dict.fromkeys(n.rstrip(".") for n in names)))))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(lines) - 1} codes")


if __name__ == "__main__":
    main()
