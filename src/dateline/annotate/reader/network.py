"""The two ONNX graphs: numbers in, numbers out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.annotate.reader.heads import OwnHeads
from dateline.annotate.reader.packing import MarkedPart, Pack

Floats = NDArray[np.float32]
DISTANCE = 24  # words further than this from the marked one are all equally far; as in training
REACH = 40
"""How many words to each side a question sees, from the middle of its own; at a pack's end more of the other side."""
NEVER = -20.0
CUE, TRIGGER = 1, 2  # marks of a question
ACTOR, RECIPIENT = 1, 2  # marks of a pair
_WORD_SCORES = ("vectors", "types", "statuses", "cues", "factuality", "scales", "relevance")
_DIGITS = 2  # scores are rounded to this before anything is decided: the last bits differ between processors


@dataclass(frozen=True, slots=True)
class WordScores:
    """What one pack's words say; rows are words, columns classes, values logits (factuality: the scale itself).

    `vectors` are what questions need, with a first axis of length one. `scales` says which of the scales of factuality
    the text asks for.
    """

    vectors: Floats
    types: Floats
    statuses: Floats
    cues: Floats
    factuality: Floats
    scales: Floats
    relevance: float


class Network:
    """The graphs of a folder, loaded once, on one thread.

    Attributes:
        tokenizer: The word pieces that the graphs were trained with.
        model: Name and digest of everything in the folder.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # worth 60 MB; packs are small
        self._words = onnxruntime.InferenceSession(folder / "words.onnx", options, ["CPUExecutionProvider"])
        self._questions = onnxruntime.InferenceSession(folder / "questions.onnx", options, ["CPUExecutionProvider"])
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._own = OwnHeads.read(folder)
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()))
        self.model = f"dateline-reader@{digest.hexdigest()[:12]}"

    def read(self, pack: Pack) -> WordScores:
        """The scores of every word of a pack."""
        ids = np.array([pack.ids], np.int64)
        inputs = {"ids": ids, "firsts": np.array([pack.firsts], np.int64), "marks": np.zeros_like(ids)}
        vectors, *scores, relevance = self._words.run(_WORD_SCORES, inputs)
        own = self._own.add(vectors, scores) if self._own else scores
        types, statuses, cues, factuality, scales = (_rounded(score[0]) for score in own)
        return WordScores(vectors, types, statuses, cues, factuality, scales, float(_rounded(relevance)[0, 0]))

    def between(self, part: MarkedPart) -> Floats:
        """Logits of the types of the event between the marked parties, [16]."""
        inputs = {name: np.array([getattr(part, name)], np.int64) for name in ("ids", "firsts", "marks")}
        (types,) = self._words.run(["pair"], inputs)
        return _rounded(types[0])

    def ask(self, seen: WordScores, kind: int, questions: Sequence[tuple[int, int]]) -> Floats:
        """Ask about marked words of one pack.

        Args:
            seen: What was read of the pack.
            kind: Whether the words are a cue or a trigger.
            questions: For each question the first and the last of the marked words.

        Returns:
            Logits of the roles, [questions, words, roles]; words out of reach have `NEVER`.
        """
        count = len(seen.types)
        first, last = (np.array(side, np.int64)[:, None] for side in zip(*questions, strict=True))
        width = min(count, 2 * REACH + 1)
        where = np.clip((first + last) // 2 - REACH, 0, count - width) + np.arange(width)
        marks = np.where((where >= first) & (where <= last), kind, 0)
        away = np.where(where < first, where - first, np.where(where > last, where - last, 0))
        distances = np.clip(away, -DISTANCE, DISTANCE) + DISTANCE
        inputs = {"vectors": seen.vectors, "where": where, "marks": marks, "distances": distances}
        (answers,) = self._questions.run(None, inputs)
        roles = np.full((len(questions), count, answers.shape[-1]), NEVER, np.float32)
        np.put_along_axis(roles, where[:, :, None], _rounded(answers), axis=1)
        return roles


def _rounded(scores: Floats) -> Floats:
    return np.round(scores, _DIGITS)


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis, to three digits."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = np.round(powers / powers.sum(-1, keepdims=True), 3)
    return shares


def sigmoid(scores: Floats) -> Floats:
    """Probabilities, to three digits."""
    return np.round(1 / (1 + np.exp(-scores)), 3)
