"""The commands that work on much at once: code a whole case again, code a whole archive on a cluster."""

from typing import Annotated

import typer

from dragoman.show.options import Jsonl, Workers, get_case

app = typer.Typer()


@app.command()
def recode(
    context: typer.Context,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    jsonl: Jsonl = False,
    workers: Workers = 1,
) -> None:
    """Code every kept article again with today's coder; rulings stay. Says what changed."""
    from dragoman.show.recoding import recode as run

    raise typer.Exit(run(get_case(context), workers, dry_run=dry_run, jsonl=jsonl))


@app.command()
def batch(
    source: Annotated[
        str, typer.Argument(metavar="SRC", help="A file or folder of WARC, Parquet or JSON Lines; other files too.")
    ],
    *,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the result; the same to go on.")],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Cores that code; all but one unless given.")
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="HOST:PORT", help="A Ray cluster; this machine unless given.")
    ] = None,
    part: Annotated[int, typer.Option("--part", min=1, metavar="N", help="Articles of one part.")] = 500,
) -> None:
    """Code an archive of news on many cores or machines into Parquet; goes on where it was broken off."""
    from dragoman.show.batch import Job
    from dragoman.show.batch import batch as run

    raise typer.Exit(run(Job(source, out, part), workers, address))
