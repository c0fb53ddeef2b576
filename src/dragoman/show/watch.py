"""`watch`: what the command takes."""

import re
from typing import Annotated

import typer

from dragoman.show.options import get_case, read_settings

_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SOONEST_S, _LATEST_S = 60, 30 * 86_400

app = typer.Typer()


def read_period(typed: str) -> int:
    """Seconds of "15m", "2h", "1d"."""
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", typed.strip().lower())
    if match is None:
        raise typer.BadParameter(f"{typed!r} is no length of time; write it as 15m, 2h or 1d.")
    seconds = int(match[1]) * _UNITS_S[match[2]]
    if not _SOONEST_S <= seconds <= _LATEST_S:
        raise typer.BadParameter(f"{typed!r} is not between 1m and 30d: no feed is asked more than once a minute.")
    return seconds


@app.command()
def watch(
    context: typer.Context,
    feeds: Annotated[list[str], typer.Argument(metavar="FEED…", help="Web addresses of feeds or sitemaps.")],
    *,
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="How often, such as 15m, 2h or 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once and stop.")] = False,
) -> None:
    """Poll feeds into the case, until stopped with Ctrl-C."""
    every_s = read_period(every)
    from dragoman.show.watching import watch_feeds

    raise typer.Exit(watch_feeds(get_case(context), feeds, every_s, read_settings(), once=once))
