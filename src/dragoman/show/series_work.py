"""Which acts is a series made of: the desk's own, a source that was taken in, or a file just now? And its table.

The three never mix: an act that two of them tell of would count twice.
"""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError, UsageError
from dragoman.keep import Case, Filter
from dragoman.records import CODER, Event, Reject
from dragoman.show.acts import acts_in as linked_acts
from dragoman.show.lines import Lines, plain, say, say_rejects
from dragoman.show.options import is_country, name_country, read_choice, read_country
from dragoman.weigh import EVERY, QUADS, Coverage, Period, Series, acts_table, count_dyads, count_series, many

if TYPE_CHECKING:
    import pyarrow as pa

Direction = tuple[str, str]
MEASURES = ("score", "counts", "quad")
"""What a table of a series can show."""


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts to count, the time that their source can tell of, and what a reader should know of them."""

    table: "pa.Table"
    coverage: Coverage
    notes: tuple[str, ...] = ()
    own: bool = True
    """Read by the desk itself: then each act has its articles and the timeline shows them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where acts come from: the case, a source in it, or a file with its column map and form of dates."""

    case: str
    source: str | None = None
    file: str | None = None
    columns: str | None = None
    dates: str | None = None


def read_pair(typed: str) -> tuple[str, str]:
    """The codes of two different sides."""
    one, other = _sides(typed, 2, "a dyad takes two different sides, with a comma between them, such as USA,BLR")
    return one, other


def read_triangle(typed: str) -> tuple[str, str, str]:
    """The codes of three different sides, the pivot first."""
    x, a, b = _sides(typed, 3, "a triangle takes three different sides, the pivot first, such as BLR,USA,RUS")
    return x, a, b


def _sides(typed: str, number: int, what: str) -> tuple[str, ...]:
    names = [name.strip() for name in typed.split(",")]
    if len(names) != number or not all(names):
        named = sum(map(bool, names))
        raise UsageError(f"{typed!r} names {many(named, 'side')}: {what}.")
    codes = tuple(map(read_country, names))
    for n, code in enumerate(codes):
        if code in codes[:n]:
            first, again = names[codes.index(code)], names[n]
            both = f"{first} stands there twice" if first == again else f"{first} and {again} are the same side"
            raise UsageError(f"{both}: {what}.")
    return codes


def find_acts(origin: Origin, sides: tuple[str, ...]) -> Acts:
    """The acts between these sides; what could not be read is said. A `UsageError` says that a side is unknown."""
    if origin.file is not None:
        if origin.source:
            raise UsageError("--from and --source name two origins: choose one, their acts would count twice.")
        return _of_file(origin, sides)
    if origin.columns or origin.dates:
        raise UsageError("--columns and --dates tell how to read a file: name it with --from.")
    with Case.open(origin.case, create=False) as case:
        if origin.source:
            return acts_of_source(case, origin.source, sides)
        return among(acts_of_case(linked_acts(case, Filter()), case.published()), sides)


def acts_of_source(case: Case, source: str, sides: tuple[str, ...]) -> Acts:
    """The acts of a source that was taken into the case."""
    _must_be_known(sides)
    kept = {s.name: s for s in case.coded_sources()}
    if source not in kept:
        there = ", ".join(kept) or "none; take one in with import-events"
        raise UsageError(f"There is no source {source!r} in this case (there is {there}).")
    told = kept[source]
    span = (date.fromisoformat(told.first_day), date.fromisoformat(told.last_day))
    return Acts(
        case.coded_acts(source, sides), Coverage(span=span), (f"Acts as {source} ({told.form}) codes them.",), False
    )


def acts_of_case(events: Iterable[Event], published: Mapping[str, str | None]) -> Acts:
    """All acts that the desk's own articles tell of, from events that are linked."""
    days = frozenset(date.fromisoformat(day) for day in published.values() if day)
    return Acts(acts_table(events), Coverage(days=days))


