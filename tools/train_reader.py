"""Teach another upper half of the encoder which words tell of an act, of which kind, how it stands, and who takes part.

    python tools/train_reader.py --base DIR --sentences sentences.jsonl --out src/dragoman/find/data/relation

Runs in the environment of `train_relation.py`, whose lower layers it shares and whose upper ones it
starts from; DIR is the same. `list_marks.py` lists the sentences. Seeded; ten minutes on two cores.
Writes `reader.onnx` and its hash. Afterwards run `calibrate_confidence.py`.

For every word piece that begins a token: a type of act or none, and a status; for every pair of them: how
likely the second is an actor, or a recipient, of the act that the first tells (a product of two
projections, after Dozat and Manning 2017).
"""

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_data import NOTHING
from relation_net import (
    FROZEN,
    TYPES,
    Reader,
    by_layer,
    descend,
    describe,
    ends_of,
    in_16_bits,
    pass_through,
    quantize,
    read_arguments,
    read_back,
    shuffled,
    tokenizer_of,
)
from tokenizers import Tokenizer

STATUSES = "occurred ongoing planned attempted hypothetical denied".split()
KINDS = [NOTHING, *TYPES]
SIDES = 2
PASSES, RATE, BATCH, LONGEST = 6, 1e-4, 32, 144
_WIDTH = 128
_UNKNOWN = -100
"""What PyTorch's losses pass over."""
# a word that tells of nothing counts this much of one that does; there are twenty of them for each
_PLAIN_COUNTS = 0.12
_SHARES = {"type": 1.0, "status": 0.5, "roles": 0.5}
_HEADS_FASTER, _DECAY = 8, 0.9


@dataclass
class Lesson:
    """A sentence in word pieces, what is known of them, and what the frozen layers make of it."""

    ids: list[int]
    kinds: Any
    statuses: Any
    pieces: list[int]
    """Those that begin a token."""
    acts: list[tuple[int, list[list[int]]]]
    """The piece that tells, and the pieces of each side."""
    below: Any = None


class ActNet(torch.nn.Module):  # type: ignore[misc]
    """The upper layers with three answers: types and statuses of pieces, roles of pairs of them."""

    def __init__(self, base: Path, folder: Path) -> None:
        super().__init__()
        self.reader = Reader(base)
        read_back(self.reader, folder)
        width = self.reader.encoder.config.hidden_size
        self.drop = torch.nn.Dropout(0.1)
        self.kind = torch.nn.Linear(width, len(KINDS))
        self.status = torch.nn.Linear(width, len(STATUSES))
        self.telling, self.taking = torch.nn.Linear(width, SIDES * _WIDTH), torch.nn.Linear(width, SIDES * _WIDTH)
        self.tells, self.takes = torch.nn.Linear(width, SIDES), torch.nn.Linear(width, SIDES)

    def below(self, ids: Any, hidden: Any) -> Any:
        """What the layers that are shared make of the pieces."""
        encoder = self.reader.encoder
        return pass_through(encoder.encoder.layer[:FROZEN], encoder.embeddings(input_ids=ids), hidden)

    def forward(self, words: Any, hidden: Any) -> tuple[Any, Any, Any]:
        words = self.drop(pass_through(self.reader.encoder.encoder.layer[FROZEN:], words, hidden))
        batch, length, _ = words.shape
        first, second = (
            torch.nn.functional.gelu(layer(words)).view(batch, length, SIDES, _WIDTH).transpose(1, 2)
            for layer in (self.telling, self.taking)
        )
        roles = first @ second.transpose(2, 3) / 8
        roles = roles + self.tells(words).transpose(1, 2).unsqueeze(3) + self.takes(words).transpose(1, 2).unsqueeze(2)
        return self.kind(words), self.status(words), roles


def lesson_of(row: dict[str, Any], tokenizer: Tokenizer) -> Lesson:
    """A listed sentence, cut into the same pieces as `find/reader.py` cuts it."""
    encoded = tokenizer.encode(row["text"], add_special_tokens=False)
    opens, ends, _ = ends_of(tokenizer)
    ids = [*[opens, *encoded.ids][: LONGEST - 1], ends]
    starts = {start: number for number, (start, _) in reversed(list(enumerate(encoded.offsets, 1)))}

    def piece(place: list[int]) -> int | None:
        around = (n for n, (lo, hi) in enumerate(encoded.offsets, 1) if lo <= place[0] < hi)
        found = starts.get(place[0]) or next(around, None)
        return found if found is not None and found < len(ids) - 1 else None

    pieces = [piece(place) for place in row["tokens"]]
    kinds, statuses = torch.full((len(ids),), _UNKNOWN), torch.full((len(ids),), _UNKNOWN)
    known = row.get("none", [at for at, word in enumerate(row["words"]) if word])
    for at in known:
        if pieces[at] is not None:
            kinds[pieces[at]] = 0
    acts = []
    for act in row["acts"]:
        at = pieces[act["at"]]
        if at is None:
            continue
        kinds[at] = KINDS.index(act["type"])
        if act["status"] is not None:
            statuses[at] = STATUSES.index(act["status"])
            sides = [[p for m in act[side] if (p := pieces[m]) is not None] for side in ("actors", "recipients")]
            acts.append((at, sides))
    return Lesson(ids, kinds, statuses, [p for p in pieces if p is not None], acts)


