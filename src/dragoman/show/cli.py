"""The command line: which commands there are, and which exit status an error becomes.

0 done · 1 something was rejected · 2 the command line is wrong · 3 the case cannot be used.
Only what a command takes stands here; what it does is imported when it runs, so `--help` stays quick.
"""

import gc
import os
import sys
from dataclasses import replace
from typing import Annotated, Literal

import typer

from dragoman import __version__
from dragoman.errors import CaseError, DragomanError, SourceError, UsageError
from dragoman.show import corrections, series_commands, watch
from dragoman.show.bulk_commands import app as bulk
from dragoman.show.lines import HungUp, hang_up, say, speak_utf8
from dragoman.show.options import (
    AsOf,
    By,
    Columns,
    GivenDate,
    GivenTitle,
    Jsonl,
    LinesIn,
    Of,
    Paths,
    Publisher,
    Since,
    Type,
    Until,
    Who,
    Whom,
    Workers,
    get_case,
    read_day,
    read_given,
    read_settings,
)

STATUS: tuple[tuple[type[DragomanError], int], ...] = ((CaseError, 3), (UsageError, 2), (SourceError, 1))

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="FILE-or-URL", help="The case: a SQLite file or a postgresql:// URL."),
    ] = None,
    version: Annotated[  # noqa: ARG001  (its callback answers)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the news and keep the country desk's record: who did what to whom, who said so, who wants what of whom."""
    context.obj = case


@app.command()
def code(
    paths: Paths,
    *,
    jsonl: Jsonl = False,
    date: GivenDate = None,
    title: GivenTitle = None,
    column: Columns = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule and words made each record.")] = False,
    workers: Workers = 1,
) -> None:
    """Read articles and show what they say; keep nothing."""
    from dragoman.show.coding import code_paths

    raise typer.Exit(code_paths(paths, read_given(date, title, column), workers, jsonl=jsonl, explain=explain))


@app.command()
def pair(lines: LinesIn = "-", jsonl: Jsonl = True) -> None:  # noqa: ARG001  (there is one format)
    """Say what one side does to the other, for JSON lines of id, sentence, source, target."""
    from dragoman.show.coding import answer_pairs

    raise typer.Exit(answer_pairs(lines))


@app.command()
def actor(lines: LinesIn = "-", jsonl: Jsonl = True) -> None:  # noqa: ARG001  (there is one format)
    """Say who is meant, for JSON lines of id, text, date?, country?, context?."""
    from dragoman.show.coding import answer_actors

    raise typer.Exit(answer_actors(lines))


@app.command()
def add(
    context: typer.Context,
    paths: Paths,
    *,
    date: GivenDate = None,
    title: GivenTitle = None,
    column: Columns = None,
    workers: Workers = 1,
) -> None:
    """Code articles and keep them in the case."""
    from dragoman.show import case_work

    raise typer.Exit(case_work.add(get_case(context), paths, read_given(date, title, column), workers))


@app.command()
def ledger(
    context: typer.Context,
    *,
    by: By = None,
    of: Of = None,
    as_of: AsOf = None,
    since: Since = None,
    jsonl: Jsonl = False,
) -> None:
    """Which demand stands where on a day, and why."""
    from dragoman.show.weighing import show_ledger

    raise typer.Exit(show_ledger(get_case(context), by, of, as_of, since, jsonl=jsonl))


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help='Such as "Why talk to Belarus now?"')],
    *,
    as_of: AsOf = None,
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="md, html, pdf or json.")] = "md",
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="Where it goes; else standard output.")
    ] = None,
) -> None:
    """A sourced brief from the case."""
    from dragoman.show import briefing

    briefing.hand_out(briefing.ask(get_case(context), question, as_of, form), form, out)


@app.command()
def rule(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="ENTRY", help="Id of an entry or a record.")],
    change: Annotated[str, typer.Argument(metavar="FIELD=VALUE", help="What it is, such as outcome=met.")],
    *,
    because: Annotated[str, typer.Option("--because", help="The reason, in a sentence.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who rules.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", parser=read_day, help="From that day on; today unless given.")
    ] = None,
) -> None:
    """Rule on an entry or a record; your word beats the machine's."""
    from dragoman.show import case_work

    raise typer.Exit(case_work.rule(get_case(context), target, change, because, by, on))


