"""The encoder as it is trained, and how it is written as ONNX with 8-bit weights, and read back.

Marks open and close both mentions; on top of the words' mean and the two opening marks stands one
layer with an output for every type and one for "nothing is stated". It is written in parts: `lower.onnx`
(word vectors and the lower three layers), `types.onnx` (the upper three, and the types) and, by
`train_reader.py`, `reader.onnx` (another upper three, which read the acts of a whole sentence).
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found]  # lives in the trainer's own environment
import torch  # type: ignore[import-not-found]  # likewise
from onnx import helper, numpy_helper
from onnx.utils import Extractor  # type: ignore[import-not-found]  # likewise
from onnxruntime.quantization import QuantType, quantize_dynamic
from relation_data import NOTHING
from tokenizers import Tokenizer
from transformers import AutoModel  # type: ignore[import-not-found]  # likewise

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
OUTPUTS = [*TYPES, NOTHING]
FROZEN = 3
"""Layers that both questions share."""
_LAST_SHARED = f"/encoder/encoder/layer.{FROZEN - 1}/output/LayerNorm/LayerNormalization_output_0"
LONGEST = 128
_BEFORE_MARK = 20
_ENDS = (("<s>", "</s>", "<pad>"), ("[CLS]", "[SEP]", "[PAD]"))
"""What opens, ends and fills up a sentence, by the encoder: the large one has these of its own."""
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]", "*", "*")
Place = tuple[int, int] | None
Asked = tuple[str, Place, Place]
Encoded = tuple[list[int], int, int]


class Reader(torch.nn.Module):  # type: ignore[misc]
    """The encoder with one layer on top: the mean of the words and the marks that open both mentions."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        self.drop = torch.nn.Dropout(0.1)
        self.out = torch.nn.Linear(3 * self.encoder.config.hidden_size, len(OUTPUTS))

    def forward(self, ids: Any, mask: Any, source: Any, target: Any) -> Any:
        words = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(words, mask, source, target)

    def head(self, words: Any, mask: Any, source: Any, target: Any) -> Any:
        """From the last layer to the logits."""
        shown = mask.unsqueeze(-1).to(words.dtype)
        mean = (words * shown).sum(1) / shown.sum(1)
        width = words.shape[-1]
        first = words.gather(1, source.view(-1, 1, 1).expand(-1, 1, width)).squeeze(1)
        second = words.gather(1, target.view(-1, 1, 1).expand(-1, 1, width)).squeeze(1)
        return self.out(self.drop(torch.cat([mean, first, second], 1)))


