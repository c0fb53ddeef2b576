"""`export`: the case as files for the tools that people already use.

`FORMS` names the forms; each has a module of its own, which says what its form cannot hold. The same
case gives the same bytes, in whatever order and by how many processes it was filled.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.errors import UsageError
from dragoman.keep import Case, Filter
from dragoman.show.export import annotations, ftm, gdelt, label_studio, parquet, plover, polecat, tables
from dragoman.show.export.material import Material
from dragoman.show.export.out import Out, to_folder, to_stdout
from dragoman.show.lines import say


@dataclass(frozen=True, slots=True)
class Form:
    """One form: who writes it, and its one file that may go to standard output, if it has one."""

    write: Callable[[Material, Out], None]
    main: str | None = None


FORMS: dict[str, Form] = {
    "parquet": Form(parquet.write),
    "plover": Form(plover.write, plover.FILE),
    "polecat": Form(polecat.write, polecat.FILE),
    "gdelt": Form(gdelt.write, gdelt.FILE),
    "ftm": Form(ftm.write, ftm.FILE),
    "annotations": Form(annotations.write, annotations.FILE),
    "label-studio": Form(label_studio.write, label_studio.FILE),
    "csv": Form(tables.write),
}


def export(
    where: str, to: str, out: str, since: str | None = None, until: str | None = None, as_of: str | None = None
) -> int:
    """Write the case, or the articles of some days, in one of the forms. Exit status."""
    if to not in FORMS:
        raise UsageError(f"{to!r} is no form of export; choose one of {', '.join(FORMS)}.")
    form = FORMS[to]
    if out == "-" and form.main is None:
        raise UsageError(f"{to} is several files and cannot go to standard output; name a folder with --out.")
    if as_of is not None and to not in ("parquet", "csv"):
        raise UsageError(f"{to} cannot hold the ledger; take it with --to csv or --to parquet.")
    with Case.open(where, create=False) as case:
        place = to_stdout(form.main) if out == "-" and form.main else to_folder(out)
        with place as files:
            form.write(Material(case, Filter(since=since, until=until), as_of), files)
    for name, count in files.written.items():
        say(f"{name}: {count:,}")
    for what, count in files.left_out.items():
        say(f"left out: {count:,} {what}")
    return 0
