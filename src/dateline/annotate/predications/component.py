"""The component: reads the parse, actors and places, and writes `doc._.predications`."""

from __future__ import annotations

from collections.abc import Callable, Collection

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.layers import ensure_layers, given_up
from dateline.annotate.predications.coordination import share
from dateline.annotate.predications.frames import Frame, Slot, drop_copulas, find_frames
from dateline.annotate.predications.inheritance import Inheritance
from dateline.annotate.predications.links import hold, own_words, tense
from dateline.annotate.predications.phrases import Naming, Phrases
from dateline.annotate.predications.roles import read_roles
from dateline.annotate.predications.tree import Tree, tree_of
from dateline.annotate.status import StatusCalculus
from dateline.dictionaries.predications import PredicationLexicon, load_predication_lexicon
from dateline.records import Judgement, Predication, Span, Trigger

Judge = Callable[[Token], Judgement]


@Language.factory(
    "dateline_predications", requires=["doc._.actors"], assigns=["doc._.predications", "doc._.passed_over"]
)
class Predications:
    """Write `doc._.predications`: one `Predication` a verb, event noun or predicative adjective, in text order.

    Of a text that the learned reader gave up, nothing will be coded: the words alone go to `doc._.passed_over`.
    """

    def __init__(
        self,
        nlp: Language | None = None,  # noqa: ARG002 -- spaCy gives it to every component
        name: str = "dateline_predications",
        judge: Judge | None = None,
        lexicon: PredicationLexicon | None = None,
    ) -> None:
        """`judge` tells a predicate's status from its head word; without one it is the status calculus."""
        ensure_layers()
        self.name = name
        self._judge = judge or StatusCalculus().judge
        self._lexicon = lexicon or load_predication_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        tree = tree_of(doc)
        naming = Naming(tree, doc._.actors, doc._.places)
        frames = read_frames(tree, self._lexicon, naming.acting)
        text = doc.text  # made anew at each access
        if given_up(doc):
            doc._.passed_over = tuple(_trigger(text, tree, frame) for frame in frames.values())
            return doc
        phrases = Phrases(tree, frames, self._lexicon, naming, doc._.places)
        writer = _Writer(text, tree, frames, phrases, self._lexicon)
        doc._.predications = tuple(writer.record(frame, self._judge(doc[i])) for i, frame in frames.items())
        return doc


class _Writer:
    """Turns the frames of one text into records."""

    def __init__(
        self, text: str, tree: Tree, frames: dict[int, Frame], phrases: Phrases, lexicon: PredicationLexicon
    ) -> None:
        self._text = text
        self._tree = tree
        self._frames = frames
        self._phrases = phrases
        self._lexicon = lexicon
        self._ids = {i: f"p{number}" for number, i in enumerate(frames, start=1)}
        self._words = own_words(tree, frames)

    def record(self, frame: Frame, judgement: Judgement) -> Predication:
        tree, i = self._tree, frame.head
        word = tree.words[i]
        held = hold(tree, self._frames, self._lexicon, i)
        first, last = tree.sentences[word.sentence]
        trigger = _trigger(self._text, tree, frame)
        return Predication(
            id=self._ids[i],
            start=trigger.start,
            end=trigger.end,
            text=trigger.text,
            lemma=frame.lemma,
            pos=frame.pos,
            particle=None if frame.particle is None else tree.words[frame.particle].lower,
            sentence=Span(tree.words[first].start, tree.words[last - 1].end),
            arguments=tuple(self._phrases.argument(slot, self._ids) for slot in _in_text_order(frame)),
            judgement=judgement,
            governor=None if held.governor is None else self._ids[held.governor],
            link=held.link,
            tense=tense(tree, self._frames, frame),
            passive=frame.passive,
            words=self._words[i],
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


def _trigger(text: str, tree: Tree, frame: Frame) -> Trigger:
    """The head word and, where it is next to it, its particle."""
    i = frame.head
    start, end = tree.words[i].start, tree.words[i + 1 if frame.particle == i + 1 else i].end
    return Trigger(start, end, text[start:end])


def _in_text_order(frame: Frame) -> list[Slot]:
    return sorted(frame.slots, key=lambda slot: (slot.head, slot.role))
