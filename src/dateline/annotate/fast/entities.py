"""The entity recogniser's transitions, scored for a whole text at once.

spaCy walks through a text word by word, and scores each state on its own. But without entities that are set already,
a state outside of entities is told by its word alone, and one inside by its word and the entity's first: so the first
kind is scored in one go, and the second for all entities side by side. The choices are those of spaCy's
`BiluoPushDown`: the valid action with the highest score, the first of equals.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

_MOVES = frozenset("BILUO")
_FEATURES = 3  # the word, the entity's first word, the word before: spaCy's `state_type = "ner"`

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]


class _Actions(NamedTuple):
    """The columns of the score table.

    Attributes:
        begin, unit: Those of the actions that open an entity, and that make one of a word.
        outside: That of "no entity".
        inside, last: For each action that opens an entity, those that go on with it and that end it; −1 for others.
        labels: For each column, the entity's type.
    """

    begin: Ints
    unit: Ints
    outside: int
    inside: Ints
    last: Ints
    labels: list[str]

    @classmethod
    def read(cls, names: list[str]) -> _Actions | None:
        """From spaCy's names ("B-ORG", "O"), or None where they are not complete."""
        columns = {name: i for i, name in enumerate(names)}
        begin = [i for name, i in columns.items() if name.startswith("B-") and len(name) > 2]
        unit = [i for name, i in columns.items() if name.startswith("U-") and len(name) > 2]
        inside, last = np.full(len(names), -1, dtype=np.intp), np.full(len(names), -1, dtype=np.intp)
        for i in begin:
            inside[i] = columns.get(f"I-{names[i][2:]}", -1)
            last[i] = columns.get(f"L-{names[i][2:]}", -1)
        complete = {name[0] for name in names} == _MOVES and bool((np.stack([inside, last])[:, begin] >= 0).all())
        if not complete or "O" not in columns:
            return None
        return cls(np.array(begin), np.array(unit), columns["O"], inside, last, [name[2:] for name in names])


class FastEntities:
    """Set the entities of a text as spaCy's recogniser does. Make one with `FastEntities.of`."""

    def __init__(self, ner: EntityRecognizer, actions: _Actions) -> None:
        self._ner = ner
        self._actions = actions
        self._tok2vec, self._lower, self._upper = ner.model.layers

    @classmethod
    def of(cls, pipe: Any) -> FastEntities | None:
        """For this component, or None where it has another form than the one read here."""
        if type(pipe) is not EntityRecognizer or pipe.cfg.get("beam_width") != 1:
            return None
        model = pipe.model
        if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            return None
        lower, upper = model.layers[1:]
        if (lower.get_dim("nF"), lower.get_dim("nP") > 1, upper.name) != (_FEATURES, True, "linear"):
            return None
        moves = pipe.moves
        actions = _Actions.read([moves.get_class_name(i) for i in range(moves.n_moves)])
        return cls(pipe, actions) if actions is not None and upper.get_dim("nO") == moves.n_moves else None

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities; where some are set already, spaCy does it, which keeps them."""
        facts = doc.to_array(["ENT_IOB", "ENT_TYPE", "SENT_START", "IS_SPACE"])
        if not len(doc) or facts[:, :2].any():
            kept: Doc = self._ner(doc)
            return kept
        starts, spaces = facts[:, 2] == 1, facts[:, 3] != 0
        table = self._lower.predict(self._tok2vec.predict([doc]))
        found = self._read(table, starts, spaces)
        doc.set_ents([Span(doc, first, end, label=label) for first, end, label in found], default="outside")
        return doc

    def _read(self, table: Floats, starts: Bools, spaces: Bools) -> list[tuple[int, int, str]]:
        size = len(starts)
        closing = np.append(starts[1:], True)  # no entity goes on to the next word: a sentence or the text begins there
        best = self._outside(table, closing, spaces)
        openings = np.flatnonzero(np.isin(best, self._actions.begin))
        ends = dict(zip(openings.tolist(), self._ends(table, openings, best[openings], closing), strict=True))
        chosen = best.tolist()
        found = []
        i = 0
        while i < size:
            end = ends.get(i, i + 1)
            if chosen[i] != self._actions.outside:
                found.append((i, end, self._actions.labels[chosen[i]]))
            i = end
        return found

    def _outside(self, table: Floats, closing: Bools, spaces: Bools) -> Ints:
        """For each word the best action outside of entities."""
        pad = table[0]
        scores = self._scores((table[1:, 0] + pad[1]) + pad[2])
        allowed = np.full(scores.shape, fill_value=False)
        allowed[:, self._actions.outside] = True
        allowed[np.ix_(~spaces, self._actions.unit)] = True
        allowed[np.ix_(~spaces & ~closing, self._actions.begin)] = True
        best: Ints = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return best

    def _ends(self, table: Floats, openings: Ints, actions: Ints, closing: Bools) -> list[int]:
        """For each first word and its action, the word after the entity."""
        ends = np.zeros(len(openings), dtype=np.intp)
        inside, last = self._actions.inside[actions], self._actions.last[actions]
        open_ = np.arange(len(openings))
        word = openings + 1
        while len(open_):
            scores = self._scores((table[word + 1, 0] + table[openings[open_] + 1, 1]) + table[word, 2])
            each = np.arange(len(open_))
            on, off = scores[each, inside[open_]], scores[each, last[open_]]
            first = inside[open_] < last[open_]
            goes_on = ((on > off) | ((on == off) & first)) & ~closing[word]
            ends[open_[~goes_on]] = word[~goes_on] + 1
            open_, word = open_[goes_on], word[goes_on] + 1
        return [int(end) for end in ends]

    def _scores(self, summed: Floats) -> Floats:
        """The scores of all actions for states, given the sums of their features; in spaCy's order of additions."""
        hidden = (summed + self._lower.get_param("b").reshape(summed.shape[1:])).max(axis=2)
        scores: Floats = self._upper.ops.gemm(hidden, self._upper.get_param("W"), trans2=True)
        scores += self._upper.get_param("b")
        return scores