def loss_of(lessons: list[Lesson], said: tuple[Any, Any, Any]) -> Any:
    """What was said wrongly of types, statuses and sides, added up by their shares."""
    cross = torch.nn.functional.cross_entropy
    kinds, statuses, roles = (part.float() for part in said)
    meant = _filled([x.kinds for x in lessons])
    counted = (meant > 0).sum() + _PLAIN_COUNTS * (meant == 0).sum()
    missed = cross(kinds.flatten(0, 1), meant.flatten(), label_smoothing=0.02, reduction="sum", ignore_index=_UNKNOWN)
    total = _SHARES["type"] * missed / counted.clamp(min=1)
    stand = _filled([x.statuses for x in lessons])
    if (stand >= 0).any():
        total = total + _SHARES["status"] * cross(statuses.flatten(0, 1), stand.flatten(), ignore_index=_UNKNOWN)
    parts = [_missed_roles(x, roles[i]) for i, x in enumerate(lessons) if x.acts]
    if parts:
        total = total + _SHARES["roles"] * sum(parts) / sum(len(x.acts) for x in lessons)
    return total


def _missed_roles(lesson: Lesson, roles: Any) -> Any:
    pieces = torch.tensor(lesson.pieces)
    said = roles[:, torch.tensor([at for at, _ in lesson.acts])][:, :, pieces]
    meant = torch.zeros_like(said)
    place = {piece: i for i, piece in enumerate(lesson.pieces)}
    for i, (_, sides) in enumerate(lesson.acts):
        for side, members in enumerate(sides):
            meant[side, i, [place[m] for m in members]] = 1
    return (
        torch.nn.functional.binary_cross_entropy_with_logits(said, meant, reduction="sum", pos_weight=torch.tensor(2.0))
        / SIDES
    )


def _filled(rows: list[Any]) -> Any:
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=_UNKNOWN)


def hidden_of(lengths: list[int]) -> Any:
    """Added to the attention: hugely negative where nothing stands."""
    shown = torch.arange(max(lengths))[None, :] < torch.tensor(lengths)[:, None]
    return torch.where(shown, 0.0, -1e9)[:, None, None, :]


def train(net: ActNet, lessons: list[Lesson], rng: random.Random) -> None:
    """AdamW with warm-up and linear decay; the layers that are shared stay as they are."""
    net.eval()
    lengths = [len(x.ids) for x in lessons]
    with torch.no_grad(), in_16_bits():
        for numbers in shuffled(lengths, 64, rng):
            batch = [lessons[i] for i in numbers]
            ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(x.ids) for x in batch], batch_first=True)
            states = net.below(ids, hidden_of([len(x.ids) for x in batch]))
            for x, state in zip(batch, states, strict=True):
                x.below = state[: len(x.ids)].half()
    layers = net.reader.encoder.encoder.layer[FROZEN:]
    heads = [p for name, p in net.named_parameters() if not name.startswith("reader.")]
    groups: list[dict[str, Any]] = [{"params": heads, "lr": RATE * _HEADS_FASTER}]
    groups += by_layer(layers, RATE, _DECAY)
    descend(
        groups,
        lambda: shuffled(lengths, BATCH, rng),
        lambda numbers: _loss_on(net, [lessons[i] for i in numbers]),
        begin=net.train,
        passes=PASSES,
        steps=PASSES * -(-len(lessons) // BATCH),
        what=f"{len(lessons)} sentences",
    )


def _loss_on(net: ActNet, batch: list[Lesson]) -> Any:
    words = torch.nn.utils.rnn.pad_sequence([x.below.float() for x in batch], batch_first=True)
    with in_16_bits():
        said = net(words, hidden_of([len(x.ids) for x in batch]))
    return loss_of(batch, said)


class _One(torch.nn.Module):  # type: ignore[misc]
    """The same for one sentence, as it is written."""

    def __init__(self, net: ActNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, words: Any, hidden: Any) -> tuple[Any, Any, Any]:
        kinds, statuses, roles = self.net(words, hidden)
        return kinds[0], statuses[0], roles[0]


def write(net: ActNet, out: Path, about: dict[str, Any]) -> None:
    """Write `reader.onnx` beside the other parts, and its hash into `model.json`."""
    net.eval()
    full = out / "full.onnx"
    example = (torch.randn(1, 9, net.reader.encoder.config.hidden_size), torch.zeros(1, 1, 1, 9))
    torch.onnx.export(
        _One(net), example, str(full), input_names=["words", "hidden"], output_names=["types", "statuses", "roles"],
        dynamic_axes={"words": {1: "words"}, "hidden": {2: "rows", 3: "columns"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize(full, out / "reader.onnx")
    describe(out, about)


def about_reading(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What `model.json` says of the reading: its answers in their order, and what taught it."""
    marked = [row for row in rows if "none" not in row]
    return {
        "types": TYPES, "statuses": STATUSES,
        "taught": {"sentences": len(rows), "marked": len(marked), "acts": sum(len(row["acts"]) for row in marked)},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path, required=True)
    args = read_arguments(parser)
    tokenizer = tokenizer_of(args.base)
    rows = [json.loads(line) for line in args.sentences.read_text(encoding="utf-8").splitlines()]
    net = ActNet(args.base, args.out)
    train(net, [lesson_of(row, tokenizer) for row in rows], random.Random(args.seed))
    about = json.loads((args.out / "model.json").read_text(encoding="utf-8"))
    about["reader"] = about_reading(rows)
    write(net, args.out, about)


if __name__ == "__main__":
    main()
