"""How many acts of which kind did each side direct at each other in each period? Counted by DuckDB over Arrow.

An act counts once for each pair of sides, however many reports tell of it: what it counts as is the
first report's to say. The desk's own events and other people's tables come in one shape, a row for
each actor and recipient of an act.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.records import Event
from dragoman.weigh.periods import EVERY, FINENESS, first_day, start_of

if TYPE_CHECKING:
    import pyarrow as pa

_FACTUAL = frozenset({"occurred", "ongoing"})
_TOGETHER = frozenset({"verbal cooperation", "material cooperation"})
_COARSE = {name: n for name, n in FINENESS.items() if n < 9}


def happened(event: Event) -> bool:
    """Whether an event is an act of its day: what is planned, denied or long past is none."""
    return event.status in _FACTUAL and not event.historical


def acts_table(events: Iterable[Event]) -> "pa.Table":
    """The desk's events as rows of one act between two sides, countries by their code.

    What several states do together, to nobody, they do to each other: a meeting without a host, a treaty signed.
    """
    rows: list[tuple[Event, str, str]] = []
    # the first report of an act says what it counts as
    for event in sorted(filter(happened, events), key=lambda e: e.same_as is not None):
        actors = list(dict.fromkeys(a.country or a.name for a in event.actors))
        recipients = list(dict.fromkeys(a.country or a.name for a in event.recipients))
        if not recipients and len(actors) > 1 and event.quad in _TOGETHER:
            rows += [(event, a, b) for a in actors for b in actors if a != b]
        else:
            rows += [(event, a, b) for a in actors for b in recipients if a != b]
    return _arrow(rows)


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
    import duckdb
    import pyarrow as pa
    import pyarrow.compute as pc

    if pairs is not None:
        acts = _between(acts, pairs)
    if once:
        acts = _first_reports(acts)
    # numbers instead of words: grouping ten million rows by four words takes three times as long
    names = {column: _coded(acts[column]) for column in ("actor", "recipient", "quad")}
    coded = {column: indices for column, (indices, _) in names.items()}
    fine = pc.is_in(acts["precision"], pa.array([p for p, coarse in _COARSE.items() if coarse <= EVERY.index(every)]))
    start = pc.if_else(fine, _starts(acts["day"], every), pa.scalar(None, pa.date32()))
    with duckdb.connect(config={"threads": 2, "memory_limit": memory}) as db:
        db.register("acts", pa.table({**coded, "start": start, "score": acts["score"], "count": acts["count"]}))
        for column, (_, words) in names.items():
            db.register(f"{column}s", pa.table({"n": pa.array(range(len(words)), pa.int32()), "word": words}))
        return db.sql(_COUNTED).to_arrow_table()


_COUNTED = """
SELECT a.word AS actor, r.word AS recipient, start, q.word AS quad, count, score, scored
FROM (SELECT actor, recipient, start, quad, CAST(sum(count) AS BIGINT) AS count, sum(score * count) AS score,
             CAST(sum(count) FILTER (score IS NOT NULL) AS BIGINT) AS scored
      FROM acts GROUP BY ALL) AS c
JOIN actors a ON a.n = c.actor JOIN recipients r ON r.n = c.recipient JOIN quads q ON q.n = c.quad
WHERE a.word <> r.word OR a.word = ''
ORDER BY c.actor, c.recipient, start, c.quad
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


def _coded(column: "pa.ChunkedArray") -> "tuple[pa.Array, pa.Array]":
    """Words as numbers in the order of the alphabet, and the words."""
    import numpy as np
    import pyarrow as pa

    coded = column.combine_chunks()
    coded = coded if pa.types.is_dictionary(coded.type) else coded.dictionary_encode()
    coded = coded.cast(pa.dictionary(pa.int32(), pa.string()))
    words = np.array(coded.dictionary.to_pylist(), dtype=object)
    order = np.argsort(words)
    place = np.empty(len(words), dtype="int32")
    place[order] = np.arange(len(words), dtype="int32")
    return pa.array(place[coded.indices.to_numpy(zero_copy_only=False)]), pa.array(words[order], pa.string())


def _starts(days: "pa.ChunkedArray", every: str) -> "pa.Array":
    """The first day of each day's period: looked up, not reckoned, for there are few different days."""
    coded = days.combine_chunks().dictionary_encode()
    import pyarrow as pa

    known = pa.array([start_of(day, every) if day else None for day in coded.dictionary.to_pylist()], pa.date32())
    return known.take(coded.indices)


def _first_reports(acts: "pa.Table") -> "pa.Table":
    """The table without the later reports of an act: rows come in the case's one order.

    Rows are told apart by 64-bit hashes: that takes one act in ten million for another about once
    in a million tables.
    """
    import duckdb
    import pandas as pd
    import pyarrow as pa

    with duckdb.connect(config={"threads": 2}) as db:
        db.register("acts", acts)
        told = db.sql("SELECT hash(act, actor, recipient) AS told FROM acts").fetchnumpy()["told"]
    again = pd.Series(told).duplicated().to_numpy()
    return acts.filter(pa.array(~again)) if again.any() else acts
