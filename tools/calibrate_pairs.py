"""What do the encoder's log odds mean? Fits what `find/relation.py` makes of them, into model.json.

    python tools/calibrate_pairs.py

Uses the labelled open texts and the written sentences that the encoder was not trained on, and says
what it finds there.
"""

import json
from pathlib import Path

import numpy as np
from relation_data import (
    LABELLED,
    is_kept_apart,
    read_labelled,
)

from dragoman.find import RelationReader
from dragoman.find.language import Language
from dragoman.find.relation_model import Marked, RelationModel
from dragoman.find.triggers import TriggerTable
from dragoman.settings import Settings

FOLDER = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "relation"


def calibration_error(said: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    places = np.minimum((said * bins).astype(int), bins - 1)
    parts = [(places == b) for b in range(bins) if (places == b).any()]
    return float(sum(part.mean() * abs(said[part].mean() - right[part].mean()) for part in parts))


def calibrate_pairs(model: RelationModel) -> tuple[float, float]:
    """How loudly grammar speaks beside the encoder, and the temperature: likeliest on sentences kept apart."""
    reader = RelationReader(Language(Settings().pipeline), TriggerTable.load(), model)
    # open texts alone: the encoder has learnt how our own sentences are written, and would seem too good on them
    asked = [
        (Marked(r.text, r.source, r.target), r.type) for r in read_labelled(LABELLED) if is_kept_apart(r) and r.type
    ]
    logits = model.logits([m for m, _ in asked])[:, [model.outputs.index(t) for t in model.types]]
    votes = np.zeros_like(logits)
    for i, (marked, _) in enumerate(asked):
        voted, _ = reader.grammar(marked)
        if voted is not None:
            votes[i, model.types.index(voted[0])] = voted[1]
    right = np.array([model.types.index(t) for _, t in asked])

    def loss(weight: float, temperature: float) -> float:
        z = (logits + weight * votes) / temperature
        return float(np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(right)), right]))

    weight, temperature = min(
        ((w, t) for w in np.arange(1, 6.1, 0.5) for t in np.arange(0.6, 3.01, 0.1)), key=lambda pair: loss(*pair)
    )
    hit = ((logits + weight * votes).argmax(1) == right).mean()
    print(f"{len(right)} relations kept apart: right {hit:.3f}, weight {weight}, temperature {temperature:.1f}")
    return float(weight), round(float(temperature), 2)


def main() -> None:
    model = RelationModel.load()
    stated = [r for r in read_labelled(LABELLED) if r.coded is not None and is_kept_apart(r) and r.type is not None]
    logits = model.logits([Marked(r.text, r.source, r.target, r.trigger) for r in stated])
    likeliest = [model.types[i] for i in logits[:, [model.outputs.index(t) for t in model.types]].argmax(1)]
    hits = [kind == r.type for kind, r in zip(likeliest, stated, strict=True)]
    print(f"the encoder alone: {np.mean(hits):.3f} of {len(stated)} stated acts have the right type")
    about = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))
    about["held_out"] = {"sentences": len(stated), "accuracy": round(float(np.mean(hits)), 4)}
    about["rule_weight"], about["temperature"] = calibrate_pairs(model)
    (FOLDER / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
