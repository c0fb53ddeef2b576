"""Which piece of the source is which part? Written down once, so that a run that goes on has the same parts.

The plan names the files with their sizes and the coder: a source or a coder that is another one by now
would make a result of two halves, and is refused.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.read import Piece, cut
from dragoman.records import CODER
from dragoman.settings import Settings
from dragoman.show.batch.work import Done
from dragoman.show.coder_mark import mark_of_coder

FILE = "plan.json"
_WHAT = "dragoman batch"


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a result: part `n` is the piece of that number."""

    out: str
    coder: str
    pieces: tuple[Piece, ...]

    def done(self) -> Iterator[Done]:
        """The notes of the parts that are there."""
        for number in range(len(self.pieces)):
            note = Done.read(self.out, number)
            if note is not None:
                yield note


def make_plan(source: str, out: str, articles: int, settings: Settings) -> Plan:
    """The plan of this folder, made where there is none yet."""
    mark = mark_of_coder(settings)
    path = Path(out) / FILE
    if path.exists():
        return _same(path, source, articles, mark)
    if Path(out).is_dir() and any(Path(out).iterdir()):
        raise UsageError(f"{out} holds something else; name a new folder, or one that batch has begun.")
    pieces = tuple(cut(source, articles))
    told = {
        "what": _WHAT,
        "coder": CODER,
        "mark": mark,
        "source": source,
        "articles": articles,
        "files": _files(pieces),
        "pieces": [asdict(piece) for piece in pieces],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    half.replace(path)
    return Plan(out, CODER, pieces)


def find_plan(folder: str) -> Plan | None:
    """The plan of a folder that batch has filled; None where it is any other folder."""
    path = Path(folder) / FILE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("what") != _WHAT:
        return None
    return Plan(folder, told["coder"], _pieces(told))


def _same(path: Path, source: str, articles: int, mark: str) -> Plan:
    told = json.loads(path.read_text(encoding="utf-8"))
    folder = str(path.parent)
    if told.get("what") != _WHAT:
        raise UsageError(f"{folder} holds something else; name a new folder, or one that batch has begun.")
    if told["mark"] != mark:
        raise UsageError(f"{folder} was begun with another coder ({told['coder']}); name a new folder.")
    if (told["source"], told["articles"]) != (source, articles):
        raise UsageError(
            f"{folder} was begun with {told['source']} in parts of {told['articles']:,} articles.\n"
            "Name a new folder, or the same source and --part."
        )
    pieces = _pieces(told)
    if _files(pieces) != told["files"]:
        raise UsageError(f"files of {source} are not as they were when {folder} was begun; name a new folder.")
    return Plan(folder, told["coder"], pieces)


def _pieces(told: dict[str, Any]) -> tuple[Piece, ...]:
    return tuple(Piece(**{**piece, "paths": tuple(piece["paths"])}) for piece in told["pieces"])


def _files(pieces: tuple[Piece, ...]) -> dict[str, int]:
    """Each file with its size in bytes."""
    paths = dict.fromkeys(path for piece in pieces for path in piece.paths)
    return {path: os.path.getsize(path) if Path(path).exists() else -1 for path in paths}  # noqa: PTH202
