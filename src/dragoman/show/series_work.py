"""Which acts is a series made of: the desk's own, a source that was taken in, or a file just now? And its table.

The three never mix: an act that two of them tell of would count twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError, UsageError
from dragoman.keep import Case, CaseView, Filter, after_rulings
from dragoman.records import CODER, Reject
from dragoman.show.acts import acts_in as linked_acts
from dragoman.show.lines import Lines, plain, say, say_rejects
from dragoman.show.options import name_country, read_country
from dragoman.weigh import EVERY, QUADS, Coverage, Period, Series, acts_table, count_dyads, count_series, link_acts

if TYPE_CHECKING:
    import pyarrow as pa

Direction = tuple[str, str]
MEASURES = ("score", "counts", "quad")


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


def read_sides(dyad: str, number: int = 2) -> tuple[str, ...]:
    """The codes of so many different sides, typed with commas between them."""
    names = [name.strip() for name in dyad.split(",")]
    if len(names) != number or not all(names):
        what = "two sides with a comma between them, such as USA,BLR" if number == 2 else f"{number} sides"
        raise UsageError(f"{dyad!r} is no dyad; write {what}.")
    codes = tuple(map(read_country, names))
    if len(set(codes)) < number:
        raise UsageError(f"{names[0]} and {names[1]} are the same side: a dyad takes two different ones.")
    return codes


def read_every(typed: str) -> str:
    if typed not in EVERY:
        raise UsageError(f"{typed!r} is no period; choose one of {', '.join(EVERY)}.")
    return typed


def find_acts(origin: Origin, sides: tuple[str, ...]) -> Acts:
    """The acts between these sides; what could not be read is said."""
    if origin.file is not None:
        if origin.source:
            raise UsageError("--from and --source name two origins: choose one, their acts would count twice.")
        return _of_file(origin, sides)
    if origin.columns or origin.dates:
        raise UsageError("--columns and --dates tell how to read a file: name it with --from.")
    with Case.open(origin.case, create=False) as case:
        return acts_in(case, origin.source, sides)


def acts_in(case: Case, source: str | None, sides: tuple[str, ...]) -> Acts:
    """The acts of the desk's own articles, or of a source that was taken into the case."""
    if source is None:
        return acts_of_view(case.view())
    kept = {s.name: s for s in case.coded_sources()}
    if source not in kept:
        there = ", ".join(kept) or "none; take one in with import-events"
        raise UsageError(f"There is no source {source!r} in this case (there is {there}).")
    told = kept[source]
    span = (date.fromisoformat(told.first_day), date.fromisoformat(told.last_day))
    return Acts(
        case.coded_acts(source, sides), Coverage(span=span), (f"Acts as {source} ({told.form}) codes them.",), False
    )


def acts_of_view(view: CaseView) -> Acts:
    """The acts of a moment of the case, without those that an analyst rejected."""
    seen = after_rulings(view)
    days = frozenset(date.fromisoformat(d.published) for d in seen.documents if d.published)
    events = link_acts(seen.events, {d.id: d.published for d in seen.documents})
    return Acts(acts_table(events), Coverage(days=days))


def _of_file(origin: Origin, sides: tuple[str, ...]) -> Acts:
    from dragoman.read import parse_columns, read_coded

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
        say(f"{rows:,} rows were not read{more}.")


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
        f"{where}: {added:,} acts of {plain(known_by)} ({found.form}) from {found.first_day} to {found.last_day}"
        + (f"; {known:,} were known." if known else ".")
        + f"\nUse them with --source {known_by}."
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
    if measure is not None and measure not in MEASURES:
        raise UsageError(f"{measure!r} is no measure; choose one of {', '.join(MEASURES)}.")
    read_every(every)
    if dyad is None:
        if chart:
            raise UsageError("A chart shows two sides: --dyad USA,BLR.")
        return _show_all(origin, wanted, every, measure, jsonl=jsonl)
    sides = read_sides(dyad)
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


def notes_on(found: dict[Direction, Series]) -> list[str]:
    """What a reader of these series must know before he reads them."""
    notes = []
    for (actor, recipient), series in found.items():
        acts = sum(p.total for p in series.periods)
        way = f"{name_country(actor)} to {name_country(recipient)}"
        if series.without_period:
            notes.append(
                f"{way}: {series.without_period} acts have no day that is known well enough for a {series.every}."
            )
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
        say(f"{series.without_period} acts have no day that is known well enough for a {every}.")
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

    names = [name for name in (lines[0] if lines else ()) if name != "gap"]
    heads = tuple(_HEADS.get(name, name.replace("_", " ").capitalize()) for name in names)
    print_table(heads, [tuple(_cell(line, name) for name in names) for line in lines])


def _cell(line: dict[str, Any], name: str) -> str:
    if line["gap"] and name not in ("period", "actor", "recipient"):
        return "gap"
    value = line[name]
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
