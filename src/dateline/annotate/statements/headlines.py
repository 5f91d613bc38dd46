"""Statements told by a colon: "Ministry: Nine dead in blast", "Nine dead in blast: police", "HADDAD: We will stay." """

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from spacy.tokens import Doc, Span

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.quotes import QuotationIndex

# Speaker, colon, words: the speaker is short and has no punctuation that ends a clause.
_LEADING = re.compile(r"^[ \t]*(?P<who>[^\n:,;!?“”\"]{2,60}):[ \t]+(?P<said>[^\n]*\S)", re.MULTILINE)
_TRAILING = re.compile(r"^[ \t]*(?P<said>[^\n:]*[^\s:]):[ \t]+(?P<who>[^\n:.!?“”\"]{3,40})$", re.MULTILINE)
_SPEAKERS = frozenset({"PERSON", "ORG"})
_MAX_NAME_WORDS = 6


def colon_drafts(doc: Doc, text: str, quotations: QuotationIndex, lists: Mapping[str, Collection[str]]) -> list[Draft]:
    """A draft for each paragraph that is a speaker, a colon and words, or the other way round in a headline."""
    drafts: list[Draft] = []
    known = {entity[-1].lower_ for entity in doc.ents if entity.label_ in _SPEAKERS}
    for match in _LEADING.finditer(text):
        who = doc.char_span(*match.span("who"), alignment_mode="expand")
        if who is not None and _is_speaker(who, known, lists):
            drafts += _draft(doc, who, match)
    for match in _TRAILING.finditer(text):
        who = doc.char_span(*match.span("who"), alignment_mode="expand")
        if who is not None and who.root.lemma_.lower() in lists["headline-speakers"]:
            drafts += _draft(doc, who, match)
    return [draft for draft in drafts if quotations.at(doc[draft.words[0]].idx) is None]


def _is_speaker(who: Span, known: Collection[str], lists: Mapping[str, Collection[str]]) -> bool:
    words = [token for token in who if not token.is_punct and not token.is_space]
    if not words or len(words) > _MAX_NAME_WORDS or words[-1].lower_ in lists["no-speakers"]:
        return False
    if any(token.pos_ in ("VERB", "AUX") for token in words):
        return False
    if who.root.lemma_.lower() in lists["headline-speakers"]:
        return True
    named = (
        words[-1].ent_type_ in _SPEAKERS
        or words[-1].lower_ in known
        or (len(words) <= 3 and all(token.is_upper for token in words))
    )
    return named and all(token.text[0].isupper() or not token.is_alpha or token.is_stop for token in words)


def _draft(doc: Doc, who: Span, match: re.Match[str]) -> Iterator[Draft]:
    said = doc.char_span(*match.span("said"), alignment_mode="expand")
    colon = doc.char_span(*_colon_of(match), alignment_mode="expand")
    if said is None or colon is None:
        return
    draft = Draft(None, None, [colon.start], who.root, rule="colon")
    draft.speaker_words = set(range(who.start, who.end))
    draft.content = set(range(said.start, said.end)) - draft.speaker_words - {colon.start}
    if draft.content:
        yield draft


def _colon_of(match: re.Match[str]) -> tuple[int, int]:
    at = match.string.index(":", min(match.end("who"), match.end("said")))
    return at, at + 1
