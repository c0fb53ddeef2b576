"""One form of a case as one file to download: a zip that also says what was written, and what the form cannot hold.

The same case gives the same bytes: neither the day nor the machine stands in it.
"""

from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dragoman.keep import Case, Filter
from dragoman.records import CODER
from dragoman.show.export import Name, get_form
from dragoman.show.export.material import Material
from dragoman.show.export.out import to_folder, told_of

ABOUT: Final = "README.txt"
_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can name: it stands for none."""


def pack(case: Case, name: Name, wanted: Filter, as_of: str | None, to: Path) -> None:
    """Write the articles that pass, in this form, into a zip at `to`."""
    form = get_form(name, as_of)
    with TemporaryDirectory() as folder:
        with to_folder(folder) as files:
            form.write(Material(case, wanted, as_of), files)
            told = told_of(files)
        with ZipFile(to, "w", ZIP_DEFLATED) as packed:
            packed.writestr(_member(ABOUT), _about(Path(case.name).name, name, wanted, as_of, told))
            for path in sorted(Path(folder).iterdir()):
                with packed.open(_member(path.name), "w", force_zip64=True) as inside, path.open("rb") as whole:
                    copyfileobj(whole, inside)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _NO_DAY)
    member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return member


def _about(case: str, name: Name, wanted: Filter, as_of: str | None, told: list[str]) -> str:
    form = get_form(name)
    days = f"published from {wanted.since or 'the first day'} to {wanted.until or 'the last'}"
    which = f"Its articles {days}." if wanted.since or wanted.until else "All its articles."
    lacks = [f"- {what}" for what in form.lacks] or ["- nothing: every field of every record is here"]
    lines = [
        f"The case {case} as {form.title}, for {form.whom}; {CODER}.",
        f"{which}{f' The ledger as of {as_of}.' if as_of else ''} Records stand as analysts left them.",
        "",
        *told,
        "",
        "What this form cannot hold:",
        *lacks,
    ]
    return "\n".join(lines) + "\n"
