"""Which words of a sentence tell of an act, of which kind, whether it took place, and who does it to whom?

An encoder reads a sentence once and answers for every word. It was taught with reports and open texts in
which readers had marked all acts with their sides (`tools/data/marked_acts.jsonl`), and so it knows of acts
that no table of words will ever hold ("brought down", "led away"). `Readings` keeps what it said of the
sentences of one article; nothing is read twice, and nothing that nobody asks about.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Any, Final

import numpy as np
from spacy.tokens import Token

from dragoman.find.language import Sentence
from dragoman.find.relation_model import SHIPPED, Floats, Parts, load_from, softmax

ACTOR: Final = 0
RECIPIENT: Final = 1
NAMING: Final = ("NN", "PRP", "JJ", "CD")
"""How the tags begin of words that may stand for somebody."""
_LEAST: Final = 0.002
_LONGEST: Final = 144
"""Word pieces of a sentence that are read; what stands behind them tells of nothing."""


@dataclass(frozen=True)
class Reading:
    """What the encoder makes of one sentence. Places are numbers of its tokens, from 0."""

    kinds: tuple[str, ...]
    """The types of act, in the order of the columns of `chances`; the first stands for no act."""
    statuses: tuple[str, ...]
    chances: Floats
    """A row of chances for each token, a column for each of `kinds`."""
    standing: Floats
    """A row of chances for each token, a column for each of `statuses`: how an act that it told would stand."""
    roles: Floats
    """Two tables, of actors and of recipients: how likely the column's token takes part in the act of the row's."""

    def act(self, at: int) -> float:
        """How likely the token tells of an act."""
        return float(1.0 - self.chances[at, 0])

    def kind(self, at: int) -> str:
        """The likeliest type of the act that the token would tell of."""
        return self.kinds[1 + int(self.chances[at, 1:].argmax())]

    def surest(self, at: int) -> float:
        """How likely the token tells of an act of its likeliest type."""
        return self.of_kind(at, self.kind(at))

    def of_kind(self, at: int, kind: str) -> float:
        """How likely the token tells of an act of this type."""
        return float(self.chances[at, self.kinds.index(kind)])

    def stands(self, at: int, status: str) -> float:
        """How likely an act told by the token stands so."""
        return float(self.standing[at, self.statuses.index(status)])

    def part(self, side: int, at: int, tokens: Iterable[int]) -> float:
        """How likely one of these tokens takes part, on this side, in the act that the token `at` tells of."""
        return max((float(self.roles[side, at, token]) for token in tokens), default=0.0)


class ActReader:
    """Reads sentences with the encoder that ships, or another folder's. Not safe to share between threads."""

    def __init__(self, folder: Traversable = SHIPPED) -> None:
        self._folder = folder

    @cached_property
    def _parts(self) -> Parts:
        # loaded for the first sentence that somebody asks about: what tells of nothing needs neither time nor memory
        return load_from(self._folder, "reader.onnx")

    def read(self, sentence: Sentence) -> Reading:
        """The chances for every token of a sentence."""
        parts = self._parts
        pieces, first = _pieces(sentence, parts.tokenizer)
        ids = np.array([pieces], dtype=np.int64)
        states, hidden = parts.lower.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        types, standing, roles = parts.upper.run(None, {"words": states, "hidden": hidden})
        known = np.array(first)
        return Reading(
            ("NONE", *parts.about["reader"]["types"]),
            tuple(parts.about["reader"]["statuses"]),
            softmax(np.asarray(types, dtype=np.float64)[known]),
            softmax(np.asarray(standing, dtype=np.float64)[known]),
            1 / (1 + np.exp(-np.asarray(roles, dtype=np.float64)[:, known][:, :, known])),
        )


class Readings:
    """The encoder's readings of one article's sentences, made when they are first asked for."""

    def __init__(self, reader: ActReader) -> None:
        self._reader = reader
        self._known: dict[int, Reading] = {}

    def of(self, sentence: Sentence) -> Reading:
        """What the encoder makes of this sentence."""
        if sentence.number not in self._known:
            self._known[sentence.number] = self._reader.read(sentence)
        return self._known[sentence.number]


def odds(chance: float) -> float:
    """Log odds, within what a few thousand marked acts can tell apart."""
    within = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))


def place_in(sentence: Sentence, token: Token) -> int:
    """The token's number within its sentence."""
    return int(token.i - sentence.words.start)


def _pieces(sentence: Sentence, tokenizer: Any) -> tuple[list[int], list[int]]:
    """Word pieces, opened and closed, and for each token the place of its first piece; 0 where it has none."""
    encoded = tokenizer.encode(sentence.words.text, add_special_tokens=False)
    pieces = [tokenizer.token_to_id("[CLS]"), *encoded.ids][: _LONGEST - 1]
    at_start = {start: number for number, (start, _) in reversed(list(enumerate(encoded.offsets, 1)))}
    base = sentence.words[0].idx
    first = []
    for token in sentence.words:
        start = token.idx - base
        place = at_start.get(start) or _around(encoded.offsets, start)
        first.append(place if place < len(pieces) else 0)
    return [*pieces, tokenizer.token_to_id("[SEP]")], first


def _around(offsets: list[tuple[int, int]], start: int) -> int:
    """The place of the piece that holds this code point; 0 where it is blank."""
    return next((number for number, (lo, hi) in enumerate(offsets, 1) if lo <= start < hi), 0)
