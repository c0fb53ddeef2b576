"""Which sentences does the relation encoder learn from, and which are kept apart?

Three kinds stand in `data/relation`: `written_*.txt` (a line `@TYPE mode`, then sentences with
[source] and {target}), `several_*.txt` (one sentence, several relations), and labelled sentences of
open texts: `labelled_*.jsonl`, of which a fifth is kept apart, and `apart_*.jsonl`, all of it kept apart.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relation_templates import Example

HERE = Path(__file__).parent / "data" / "relation"
LABELLED = sorted(HERE.glob("labelled_*.jsonl")) + sorted(HERE.glob("apart_*.jsonl"))
NOTHING = "NONE"
_APART_PERCENT = 20
FOLDS = 5
DEV_PERCENT = 6
"""Of written sentences, kept back from the training."""


@dataclass(frozen=True)
class Labelled:
    """A sentence of an open text, two mentions (or one), and what it states between them: None for nothing."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    type: str | None
    status: str | None
    coded: dict[str, Any] | None
    """The act as the coder saw it when the sentence was drawn."""
    file: str
    trigger: tuple[int, int] | None = None
    """The word that told the coder of the act."""


def read_labelled(files: list[Path]) -> list[Labelled]:
    """All labelled sentences of these files."""
    return [
        Labelled(
            row["text"],
            tuple(row["source"]) if row["source"] else None,
            tuple(row["target"]) if row["target"] else None,
            row["type"],
            row["status"],
            row.get("coded"),
            file.stem,
            tuple(row["trigger"]) if row.get("trigger") else None,
        )
        for file in files
        for row in read_rows(file)
    ]


def is_kept_apart(row: Labelled) -> bool:
    """Whether the encoder never sees this sentence while it learns."""
    return row.file.startswith("apart") or is_drawn(row.text, _APART_PERCENT)


def fold_of(document: str) -> int:
    """In which of `FOLDS` parts an id or a text is, the same on every machine."""
    return next(k for k in range(FOLDS) if is_drawn(document, 100 * (k + 1) // FOLDS))


def read_rows(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON Lines, its remarks left out."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield json.loads(line)


def is_drawn(text: str, percent: int) -> bool:
    """The same sentences on every machine, whatever else there is."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100 < percent


def read_written(files: list[Path]) -> list[Example]:
    """The written sentences with one relation each."""
    found: list[Example] = []
    for file in files:
        kind, mode = "", ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                kind, _, mode = line[1:].partition(" ")
                continue
            example = _read_marked(line, kind, mode.strip())
            if example is not None:
                found.append(example)
    return found


def _read_marked(line: str, kind: str, mode: str) -> Example | None:
    source, target = re.search(r"\[([^\]]+)\]", line), re.search(r"\{([^}]+)\}", line)
    if source is None or target is None:
        return None
    text, at, places = "", 0, {}
    for mark in sorted((source, target), key=lambda m: m.start()):
        # later marks of the same kind only help the reader
        text += re.sub(r"[\[\]{}]", "", line[at : mark.start()])
        inside = re.sub(r"[\[\]{}]", "", mark.group(1))
        places[mark is source] = (len(text), len(text) + len(inside))
        text += inside
        at = mark.end()
    text += re.sub(r"[\[\]{}]", "", line[at:])
    return Example(text, places[True], places[False], kind, mode)


def read_several(files: list[Path]) -> Iterator[Example]:
    """The written sentences with several relations: one example for each."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or "|" not in line:
                continue
            said, _, labels = line.rpartition("|")
            text, at, places = "", 0, {}
            for mark in re.finditer(r"\[(\d) ([^\]]+)\]", said):
                text += said[at : mark.start()]
                places[mark[1]] = (len(text), len(text) + len(mark[2]))
                text += mark[2]
                at = mark.end()
            text += said[at:].rstrip()
            for label in labels.strip().split(", "):
                pair, kind = label.split()
                yield Example(text, places[pair[0]], places[pair[1]], kind, "")