def read_arguments(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What was said on the command line, with what every trainer has; threads and the seed are set."""
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    return args


def by_layer(layers: Any, rate: float, decay: float) -> list[dict[str, Any]]:
    """The weights of these layers, the last one's with this rate, and each lower one's slower."""
    top = len(layers) - 1
    return [{"params": [*x.parameters()], "lr": rate * decay ** (top - i)} for i, x in enumerate(layers)]


def tokenizer_of(base: Path) -> Tokenizer:
    """What cuts words into pieces, as many as there are."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def ends_of(tokenizer: Tokenizer) -> tuple[int, int, int]:
    """The pieces that open, end and fill up a sentence."""
    known = next(names for names in _ENDS if all(tokenizer.token_to_id(name) is not None for name in names))
    opens, ends, fills = (int(tokenizer.token_to_id(name) or 0) for name in known)
    return opens, ends, fills


def in_16_bits() -> Any:
    """Within this, products are computed in 16 bits: twice as fast on processors that know bfloat16."""
    return torch.autocast("cpu", torch.bfloat16)


class Batches:
    """Turns sentences with places into tensors, just as `find/relation_model.py` does at run time."""

    def __init__(self, base: Path) -> None:
        self._tokenizer = tokenizer_of(base)
        self._opens, self._ends, self._pad = ends_of(self._tokenizer)
        self._marks = [self._tokenizer.token_to_id(mark) for mark in MARKS]

    def make(self, asked: Sequence[Asked]) -> tuple[Any, ...]:
        return self.stack([self.encode(*a) for a in asked])

    def stack(self, rows: Sequence[Encoded]) -> tuple[Any, ...]:
        """Encoded sentences as tensors, filled up to the longest."""
        longest = max(len(ids) for ids, _, _ in rows)
        ids, mask = torch.full((len(rows), longest), self._pad), torch.zeros(len(rows), longest, dtype=torch.long)
        for i, (words, _, _) in enumerate(rows):
            ids[i, : len(words)], mask[i, : len(words)] = torch.tensor(words), 1
        return ids, mask, torch.tensor([s for _, s, _ in rows]), torch.tensor([t for _, _, t in rows])

    def encode(self, text: str, source: Place, target: Place, trigger: Place = None, longest: int = LONGEST) -> Encoded:
        """Word pieces, and where the marks stand that open source and target (0: not named)."""
        marks: list[tuple[int, int, int]] = []
        for place, first in ((source, 0), (target, 2), (trigger, 4)):
            if place is not None:
                marks += [(place[0], 1, first), (place[1], 0, first + 1)]
        ids: list[Any] = [self._opens]
        at, opened = 0, {0: 0, 2: 0}
        for position, _, mark in sorted(marks):
            ids += self._tokenizer.encode(text[at:position], add_special_tokens=False).ids
            at = position
            if mark in opened:
                opened[mark] = len(ids)
            ids.append(self._marks[mark])
        ids += self._tokenizer.encode(text[at:], add_special_tokens=False).ids
        if len(ids) <= longest - 1:
            return [*ids, self._ends], opened[0], opened[2]
        # a long sentence is cut to the stretch around the marks
        first = min((p for p in opened.values() if p), default=1)
        start = max(1, min(first - _BEFORE_MARK, len(ids) - (longest - 2)))
        kept = [ids[0], *ids[start : start + longest - 2]]
        moved = {m: p - start + 1 if p and 0 < p - start + 1 < len(kept) else 0 for m, p in opened.items()}
        return [*kept, self._ends], moved[0], moved[2]


def write(model: Reader, batches: Batches, base: Path, out: Path, about: dict[str, Any]) -> None:
    """Export, make 8-bit, and write `model.json` with the hashes."""
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    full = out / "full.onnx"
    names = ["ids", "mask", "source", "target"]
    axes = {n: {0: "batch", 1: "words"} if n in ("ids", "mask") else {0: "batch"} for n in names}
    example = batches.make([("France met Spain .", (0, 6), (11, 16)), ("Peru sued Chile twice .", (0, 4), (10, 15))])
    torch.onnx.export(
        model, example, str(full), input_names=names, output_names=["logits"], dynamic_axes=axes, opset_version=17,
        dynamo=False,
    )  # fmt: skip
    quantize(full, out / "encoder.onnx")
    split(out / "encoder.onnx", out)
    (out / "encoder.onnx").unlink()
    (out / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())
    describe(out, about)


def split(whole: Path, out: Path) -> None:
    """Cut an encoder in two behind the layers that are shared: `lower.onnx` and `types.onnx`. Answers stay the same."""
    graph = onnx.load(str(whole)).graph
    above = f"layer.{FROZEN}/"
    masked = next(n for n in graph.node if n.name.endswith(f"{above}attention/self/Add"))
    hidden = next(name for name in masked.input if above not in name)
    names = {_LAST_SHARED: "words", hidden: "hidden"}
    for node in graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
    kept = [value for value in graph.value_info if value.name not in names]
    del graph.value_info[:]
    shapes = {"words": ["batch", "words", "width"], "hidden": ["batch", 1, "rows", "columns"]}
    graph.value_info.extend([*kept, *(helper.make_tensor_value_info(n, 1, shape) for n, shape in shapes.items())])
    model = helper.make_model(graph, opset_imports=onnx.load(str(whole)).opset_import)
    cut = Extractor(model)
    onnx.save(cut.extract_model(["ids", "mask"], ["words", "hidden"]), str(out / "lower.onnx"))
    asked = ["words", "hidden", "mask", "source", "target"]
    onnx.save(cut.extract_model(asked, ["logits"]), str(out / "types.onnx"))


def pass_through(layers: Any, state: Any, hidden: Any) -> Any:
    """What these layers make of a state; `hidden` is added to the attention, hugely negative where nothing stands."""
    for layer in layers:
        out = layer(state, attention_mask=hidden)
        state = out[0] if isinstance(out, tuple) else out
    return state


def descend(
    groups: list[dict[str, Any]], batches_of: Callable[[], Sequence[Any]], loss_of: Callable[[Any], Any], *,
    begin: Callable[[], Any], passes: int, steps: int, what: str,
) -> None:  # fmt: skip
    """AdamW with warm-up and linear decay. `loss_of` takes a batch; `begin` opens a pass."""
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min((k + 1) / (0.08 * steps), max(0.0, (steps - k) / (0.92 * steps)))
    )
    weights = [p for group in groups for p in group["params"]]
    for number in range(passes):
        begin()
        total, chosen = 0.0, batches_of()
        for batch in chosen:
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"{what}, pass {number}: loss {total / len(chosen):.3f}", file=sys.stderr, flush=True)


