"""Which commands count acts over time and weigh how sides answer each other? Merged into the command line."""

from typing import Annotated

import typer

from dragoman.show.options import Jsonl, Since, Type, Until, Who, Whom, get_case

commands = typer.Typer()

Dyad = Annotated[str | None, typer.Option("--dyad", metavar="A,B", help="Two sides; counted in each direction.")]
Every = Annotated[str, typer.Option("--by", "--every", metavar="PERIOD", help="day, week, month, quarter or year.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="FILE", help="Coded events of others, used without taking them in.")
]
Source = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="A source that import-events took into the case.")
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="MAP", help="For other tables: actor=…,recipient=…,date=…,code=… (see manual)."),
]
Dates = Annotated[
    str | None, typer.Option("--dates", metavar="FORM", help="How the file writes dates, such as %d/%m/%Y.")
]
Chart = Annotated[
    str | None, typer.Option("--chart", metavar="FILE", help="Draw it too: .html, .svg, .png, or .json (Vega-Lite).")
]


@commands.command()
def series(
    context: typer.Context,
    *,
    actor: Who = None,
    recipient: Whom = None,
    dyad: Dyad = None,
    every: Every = "month",
    measure: Annotated[
        str | None, typer.Option("--measure", help="score, counts or quad; all of them unless given.")
    ] = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    from_file: From = None,
    columns: Columns = None,
    dates: Dates = None,
    chart: Chart = None,
    jsonl: Jsonl = False,
) -> None:
    """How many acts of which kind fell into each period, and how warm or cold they were."""
    from dragoman.show import case_work, series_work

    wanted = case_work.read_filter(actor, recipient, type, since, until)
    origin = series_work.Origin(get_case(context), source, from_file, columns, dates)
    raise typer.Exit(series_work.show_series(origin, wanted, dyad, every, measure, chart, jsonl=jsonl))


@commands.command(name="import-events")
def import_events(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="ICEWS, POLECAT, GDELT, PLOVER JSON or a table.")],
    *,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="What to call it; the file's name unless given.")
    ] = None,
    columns: Columns = None,
    dates: Dates = None,
) -> None:
    """Take coded events of others into the case, apart from the desk's own."""
    from dragoman.show import series_work

    raise typer.Exit(series_work.import_events(get_case(context), file, source, columns, dates))


Measure = Annotated[str, typer.Option("--measure", help="score (sums of scores) or counts (numbers of acts).")]


@commands.command()
def reciprocity(
    context: typer.Context,
    *,
    dyad: Annotated[str, typer.Option("--dyad", metavar="A,B", help="The two sides.")],
    every: Every = "month",
    measure: Measure = "score",
    since: Since = None,
    until: Until = None,
    source: Source = None,
    from_file: From = None,
    columns: Columns = None,
    dates: Dates = None,
    chart: Chart = None,
    jsonl: Jsonl = False,
) -> None:
    """How two sides answer each other's cooperation and conflict: whether, how fast, how much, how sure."""
    from dragoman.show import series_answers, series_work

    origin = series_work.Origin(get_case(context), source, from_file, columns, dates)
    raise typer.Exit(series_answers.show_reciprocity(origin, dyad, every, measure, since, until, chart, jsonl=jsonl))


@commands.command()
def triangle(
    context: typer.Context,
    *,
    pivot: Annotated[str, typer.Option("--pivot", metavar="X", help="The side between the two others.")],
    patrons: Annotated[str, typer.Option("--patrons", metavar="A,B", help="The two sides that it deals with.")],
    every: Every = "month",
    measure: Measure = "score",
    since: Since = None,
    until: Until = None,
    source: Source = None,
    from_file: From = None,
    columns: Columns = None,
    dates: Dates = None,
    chart: Chart = None,
    jsonl: Jsonl = False,
) -> None:
    """Whether a side turns to one partner when the other presses, when the levels broke, and the hedging index."""
    from dragoman.show import series_answers, series_work

    origin = series_work.Origin(get_case(context), source, from_file, columns, dates)
    raise typer.Exit(
        series_answers.show_triangle(origin, pivot, patrons, every, measure, since, until, chart, jsonl=jsonl)
    )
