"""Write a trained model as the two int8 ONNX graphs that Dateline runs.

    python -m training.export runs/final --out src/dateline/data/reader

Weights become 8-bit integers (dynamic quantization: activations are scaled input by input, and one input is one pack of
one article, so what is read never depends on other articles). A check compares the graphs with the torch model.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Questioner, Reader, Shape, Words
from training.train import pretrained, weights_of


class _Words(nn.Module):
    """One pack, without padding."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def forward(self, ids: Tensor, firsts: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        seen = torch.ones_like(firsts, dtype=torch.float32)
        told: tuple[Tensor, ...] = self.words(ids, torch.zeros(1, 1, 1, 1), firsts, seen, marks)
        return told


class _Questions(nn.Module):
    """Any number of questions about one pack; `where` has the words that each sees, [questions, window]."""

    def __init__(self, questioner: Questioner) -> None:
        super().__init__()
        self.questioner = questioner

    def forward(self, vectors: Tensor, where: Tensor, marks: Tensor, distances: Tensor) -> Tensor:
        reduced = self.questioner.reduce(vectors)[0][where]
        return self.questioner.answer(reduced, torch.zeros(1, 1, 1, 1), marks, distances)


def load(run: Path) -> Reader:
    """The model of a run, or of its last whole epoch."""
    saved = torch.load(weights_of(run))
    layers = len({name.split(".")[3] for name in saved["state"] if name.startswith("words.encoder.layers")})
    asking = len({name.split(".")[2] for name in saved["state"] if name.startswith("questioner.layers")})
    model = Reader(Shape(layers, asking))
    model.load_state_dict(saved["state"])
    return model.eval()


def export(run: Path, out: Path) -> None:
    """Write `words.onnx`, `questions.onnx` and `tokenizer.json` into a folder."""
    model = load(run)
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (1, 12))
    firsts = torch.tensor([[1, 2, 4, 5, 7, 9]])
    vectors = torch.randn(1, 6, 384)
    marks = torch.zeros(2, 6, dtype=torch.long)
    marks[0, 2] = 2
    where = torch.arange(6).expand(2, 6)
    parties = torch.tensor([[0, 1, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0]])
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        torch.onnx.export(
            _Words(model.words).eval(), (ids, firsts, parties), raw / "words.onnx",
            dynamo=False, opset_version=17,
            input_names=["ids", "firsts", "marks"],
            output_names=["vectors", "types", "statuses", "cues", "factuality", "scales", "relevance", "pair"],
            dynamic_axes={"ids": {1: "pieces"}, "firsts": {1: "words"}, "marks": {1: "pieces"}},
        )  # fmt: skip
        torch.onnx.export(
            _Questions(model.questioner).eval(), (vectors, where, marks, marks), raw / "questions.onnx",
            dynamo=False, opset_version=17,
            input_names=["vectors", "where", "marks", "distances"], output_names=["roles"],
            dynamic_axes={
                "vectors": {1: "words"},
                **{name: {0: "questions", 1: "window"} for name in ("where", "marks", "distances")},
            },
        )  # fmt: skip
        for name in ("words.onnx", "questions.onnx"):
            quantize_dynamic(raw / name, out / name, weight_type=QuantType.QInt8, per_channel=True)
        _compare(raw / "words.onnx", out / "words.onnx", model, (ids, firsts, parties))
    shutil.copy(pretrained() / "tokenizer.json", out / "tokenizer.json")
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size / 1e6:6.2f} MB  {path.name}")


def _compare(exact: Path, small: Path, model: Reader, inputs: tuple[Tensor, Tensor, Tensor]) -> None:
    wanted = _Words(model.words)(*inputs)
    named = {name: tensor.numpy() for name, tensor in zip(("ids", "firsts", "marks"), inputs, strict=True)}
    for path in (exact, small):
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        found = session.run(None, named)
        worst = [float(np.abs(a - b.detach().numpy()).max()) for a, b in zip(found, wanted, strict=True)]
        print(path.name, "largest differences from torch:", [round(value, 3) for value in worst])


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.run, options.out)


if __name__ == "__main__":
    main()
