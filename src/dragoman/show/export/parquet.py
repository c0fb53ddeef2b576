"""Parquet for DuckDB, Polars, pandas and R: one table a kind of record, with all its fields.

Actors stand twice: nested in their record, and one row each in `sides.parquet`; `dyads.parquet` has a row
for every actor and recipient of an event, which is what most statistics begin with.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from dragoman.records import Actor, Claim, Event
from dragoman.show.export.arrow import KINDS, Columns, ParquetTable, row_of, schema, schema_of
from dragoman.show.export.material import Material, sides_of
from dragoman.show.export.out import Out

if TYPE_CHECKING:
    import pyarrow as pa

_BESIDE: dict[str, Columns] = {"documents": {"copy_of": str}}
_PLACE: Columns = {"record": str, "record_id": str, "document": str, "side": str, "place": int}
_ACT: Columns = {
    "event": str,
    "document": str,
    "date": str,
    "date_precision": str,
    "type": str,
    "mode": str,
    "quad": str,
    "score": float,
    "status": str,
    "historical": bool,
    "same_as": str,
    "confidence": float,
}
_WHO: Columns = {"id": str, "name": str, "country": str, "sector": str, "role": str, "in_office": bool}


def write(material: Material, out: Out) -> None:
    """A file a kind of record, the actors one by one, the dyads; the ledger too where a day was named."""
    with ExitStack() as stack:
        tables = {
            name: stack.enter_context(closing(ParquetTable(out.open(f"{name}.parquet"), columns)))
            for name, columns in _schemas(with_ledger=material.as_of is not None).items()
        }
        for coded in material.articles():
            document = coded.document
            tables["documents"].add(row_of(document) | {"copy_of": material.copies.get(document.id)})
            for claim in coded.claims:
                tables[f"{claim.record}s"].add(row_of(claim))
                for row in _sides(claim):
                    tables["sides"].add(row)
                for row in _dyads(claim) if isinstance(claim, Event) else ():
                    tables["dyads"].add(row)
        for name, records in (("rejects", material.rejects()), ("rulings", material.rulings)):
            for record in records:
                tables[name].add(row_of(record))
        for entry in material.entries():
            tables["ledger"].add(row_of(entry))
    for name, written in tables.items():
        out.written[f"{name}.parquet"] = written.count


def _schemas(*, with_ledger: bool) -> "dict[str, pa.Schema]":
    found = {
        name: schema_of(model, after=_BESIDE.get(name, {}))
        for name, model in KINDS.items()
        if with_ledger or name != "ledger"
    }
    found["sides"] = schema_of(Actor, before=_PLACE)
    both = {f"{side}_{name}": kind for side in ("actor", "recipient") for name, kind in _WHO.items()}
    found["dyads"] = schema({**_ACT, **both})
    return found


def _sides(claim: Claim) -> Iterator[dict[str, Any]]:
    for side, actors in sides_of(claim):
        for place, actor in enumerate(actors):
            yield {
                "record": claim.record,
                "record_id": claim.id,
                "document": claim.document,
                "side": side,
                "place": place,
                **row_of(actor),
            }


def _dyads(event: Event) -> Iterator[dict[str, Any]]:
    """Every actor with every recipient; a side that nobody stands on is empty."""
    act = {name: getattr(event, name) for name in _ACT if name != "event"} | {"event": event.id}
    for actor in event.actors or (None,):
        for recipient in event.recipients or (None,):
            yield {**act, **_who("actor", actor), **_who("recipient", recipient)}


def _who(side: str, actor: Actor | None) -> dict[str, Any]:
    return {f"{side}_{name}": getattr(actor, name) for name in _WHO} if actor else {}
