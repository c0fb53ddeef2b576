"""Teach the upper layers of the encoder from everything there is, and show them what is no relation.

The word vectors and the three lowest layers stay as they are, so what they make of each sentence is
computed once; that halves the work. Some written sentences are asked about backwards, as relations
that they do not state. Beside the type, its quad class counts: a miss within the class costs less.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_data import DEV_PERCENT, HERE, NOTHING, is_drawn, is_kept_apart, read_labelled, read_several, read_written
from relation_net import (
    FROZEN,
    OUTPUTS,
    Batches,
    Encoded,
    Place,
    Reader,
    by_layer,
    descend,
    in_16_bits,
    pass_through,
    shuffled,
)

BATCH, LONGEST = 32, 96
_BACKWARDS, _QUAD_SHARE = 0.1, 0.3
# labelled sentences whose trigger is not shown, for those who ask about two mentions alone
_UNTOLD = 0.25
_QUADS = [
    "AGREE CONSULT SUPPORT CONCEDE".split(),
    "COOPERATE AID RETREAT".split(),
    "REQUEST ACCUSE REJECT THREATEN".split(),
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(),
    [NOTHING],
]
Question = tuple[str, Place, Place, Place]
"""A sentence, and where its source, its target and its trigger stand."""
# acts that are something else when told the other way round
_ONE_WAY = frozenset(OUTPUTS) - {"AGREE", "CONSULT", "COOPERATE", NOTHING}


@dataclass(frozen=True)
class Round:
    """Which written files are read, how often, and how fast."""

    written: str
    several: str
    passes: int
    rate: float


ROUNDS = (Round("written_*.txt", "several_*.txt", 4, 1e-4),)


@dataclass(frozen=True)
class Lesson:
    """A sentence with two places, and the answer."""

    text: str
    source: Place
    target: Place
    type: str
    written: bool
    trigger: Place = None


def lessons_of(round_: Round) -> list[Lesson]:
    """Everything that this round may read, what is kept apart left out."""
    found = [Lesson(e.text, e.source, e.target, e.type, True) for e in read_written(sorted(HERE.glob(round_.written)))]
    found += [
        Lesson(e.text, e.source, e.target, e.type, False) for e in read_several(sorted(HERE.glob(round_.several)))
    ]
    found = [x for x in found if not is_drawn(x.text, DEV_PERCENT)]
    labelled = read_labelled(sorted(HERE.glob("labelled_*.jsonl")))
    return found + [
        Lesson(r.text, r.source, r.target, r.type or NOTHING, False, r.trigger)
        for r in labelled
        if not is_kept_apart(r)
    ]


def backwards(lessons: Sequence[Lesson], rng: random.Random) -> list[Lesson]:
    """Some lessons asked the other way round, as relations that they do not state."""
    return [
        Lesson(x.text, x.target, x.source, NOTHING, x.written)
        for x in lessons
        if x.type in _ONE_WAY and x.source and x.target and rng.random() < _BACKWARDS
    ]


def asked_of(lessons: Sequence[Lesson], rng: random.Random) -> Iterator[Question]:
    """Sentence, source, target and trigger of every lesson: other names now and then, and triggers mostly shown."""
    shown = [x.trigger if rng.random() > _UNTOLD else None for x in lessons]
    for lesson, trigger in zip(lessons, shown, strict=True):
        yield (*with_other_names(lesson, lessons, rng), trigger)


_IN_QUAD = torch.tensor([[float(t in quad) for quad in _QUADS] for t in OUTPUTS])


def missed(logits: Any, types: Any) -> Any:
    """What was said wrongly: of the type, and of its quad class."""
    of_quad = torch.log(torch.softmax(logits, 1) @ _IN_QUAD + 1e-7)
    in_quad = torch.nn.functional.nll_loss(of_quad, _IN_QUAD[types].argmax(1))
    return torch.nn.functional.cross_entropy(logits, types, label_smoothing=0.05) + _QUAD_SHARE * in_quad


def run_round(model: Reader, batches: Batches, round_: Round, seed: int) -> None:
    """Teach what this round may read."""
    rng = random.Random(seed)
    lessons = lessons_of(round_)
    lessons += backwards(lessons, rng)
    encoded = [batches.encode(*asked, LONGEST) for asked in asked_of(lessons, rng)]
    types = torch.tensor([OUTPUTS.index(x.type) for x in lessons])

    def loss(batch: list[int], logits: Any) -> Any:
        return missed(logits, types[batch])

    learn(model, batches, encoded, loss, passes=round_.passes, rate=round_.rate, rng=rng)


def learn(
    model: Reader,
    batches: Batches,
    encoded: list[Encoded],
    loss_of: Callable[[list[int], Any], Any],
    *,
    passes: int,
    rate: float,
    rng: random.Random,
) -> None:
    """AdamW with warm-up and linear decay, the upper layers faster than the lower ones; those shared stay as they are.

    `loss_of` takes the numbers of a batch's sentences and what the model says of them.
    """
    model.eval()
    below = _lower(model, batches, encoded)
    layers = model.encoder.encoder.layer[FROZEN:]
    groups = [{"params": model.out.parameters(), "lr": rate * 5}]
    groups += by_layer(layers, rate, 0.85)
    lengths = [len(ids) for ids, _, _ in encoded]
    descend(
        groups,
        lambda: shuffled(lengths, BATCH, rng),
        lambda batch: loss_of(batch, _upper(model, [below[i] for i in batch])),
        begin=model.train,
        passes=passes,
        steps=passes * -(-len(encoded) // BATCH),
        what=f"{len(encoded)} lessons",
    )


def with_other_names(lesson: Lesson, lessons: Sequence[Lesson], rng: random.Random) -> tuple[str, Place, Place]:
    """A written sentence with its mentions exchanged for others, now and then, so that no country stands for an act."""
    text, source, target = lesson.text, lesson.source, lesson.target
    if not lesson.written or source is None or target is None or not (source[1] <= target[0] or target[1] <= source[0]):
        return text, source, target
    new: dict[tuple[int, int], str] = {}
    for side, place in (("source", source), ("target", target)):
        other = rng.choice(lessons)
        there: Place = getattr(other, side)
        new[place] = other.text[slice(*there)] if there and rng.random() < 0.3 else text[slice(*place)]
    made, at, places = "", 0, {}
    for place in sorted((source, target)):
        made += text[at : place[0]]
        places[place] = (len(made), len(made) + len(new[place]))
        made += new[place]
        at = place[1]
    return made + text[at:], places[source], places[target]


def _lower(model: Reader, batches: Batches, encoded: list[Encoded]) -> list[tuple[Any, int, int]]:
    """What the frozen layers make of every sentence."""
    found: list[Any] = [None] * len(encoded)
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            group = order[start : start + 64]
            ids, shown, _, _ = batches.stack([encoded[i] for i in group])
            state = model.encoder.embeddings(input_ids=ids)
            state = pass_through(model.encoder.encoder.layer[:FROZEN], state, _hidden(shown))
            for row, i in enumerate(group):
                words, source, target = encoded[i]
                found[i] = (state[row, : len(words)].half(), source, target)
    return found


def _upper(model: Reader, below: Sequence[tuple[Any, int, int]]) -> Any:
    """The logits, from there on."""
    longest = max(len(state) for state, _, _ in below)
    state = torch.zeros(len(below), longest, below[0][0].shape[1])
    shown = torch.zeros(len(below), longest)
    for row, (words, _, _) in enumerate(below):
        state[row, : len(words)], shown[row, : len(words)] = words.float(), 1
    with in_16_bits():
        state = pass_through(model.encoder.encoder.layer[FROZEN:], state, _hidden(shown))
        places = (torch.tensor([place[side] for place in below]) for side in (1, 2))
        return model.head(state, shown, *places).float()


def _hidden(shown: Any) -> Any:
    return (1 - shown[:, None, None, :].float()) * -1e9


def count() -> dict[str, int]:
    """How many lessons of each kind the last round reads."""
    lessons = lessons_of(ROUNDS[-1])
    labelled = [r for r in read_labelled(sorted(HERE.glob("labelled_*.jsonl"))) if not is_kept_apart(r)]
    return {"written": len(lessons) - len(labelled), "labelled": len(labelled)}
