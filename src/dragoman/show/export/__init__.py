"""`export`: the case as files for the tools that people already use.

`FORMS` names the forms; each has a module of its own, which says what its form cannot hold. The same
case gives the same bytes, in whatever order and by how many processes it was filled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from dragoman.errors import UsageError
from dragoman.keep import Case, Filter
from dragoman.show.export import annotations, ftm, gdelt, label_studio, parquet, plover, polecat, tables
from dragoman.show.export.material import Material
from dragoman.show.export.out import Out, to_folder, to_stdout, told_of
from dragoman.show.lines import say

Name = Literal["parquet", "csv", "plover", "polecat", "gdelt", "ftm", "annotations", "label-studio"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: who writes it and for whom, what it cannot hold, and its one file that may go to standard output."""

    title: str
    whom: str
    files: str
    write: Callable[[Material, Out], None]
    lacks: tuple[str, ...] = ()
    main: str | None = None
    ledger: bool = False
    """Whether the ledger of a day has a place in it."""


FORMS: dict[Name, Form] = {
    "parquet": Form(
        "Parquet",
        "DuckDB, Polars, pandas, R",
        "a table for each kind of record, and for sides and dyads",
        parquet.write,
        ledger=True,
    ),
    "csv": Form("CSV", "a spreadsheet", "a table for each kind of record", tables.write, tables.LACKS, ledger=True),
    "plover": Form("PLOVER JSON", "users of PLOVER", plover.FILE, plover.write, plover.LACKS, plover.FILE),
    "polecat": Form("POLECAT", "scripts for POLECAT", polecat.FILE, polecat.write, polecat.LACKS, polecat.FILE),
    "gdelt": Form("GDELT 2.0", "scripts for GDELT", gdelt.FILE, gdelt.write, gdelt.LACKS, gdelt.FILE),
    "ftm": Form("FollowTheMoney", "Aleph and OpenSanctions' tools", ftm.FILE, ftm.write, ftm.LACKS, ftm.FILE),
    "annotations": Form(
        "Web Annotations",
        "Hypothesis, Recogito, any reader of W3C annotations",
        f"{annotations.FILE}, {annotations.TEXTS}",
        annotations.write,
        annotations.LACKS,
        annotations.FILE,
    ),
    "label-studio": Form(
        "Label Studio",
        "correcting records and training on them",
        f"{label_studio.FILE}, {label_studio.CONFIG}",
        label_studio.write,
        label_studio.LACKS,
        label_studio.FILE,
    ),
}
"""The forms, the fullest first."""


def get_form(name: str, as_of: str | None = None) -> Form:
    """The form of this name; a `UsageError` where there is none, or where it cannot hold the ledger asked for."""
    form = FORMS.get(cast("Name", name))
    if form is None:
        raise UsageError(f"{name!r} is no form of export; choose one of {', '.join(FORMS)}.")
    if as_of is not None and not form.ledger:
        holding = " or ".join(other for other, it in FORMS.items() if it.ledger)
        raise UsageError(f"{name} cannot hold the ledger; take {holding}.")
    return form


def export(
    where: str, to: str, out: str, since: str | None = None, until: str | None = None, as_of: str | None = None
) -> int:
    """Write the case, or the articles of some days, in one of the forms. Exit status."""
    form = get_form(to, as_of)
    if out == "-" and form.main is None:
        raise UsageError(f"{to} is several files and cannot go to standard output; name a folder with --out.")
    with Case.open(where, create=False) as case:
        place = to_stdout(form.main) if out == "-" and form.main else to_folder(out)
        with place as files:
            form.write(Material(case, Filter(since=since, until=until), as_of), files)
    for line in told_of(files):
        say(line)
    return 0
