"""`reciprocity` and `triangle`: from acts to an estimate to sentences, for the terminal, programs and pages."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from math import isfinite
from typing import Any

from dragoman.show.lines import Lines, console, plain, say
from dragoman.show.options import name_country, read_choice
from dragoman.show.series_work import Acts, Direction, Origin, find_acts, notes_on, read_pair, read_triangle
from dragoman.weigh import (
    EVERY,
    MEASURES,
    Reciprocity,
    Series,
    TriangleResult,
    count_dyads,
    directions_of,
    estimate_reciprocity,
    is_refused,
    tell_reciprocity,
    tell_triangle,
    weigh_triangle,
)


def series_of(
    acts: Acts, ways: tuple[Direction, ...], every: str, since: str | None, until: str | None
) -> dict[Direction, Series]:
    """The series of these directions over the same periods."""
    return count_dyads(acts.table, ways, every, acts.coverage, since, until, once=acts.own)


def show_reciprocity(
    origin: Origin,
    dyad: str,
    every: str,
    measure: str,
    since: str | None,
    until: str | None,
    chart: str | None,
    *,
    jsonl: bool,
) -> int:
    """How two sides answer each other. Exit status: 1 where nothing could be estimated."""
    one, other = read_pair(dyad)
    read_choice(every, EVERY, "period")
    read_choice(measure, MEASURES, "measure of an estimate")
    acts = find_acts(origin, (one, other))
    series = series_of(acts, ((one, other), (other, one)), every, since, until)
    found = estimate_reciprocity(series, (one, other), measure)
    if chart:
        from dragoman.show.series_charts import reciprocity_chart, write_chart

        write_chart(reciprocity_chart(found, series), chart)
    _tell(record_of(found), list(tell_reciprocity(found, name_country)), [*acts.notes, *notes_on(series)], jsonl=jsonl)
    return 0 if not is_refused(found) else 1


def show_triangle(
    origin: Origin,
    pivot: str,
    patrons: str,
    every: str,
    measure: str,
    since: str | None,
    until: str | None,
    chart: str | None,
    *,
    jsonl: bool,
) -> int:
    """What two patrons and a pivot do to each other. Exit status: 1 where nothing could be estimated."""
    x, a, b = read_triangle(f"{pivot},{patrons}")
    read_choice(every, EVERY, "period")
    read_choice(measure, MEASURES, "measure of an estimate")
    acts = find_acts(origin, (x, a, b))
    series = series_of(acts, directions_of(x, (a, b)), every, since, until)
    found = weigh_triangle(series, x, (a, b), measure)
    if chart:
        from dragoman.show.series_charts import triangle_chart, write_chart

        write_chart(triangle_chart(found, series), chart)
    _tell(record_of(found), list(tell_triangle(found, name_country)), [*acts.notes, *notes_on(series)], jsonl=jsonl)
    return 0 if not found.refused else 1


def _tell(record: dict[str, Any], sentences: list[str], notes: list[str], *, jsonl: bool) -> None:
    for note in notes:
        say(note)
    if jsonl:
        Lines().write([record | {"told": sentences}])
        return
    page = console()
    for sentence in sentences:
        page.print(plain(sentence), markup=False)


def record_of(found: Reciprocity | TriangleResult) -> dict[str, Any]:
    """An estimate as plain values; the residuals and the autoregression's weights stay behind unless asked for."""
    kind = "reciprocity" if isinstance(found, Reciprocity) else "triangle"
    return {"record": kind, **_plain(asdict(found))}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items() if key != "residuals"}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, float):
        # JSON knows no NaN; and the twelfth digit differs between machines
        return float(f"{value:.10g}") if isfinite(value) else None
    return value
