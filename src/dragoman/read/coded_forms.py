"""In which form do others publish coded events? Each known form as a table: which column holds what.

ICEWS and POLECAT name their columns, GDELT does not and is known by their number. Any other table
of commas or tabs is read by a map of columns that the user gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.errors import UsageError
from dragoman.records import Quad

ROLES = ("id", "date", "actor", "recipient", "code", "type", "mode", "quad", "score", "count")
"""What a column can hold. `code` is a CAMEO code or its name, `type` and `mode` are PLOVER's."""
QUAD_ROLES: dict[str, Quad] = {
    "verbal_cooperation": "verbal cooperation",
    "material_cooperation": "material cooperation",
    "verbal_conflict": "verbal conflict",
    "material_conflict": "material conflict",
}
"""A table that is counted already has a column for the number of acts of each kind."""


@dataclass(frozen=True, slots=True)
class Form:
    """One published form. `columns` says which of its columns plays which role."""

    name: str
    columns: Mapping[str, str]
    known_by: frozenset[str] = frozenset()
    """Columns that tell this form from others by their names."""
    names: tuple[str, ...] = ()
    """The names of all columns, where the file has no header."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Where a side's first column is empty, this one is read."""


def _gdelt(version: int, columns: int) -> Form:
    actor = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    place = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
    if version == 1:
        place = place.replace("ADM2Code ", "")
    names = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    names += [f"Actor{n}{part}" for n in (1, 2) for part in actor.split()]
    names += ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"]
    names += ["NumMentions", "NumSources", "NumArticles", "AvgTone"]
    names += [f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in place.split()]
    names += ["DATEADDED", "SOURCEURL"]
    return Form(
        name=f"GDELT {version}",
        columns={
            "id": "GLOBALEVENTID",
            "date": "SQLDATE",
            "actor": "Actor1CountryCode",
            "recipient": "Actor2CountryCode",
            "code": "EventCode",
            "quad": "QuadClass",
            "score": "GoldsteinScale",
        },
        known_by=frozenset({"GLOBALEVENTID", "SQLDATE", "EventCode"}),
        names=tuple(names[:columns]),
        also={"actor": "Actor1KnownGroupCode", "recipient": "Actor2KnownGroupCode"},
    )


FORMS: tuple[Form, ...] = (
    Form(
        name="ICEWS",
        columns={
            "id": "Event ID",
            "date": "Event Date",
            "actor": "Source Country",
            "recipient": "Target Country",
            "code": "CAMEO Code",
            "score": "Intensity",
        },
        known_by=frozenset({"CAMEO Code", "Source Country", "Target Country"}),
    ),
    Form(
        name="POLECAT",
        columns={
            "id": "Event ID",
            "date": "Event Date",
            "actor": "Actor Country",
            "recipient": "Recipient Country",
            "type": "Event Type",
            "mode": "Event Mode",
            "quad": "Quad Code",
            "score": "Intensity",
        },
        known_by=frozenset({"Event Type", "Actor Country", "Recipient Country"}),
    ),
    _gdelt(1, 57),
    _gdelt(1, 58),
    _gdelt(2, 61),
)

QUADS: dict[str, Quad] = {
    **dict.fromkeys(("1", "verbal cooperation", "v-coop", "vcoop", "verbcoop"), "verbal cooperation"),
    **dict.fromkeys(("2", "material cooperation", "m-coop", "mcoop", "matlcoop"), "material cooperation"),
    **dict.fromkeys(("3", "verbal conflict", "v-conf", "vconf", "verbconf"), "verbal conflict"),
    **dict.fromkeys(("4", "material conflict", "m-conf", "mconf", "matlconf"), "material conflict"),
}
"""How quad classes are written by others."""

# where CAMEO's codes of states and bodies differ from ISO 3166 as written here; None: a region, no side
CAMEO_SIDES: dict[str, str | None] = {
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "EEC": "EUR",
    "NATO": "NAT",
    "UNO": "UNO",
    "KSV": "XKX",
    **dict.fromkeys(
        "AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF WAF WST".split()
    ),
    "WSB": "PSE",
    "GZS": "PSE",
}
"""GDELT's "EUR" is the continent. The European Union is "EEC" there, among the known groups."""


def parse_columns(typed: str) -> dict[str, str]:
    """ "actor=Source,recipient=Target,date=Day,code=Event" as a map from role to column."""
    found: dict[str, str] = {}
    allowed = (*ROLES, *QUAD_ROLES)
    for pair in typed.split(","):
        role, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or role not in allowed:
            raise UsageError(
                f"{pair.strip()!r} is no part of a column map; write ROLE=COLUMN with one of {', '.join(allowed)}."
            )
        if role in found:
            raise UsageError(f"The column map names {role} twice: {found[role]} and {column}.")
        found[role] = column
    missing = [role for role in ("date", "actor", "recipient") if role not in found]
    if missing or not {"code", "type", "quad", *QUAD_ROLES} & set(found):
        raise UsageError(
            "A column map needs date, actor, recipient, and what was done: code (CAMEO), type (PLOVER), quad, "
            f"or counts ({', '.join(QUAD_ROLES)})" + (f"; {', '.join(missing)} is missing." if missing else ".")
        )
    if set(QUAD_ROLES) & set(found) and {"code", "type", "quad", "score", "count", "id"} & set(found):
        raise UsageError("A table that is counted already has no column for single acts: name counts, or code.")
    return found
