"""The component: reads the parse, actors and places, and writes `doc._.predications`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.layers import ensure_layers
from dateline.annotate.predications.coordination import share
from dateline.annotate.predications.frames import Frame, Slot, drop_copulas, find_frames
from dateline.annotate.predications.inheritance import Inheritance
from dateline.annotate.predications.links import hold, own_words, tense
from dateline.annotate.predications.phrases import Naming, Phrases
from dateline.annotate.predications.roles import read_roles
from dateline.annotate.predications.tree import Tree, tree_of
from dateline.dictionaries.predications import PredicationLexicon, load_predication_lexicon
from dateline.records import Judgement, Place, Predication, Span

Judge = Callable[[Token], Judgement]


class Predications:
    """Write `doc._.predications`: one `Predication` a verb, event noun or predicative adjective, in text order."""

    def __init__(self, judge: Judge, lexicon: PredicationLexicon | None = None) -> None:
        """`judge` tells a predicate's status from its head word."""
        ensure_layers()
        self._judge = judge
        self._lexicon = lexicon or load_predication_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        tree = tree_of(doc)
        naming = Naming(tree, doc._.actors)
        frames = read_frames(tree, self._lexicon, naming.heads)
        doc._.predications = self._records(doc, tree, frames, naming, doc._.places)
        return doc

    def _records(
        self, doc: Doc, tree: Tree, frames: dict[int, Frame], naming: Naming, places: Sequence[Place]
    ) -> tuple[Predication, ...]:
        ids = {i: f"p{number}" for number, i in enumerate(frames, start=1)}
        phrases = Phrases(tree, frames, self._lexicon, naming, places)
        words = own_words(tree, frames)
        return tuple(self._record(doc, tree, frames, phrases, ids, words[i], i) for i in frames)

    def _record(
        self,
        doc: Doc,
        tree: Tree,
        frames: dict[int, Frame],
        phrases: Phrases,
        ids: dict[int, str],
        words: tuple[str, ...],
        i: int,
    ) -> Predication:
        frame, word = frames[i], tree.words[i]
        held = hold(tree, frames, self._lexicon, i)
        first, last = tree.sentences[word.sentence]
        beside = frame.particle is not None and frame.particle == i + 1
        end = tree.words[i + 1].end if beside else word.end
        return Predication(
            id=ids[i],
            start=word.start,
            end=end,
            text=doc.text[word.start : end],
            lemma=frame.lemma,
            pos=frame.pos,
            particle=None if frame.particle is None else tree.words[frame.particle].lower,
            sentence=Span(tree.words[first].start, tree.words[last - 1].end),
            arguments=tuple(phrases.argument(slot, ids) for slot in _in_text_order(frame)),
            judgement=self._judge(doc[i]),
            governor=None if held.governor is None else ids[held.governor],
            link=held.link,
            tense=tense(tree, frame),
            passive=frame.passive,
            words=words,
        )


def read_frames(tree: Tree, lexicon: PredicationLexicon, acting: Collection[int]) -> dict[int, Frame]:
    """Every predicating word with its arguments, own and inherited, by word index in text order.

    Args:
        acting: Indexes of the words that head an actor's mention.
    """
    frames = find_frames(tree, lexicon)
    read_roles(tree, frames, lexicon)
    share(tree, frames)
    Inheritance(tree, frames, lexicon, acting).fill()
    drop_copulas(tree, frames)
    return frames


def _in_text_order(frame: Frame) -> list[Slot]:
    return sorted(frame.slots, key=lambda slot: (slot.head, slot.role))


@Language.factory("dateline_predications", requires=["doc._.actors"], assigns=["doc._.predications"])
def make_predications(nlp: Language, name: str) -> Predications:  # noqa: ARG001 -- spaCy gives every factory both
    """The component with the status calculus as its judge."""
    from dateline.annotate.status import StatusCalculus  # noqa: PLC0415 -- loads its lexicon only when it is wanted

    return Predications(StatusCalculus().judge)
