"""Which commands count acts over time and weigh how sides answer each other? Merged into the command line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.show.options import Dyad, Jsonl, Since, Type, Until, Who, Whom, get_case, taking

if TYPE_CHECKING:
    from dragoman.show.series_work import Origin

commands = typer.Typer()

Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="MAP",
        help="What the columns of any other table hold: actor=…,recipient=…,date=…,code=… (docs/series.md).",
    ),
]
Dates = Annotated[
    str | None, typer.Option("--dates", metavar="FORM", help="How the file writes dates, such as %d/%m/%Y.")
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of every command over series: which periods, of which acts, handed out in which form."""

    every: Annotated[
        str, typer.Option("--by", "--every", metavar="PERIOD", help="day, week, month, quarter or year.")
    ] = "month"
    since: Since = None
    until: Until = None
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="A source that import-events took into the case.")
    ] = None
    from_file: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="Coded events of others, used without taking them in.")
    ] = None
    columns: Columns = None
    dates: Dates = None
    chart: Annotated[
        str | None,
        typer.Option("--chart", metavar="FILE", help="Draw it too: .html, .svg, .png, or .json (Vega-Lite)."),
    ] = None
    jsonl: Jsonl = False

    def origin(self, context: typer.Context) -> "Origin":
        """Whose acts are counted."""
        from dragoman.show.series_work import Origin

        return Origin(get_case(context), self.source, self.from_file, self.columns, self.dates)


@commands.command()
@taking(Asked)
def series(
    context: typer.Context,
    *,
    actor: Who = None,
    recipient: Whom = None,
    dyad: Dyad = None,
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure",
            metavar="WHAT",
            help="counts (numbers of acts), quad (the same by kind) or score (their PLOVER scores); all unless given.",
        ),
    ] = None,
    type: Type = None,
    asked: Asked,
) -> None:
    """How many acts of which kind fell into each period, and how warm or cold they were."""
    from dragoman.show import case_work, series_work

    wanted = case_work.read_filter(actor, recipient, type, asked.since, asked.until)
    raise typer.Exit(
        series_work.show_series(
            asked.origin(context), wanted, dyad, asked.every, measure, asked.chart, jsonl=asked.jsonl
        )
    )


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


Measure = Annotated[
    str, typer.Option("--measure", metavar="WHAT", help="score (sums of scores) or counts (numbers of acts).")
]


@commands.command()
@taking(Asked)
def reciprocity(
    context: typer.Context,
    *,
    dyad: Annotated[str, typer.Option("--dyad", metavar="A,B", help="The two sides, such as USA,BLR.")],
    measure: Measure = "score",
    asked: Asked,
) -> None:
    """How two sides answer each other's cooperation and conflict: whether, how fast, how much, how sure."""
    from dragoman.show import series_answers

    raise typer.Exit(
        series_answers.show_reciprocity(
            asked.origin(context), dyad, asked.every, measure, asked.since, asked.until, asked.chart, jsonl=asked.jsonl
        )
    )


@commands.command()
@taking(Asked)
def triangle(
    context: typer.Context,
    *,
    pivot: Annotated[str, typer.Option("--pivot", metavar="X", help="The side between the two others.")],
    patrons: Annotated[str, typer.Option("--patrons", metavar="A,B", help="The two sides that it deals with.")],
    measure: Measure = "score",
    asked: Asked,
) -> None:
    """Whether a side turns to one partner when the other presses, when the levels broke, and the hedging index."""
    from dragoman.show import series_answers

    raise typer.Exit(
        series_answers.show_triangle(
            asked.origin(context),
            pivot,
            patrons,
            asked.every,
            measure,
            asked.since,
            asked.until,
            asked.chart,
            jsonl=asked.jsonl,
        )
    )
