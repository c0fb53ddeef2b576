"""Teach another upper half of the encoder to tell right claims about a sentence from wrong ones.

    python tools/train_claims.py --base DIR --claims claims.jsonl --out src/dragoman/find/data/relation

Runs in the environment of `train_relation.py`, whose lower layers it shares and whose upper ones it
starts from; DIR is the same. `list_claims.py` lists the claims. Seeded; eight minutes on two cores.
Writes `claims.onnx` and its hash. Afterwards run `calibrate_judge.py` and `calibrate_confidence.py`.
"""

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_data import KINDS
from relation_net import FROZEN, Batches, Encoded, Reader, read_back, write_claims
from relation_rounds import lower, shuffled, through

BATCH, PASSES, RATE, LONGEST = 32, 3, 1e-4, 96
# a verdict may be wrong itself: nothing is taught as certain
_SOFT = 0.03


class Judge(Reader):
    """The same layers with one output: how likely the claim is right, in log odds."""

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.out = torch.nn.Linear(self.out.in_features, 1)


def encode(batches: Batches, row: dict[str, Any]) -> Encoded:
    """The marked sentence and the claim behind it, as `find/relation_model.py` puts them together."""
    first, second, trigger = (tuple(row[side]) if row[side] else None for side in ("source", "target", "trigger"))
    ids, source, target = batches.encode(row["text"], first, second, trigger, LONGEST)
    return [*ids, *batches.words(row["claim"])], source, target


def train(model: Judge, batches: Batches, rows: list[dict[str, Any]], seed: int) -> None:
    """AdamW with warm-up and linear decay, the upper layers faster than the lower ones."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    encoded = [encode(batches, row) for row in rows]
    right = torch.tensor([float(row["right"]) * (1 - 2 * _SOFT) + _SOFT for row in rows])
    counts = torch.tensor([float(row["weight"]) for row in rows])
    model.eval()
    below = lower(model, batches, encoded)
    layers = model.encoder.encoder.layer[FROZEN:]
    groups = [{"params": model.out.parameters(), "lr": RATE * 5}]
    groups += [{"params": x.parameters(), "lr": RATE * 0.85 ** (len(layers) - 1 - i)} for i, x in enumerate(layers)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = PASSES * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min((k + 1) / (0.08 * steps), max(0.0, (steps - k) / (0.92 * steps)))
    )
    weights = [p for group in groups for p in group["params"]]
    for number in range(PASSES):
        model.train()
        total, chosen = 0.0, shuffled(encoded, rng)
        for batch in chosen:
            said = upper(model, [below[i] for i in batch])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(said, right[batch], reduction="none")
            loss = (loss * counts[batch]).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"{len(rows)} claims, pass {number}: loss {total / len(chosen):.3f}", file=sys.stderr, flush=True)


def upper(model: Judge, below: list[tuple[Any, int, int]]) -> Any:
    """The log odds, from the shared layers on."""
    return through(model, below).squeeze(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    batches, start = Batches(args.base), Reader(args.base)
    read_back(start, args.out)
    model = Judge(args.base)
    model.encoder.load_state_dict(start.encoder.state_dict())
    rows = [json.loads(line) for line in args.claims.read_text(encoding="utf-8").splitlines()]
    train(model, batches, rows, args.seed)
    about = json.loads((args.out / "model.json").read_text(encoding="utf-8"))
    # until calibrate_judge.py has measured it
    about |= {"claims": KINDS, "judging": {"bias": 0.0, "weight": 1.0}}
    about["claims_trained_on"] = {"right": sum(r["right"] for r in rows), "wrong": sum(not r["right"] for r in rows)}
    write_claims(model, args.out, about)


if __name__ == "__main__":
    main()