def among(acts: Acts, sides: tuple[str, ...]) -> Acts:
    """The desk's acts, where these sides are known. A `UsageError` says that one is not."""
    _must_be_known(sides, acts.table)
    return acts


def _must_be_known(sides: tuple[str, ...], table: "pa.Table | None" = None) -> None:
    """Refuse a side that is no state or body and does nothing in the desk's own acts: it would be a series of zeros."""
    for side in sides:
        if not is_country(side) and (table is None or not _acts_in(table, side)):
            here = "" if table is None else " and nobody who acts in this case"
            raise UsageError(
                f"{side!r} is no state or body that is known{here}: write a name or a code, such as Belarus or BLR."
            )


def _acts_in(table: "pa.Table", side: str) -> bool:
    import pyarrow.compute as pc

    return any(pc.any(pc.equal(table[column], side)).as_py() for column in ("actor", "recipient"))


def _of_file(origin: Origin, sides: tuple[str, ...]) -> Acts:
    from dragoman.read import parse_columns, read_coded

    _must_be_known(sides)
    path = Path(str(origin.file))
    found = read_coded(path, parse_columns(origin.columns) if origin.columns else None, origin.dates, sides)
    say_refused(found.rejects, found.refused)
    notes = (f"Acts as {path.name} ({found.form}) codes them.", *found.notes)
    return Acts(found.acts, Coverage(span=(found.first_day, found.last_day)), notes, False)


def say_refused(rejects: Sequence[Reject], rows: int, most: int = 8) -> None:
    """Say what was not read: the most frequent faults, and how many rows in all."""
    say_rejects(rejects[:most])
    if rows:
        more = f" ({len(rejects) - most} more kinds of faults)" if len(rejects) > most else ""
        say(f"{many(rows, 'row')} {'was' if rows == 1 else 'were'} not read{more}.")


def import_events(where: str, file: str, name: str | None, columns: str | None, dates: str | None) -> int:
    """Take coded events of others into the case. Exit status: 1 where something was not read."""
    from dragoman.read import parse_columns, read_coded

    path = Path(file)
    known_by = name or path.name.removesuffix(".gz").rsplit(".", 1)[0]
    wanted = parse_columns(columns) if columns else None
    with Case.open(where) as case:
        try:
            found = read_coded(path, wanted, dates)
        except SourceError as error:
            case.reject(Reject(id=error.name, reason=error.reason, detail=error.detail, coder=CODER))
            raise
        added = case.add_coded(known_by, found)
        for reject in found.rejects:
            case.reject(reject)
    say_refused(found.rejects, found.refused)
    for note in found.notes:
        say(note)
    known = found.acts.num_rows - added
    say(
        f"{where}: {many(added, 'act')} of {plain(known_by)} ({found.form}) from {found.first_day} to {found.last_day}"
        + (f"; {known:,} were known." if known else ".")
        + f"\nUse them with --source {shlex.quote(known_by)}."
    )
    return 1 if found.refused else 0


# ---- the table of a series


def show_series(
    origin: Origin,
    wanted: Filter,
    dyad: str | None,
    every: str,
    measure: str | None,
    chart: str | None,
    *,
    jsonl: bool,
) -> int:
    """How many acts of which kind fell into each period; for a dyad, in each direction."""
    if measure is not None:
        read_choice(measure, MEASURES, "measure")
    read_choice(every, EVERY, "period")
    if dyad is None:
        if chart:
            raise UsageError("A chart shows two sides: --dyad USA,BLR.")
        return _show_all(origin, wanted, every, measure, jsonl=jsonl)
    if wanted.actor or wanted.recipient:
        raise UsageError("--dyad names both sides already: leave out --actor and --recipient.")
    sides = read_pair(dyad)
    pairs = [(sides[0], sides[1]), (sides[1], sides[0])]
    acts = find_acts(origin, sides)
    table = acts.table
    if wanted.type:
        import pyarrow.compute as pc

        table = (
            table.filter(pc.equal(table["type"], wanted.type)) if "type" in table.column_names else table.slice(0, 0)
        )
    found = count_dyads(table, pairs, every, acts.coverage, wanted.since, wanted.until, once=acts.own)
    for note in [*acts.notes, *notes_on(found)]:
        say(note)
    if chart:
        from dragoman.show.series_charts import series_chart, write_chart

        write_chart(series_chart(found), chart)
    lines = [counted(pair, p, measure) for pair, series in found.items() for p in series.periods]
    _print(lines, jsonl=jsonl)
    return 0


