"""Teach all layers both questions at once: types as a large encoder says them, acts as readers marked them.

    python tools/learn_both.py --base DIR --teacher-base DIR --teacher teacher.pt --pairs pairs.jsonl
        --sentences sentences.jsonl --out DIR

Goes on from the encoder of types in `--out` (`train_relation.py`) and writes all its parts anew. Types: all lessons of
`train_relation.py`, and pairs of mentions of which nobody has said anything (`list_pairs.py`). How likely the teacher
(`train_teacher.py`) finds each type is to be learnt and, where somebody labelled it, the label: knowledge distillation
after Hinton, Vinyals and Dean (2015). Acts: the marked sentences (`list_marks.py`), as in `train_reader.py`. Batches of
both kinds come in random order; word vectors stay as they are. Runs in the environment of `train_relation.py`, in
16-bit steps; seeded (7); three quarters of an hour on two cores. Afterwards run `calibrate_pairs.py`,
`fit_recipients.py` and `calibrate_confidence.py`.
"""

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_net import (
    FROZEN,
    OUTPUTS,
    Batches,
    Reader,
    by_layer,
    descend,
    in_16_bits,
    read_arguments,
    read_back,
    shuffled,
    tokenizer_of,
    write,
)
from relation_rounds import LONGEST, ROUNDS, Question, backwards, lessons_of, with_other_names
from train_reader import ActNet, Lesson, about_reading, hidden_of, lesson_of, loss_of
from train_reader import write as write_reader
from train_teacher import say

BATCH, RATE = 32, 1e-4
PASSES = {"types": 2.2, "acts": 6.0}
_SHARED_SLOWER, _DECAY, _TYPES_FASTER, _ACTS_FASTER = 0.6, 0.9, 3, 8
_SHOWN, _WRITTEN_AGAIN = 0.5, 3000
"""The share of lessons that show their trigger; and how many of those written are asked again, with other names."""
_SOFTER, _LABELS_COUNT = 1.5, 0.3
"""What the log odds are divided by before they are compared; and what a label counts beside the teacher."""
_UNLABELLED = -100


def questions_of(pairs: Path, rng: random.Random) -> tuple[list[Question], Any]:
    """All that is asked, and the number of the type that somebody labelled it with."""
    lessons = lessons_of(ROUNDS[0])
    lessons += backwards(lessons, rng)
    asked: list[Question] = []
    for x in lessons:
        trigger = x.trigger if rng.random() > _SHOWN else None
        asked.append((*with_other_names(x, lessons, rng), trigger))
    written = [x for x in lessons if x.written]
    again = rng.sample(written, min(_WRITTEN_AGAIN, len(written)))
    asked += [(*with_other_names(x, lessons, rng), None) for x in again]
    labels = [OUTPUTS.index(x.type) for x in (*lessons, *again)]
    rows = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]
    asked += [(row["text"], tuple(row["source"]), tuple(row["target"]), None) for row in rows]
    return asked, torch.tensor(labels + [_UNLABELLED] * len(rows))


def loss_of_types(model: Reader, batches: Batches, asked: list[Question], labels: Any,
                  said: Any) -> Callable[[list[int]], Any]:  # fmt: skip
    """How far from the teacher, and from the labels, the answers to a batch of questions are."""
    encoded = [batches.encode(*a, LONGEST) for a in asked]

    def loss(numbers: list[int]) -> Any:
        with in_16_bits():
            found = model(*batches.stack([encoded[i] for i in numbers]))
        logits = found.float()
        ours, theirs = (torch.log_softmax(x / _SOFTER, 1) for x in (logits, said[numbers]))
        apart = torch.nn.functional.kl_div(ours, theirs, log_target=True, reduction="batchmean") * _SOFTER**2
        cross = torch.nn.functional.cross_entropy(
            logits, labels[numbers], ignore_index=_UNLABELLED, label_smoothing=0.05, reduction="sum"
        )
        return apart + _LABELS_COUNT * cross / len(numbers)

    return loss


def loss_of_acts(net: ActNet, lessons: list[Lesson]) -> Callable[[list[int]], Any]:
    """What is read wrongly in a batch of marked sentences."""

    def loss(numbers: list[int]) -> Any:
        batch = [lessons[i] for i in numbers]
        ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(x.ids) for x in batch], batch_first=True)
        hidden = hidden_of([len(x.ids) for x in batch])
        with in_16_bits():
            said = net(net.below(ids, hidden), hidden)
        return loss_of(batch, said)

    return loss


def share_lower(types: Reader, acts: ActNet) -> None:
    """Both start from the encoder of types, and have one lower half from now on."""
    acts.reader.load_state_dict(types.state_dict())
    acts.reader.encoder.embeddings = types.encoder.embeddings
    for i in range(FROZEN):
        acts.reader.encoder.encoder.layer[i] = types.encoder.encoder.layer[i]
    for weights in types.encoder.embeddings.parameters():
        weights.requires_grad = False


def train(types: Reader, acts: ActNet, losses: dict[str, Callable[[list[int]], Any]], lengths: dict[str, list[int]],
          rng: random.Random) -> None:  # fmt: skip
    """Batches of both questions in random order."""
    batches: list[tuple[str, list[int]]] = []
    for question, passes in PASSES.items():
        many = round(passes * len(lengths[question]) / BATCH)
        chosen: list[list[int]] = []
        while len(chosen) < many:
            chosen += shuffled(lengths[question], BATCH, rng)
        batches += [(question, numbers) for numbers in chosen[:many]]
    rng.shuffle(batches)
    layers, others = types.encoder.encoder.layer, acts.reader.encoder.encoder.layer
    heads = [p for name, p in acts.named_parameters() if not name.startswith("reader.")]
    groups = [
        {"params": [*types.out.parameters()], "lr": RATE * _TYPES_FASTER},
        {"params": heads, "lr": RATE * _ACTS_FASTER},
        *by_layer(layers[:FROZEN], RATE * _SHARED_SLOWER, _DECAY),
        *by_layer(layers[FROZEN:], RATE, _DECAY),
        *by_layer(others[FROZEN:], RATE, _DECAY),
    ]
    types.train()
    descend(
        groups, lambda: batches, lambda batch: losses[batch[0]](batch[1]),
        begin=acts.train, passes=1, steps=len(batches), what=f"{len(batches)} batches",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("teacher-base", "teacher", "pairs", "sentences"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = read_arguments(parser)
    rng = random.Random(args.seed)
    asked, labels = questions_of(args.pairs, rng)
    teacher = Reader(args.teacher_base)
    teacher.load_state_dict(torch.load(args.teacher))
    said = say(teacher, Batches(args.teacher_base), asked)
    del teacher
    types, batches, acts = Reader(args.base), Batches(args.base), ActNet(args.base, args.out)
    read_back(types, args.out)
    share_lower(types, acts)
    rows = [json.loads(line) for line in args.sentences.read_text(encoding="utf-8").splitlines()]
    tokenizer = tokenizer_of(args.base)
    lessons = [lesson_of(row, tokenizer) for row in rows]
    losses = {"types": loss_of_types(types, batches, asked, labels, said), "acts": loss_of_acts(acts, lessons)}
    train(types, acts, losses, {"types": [len(a[0]) for a in asked], "acts": [len(x.ids) for x in lessons]}, rng)
    about = json.loads((args.out / "model.json").read_text(encoding="utf-8"))
    about["reader"] = about_reading(rows)
    about["taught_by"] = {"teacher": "all-mpnet-base-v2", "pairs": len(asked)}
    write(types, batches, args.base, args.out, about)
    write_reader(acts, args.out, about)


if __name__ == "__main__":
    main()
