"""GDELT 2.0: an events file of 61 columns, parted by tabs and without a header, as GDELT's own are.

One row for each actor and recipient, since GDELT knows one of each; in a meeting without a host each side
meets each other. Places, tone and Goldstein's scale are not read: those columns stay empty.
"""

from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Final

from dragoman.records import CODED_PARTS, Actor, Coded, Demand, Event, hashed
from dragoman.show.export.cameo import code_of, quad_of
from dragoman.show.export.material import Material, acts_of
from dragoman.show.export.out import Out

FILE = "events.export.CSV"
LACKS = (
    "statements, demands, the ledger",
    "acts that were planned, attempted, hypothetical or denied: GDELT has no status, and every row counts as done",
    "more than one actor and recipient a row: an act of several sides is a row for each pair",
    "types that CAMEO has no one code for: the code above them stands there, or none",
    "places, tone and Goldstein's scale, which are not read; a day where only a month or a year is known",
)

_SIDE = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS: Final[tuple[str, ...]] = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{part}" for n in (1, 2) for part in _SIDE.split()),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{where}Geo_{part}" for where in ("Actor1", "Actor2", "Action") for part in _PLACE.split()),
    *("DATEADDED", "SOURCEURL"),
)

_COUNTRIES = {"ROU": "ROM", "TLS": "TMP", "XKX": "KSV"}
"""Where CAMEO writes a state otherwise than ISO 3166."""

_GROUPS = {"EUR": "EEC", "UNO": "UNO", "NAT": "NAT"}
"""Bodies that CAMEO knows by a code of their own; others are told by their type alone."""

_BODIES = frozenset({*_GROUPS, "IGO", "NGO", "MNC"})

_TYPES = frozenset("COP GOV JUD LEG MIL OPP REB SPY UAF AGR BUS CRM CVL EDU ELI HRI LAB MED REF IGO NGO MNC".split())
"""Sectors that CAMEO has too, under the same three letters."""


def write(material: Material, out: Out) -> None:
    """Every act that took place. An article that repeats another one's story adds to that one's number of articles."""
    file = out.open(FILE)
    out.written[FILE] = 0
    sources = _Sources(material)
    for coded in material.articles():
        if coded.document.id in material.copies:
            out.left_out["articles that repeat another one's story, counted there in NumArticles"] += 1
            continue
        for row in _rows(coded, sources, out):
            file.write(("\t".join(row.get(column, "") for column in COLUMNS) + "\n").encode("utf-8"))
            out.written[FILE] += 1


class _Sources:
    """How many articles tell a story, and from how many publishers."""

    def __init__(self, material: Material) -> None:
        self._articles: dict[str, int] = {}
        self._publishers: dict[str, set[str]] = {}
        publishers = material.publishers(material.copies)
        for copy, original in material.copies.items():
            self._articles[original] = self._articles.get(original, 1) + 1
            self._publishers.setdefault(original, set()).add(publishers.get(copy) or "")

    def articles(self, document: str) -> int:
        return self._articles.get(document, 1)

    def publishers(self, document: str, own: str | None) -> int:
        return len({own or "", *self._publishers.get(document, ())} - {""}) or 1


def _rows(coded: Coded, sources: _Sources, out: Out) -> Iterator[dict[str, str]]:
    document = coded.document
    demands = tuple(c for c in coded.claims if isinstance(c, Demand))
    out.left_out["statements and demands, which GDELT has no place for"] += sum(
        not isinstance(c, Event) for c in coded.claims
    )
    lead = _end_of_lead(coded)
    articles = str(sources.articles(document.id))
    for event in acts_of(coded, out.left_out):
        code = code_of(event, demands)
        if not code:
            out.left_out[
                "CAMEO codes, for none says what the PLOVER type and mode say (the rows are there, with the code empty)"
            ] += 1
        told = {
            **_date(event),
            "IsRootEvent": str(int(any(span.start < lead for span in event.evidence))),
            "EventCode": code,
            "EventBaseCode": code[:3],
            "EventRootCode": code[:2],
            "QuadClass": _text(quad_of(event, code)),
            "NumMentions": articles,
            "NumSources": str(sources.publishers(document.id, document.publisher)),
            "NumArticles": articles,
            **{f"{where}Geo_Type": "0" for where in ("Actor1", "Actor2", "Action")},
            "DATEADDED": f"{document.published.replace('-', '')}000000" if document.published else "",
            "SOURCEURL": _cell(document.url or document.id),
        }
        for actor, recipient in _pairs(event):
            # sixty bits, as a whole number of SQL and of Arrow holds them
            number = int(hashed(event.id, actor and actor.id, recipient and recipient.id)[:15], 16)
            yield told | {"GLOBALEVENTID": str(number)} | _side(1, actor) | _side(2, recipient)


def _pairs(event: Event) -> Iterable[tuple[Actor | None, Actor | None]]:
    if event.type == "CONSULT" and not event.recipients and len(event.actors) > 1:
        return permutations(event.actors, 2)
    return product(event.actors or (None,), event.recipients or (None,))


def _date(event: Event) -> dict[str, str]:
    """As far as it is known: a month has no day, and what has no date has none here."""
    known = {"day": 10, "month": 7, "week": 4, "year": 4}.get(event.date_precision, 0) if event.date else 0
    day = (event.date or "")[:known].replace("-", "")
    found = {"MonthYear": day[:6] if len(day) >= 6 else "", "Year": day[:4]}
    if len(day) == 8:
        # GDELT's own reckoning: a year of 365 days, months of 30
        passed = (int(day[4:6]) * 30 + int(day[6:])) / 365
        found |= {"SQLDATE": day, "FractionDate": f"{int(day[:4]) + passed:.4f}"}
    return found


def _side(number: int, actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {}
    country = actor.country or ""
    kind = actor.sector if actor.sector in _TYPES else country if country in ("IGO", "NGO", "MNC") else ""
    state = "" if country in _BODIES else _COUNTRIES.get(country, country)
    group = _GROUPS.get(country, "")
    if group and kind in ("", "GOV"):
        kind = "IGO"
    parts = {
        "Code": f"{kind}{group}" if group else f"{state}{kind}",
        "Name": _cell(actor.name).upper(),
        "CountryCode": state,
        "KnownGroupCode": group,
        "Type1Code": kind,
    }
    return {f"Actor{number}{part}": word for part, word in parts.items()}


def _end_of_lead(coded: Coded) -> int:
    """Where the lead ends: the title, the deck and the first paragraph of the article."""
    for part in coded.document.parts:
        if part.kind in CODED_PARTS and part.kind not in ("title", "deck", "caption"):
            return part.end
    return len(coded.document.text)


def _cell(words: str) -> str:
    return " ".join(words.split())


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