def shuffled(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Batches of the numbers of lessons of like length, in random order."""
    order = rng.sample(range(len(lengths)), len(lengths))
    batches: list[list[int]] = []
    for start in range(0, len(order), size * 20):
        chunk = sorted(order[start : start + size * 20], key=lambda i: lengths[i])
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    return rng.sample(batches, len(batches))


def quantize(full: Path, file: Path) -> None:
    """Make the weights 8-bit, with a scale for each channel of a matrix."""
    # signed weights overflow on processors without 8-bit dot products (one answer in five was another there)
    quantize_dynamic(full, file, weight_type=QuantType.QUInt8, per_channel=True)
    full.unlink()


def describe(out: Path, about: dict[str, Any]) -> None:
    """Write `model.json` with the hashes of what stands beside it."""
    files = [f for f in ("lower.onnx", "types.onnx", "reader.onnx", "tokenizer.json") if (out / f).exists()]
    about["sha256"] = {f: hashlib.sha256((out / f).read_bytes()).hexdigest() for f in files}
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def read_back(model: Reader, folder: Path) -> None:
    """Take the weights of an encoder that was written before, up to the rounding to 8 bits."""
    graphs = [onnx.load(str(folder / name)).graph for name in ("lower.onnx", "types.onnx")]
    arrays = {i.name: numpy_helper.to_array(i) for graph in graphs for i in graph.initializer}
    found: dict[str, Any] = {name: array for name, array in arrays.items() if name in model.state_dict()}
    for node in (node for graph in graphs for node in graph.node):
        if node.op_type == "MatMulInteger":
            path = node.name.removeprefix("/").removesuffix("/MatMul_quant").replace("/", ".")
            name = "out.weight" if path.startswith("out") else path.removeprefix("encoder.") + ".weight"
            found[name if name in model.state_dict() else f"encoder.{name}"] = _unpacked(arrays, node.input[1]).T
        elif node.op_type == "Gather" and node.input[0].endswith("weight_quantized"):
            found[node.input[0].removesuffix("_quantized")] = _unpacked(arrays, node.input[0])
    with torch.no_grad():
        for name, weights in model.state_dict().items():
            if name in found:
                # an encoder of before "nothing" was known has one output less
                weights.zero_()[: found[name].shape[0]] = torch.tensor(np.array(found[name]))
            elif "pooler" not in name and "position_ids" not in name:
                raise KeyError(f"{folder}: holds no weights for {name}; was it written by this trainer?")


def _unpacked(arrays: dict[str, Any], name: str) -> Any:
    stem = name.removesuffix("_quantized")
    return (arrays[name].astype(np.float32) - arrays[f"{stem}_zero_point"].astype(np.float32)) * arrays[f"{stem}_scale"]
