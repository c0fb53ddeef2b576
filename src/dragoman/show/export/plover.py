"""PLOVER JSON: one event a line, named and ordered as the PLOVER manual (0.8) names them.

`auxiliary` holds what the manual calls the auxiliary statuses: historical, future, hypothetical, negation.
"""

from collections.abc import Iterable
from typing import Any, Final

from dragoman.records import Actor, Document, Event, Status
from dragoman.show.export.material import Material
from dragoman.show.export.out import Out
from dragoman.show.lines import as_line

FILE = "plover.jsonl"
LACKS = (
    "statements, demands, the ledger",
    "the coder's reasons, and the texts in which the words stand",
)
ONTOLOGY = "PLOVER 0.8"

_AUXILIARY: Final[dict[Status, str]] = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}


def write(material: Material, out: Out) -> None:
    """Every event, whatever its status; statements and demands have no place in PLOVER."""
    file = out.open(FILE)
    out.written[FILE] = 0
    for coded in material.articles():
        for claim in coded.claims:
            if isinstance(claim, Event):
                file.write(as_line(_record(coded.document, claim)))
                out.written[FILE] += 1
            else:
                out.left_out[f"{claim.record}s, which PLOVER has no place for"] += 1


def _record(document: Document, event: Event) -> dict[str, Any]:
    auxiliary = [_AUXILIARY[event.status]] if event.status in _AUXILIARY else []
    return {
        "id": event.id,
        "date": event.date,
        "date_precision": event.date_precision,
        "actor": [_side(a) for a in event.actors],
        "recipient": [_side(a) for a in event.recipients],
        "type": event.type,
        "mode": event.mode,
        "context": list(event.contexts),
        "auxiliary": [*auxiliary, *(["historical"] if event.historical else [])],
        "status": event.status,
        "quad": event.quad,
        "score": event.score,
        "actor_text": _words(event.actors),
        "recipient_text": _words(event.recipients),
        "text": [{"start": span.start, "end": span.end, "text": span.exact} for span in event.evidence],
        "same_as": event.same_as,
        "confidence": event.confidence,
        "document": document.id,
        "publication": {
            "title": document.title,
            "publisher": document.publisher,
            "date": document.published,
            "url": document.url,
            "language": document.language,
        },
        "coder": event.coder,
        "version": ONTOLOGY,
    }


def _side(actor: Actor) -> dict[str, Any]:
    return {
        "code": actor.country,
        "sector": actor.sector,
        "name": actor.name,
        "role": actor.role,
    }


def _words(actors: Iterable[Actor]) -> list[str]:
    return [a.text for a in actors if a.text]
