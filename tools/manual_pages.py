"""Make the manual's reference from the program: commands, settings, records, routes, the Python API, the notebook.

MkDocs calls `on_files`. Nothing of this is kept in git: what the program does is what the manual says.
"""

import ast
import inspect
import json
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("know", "read", "find", "keep", "weigh")
NOTEBOOK = ROOT / "examples" / "notebooks" / "dyad.ipynb"


def on_files(files: Any, config: Any) -> Any:
    """MkDocs' hook: add the generated pages to those that are written."""
    from mkdocs.structure.files import File

    for name, content in pages().items():
        files.append(File.generated(config, name, content=content))
    return files


def pages() -> dict[str, str]:
    """Every generated page, by its path."""
    return {
        "reference/cli.md": cli_page(),
        "reference/settings.md": settings_page(),
        "reference/records.md": records_page(),
        "reference/api.md": routes_page(),
        "reference/python.md": python_page(),
        "notebook.md": notebook_page(NOTEBOOK),
        "contributing.md": (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
        "changelog.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        "security.md": (ROOT / "SECURITY.md").read_text(encoding="utf-8"),
    }


def cell(words: object) -> str:
    """Words as they may stand in a cell of a table."""
    return " ".join(str(words).split()).replace("|", "\\|").replace("<", "&lt;")


# ---- commands


def cli_page() -> str:
    """Every command with its arguments and options, as `--help` tells them."""
    from typer.main import get_command

    from dragoman.show.cli import app

    root: Any = get_command(app)
    lines = ["# Commands", "", "Made from the program itself; `dragoman COMMAND --help` says the same.", ""]
    lines += [
        "Exit status: 0 done, 1 something was rejected, 2 the command line is wrong, 3 the case cannot be used.",
        "",
    ]
    lines += ["Options of `dragoman` itself, before the command:", "", *_parameters(root.params), ""]
    for name, command in root.commands.items():
        lines += [f"## dragoman {name}", "", command.help or "", "", *_parameters(command.params), ""]
    return "\n".join(lines)


def _parameters(parameters: list[Any]) -> Iterator[str]:
    shown = [p for p in parameters if not getattr(p, "hidden", False)]
    if not shown:
        return
    yield "| | default | |"
    yield "|---|---|---|"
    for parameter in shown:
        argument = parameter.param_type_name == "argument"
        names = parameter.metavar or parameter.name.upper() if argument else ", ".join(parameter.opts)
        shown_as = f"{names} {parameter.metavar}" if parameter.metavar and not argument else names
        default = parameter.default
        given = "" if default is None or callable(default) or default is False or argument else f"`{cell(default)}`"
        help_text = getattr(parameter, "help", None) or ""
        yield f"| `{cell(shown_as)}` | {given} | {cell(help_text)} |"


# ---- settings


def settings_page() -> str:
    """Every setting with its type, default and meaning, read from the class."""
    from dragoman.settings import Settings

    told = _docstrings(inspect.getsource(Settings))
    lines = [
        "# Settings",
        "",
        "The fields of `dragoman.settings.Settings`, made by the command line and handed down.",
        "",
    ]
    lines += ["| setting | type | default | |", "|---|---|---|---|"]
    for field in fields(Settings):
        kind = getattr(field.type, "__name__", field.type)
        lines.append(f"| `{field.name}` | {cell(kind)} | `{cell(field.default)}` | {cell(told.get(field.name, ''))} |")
    lines += [
        "",
        "From the environment: `DRAGOMAN_TOKEN`, what readers of `dragoman serve` must know. The tests read",
        "`DRAGOMAN_TEST_POSTGRES`, a database they may empty, `DRAGOMAN_TEST_CHROMIUM`, a browser, and",
        "`DRAGOMAN_TEST_API_EXAMPLES`, how often each route of the API is asked in each way (15).",
    ]
    return "\n".join(lines)


def _docstrings(source: str) -> dict[str, str]:
    """Field → the string that stands below it."""
    (tree,) = ast.parse(textwrap.dedent(source)).body
    found: dict[str, str] = {}
    name = None
    for node in getattr(tree, "body", []):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            found[name] = str(node.value.value)
    return found


# ---- records


def records_page() -> str:
    """The JSON Schema that `dragoman schema` prints, as tables."""
    from pydantic import TypeAdapter

    from dragoman.records import Record

    schema = TypeAdapter(Record).json_schema(mode="serialization")
    lines = [
        "# Records",
        "",
        "One JSON object a line, told apart by `record`. `dragoman schema` prints the whole JSON Schema.",
        "",
    ]
    lines += ["All `start` and `end` count Unicode code points of the document's text, end-exclusive.", ""]
    for name, about in sorted(schema["$defs"].items()):
        lines += [f"## {name}", "", _first_paragraph(about.get("description", "")), ""]
        lines += ["| field | value | |", "|---|---|---|"]
        for field, value in about.get("properties", {}).items():
            lines.append(f"| `{field}` | {cell(_type_of(value))} | {cell(value.get('description', ''))} |")
        lines.append("")
    return "\n".join(lines)


def _first_paragraph(words: str) -> str:
    return " ".join(words.split("\n\n", maxsplit=1)[0].split())


def _type_of(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return str(value["$ref"]).rsplit("/", 1)[-1]
    if "const" in value:
        return f'"{value["const"]}"'
    if "enum" in value:
        return ", ".join(map(str, value["enum"]))
    if "anyOf" in value:
        return " or ".join(_type_of(v) for v in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_type_of(value.get('items', {}))}"
    return str(value.get("type", "anything"))


# ---- routes


def routes_page() -> str:
    """Every route of the JSON API with its parameters, and the pages."""
    from dragoman.keep import Case
    from dragoman.show.api import create_app

    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "empty.db") as case:
        app = create_app(case)
        described = app.openapi()
    lines = [
        "# JSON API",
        "",
        "What `dragoman serve` answers; OpenAPI stands at `/openapi.json`. Lists are paged: `items`, `total`,",
        '`offset`, `limit`, `next`. A failure is `{"error": {"status", "reason", "detail"}}`. Where a token is',
        "asked for it is sent as `Authorization: Bearer TOKEN`. Days are written `2009-08-19`.",
        "",
    ]
    for path, methods in sorted(described["paths"].items()):
        for method, about in methods.items():
            told = about.get("description") or about.get("summary", "")
            lines += [f"## {method.upper()} {path}", "", told, ""]
            asked = about.get("parameters", [])
            if asked:
                lines += ["| parameter | |", "|---|---|"]
                lines += [
                    f"| `{p['name']}` | {cell(p.get('description') or p['schema'].get('description', ''))} |"
                    for p in asked
                ]
                lines.append("")
    lines += [
        "## Pages",
        "",
        "For readers, not for programs: " + ", ".join(f"`{p}`" for p in _page_paths(app, described)) + ".",
        "",
    ]
    return "\n".join(lines)


def _page_paths(app: Any, described: dict[str, Any]) -> list[str]:
    return sorted({p for p in _paths(app.routes) if p} - set(described["paths"]))


def _paths(routes: Any) -> Iterator[str]:
    """The paths of routes and of the routers among them."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _paths(inner.routes)
        else:
            yield getattr(route, "path", "")


# ---- Python


def python_page() -> str:
    """What each room hands out."""
    lines = [
        "# Python API",
        "",
        "What a room's `__init__` names is public; nothing else is. Records are described in [Records](records.md).",
        "",
    ]
    for room in ROOMS:
        module = __import__(f"dragoman.{room}", fromlist=["__all__"])
        lines += [f"# dragoman.{room}", "", _first_paragraph(module.__doc__ or ""), ""]
        for name in module.__all__:
            lines += (
                [f"::: dragoman.{room}.{name}", ""]
                if _has_docstring(module, name)
                else [f"## `{name}`", "", _told(module, name), ""]
            )
    lines += ["# dragoman.errors", "", "::: dragoman.errors", "    options:", "      show_root_heading: false", ""]
    return "\n".join(lines)


def _has_docstring(module: Any, name: str) -> bool:
    thing = getattr(module, name)
    return (inspect.isclass(thing) or inspect.isfunction(thing)) and bool(inspect.getdoc(thing))


def _told(module: Any, name: str) -> str:
    thing = getattr(module, name)
    if inspect.ismodule(thing):
        return _first_paragraph(thing.__doc__ or "")
    return f"A {type(thing).__name__}: `{cell(repr(thing))[:200]}`"


# ---- the notebook


def notebook_page(path: Path) -> str:
    """A notebook as a page: its words, and its code as code. It is run by the tests."""
    lines = []
    for part in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(part["source"])
        lines += [source, ""] if part["cell_type"] == "markdown" else ["``` { .python }", source, "```", ""]
    return "\n".join(lines)
