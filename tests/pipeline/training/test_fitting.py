"""The layer that is fitted: what it learns, and how little it learns from little."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.pipeline.training.fitting import Problem, log_loss, minimise


def table(rows: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors whose first number tells which of three classes is right, and shipped logits that always say the last."""
    random = np.random.default_rng(seed)
    classes = np.arange(rows) % 3
    vectors = random.normal(size=(rows, 6)).astype(np.float32) * 0.3 + 5
    vectors[:, 0] += classes
    logits = np.tile(np.float32([0, 0, 2]), (rows, 1))
    return vectors, logits, np.eye(3, dtype=np.bool_)[classes]


def test_a_function_is_minimised_where_its_gradient_is_zero() -> None:
    curves = np.array([1.0, 100.0, 0.1])

    def value(point: np.ndarray) -> tuple[float, np.ndarray]:
        away = point - np.array([1.0, 2.0, 3.0])
        return float(curves @ away**2), 2 * curves * away

    assert minimise(value, np.zeros(3)) == pytest.approx([1, 2, 3], abs=0.05)


def test_the_slope_is_that_of_the_loss() -> None:
    vectors, logits, right = table(30)
    right[::4, 0] = True  # several classes accepted
    value = Problem.of(vectors, logits, right)._loss(0.5)
    point = np.random.default_rng(2).normal(size=7 * 3)
    along = np.random.default_rng(3).normal(size=7 * 3)

    measured = (value(point + 0.01 * along)[0] - value(point - 0.01 * along)[0]) / 0.02

    assert float(value(point)[1] @ along) == pytest.approx(measured, rel=0.01)


def test_what_the_vectors_tell_is_learned_and_holds_for_other_rows() -> None:
    vectors, logits, right = table(300)
    others, shipped, truth = table(90, seed=2)

    (layer,) = Problem.of(vectors, logits, right).fit([1.0])

    read = (shipped + layer(others)).argmax(-1)
    assert (truth[np.arange(90), read]).mean() > 0.85
    assert log_loss(shipped + layer(others), truth) < log_loss(shipped, truth) / 2


def test_a_stronger_ridge_and_fewer_rows_change_less() -> None:
    problem = Problem.of(*table(300))
    few = np.arange(300) < 6

    strong, weak = problem.fit([100.0, 1.0])
    (little,) = problem.fit([1.0], few)

    sizes = [float(np.abs(layer.weights).sum()) for layer in (strong, little, weak)]
    assert sizes == sorted(sizes)
    assert sizes[1] < sizes[2] / 2


def test_without_rows_nothing_changes() -> None:
    (layer,) = Problem.of(*table(30)).fit([1.0], np.zeros(30, np.bool_))

    assert not layer.weights.any()
    assert not layer.bias.any()


def test_any_accepted_class_is_right() -> None:
    logits = np.float32([[9, 0, 0]])

    assert log_loss(logits, np.array([[True, True, False]])) < 0.01
    assert log_loss(logits, np.array([[False, True, True]])) > 5


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (Problem.of(*table(120)).fit([10.0, 1.0])[1] for _ in range(2))

    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.weights.dtype == np.float32
