"""A linear layer that is added to shipped logits, fitted by ridge-penalised multinomial logistic regression.

The layer starts from zero and is held near it, so few examples change little. Minimised by L-BFGS (Nocedal and Wright,
Numerical Optimization, 2nd edition, algorithm 7.4) with halving steps. Nothing is random: equal input, equal output.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.reader.heads import Layer

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]
Value = Callable[[Doubles], tuple[float, Doubles]]

_STEPS = 100
_KEPT = 8  # pairs that the curvature is estimated from
_HALVINGS = 20
_ENOUGH = 1e-4  # share of the promised decrease that a step must bring
_TOLERANCE = 1e-4  # stop where a step betters the value by less than this share of it
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """Rows to fit: `vectors` [rows, length], shipped `logits` [rows, classes], `right` the accepted classes of rows.

    The vectors are centred and scaled to a mean squared length of 1, so that a ridge means the same for every encoder.
    A row of several accepted classes is right with any of them; each row needs one.
    """

    vectors: Floats
    logits: Floats
    right: Flags
    centre: Floats
    scale: float

    @staticmethod
    def of(vectors: Floats, logits: Floats, right: Flags) -> Problem:
        """Centre and scale the vectors; there must be a row."""
        centre = vectors.mean(0)
        moved = vectors - centre
        scale = float(np.sqrt(np.einsum("ij,ij->", moved, moved, dtype=np.float64) / len(moved))) or 1.0
        moved /= np.float32(scale)
        return Problem(moved, logits, right, centre, scale)

    def fit(self, ridges: Sequence[float], rows: Flags | None = None) -> list[Layer]:
        """One layer a ridge, for the vectors as they were given.

        Args:
            ridges: Penalties on half the sum of squared weights and biases, in units of one row's loss, the strongest
                first: each fit starts where the last one ended.
            rows: Which rows to fit, all if None.
        """
        inside = (
            self if rows is None else Problem(self.vectors[rows], self.logits[rows], self.right[rows], self.centre, 1)
        )
        length, classes = self.vectors.shape[1], self.logits.shape[1]
        point = np.zeros((length + 1) * classes)
        layers = []
        for ridge in ridges:
            point = minimise(inside._loss(ridge), point)  # noqa: SLF001  (another of this class)
            weights = np.round(point.reshape(length + 1, classes)[:length] / self.scale, _DIGITS)
            bias = np.round(point.reshape(length + 1, classes)[length] - self.centre @ weights, _DIGITS)
            layers.append(Layer(weights.astype(np.float32), bias.astype(np.float32)))
        return layers

    def _loss(self, ridge: float) -> Value:
        length, classes = self.vectors.shape[1], self.logits.shape[1]

        def value(point: Doubles) -> tuple[float, Doubles]:
            table = point.reshape(length + 1, classes)
            near = table.astype(np.float32)
            loss, slope = _losses(self.logits + self.vectors @ near[:length] + near[length], self.right)
            gradient = np.concatenate([self.vectors.T @ slope, slope.sum(0, dtype=np.float64)[None]]) + ridge * table
            return float(loss.sum(dtype=np.float64)) + ridge / 2 * float(point @ point), gradient.ravel()

        return value


def log_loss(logits: Floats, right: Flags) -> float:
    """The mean of −log (probability of the accepted classes), in nats; 0 of no rows."""
    return float(_losses(logits, right)[0].mean(dtype=np.float64)) if len(logits) else 0.0


def _losses(logits: Floats, right: Flags) -> tuple[Floats, Floats]:
    """Each row's loss, and its slope along the logits."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares = powers / powers.sum(-1, keepdims=True)
    accepted = np.where(right, shares, 0)
    sums = np.maximum(accepted.sum(-1, keepdims=True), np.float32(1e-12))
    return -np.log(sums[:, 0]), shares - accepted / sums


def minimise(value: Value, start: Doubles, steps: int = _STEPS) -> Doubles:
    """A point where a smooth function is least nearby.

    Args:
        value: Gives the function's value and gradient.
    """
    point, (now, gradient) = start, value(start)
    pairs: deque[tuple[Doubles, Doubles, float]] = deque(maxlen=_KEPT)
    for _ in range(steps):
        direction = -_against(gradient, pairs)
        slope = float(direction @ gradient)
        if slope >= 0:
            break
        size = 1.0 if pairs else min(1.0, 1.0 / float(np.abs(gradient).sum()))
        for _ in range(_HALVINGS):
            tried = point + size * direction
            after, gradient_there = value(tried)
            if after <= now + _ENOUGH * size * slope:
                break
            size /= 2
        else:
            break
        step, change = tried - point, gradient_there - gradient
        if (curvature := float(step @ change)) > 1e-10:
            pairs.append((step, change, curvature))
        done = bool(pairs) and now - after <= _TOLERANCE * abs(now)
        point, now, gradient = tried, after, gradient_there
        if done:
            break
    return point


def _against(gradient: Doubles, pairs: Sequence[tuple[Doubles, Doubles, float]]) -> Doubles:
    """The gradient times the inverse curvature as the last steps show it: the two loops of the algorithm."""
    left = gradient.copy()
    sizes = []
    for step, change, curvature in reversed(pairs):
        sizes.append(float(step @ left) / curvature)
        left -= sizes[-1] * change
    if pairs:
        step, change, curvature = pairs[-1]
        left *= curvature / float(change @ change)
    for (step, change, curvature), size in zip(pairs, reversed(sizes), strict=True):
        left += (size - float(change @ left) / curvature) * step
    return left
