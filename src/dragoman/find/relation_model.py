"""What does a small encoder make of a sentence with two marked mentions?

The encoder reads the sentence with marks around both mentions and is run by onnxruntime. Two questions
share its lower layers: `RelationModel` gives each type of act its log odds, and `find/reader.py` reads the
acts of a whole sentence. The files stand in
`data/relation/`: weights (ONNX, 8 bit), tokenizer, and `model.json` with the order of types, the
calibration and the hashes, which are checked before anything is loaded.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DragomanError

Place = tuple[int, int]
Floats = NDArray[np.float64]

NOTHING = "NONE"
"""The encoder's answer for two mentions between which nothing is stated."""

SHIPPED = resources.files("dragoman.find") / "data" / "relation"
_LONGEST = 128
_BEFORE_MARK = 25
# four words that the base vocabulary keeps free mark where the source and the target begin and end; stars the word
# that tells the act
_MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]", "*", "*")


class WrongWeightsError(DragomanError):
    """A model file is not the one that this version was measured with."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: the file does not have the hash that model.json names; install dragoman again.")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence and where its two mentions stand, in code points; None for a mention that is not in it.

    `trigger` is the word that tells of an act, where one act among several is asked about.
    """

    sentence: str
    source: Place | None
    target: Place | None
    trigger: Place | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """An encoder as it stands on disk: two sessions of onnxruntime, the tokenizer, and `model.json`."""

    lower: Any
    upper: Any
    tokenizer: Any
    about: dict[str, Any]


Encoded = tuple[list[int], int, int]
"""Token ids, and the places of the marks that open the source and the target (0: not there)."""


class Encoder:
    """Asks about the two mentions of a sentence."""

    def __init__(self, parts: Parts) -> None:
        self._lower, self._upper, self._tokenizer = parts.lower, parts.upper, parts.tokenizer
        tokenizer = parts.tokenizer
        self._opens, self._ends = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self._marks = [tokenizer.token_to_id(m) for m in _MARKS]

    def answer(self, asked: Marked) -> Floats:
        """The logits for one question."""
        # one by one: 8-bit steps are scaled by the batch, and a question must give the same figures in any company
        ids, source, target = self._marked(asked)
        words = np.array([ids], dtype=np.int64)
        mask = np.ones_like(words)
        states, hidden = self._lower.run(None, {"ids": words, "mask": mask})
        places = {"source": np.array([source], dtype=np.int64), "target": np.array([target], dtype=np.int64)}
        (found,) = self._upper.run(None, {"words": states, "hidden": hidden, "mask": mask} | places)
        return np.asarray(found[0], dtype=np.float64)

    def _marked(self, asked: Marked) -> Encoded:
        marks: list[tuple[int, int, int]] = []
        for place, first in ((asked.source, 0), (asked.target, 2), (asked.trigger, 4)):
            if place is not None:
                marks += [(place[0], 1, first), (place[1], 0, first + 1)]
        ids, at, opened = [self._opens], 0, {0: 0, 2: 0}
        for position, _, mark in sorted(marks):
            ids += self._tokenizer.encode(asked.sentence[at:position], add_special_tokens=False).ids
            at = position
            if mark in opened:
                opened[mark] = len(ids)
            ids.append(self._marks[mark])
        ids += self._tokenizer.encode(asked.sentence[at:], add_special_tokens=False).ids
        ids, source, target = _window(ids, opened[0], opened[2])
        return [*ids, self._ends], source, target


class RelationModel:
    """Gives a row of logits, one for each of `outputs`, for every question."""

    def __init__(self, encoder: Encoder, about: dict[str, Any]) -> None:
        self._encoder = encoder
        self.outputs: tuple[str, ...] = tuple(about["types"])
        self.types: tuple[str, ...] = tuple(t for t in self.outputs if t != NOTHING)
        self.temperature = float(about["temperature"])
        self.rule_weight = float(about["rule_weight"])

    @classmethod
    def load(cls) -> "RelationModel":
        """The model that ships with dragoman."""
        parts = load_from(SHIPPED, "types.onnx")
        return cls(Encoder(parts), parts.about)

    def logits(self, asked: Sequence[Marked]) -> Floats:
        """One row for each question, in their order."""
        return np.array([self._encoder.answer(a) for a in asked])


def load_from(folder: Traversable, upper: str) -> Parts:
    """The shared layers with one of the upper halves. Imports late: onnxruntime takes a third of a second."""
    import onnxruntime
    from tokenizers import Tokenizer

    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    # the same figures on every machine and with any number of workers
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    files = {name: _checked(folder, name, about["sha256"][name]) for name in ("lower.onnx", upper, "tokenizer.json")}
    lower, upper_half = (
        onnxruntime.InferenceSession(files[name], options, providers=["CPUExecutionProvider"])
        for name in ("lower.onnx", upper)
    )
    tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Parts(lower, upper_half, tokenizer, about)


def _window(ids: list[int], source: int, target: int) -> Encoded:
    """A sentence that is too long is cut to the stretch around the marks."""
    room = _LONGEST - 2
    if len(ids) <= room + 1:
        return ids, source, target
    last = max(source, target)
    first = min(source or last, target or last)
    start = max(1, min(first - _BEFORE_MARK, len(ids) - room)) if last + 30 > _LONGEST else 1
    kept = [ids[0], *ids[start : start + room]]

    def moved(place: int) -> int:
        new = place - start + 1
        return new if place and 0 < new < len(kept) else 0

    return kept, moved(source), moved(target)


def _checked(folder: Traversable, name: str, digest: str) -> bytes:
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise WrongWeightsError(name)
    return data


def softmax(logits: Floats) -> Floats:
    """Probabilities, row by row."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
