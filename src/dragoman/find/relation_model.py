"""How likely is each type of act, for two mentions of a sentence, by a small encoder?

The encoder reads the sentence with marks around both mentions and is run by onnxruntime. Its
files stand in `data/relation/`: weights (ONNX, 8 bit), tokenizer, and `model.json` with the order
of types, the calibration and the hashes, which are checked before anything is loaded.
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


class RelationModel:
    """Gives a row of logits, one for each of `outputs`, for every question."""

    def __init__(self, session: Any, tokenizer: Any, about: dict[str, Any]) -> None:
        self._session, self._tokenizer = session, tokenizer
        self.outputs: tuple[str, ...] = tuple(about["types"])
        self.types: tuple[str, ...] = tuple(t for t in self.outputs if t != NOTHING)
        self.temperature = float(about["temperature"])
        self.rule_weight = float(about["rule_weight"])
        self.judging: dict[str, float] = about["judging"]
        self._opens, self._ends = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self._marks = [tokenizer.token_to_id(m) for m in _MARKS]

    @classmethod
    def load(cls) -> "RelationModel":
        """The model that ships with dragoman."""
        return load_from(resources.files("dragoman.find") / "data" / "relation")

    def logits(self, asked: Sequence[Marked]) -> Floats:
        """One row for each question, in their order."""
        # one by one: 8-bit steps are scaled by the batch, and a question must give the same figures in any company
        return np.array([self._run(*self._encode(a)) for a in asked])

    def _run(self, ids: list[int], source: int, target: int) -> Floats:
        words = np.array([ids], dtype=np.int64)
        given = {
            "ids": words,
            "mask": np.ones_like(words),
            "source": np.array([source], dtype=np.int64),
            "target": np.array([target], dtype=np.int64),
        }
        (found,) = self._session.run(None, given)
        return np.asarray(found[0], dtype=np.float64)

    def _encode(self, asked: Marked) -> tuple[list[int], int, int]:
        """Token ids, and the places of the marks that open the source and the target (0: not there)."""
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


def load_from(folder: Traversable) -> RelationModel:
    """A model from its folder. Imports late: onnxruntime takes a third of a second."""
    import onnxruntime
    from tokenizers import Tokenizer

    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    files = {name: _checked(folder, name, digest) for name, digest in about["sha256"].items()}
    options = onnxruntime.SessionOptions()
    # the same figures on every machine and with any number of workers
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(files["encoder.onnx"], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return RelationModel(session, tokenizer, about)


def _window(ids: list[int], source: int, target: int) -> tuple[list[int], int, int]:
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
