"""How many acts of which kind did each side direct at each other in each period? DuckDB counts large tables over Arrow.

An act counts once for each pair of sides, however many reports tell of it: what it counts as is the
first report's to say. The desk's own events and other people's tables come in one shape, a row for
each actor and recipient of an act.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.read import own_duckdb, told_again
from dragoman.records import Event
from dragoman.weigh.periods import EVERY, FINENESS, first_day, start_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

_FACTUAL = frozenset({"occurred", "ongoing"})
_TOGETHER = frozenset({"verbal cooperation", "material cooperation"})


def happened(event: Event) -> bool:
    """Whether an event is an act of its day: what is planned, denied or long past is none."""
    return event.status in _FACTUAL and not event.historical


def acts_table(events: Iterable[Event]) -> "pa.Table":
    """The desk's events as rows of one act between two sides, countries by their code.

    What several states do together, to nobody, they do to each other: a meeting without a host, a treaty signed.
    """
    # the first report of an act says what it counts as
    ordered = sorted(filter(happened, events), key=lambda e: e.same_as is not None)
    return _arrow([(event, a, b) for event in ordered for a, b in pairs_of(event)])


def pairs_of(event: Event) -> list[tuple[str, str]]:
    """Who did it to whom, countries by their code, each pair once."""
    actors = list(dict.fromkeys(a.country or a.name for a in event.actors))
    recipients = list(dict.fromkeys(a.country or a.name for a in event.recipients))
    if not recipients and len(actors) > 1 and event.quad in _TOGETHER:
        recipients = actors
    return [(a, b) for a in actors for b in recipients if a != b]


def is_fine(precision: str, every: str) -> bool:
    """Whether a date of this precision is known well enough for such periods."""
    return FINENESS[precision] <= EVERY.index(every)


def undirected_table(events: Iterable[Event]) -> "pa.Table":
    """The same events each as one row between nobody: for counting acts whoever did them."""
    return _arrow([(event, "", "") for event in filter(happened, events)])


def _arrow(rows: list[tuple[Event, str, str]]) -> "pa.Table":
    import pyarrow as pa

    events = [event for event, _, _ in rows]
    return pa.table(
        {
            "act": pa.array([e.same_as or e.id for e in events], pa.string()),
            "day": pa.array([first_day(e.date) if e.date else None for e in events], pa.date32()),
            "precision": pa.array([e.date_precision if e.date else "none" for e in events], pa.string()),
            "actor": pa.array([actor for _, actor, _ in rows], pa.string()),
            "recipient": pa.array([recipient for _, _, recipient in rows], pa.string()),
            "quad": pa.array([e.quad for e in events], pa.string()),
            "score": pa.array([e.score for e in events], pa.float64()),
            "count": pa.array([1] * len(rows), pa.int64()),
        }
    )


def tally(
    acts: "pa.Table",
    every: str,
    pairs: Iterable[tuple[str, str]] | None = None,
    *,
    once: bool = True,
    memory: str = "1500MB",
) -> "pa.Table":
    """Numbers of acts by actor, recipient, start of the period and quad class, with the sums of their scores.

    Acts whose day is not known well enough for the period have no start. `pairs` leaves only these directions;
    `once` may be switched off for a table whose acts are known to have one row each.
    """
    import numpy as np
    import pyarrow as pa

    if pairs is not None:
        acts = _between(acts, pairs)
    # each row's group as one number: grouping ten million rows by four words takes four times as long
    actors, recipients, quads = (_numbered(acts[column]) for column in ("actor", "recipient", "quad"))
    starts = _starts(acts, every)
    group = np.zeros(len(acts), dtype="int64")
    for numbers, known in (actors, recipients, starts, quads):
        group *= max(1, len(known))
        group += numbers
    columns: dict[str, Any] = {"group": group, "score": acts["score"], "count": acts["count"]}
    if once:
        columns["again"] = _told_again(acts)
    counted = _summed(pa.table(columns), once=once, memory=memory)
    left = counted["group"].to_numpy()
    told: dict[str, pa.DictionaryArray] = {}
    for name, (_, known) in (("quad", quads), ("start", starts), ("recipient", recipients), ("actor", actors)):
        left, place = np.divmod(left, max(1, len(known)))
        told[name] = pa.DictionaryArray.from_arrays(place.astype("int32"), known)
    columns = {name: told[name] for name in ("actor", "recipient", "start", "quad")}
    columns |= {name: counted[name] for name in ("count", "score", "scored")}
    return pa.table(columns).filter(_between_two(told["actor"], told["recipient"]))


def _between_two(actors: "pa.DictionaryArray", recipients: "pa.DictionaryArray") -> "pa.Array":
    """Where one side acts towards another, or nobody towards nobody; a side's own acts towards itself are no dyad."""
    import pyarrow.compute as pc

    itself = pc.fill_null(pc.index_in(recipients.dictionary, actors.dictionary), -1).take(recipients.indices)
    nobody = pc.equal(actors.dictionary, "").take(actors.indices)
    return pc.or_(pc.not_equal(actors.indices, itself), nobody)