def _list(kind: Literal["document", "event", "statement", "demand"], about: str) -> None:
    """Make the command that lists one kind of record."""

    def command(
        context: typer.Context,
        *,
        actor: Who = None,
        recipient: Whom = None,
        type: Type = None,
        since: Since = None,
        until: Until = None,
        jsonl: Jsonl = False,
    ) -> None:
        from dragoman.show import case_work

        wanted = case_work.read_filter(actor, recipient, type, since, until)
        raise typer.Exit(case_work.list_records(get_case(context), kind, wanted, jsonl=jsonl))

    app.command(f"{kind}s", help=about)(command)


_list("document", "The articles in the case.")
_list("event", "Who did what to whom.")
_list("statement", "Who said what.")
_list("demand", "Who wants what of whom.")


@app.command()
def timeline(
    context: typer.Context,
    *,
    actor: Who = None,
    recipient: Whom = None,
    type: Type = None,
    since: Since = None,
    until: Until = None,
    jsonl: Jsonl = False,
) -> None:
    """Acts in the order of time, each told once."""
    from dragoman.show import case_work

    wanted = case_work.read_filter(actor, recipient, type, since, until)
    raise typer.Exit(case_work.timeline(get_case(context), wanted, jsonl=jsonl))


# counting acts over time
app.add_typer(series_commands.commands)


@app.command()
def rejects(context: typer.Context, jsonl: Jsonl = False) -> None:
    """What was not read, and why."""
    from dragoman.show import case_work

    raise typer.Exit(case_work.list_rejects(get_case(context), jsonl=jsonl))


@app.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words, "phrases", -words that must not occur.')],
    *,
    actor: Who = None,
    recipient: Whom = None,
    type: Type = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most articles shown.")] = 50,
    jsonl: Jsonl = False,
) -> None:
    """Find words in the articles of the case; put -- before words that begin with a minus."""
    from dragoman.show import case_work

    wanted = case_work.read_filter(actor, recipient, type, since, until, publisher)
    raise typer.Exit(case_work.search(get_case(context), words, replace(wanted, limit=limit), jsonl=jsonl))


@app.command()
def export(
    context: typer.Context,
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORM",
            help="parquet, plover, polecat, gdelt, ftm, annotations, label-studio or csv.",
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", metavar="FOLDER", help="Where the files go; - is standard output, for one file.")
    ] = "export",
    since: Since = None,
    until: Until = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", parser=read_day, help="Add the ledger of that day (csv, parquet)."),
    ] = None,
) -> None:
    """Write the case as files for other tools."""
    from dragoman.show.export import export as run

    raise typer.Exit(run(get_case(context), to, out, since, until, as_of))


@app.command()
def serve(
    context: typer.Context,
    *,
    host: Annotated[
        str, typer.Option("--host", help="Address to serve; any but loopback asks for a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8642,
    token: Annotated[
        str | None, typer.Option("--token", envvar="DRAGOMAN_TOKEN", help="What readers must know; made where needed.")
    ] = None,
) -> None:
    """Serve the analysts' page and the JSON API."""
    from dragoman.show.serving import serve as run

    raise typer.Exit(run(get_case(context), host, port, token))


@app.command()
def doctor(context: typer.Context) -> None:
    """Check the installation."""
    from dragoman.show.checking import examine

    raise typer.Exit(examine(read_settings(), get_case(context)))


@app.command()
def schema() -> None:
    """Print the JSON Schema of every record."""
    from dragoman.show.checking import print_schema

    raise typer.Exit(print_schema())


app.add_typer(watch.app)
app.add_typer(bulk)
app.add_typer(corrections.app)


def _start_quickly() -> None:
    """A command lives for a second: it need not look for cycles among what it has just loaded, nor for plugins."""
    gc.set_threshold(100_000, 50, 100)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(words: list[str] | None = None) -> None:
    """Run one command and leave with its exit status. No error made on purpose ends in a traceback."""
    _start_quickly()
    speak_utf8()
    try:
        app(words)
    except HungUp:
        hang_up()
        sys.exit(0)
    except DragomanError as error:
        say(f"dragoman: {error}")
        sys.exit(next((status for kind, status in STATUS if isinstance(error, kind)), 1))


if __name__ == "__main__":
    main()
