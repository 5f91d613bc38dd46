"""The same language pipeline with less work: what it gives is the same, token by token.

Three of spaCy's components are done otherwise where they have the form that is expected here; where they have not, as
with another pipeline of the user's, they are left as they are.

- `embeddings`: a word's vector before its context is read depends on the word alone, so it is kept.
- `entities`: the states of the entity recogniser are scored together, not one by one.
- `products`: matrices are multiplied by a faster library, which rounds the last bits of vectors otherwise.
- `tags`: the rules of attribute ruler and lemmatiser look at a word and its tag; what they give is kept.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.fast.embeddings import keep_embeddings
from dateline.annotate.fast.entities import FastEntities
from dateline.annotate.fast.products import OneThread, use_numpy_products
from dateline.annotate.fast.tags import FastTags

__all__ = ["FastEntities", "FastTags", "OneThread", "Step", "keep_embeddings", "steps_of"]

Step = Callable[[Doc], Doc]


def steps_of(nlp: Language) -> list[Step]:
    """The components of a pipeline in their order, with faster ones where they give the same.

    Changes the pipeline's models so that they keep vectors and multiply with numpy; they can still be used as before,
    but not trained. Call them within `OneThread`.
    """
    steps: list[Step] = []
    pipes = nlp.pipeline
    skip = False
    for i, (_, pipe) in enumerate(pipes):
        if skip:
            skip = False
            continue
        keep_embeddings(getattr(pipe, "model", None))
        following = pipes[i + 1][1] if i + 1 < len(pipes) else None
        if (tags := FastTags.of(pipe, following)) is not None:
            steps.append(tags)
            skip = True
        else:
            steps.append(FastEntities.of(pipe) or pipe)
    use_numpy_products(nlp)
    return steps