FEW = 100_000
"""Rows below which opening a DuckDB takes longer than counting."""


def _summed(acts: "pa.Table", *, once: bool, memory: str) -> "pa.Table":
    """Numbers and scores of each group, in the groups' order."""
    import pyarrow.compute as pc

    if len(acts) >= FEW:
        with own_duckdb(memory) as db:
            db.register("acts", acts)
            return db.sql(_COUNTED.format(where="WHERE NOT again" if once else "")).to_arrow_table()
    if once:
        acts = acts.filter(pc.invert(acts["again"]))
    count, score = acts["count"], acts["score"]
    acts = acts.set_column(acts.schema.get_field_index("score"), "score", pc.multiply(score, pc.cast(count, "double")))
    acts = acts.append_column("scored", pc.if_else(pc.is_valid(score), count, None))
    sums = acts.group_by("group").aggregate([("count", "sum"), ("score", "sum"), ("scored", "sum")])
    return sums.rename_columns({f"{name}_sum": name for name in ("count", "score", "scored")}).sort_by("group")


_COUNTED = """
SELECT "group", CAST(sum(count) AS BIGINT) AS count, sum(score * count) AS score,
       CAST(sum(count) FILTER (score IS NOT NULL) AS BIGINT) AS scored
FROM acts {where} GROUP BY "group" ORDER BY "group"
"""


def _between(acts: "pa.Table", pairs: Iterable[tuple[str, str]]) -> "pa.Table":
    """The rows that go in one of these directions."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = None
    for actor, recipient in pairs:
        here = pc.and_(pc.equal(acts["actor"], actor), pc.equal(acts["recipient"], recipient))
        kept = here if kept is None else pc.or_(kept, here)
    return acts.slice(0, 0) if kept is None else acts.filter(pc.fill_null(kept, pa.scalar(False)))


def _numbered(column: "pa.ChunkedArray") -> "tuple[Numbers, pa.Array]":
    """Each row's value as its place among the different values, and those in their order."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    coded = column.combine_chunks()
    coded = coded if pa.types.is_dictionary(coded.type) else coded.dictionary_encode()
    order = pc.sort_indices(coded.dictionary)
    place = np.empty(len(order), dtype="int32")
    place[order.to_numpy()] = np.arange(len(order), dtype="int32")
    return place[coded.indices.to_numpy(zero_copy_only=False)], coded.dictionary.take(order)


def _starts(acts: "pa.Table", every: str) -> "tuple[Numbers, pa.Array]":
    """The same of the first day of each act's period: looked up, not reckoned, for there are few different days.

    The last place is for acts whose day is not known well enough.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    coded = acts["day"].combine_chunks().dictionary_encode()
    of_day = [start_of(day, every) for day in coded.dictionary.to_pylist()]
    known = sorted(set(of_day))
    place = np.array([*(bisect_left(known, start) for start in of_day), len(known)], dtype="int32")
    numbers = place[pc.fill_null(coded.indices, len(of_day)).to_numpy(zero_copy_only=False)]
    allowed = pa.array([precision for precision in FINENESS if is_fine(precision, every)])
    fine = pc.is_in(acts["precision"], allowed).combine_chunks().to_numpy(zero_copy_only=False)
    return np.where(fine, numbers, len(known)), pa.array([*known, None], pa.date32())


def _told_again(acts: "pa.Table") -> "NDArray[np.bool_]":
    """Which rows are later reports of an act: rows come in the case's one order."""
    import numpy as np

    if len(acts) < FEW:
        sides = (acts[column].to_pylist() for column in ("act", "actor", "recipient"))
        seen: dict[tuple[str, ...], int] = {}
        return np.array([seen.setdefault(told, row) != row for row, told in enumerate(zip(*sides, strict=True))], bool)
    with own_duckdb() as db:
        db.register("acts", acts)
        return told_again(db.sql("SELECT hash(act, actor, recipient) AS told FROM acts").fetchnumpy()["told"])