def unplaced(acts: int, every: str) -> str:
    """That some acts fell into no period."""
    return f"{many(acts, 'act')} {'has' if acts == 1 else 'have'} no day that is known well enough for a {every}."


def notes_on(found: dict[Direction, Series]) -> list[str]:
    """What a reader of these series must know before he reads them."""
    notes = []
    for (actor, recipient), series in found.items():
        acts = sum(p.total for p in series.periods)
        way = f"{name_country(actor)} to {name_country(recipient)}"
        if series.without_period:
            notes.append(f"{way}: {unplaced(series.without_period, series.every)}")
        if acts == 1:
            notes.append(f"{way}: one act is an anecdote and no series.")
        elif not acts:
            notes.append(f"{way}: no act is on record.")
    gaps = [p.gap for series in list(found.values())[:1] for p in series.periods]
    if any(gaps):
        notes.append(
            f"{sum(gaps)} of {len(gaps)} periods are gaps: nothing published in them was read, "
            "so nobody knows whether nothing was done."
        )
    if not all(series.scored for series in found.values()):
        notes.append("The source gives no score for some acts: scores are of the others alone.")
    return notes


def _show_all(origin: Origin, wanted: Filter, every: str, measure: str | None, *, jsonl: bool) -> int:
    if origin.file or origin.source:
        raise UsageError("Name the two sides: --dyad USA,BLR.")
    with Case.open(origin.case, create=False) as case:
        series = count_series(linked_acts(case, wanted), every, wanted.since, wanted.until)
    if series.without_period:
        say(unplaced(series.without_period, every))
    _print([counted((wanted.actor, wanted.recipient), p, measure) for p in series.periods], jsonl=jsonl)
    return 0


def counted(sides: tuple[str | None, str | None], period: Period, measure: str | None = None) -> dict[str, Any]:
    """One period of one direction as a record; in a gap nothing is known. A measure leaves out the others."""
    line: dict[str, Any] = {"period": period.name, "actor": sides[0], "recipient": sides[1]}
    known = not period.gap
    if measure in (None, "quad"):
        line |= {q.replace(" ", "_"): period.counts[q] if known else None for q in QUADS}
    if measure == "counts":
        line |= {"acts": period.total if known else None}
    if measure in (None, "score"):
        line |= {"score": period.score, "net": period.net if known else None}
    return line | {"gap": period.gap}


_HEADS = {
    "period": "Period",
    "actor": "Who",
    "recipient": "To whom",
    "score": "Mean score",
    "net": "Net",
    "acts": "Acts",
}


def _print(lines: list[dict[str, Any]], *, jsonl: bool) -> None:
    if jsonl:
        Lines().write(lines)
        return
    # the lists of a case live beside everything else that works on one: it is heavy to import
    from dragoman.show.case_work import print_table

    # nobody in particular did it to nobody in particular: two columns of nothing
    named = [name for name in ("actor", "recipient") if any(line[name] for line in lines)]
    names = [name for name in (lines[0] if lines else ()) if name not in ("actor", "recipient", "gap") or name in named]
    heads = tuple(_HEADS.get(name, name.replace("_", " ").capitalize()) for name in names)
    print_table(heads, [tuple(_cell(line, name) for name in names) for line in lines])


def _cell(line: dict[str, Any], name: str) -> str:
    if line["gap"] and name not in ("period", "actor", "recipient"):
        return "gap"
    value = line[name]
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
