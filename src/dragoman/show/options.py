"""What people type after a command: the options that several commands share, and how their words are read."""

import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from dragoman.errors import UsageError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.read import Given

DEFAULT_CASE = "dragoman.db"
COLUMN_FIELDS = ("id", "text", "html", "title", "date", "source", "url", "authors", "language")
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def read_day(typed: str) -> str:
    """An ISO day; anything else is a mistake in the command line."""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{typed!r} is not a day; write it as 2009-08-19.") from None


def read_choice(typed: str, allowed: Iterable[str], what: str) -> str:
    """One of the words that are allowed; any other is a mistake of whoever typed it."""
    words = tuple(allowed)
    if typed not in words:
        raise UsageError(f"{typed!r} is no {what}; choose one of {', '.join(words)}.")
    return typed


def read_type(typed: str) -> str:
    """A PLOVER type, in capitals or not."""
    from dragoman.know import TYPES

    return read_choice(typed.strip().upper(), sorted(TYPES), "PLOVER type")


def taking(record: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that the fields of a record are, and hand it the record as `asked`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(record, include_extras=True)
        shared = [
            inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=hints[f.name])
            for f in fields(record)
        ]
        signature = inspect.signature(command, eval_str=True)
        own = [p for p in signature.parameters.values() if p.name != "asked"]

        @wraps(command)
        def run(**typed: Any) -> None:
            command(asked=record(**{p.name: typed.pop(p.name) for p in shared}), **typed)

        # typer reads a command's options from these two
        run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
        return run

    return decorate


def today() -> str:
    """The clock is read here and nowhere below."""
    return date.today().isoformat()


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings, as the environment changes them: DRAGOMAN_MAX_BYTES=100000000 and so on."""
    said: dict[str, Any] = {}
    for setting in fields(Settings):
        name = f"DRAGOMAN_{setting.name.upper()}"
        typed = environment.get(name, "").strip()
        if typed:
            said[setting.name] = _read_setting(name, typed, setting.default)
    return Settings(**said)


def _read_setting(name: str, typed: str, default: Any) -> Any:
    if isinstance(default, bool):
        if typed.lower() not in _TRUE | _FALSE:
            raise UsageError(f"{name}={typed!r} is neither yes nor no.")
        return typed.lower() in _TRUE
    try:
        value = type(default)(typed.replace("_", "") if not isinstance(default, str) else typed)
    except ValueError:
        value = None
    if value is None or (not isinstance(value, str) and not value > 0):
        raise UsageError(f"{name}={typed!r} is no number above 0.")
    return value


def read_columns(typed: list[str] | None) -> dict[str, str]:
    """Which column of a table holds which field: "date=Day"."""
    found: dict[str, str] = {}
    for words in typed or ():
        field, equals, column = words.partition("=")
        if not equals or field.strip() not in COLUMN_FIELDS or not column.strip():
            raise UsageError(
                f"{words!r} names no column; write FIELD=COLUMN, such as date=Day. Fields: {', '.join(COLUMN_FIELDS)}."
            )
        found[field.strip()] = column.strip()
    return found


def read_given(date: str | None, title: str | None, column: list[str] | None) -> "Given":
    """What the command line says of the documents that it names."""
    from dragoman.read import Given

    return Given(date=date, title=title, columns=read_columns(column))


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_country(typed: str) -> str:
    """The code of a country or body that a person named; a person's full name; else the words as they are."""
    from dragoman.know import Gazetteer

    gazetteer = Gazetteer.load()
    code = gazetteer.country_code(typed)
    # somebody of that name leads to a country too, but whoever names a person means the person; "UN" is no name
    reading = gazetteer.read(typed) if len(typed) > 3 else None
    if reading is not None and reading.kind == "person":
        return reading.name
    return code or typed


def is_country(code: str) -> bool:
    """Whether this is the code or the name of a state or body."""
    from dragoman.know import Gazetteer

    return Gazetteer.load().country_code(code) is not None


def name_country(code: str) -> str:
    """The everyday name of a code; anything else as it is."""
    from dragoman.know import Gazetteer

    return Gazetteer.load().country_name(code)


def get_case(context: typer.Context) -> str:
    """Where the case is: a file or a postgresql:// URL, by --case or the default."""
    return str(context.find_root().obj or DEFAULT_CASE)


Jsonl = Annotated[bool, typer.Option("--jsonl", help="Write records as JSON Lines, for programs.")]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, folders or web addresses; - is standard input.")
]
GivenDate = Annotated[
    str | None,
    typer.Option("--date", metavar="DAY", parser=read_day, help="Day of publication, where the file has none."),
]
GivenTitle = Annotated[str | None, typer.Option("--title", help="Title, where the file has none.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="For tables: which column holds which field; repeatable."),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Only articles of that paper or site.")
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes that code at the same time.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", parser=read_day, help="Only what was published by that day.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", parser=read_day, help="From that day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", parser=read_day, help="Up to and with that day.")]
Who = Annotated[
    str | None, typer.Option("--actor", metavar="WHO", help="Who acts, speaks or demands: a country, code or name.")
]
Whom = Annotated[str | None, typer.Option("--recipient", metavar="WHO", help="To whom, or of whom.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type of event, such as CONSULT.")]
By = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who wants it.")]
Of = Annotated[str | None, typer.Option("--of", metavar="WHO", help="Of whom it is wanted.")]
LinesIn = Annotated[str, typer.Argument(metavar="-", help="A file of JSON lines; - is standard input.")]
Dyad = Annotated[str | None, typer.Option("--dyad", metavar="A,B", help="Two sides; counted in each direction.")]
