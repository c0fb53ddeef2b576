"""The manual is true: it builds without a warning, names everything, fetches nothing; its examples can be typed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
NOT_RUN = "<!-- not run:"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
_BLOCK = re.compile(r"^(?:(<!-- not run: [^\n]+ -->)\n+)?```(console|python)\n(.*?)^```", re.M | re.S)


@cache
def generated() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import manual_pages
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return manual_pages.pages()


@cache
def manual() -> str:
    """Everything that the manual says."""
    return "\n".join([*generated().values(), *(p.read_text(encoding="utf-8") for p in PAGES)])


@cache
def written() -> str:
    """What was written by hand."""
    return "\n".join(p.read_text(encoding="utf-8") for p in PAGES)


# ---- it names everything


def commands() -> dict:
    from typer.main import get_command

    from dragoman.show.cli import app

    return get_command(app).commands


def test_every_command_has_its_section_and_is_spoken_of():
    text = generated()["reference/cli.md"]
    for name, command in commands().items():
        assert f"## dragoman {name}\n" in text
        assert command.help, name
        assert re.search(rf"dragoman (?:--case [^`\n]*? )?{name}\b|`{name}`", written()), f"no page speaks of {name}"


def test_every_option_is_named_and_explained():
    text = generated()["reference/cli.md"]
    for name, command in commands().items():
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert all(option in text for option in parameter.opts), (name, parameter.opts)
                assert getattr(parameter, "help", None), f"{name} {parameter.opts} has no help"


def test_every_setting_is_named_with_its_meaning():
    from dragoman.settings import Settings

    text = generated()["reference/settings.md"]
    for field in fields(Settings):
        row = next((line for line in text.splitlines() if line.startswith(f"| `{field.name}` |")), "")
        assert row.count("|") >= 5, field.name
        assert row.rstrip("| ").rsplit("|", 1)[-1].strip(), f"{field.name} has no line of help"


def test_every_route_and_page_is_named(tmp_path):
    from dragoman.keep import Case
    from dragoman.show.api import create_app

    text = generated()["reference/api.md"]
    with Case.open(tmp_path / "empty.db") as case:
        paths = create_app(case).openapi()["paths"]
    assert paths
    for path, methods in paths.items():
        for method in methods:
            assert f"## {method.upper()} {path}\n" in text
    for page in ("/ask", "/brief", "/article", "/timeline", "/search"):
        assert f"`{page}`" in text


def test_every_form_of_export_and_of_a_brief_is_named():
    from dragoman.show.briefing import FORMATS
    from dragoman.show.export import FORMS

    for form in FORMS:
        assert f"--to {form}" in written(), form
    for form in FORMATS:
        assert form in written(), form


def test_every_record_and_public_name_is_in_the_reference():
    import dragoman.find
    import dragoman.keep
    import dragoman.know
    import dragoman.read
    import dragoman.weigh
    from dragoman.records import Demand, Document, Entry, Event, Reject, Ruling, Statement

    for model in (Document, Statement, Event, Demand, Entry, Reject, Ruling):
        assert f"## {model.__name__}\n" in generated()["reference/records.md"]
        for field in model.model_fields:
            assert f"| `{field}` |" in generated()["reference/records.md"]
    for room in (dragoman.know, dragoman.read, dragoman.find, dragoman.keep, dragoman.weigh):
        for name in room.__all__:
            assert re.search(rf"{room.__name__}\.{name}\b|## `{name}`", generated()["reference/python.md"]), name


# ---- it builds, and reads without a network


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    pytest.importorskip("mkdocs", reason="the extra docs is not installed")
    out = tmp_path_factory.mktemp("manual") / "site"
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_the_manual_fetches_nothing_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        fetched = re.findall(r"<(?:script|img|iframe)[^>]+src=\"?([^\" >]+)", text)
        fetched += re.findall(r"<link[^>]+rel=\"?(?:stylesheet|preconnect|preload)\"?[^>]*href=\"?([^\" >]+)", text)
        assert not [address for address in fetched if address.startswith(("http:", "https:", "//"))], page


# ---- what it shows can be typed


def blocks(path: Path, language: str) -> list[str]:
    found = _BLOCK.findall(path.read_text(encoding="utf-8"))
    return [code for skipped, kind, code in found if kind == language and not skipped]


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "console")], ids=lambda p: p.name)
def test_console_blocks_do_what_they_show(page, tmp_path):
    """Each command runs, in order, and prints the lines shown below it; `…` stands for lines left out."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for block in blocks(page, "console"):
        for command, shown in commands_of(block):
            printed = run(command, tmp_path)
            at = 0
            for line in shown:
                found = printed.find(line, at)
                assert found >= 0, f"$ {command}\n{line!r} is not in what it prints:\n{printed}"
                at = found + len(line)


def commands_of(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:].split("  # ")[0].strip(), []))
        elif line.strip() and line.strip() != "…":
            found[-1][1].append(line.strip())
    return found


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "dragoman", f"only dragoman is run here: {command}"
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "140", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "dragoman.show.cli", *words[1:]],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_python_blocks_run(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), names)


def test_the_notebook_runs(tmp_path):
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("pandas", reason="pandas is not installed")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    notebook = nbformat.read(tmp_path / "examples" / "notebooks" / "dyad.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook is kept without outputs"
    where = {"metadata": {"path": str(tmp_path / "examples" / "notebooks")}}
    nbclient.NotebookClient(notebook, timeout=300, resources=where).execute()
    chart = notebook.cells[-2].outputs[0]["data"]
    assert any("vega" in kind or kind == "text/html" for kind in chart), list(chart)


# ---- the papers beside it


def test_the_papers_are_there_and_say_one_version():
    from dragoman import __version__

    for name in ("LICENSE", "NOTICE", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "Dockerfile"):
        assert (ROOT / name).is_file(), name
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert __version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_folder_of_data_is_named_in_the_notice():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for folder in (ROOT / "src" / "dragoman" / "know" / "data").iterdir():
        if folder.is_dir() and not folder.name.startswith("_"):
            assert f"src/dragoman/know/data/{folder.name}" in notice, folder.name
    for folder in (ROOT / "src" / "dragoman" / "find" / "data").iterdir():
        if folder.is_dir() and not folder.name.startswith("_"):
            assert f"src/dragoman/find/data/{folder.name}" in notice, folder.name
