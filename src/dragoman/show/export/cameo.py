"""Which CAMEO code says what a PLOVER type and mode say? Only where there is one; else the code above, or none.

The Open Event Data Alliance's crosswalk goes from CAMEO to PLOVER and folds many codes into one. Turned
round it is clean where all codes that become this type and mode stand under one code: that one is given.
ACCUSE without a mode may be 09 or 11, an ASSAULT without one 18, 19 or 20: these have no code.
"""

from typing import Final, get_args

from dragoman.records import Demand, Event, Force, Quad

_CODES: Final[dict[tuple[str, str | None], str]] = {
    ("AGREE", None): "030",
    ("CONSULT", None): "040",
    ("CONSULT", "phone"): "041",
    # the visitor is PLOVER's actor, the host its recipient
    ("CONSULT", "visit"): "042",
    ("CONSULT", "third-party"): "044",
    ("SUPPORT", None): "050",
    ("COOPERATE", None): "060",
    ("AID", None): "070",
    ("CONCEDE", None): "080",
    ("RETREAT", None): "080",
    ("RETREAT", "release"): "0841",
    ("RETREAT", "access"): "086",
    ("RETREAT", "withdraw"): "087",
    ("RETREAT", "disarm"): "087",
    ("RETREAT", "ceasefire"): "0871",
    ("ACCUSE", "investigate"): "090",
    ("ACCUSE", "disapprove"): "110",
    ("ACCUSE", "allege"): "110",
    ("REJECT", None): "120",
    ("THREATEN", None): "130",
    ("THREATEN", "expel"): "136",
    ("THREATEN", "territory"): "1382",
    ("PROTEST", None): "140",
    ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142",
    ("PROTEST", "boycott"): "143",
    ("PROTEST", "strike"): "143",
    ("PROTEST", "obstruct"): "144",
    ("PROTEST", "riot"): "145",
    ("MOBILIZE", None): "150",
    ("SANCTION", None): "160",
    ("SANCTION", "expel"): "166",
    # CAMEO knows a verdict only as disapproval (116)
    ("SANCTION", "convict"): "",
    ("COERCE", None): "170",
    ("COERCE", "seize"): "171",
    # an embargo (163), a ban (172) or a blockade (191)
    ("COERCE", "restrict"): "",
    ("COERCE", "censor"): "1721",
    ("COERCE", "curfew"): "1723",
    ("COERCE", "martial-law"): "1724",
    ("COERCE", "arrest"): "173",
    ("COERCE", "deport"): "174",
    ("ASSAULT", "abduct"): "181",
    ("ASSAULT", "beat"): "182",
    ("ASSAULT", "sexual"): "1821",
    ("ASSAULT", "torture"): "1822",
    ("ASSAULT", "suicide-attack"): "183",
    ("ASSAULT", "explosives"): "183",
    ("ASSAULT", "heavy-weapons"): "194",
    ("ASSAULT", "aerial"): "195",
    ("ASSAULT", "drone"): "195",
    ("ASSAULT", "crowd-control"): "175",
    ("ASSAULT", "unconventional"): "204",
}
"""A mode that is not listed has its type's code; "" says that there is none."""

_IN_CONTEXT: Final[dict[tuple[str, str | None, str], str]] = {
    ("COOPERATE", None, "economic"): "061",
    ("COOPERATE", None, "military"): "062",
    ("COOPERATE", None, "legal"): "063",
    ("COOPERATE", None, "intelligence"): "064",
    ("AID", None, "economic"): "071",
    ("AID", None, "military"): "072",
    ("AID", None, "peacekeeping"): "074",
    ("AID", None, "asylum"): "075",
    ("ACCUSE", "investigate", "human_rights"): "092",
    ("ACCUSE", "investigate", "military"): "093",
    ("ACCUSE", "allege", "human_rights"): "1122",
    ("ACCUSE", "allege", "crime"): "1121",
    ("ACCUSE", "allege", "corruption"): "1121",
    ("THREATEN", "restrict", "economic"): "1312",
    ("THREATEN", "violence", "military"): "138",
    ("THREATEN", "violence", "cbrn"): "1385",
    ("COERCE", "restrict", "rights_freedoms"): "1721",
    ("COERCE", "restrict", "military"): "191",
    ("ASSAULT", "firearms", "military"): "193",
}
"""A finer code, where the act has one context that tells and no other that tells otherwise."""

_ASKED: Final[dict[Force, dict[str | None, str]]] = {
    "ask": {None: "020", "change": "024", "yield": "025"},
    "require": {None: "100", "change": "104", "yield": "105"},
}
"""CAMEO parts PLOVER's REQUEST by how it is made: an appeal (02) or a demand (10)."""


def code_of(event: Event, demands: tuple[Demand, ...] = ()) -> str:
    """The code of an act, "" where none is clean. `demands` are those that the same article voices."""
    if event.type == "REQUEST":
        forces = {d.force for d in demands if _same_words(event, d)}
        codes = _ASKED.get(forces.pop(), {}) if len(forces) == 1 else {}
        return codes.get(event.mode) or codes.get(None, "")
    finer = {
        code for context in event.contexts if (code := _IN_CONTEXT.get((event.type, event.mode, context))) is not None
    }
    if len(finer) == 1:
        return finer.pop()
    code = _CODES.get((event.type, event.mode))
    return _CODES.get((event.type, None), "") if code is None else code


def quad_of(event: Event, code: str) -> int | None:
    """GDELT's quad class: 1 and 2 are cooperation by word and deed, 3 and 4 conflict; None where it is not clean."""
    if code:
        return 1 + sum(int(code[:2]) > last for last in (5, 8, 13))
    # an appeal is cooperation in CAMEO, a demand conflict; otherwise all codes that a type may have are of its class
    return None if event.type == "REQUEST" else 1 + get_args(Quad).index(event.quad)


def _same_words(event: Event, demand: Demand) -> bool:
    spans = (demand.what, *demand.evidence)
    return any(a.start < b.end and b.start < a.end for a in event.evidence for b in spans)
