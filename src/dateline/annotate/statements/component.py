"""The spaCy component that finds statements: who says what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.layers import ensure_layers, whole_reading
from dateline.annotate.reader.reader import DocReading
from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.edges import Edges
from dateline.annotate.statements.extents import cue_positions, is_one_phrase
from dateline.annotate.statements.frames import read_frame
from dateline.annotate.statements.headlines import colon_drafts
from dateline.annotate.statements.linking import Linker, without_frame
from dateline.annotate.statements.naming import named
from dateline.annotate.statements.nesting import without_idle
from dateline.annotate.statements.quotes import QuotationIndex, find_quotations
from dateline.annotate.statements.readings import Candidate, candidate_of, compare, pair, settle
from dateline.annotate.statements.snapping import Words
from dateline.annotate.statements.sources import ActorIndex, Sources
from dateline.annotate.statements.tree import trimmed
from dateline.annotate.statements.weighing import load_weights
from dateline.dictionaries.cues import CueEntry, CueKind, CuePos, read_cues, read_word_lists
from dateline.records import Cue, Receipt, Span, Statement, StatementKind

_CLASSES = {
    "VERB": (CuePos.VERB, CuePos.ADJECTIVE, CuePos.PREPOSITION),
    "NOUN": (CuePos.NOUN,),
    "ADJ": (CuePos.ADJECTIVE,),
    "ADP": (CuePos.PREPOSITION,),
}
_HALF = 0.5


@Language.factory("dateline_statements", assigns=["doc._.statements"])
class Statements:
    """Write `doc._.statements`: one Statement a cue, in order of cue.

    Reads the parse and, where the layer is there, `doc._.actors`. The kinds of cue and their frames are data
    (`data/cues.toml`); what counts as content follows PolNeAR's guidelines (Newell, Margolin, Ruths 2018).
    """

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  (spaCy calls it with both)
        ensure_layers()
        self.name = name
        self._lists = read_word_lists()
        self.weights = load_weights()
        self._sources = Sources(self._lists)
        by_word: dict[str, list[CueEntry]] = {}
        for entry in read_cues():
            for word in dict.fromkeys((entry.lemma, *entry.forms)):
                by_word.setdefault(word, []).append(entry)
        # Phrasal cues first: they say more.
        self._by_word = {
            word: sorted(found, key=lambda entry: entry.particle is None) for word, found in by_word.items()
        }

    def __call__(self, doc: Doc) -> Doc:
        """Find the statements of a parsed document."""
        doc._.statements = tuple(self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Statement]:
        """The statements of a parsed document, in order of cue."""
        text = doc.text  # made anew at each access
        quotations = QuotationIndex(find_quotations(text))
        actors = ActorIndex(doc._.actors)
        reading = whole_reading(doc)
        if reading is None:
            drafts = self.by_rules(doc, text, quotations)
            Linker(doc, text, quotations, drafts).link()
            drafts = without_idle(doc, drafts, quotations)
            return self._sorted(doc, text, drafts, quotations, actors)
        words = Words(doc)
        drafts = self._settled(words, text, quotations, reading)
        return named(words, self._sorted(doc, text, drafts, quotations, actors), actors)

    def _sorted(
        self, doc: Doc, text: str, drafts: Sequence[Draft], quotations: QuotationIndex, actors: ActorIndex
    ) -> list[Statement]:
        found = [self._statement(doc, text, draft, quotations, actors) for draft in drafts]
        return sorted(found, key=lambda item: (item.cue.start if item.cue else 0, item.content))

    def by_rules(self, doc: Doc, text: str, quotations: QuotationIndex) -> list[Draft]:
        """The drafts of the rules, before quotations are linked to them."""
        drafts = [draft for token in doc for draft in self._drafts_at(token)]
        drafts += colon_drafts(doc, text, quotations, self._lists)
        return _without_absorbed(doc, drafts)

    def candidates(self, words: Words, text: str, quotations: QuotationIndex, reading: DocReading) -> list[Candidate]:
        """Everything that the rules or the learned reader take for a statement, with the features of every choice."""
        doc = words.doc
        drafts = self.by_rules(doc, text, quotations)
        drafts = pair(words, drafts, reading, self._lists)
        Linker(doc, text, quotations, drafts).link()
        full = [draft for draft in drafts if draft.pieces or (draft.reading is not None and draft.reading.content)]
        kept = {id(draft) for draft in without_idle(doc, [draft for draft in full if draft.by_rules], quotations)}
        return [
            candidate_of(
                words,
                quotations,
                draft,
                reading,
                self.weights,
                idle=draft.by_rules and id(draft) not in kept,
            )
            for draft in full
        ]

    def _settled(self, words: Words, text: str, quotations: QuotationIndex, reading: DocReading) -> list[Draft]:
        """The candidates that are likely enough, with the likelier words in each role."""
        edges = Edges(self.weights.tables)
        drafts = []
        for item in self.candidates(words, text, quotations, reading):
            if self.weights.chance("accept", item.accept) < self.weights.threshold:
                continue
            compare(words, quotations, item)
            better = [role for role, features in item.choices.items() if self.weights.chance(role, features) > _HALF]
            draft = settle(item, better)
            draft.pieces = without_frame(words.doc, text, draft)
            edges.move(words, quotations, draft)
            draft.pieces = without_frame(words.doc, text, draft)
            if draft.pieces:
                drafts.append(draft)
        return drafts

    def _drafts_at(self, token: Token) -> Iterator[Draft]:
        classes = _CLASSES.get(token.pos_)
        if classes is None:
            return
        word, lemma = token.lower_, token.lemma_.lower()
        entries: Sequence[CueEntry] = self._by_word.get(word, ())
        if lemma != word:
            entries = (*entries, *self._by_word.get(lemma, ()))
        for entry in entries:
            if entry.pos in classes and (draft := read_frame(token, entry, self._lists)) is not None:
                yield draft
                return

    def _statement(
        self, doc: Doc, text: str, draft: Draft, quotations: QuotationIndex, actors: ActorIndex
    ) -> Statement:
        first, last = trimmed(doc, draft.words[0], draft.words[-1])
        if first > last:
            first, last = draft.words[0], draft.words[-1]  # the cue is a colon
        if doc[last].i + 1 < len(doc) and doc[last + 1].text == ":":
            last += 1
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        cue = Cue(start, end, text[start:end])
        source = self._sources.source_of(doc, text, draft, actors)
        name = f":{draft.entry.id}" if draft.entry is not None and draft.entry.id else ""
        content = tuple(draft.pieces)
        why = {
            "cue": Receipt(start, end, "reader.cue" if "cue" in draft.read else f"statements.cue{name}"),
            "content": Receipt(
                content[0].start,
                content[-1].end,
                "reader.content" if "content" in draft.read else f"statements.{draft.rule or 'quotation'}",
            ),
        }
        if source is not None:
            rule = "reader.source" if "source" in draft.read else f"statements.source{name}"
            why["source"] = Receipt(source.start, source.end, rule)
        return Statement(source, cue, content, _kind(draft, content, quotations), why)


def _without_absorbed(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """ "refused to confirm that": one statement, whose cue is "refused to confirm"."""
    heads = {draft.head.i for draft in drafts if draft.head is not None and draft.content}
    kept = []
    for draft in drafts:
        if draft.inner is None or draft.inner.i not in heads or not is_one_phrase(doc, draft.words[-1], draft.inner):
            draft.words = cue_positions(draft)
            kept.append(draft)
    return kept


def _kind(draft: Draft, content: Sequence[Span], quotations: QuotationIndex) -> StatementKind:
    if draft.entry is not None and draft.entry.kind is CueKind.ATTITUDE:
        return StatementKind.ATTITUDE
    inside = [
        (piece := quotations.piece_at(span.start)) is not None and piece.holds(span) and piece.start == span.start
        for span in content
    ]
    if all(inside):
        return StatementKind.DIRECT
    touched = any(True for span in content for quotation in quotations.touching(span) if span.start <= quotation.start)
    return StatementKind.MIXED if touched else StatementKind.INDIRECT
