"""Teach another upper half of the encoder to tell right claims about a sentence from wrong ones.

    python tools/train_claims.py --base DIR --claims claims.jsonl --out src/dragoman/find/data/relation

Runs in the environment of `train_relation.py`, whose lower layers it shares and whose upper ones it
starts from; DIR is the same. `list_claims.py` lists the claims. Seeded; eight minutes on two cores.
Writes `claims.onnx` and its hash. Afterwards run `calibrate_judge.py` and `calibrate_confidence.py`.
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]  # lives in the trainer's own environment
from relation_data import KINDS
from relation_net import Batches, Encoded, Reader, read_back, write_claims
from relation_rounds import LONGEST, learn

PASSES, RATE = 3, 1e-4
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
    """Teach the verdicts, each by its weight."""
    torch.manual_seed(seed)
    right = torch.tensor([float(row["right"]) * (1 - 2 * _SOFT) + _SOFT for row in rows])
    counts = torch.tensor([float(row["weight"]) for row in rows])

    def loss(batch: list[int], said: Any) -> Any:
        missed = torch.nn.functional.binary_cross_entropy_with_logits(said.squeeze(1), right[batch], reduction="none")
        return (missed * counts[batch]).mean()

    encoded = [encode(batches, row) for row in rows]
    learn(model, batches, encoded, loss, passes=PASSES, rate=RATE, rng=random.Random(seed))


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
