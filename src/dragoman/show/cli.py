"""The command line: which commands there are, and which exit status an error becomes.

0 done · 1 something was rejected · 2 the command line is wrong · 3 the case cannot be used.
Only what a command takes stands here; what it does is imported when it runs, so `--help` stays quick.
"""

import sys
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.errors import CaseError, DragomanError, SourceError, UsageError
from dragoman.show.lines import HungUp, hang_up, say
from dragoman.show.options import (
    AsOf,
    GivenDate,
    GivenTitle,
    Jsonl,
    Paths,
    Since,
    Until,
    Workers,
    get_case,
    get_existing_case,
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
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the news and keep the country desk's record: who did what to whom, who said so, who wants what of whom."""
    context.obj = case


@app.command()
def code(
    paths: Paths,
    jsonl: Jsonl = False,
    date: GivenDate = None,
    title: GivenTitle = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule and words made each record.")] = False,
    workers: Workers = 1,
) -> None:
    """Read articles and show what they say; keep nothing."""
    from dragoman.show.coding import code_paths

    raise typer.Exit(code_paths(paths, jsonl, date, title, explain, workers))


@app.command()
def actor(lines: Annotated[str, typer.Argument(metavar="-")] = "-", jsonl: Jsonl = True) -> None:
    """Say who is meant, for JSON lines of id, text, date?, country?, context?."""
    from dragoman.show.coding import answer_actors

    raise typer.Exit(answer_actors(lines))


def main(words: list[str] | None = None) -> None:
    """Run one command and leave with its exit status. No error made on purpose ends in a traceback."""
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
