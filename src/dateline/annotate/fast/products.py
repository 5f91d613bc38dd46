"""The matrix products of spaCy's models, by numpy's BLAS and on one thread.

They are most of what a `Tok2Vec` does. spaCy takes `blis` for them, whose wheels are built for any processor's plainest
instructions: numpy's take less than half the time. Only the last bits of a vector become other ones.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


def use_numpy_products(nlp: Language) -> None:
    """Let the pipeline's models multiply with numpy, where they did with `blis`.

    Not so the layers whose vectors `keep_embeddings` keeps, if it was there before: numpy may round a row otherwise
    when other rows stand beside it, and what is kept must not depend on the text that a word was first seen in.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:  # not those of a graphics card, or of Apple's own library
                node.ops = ops


class OneThread:
    """Keeps BLAS to one thread for a while: texts are short, and processes are what we have several of.

    With more, threads wait for each other more than they work.
    """

    def __init__(self) -> None:
        self._libraries = ThreadpoolController()

    def __call__(self) -> AbstractContextManager[object]:
        """A context; what was set before is set again at its end."""
        limit: AbstractContextManager[object] = self._libraries.limit(limits=1, user_api="blas")
        return limit
