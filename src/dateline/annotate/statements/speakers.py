"""Speakers of quotations that the parse gets wrong: next to long quotations it errs often, but their form is fixed."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.quotes import QuotationIndex

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_STARTS_NAME = frozenset({"PROPN", "DET", "NOUN", "ADJ", "PRON", "NUM"})
# Between a quotation and the cue after it: a name, perhaps with an age or a function between commas.
_NAME = re.compile(
    r"\s*[,—–-]?\s*[^.;:!?\n“”\"]{2,120}|\s*[,—–-]?\s*[^.;:!?\n“”\"]*(?:[A-Z][a-z]{0,3}\.[^.;:!?\n“”\"]*){1,3}"
)
_MAX_NAME_TOKENS = 12
_MAX_LOOK_BACK = 60


def repair_speaker(doc: Doc, text: str, quotations: QuotationIndex, draft: Draft) -> None:
    """Where a cue outside quotations has no speaker, or one from inside them, look where speakers stand."""
    cue = doc[draft.words[0]]
    if quotations.at(cue.idx) is not None:
        return
    if draft.speaker is not None and quotations.at(draft.speaker.idx) is not None:
        draft.speaker, draft.speaker_words = None, set()
    if draft.speaker is not None or draft.head is None or draft.entry is None or not draft.entry.takes("quote"):
        return
    found = _between(doc, text, quotations, cue) or _behind(doc, text, quotations, draft)
    if found:
        draft.speaker, draft.speaker_words = _head_of(doc, found), set(found)
    elif draft.head.tag_ == "VBG" and (subject := _subject_before(doc, quotations, draft.head)) is not None:
        draft.speaker = subject
        draft.speaker_words = {token.i for token in subject.subtree if token.i < draft.words[0]}


def _between(doc: Doc, text: str, quotations: QuotationIndex, cue: Token) -> list[int]:
    """`“…,” Haddad, 58, told`: what stands between quotation and cue."""
    quotation = quotations.before(cue.idx)
    if quotation is None or not quotation.closed or cue.idx - quotation.end > 130:
        return []
    if not _NAME.fullmatch(text, quotation.end, cue.idx):
        return []
    found = []
    for i in range(cue.i - 1, -1, -1):
        if doc[i].idx < quotation.end:
            break
        found.append(i)
    found.reverse()
    while found and (doc[found[0]].is_punct or doc[found[0]].is_space):
        found.pop(0)
    while found and (doc[found[-1]].is_punct or doc[found[-1]].dep_ in ("aux", "auxpass", "advmod", "neg")):
        found.pop()
    nominal = any(doc[i].pos_ in _NOMINAL for i in found)
    return found if nominal and doc[found[0]].pos_ in _STARTS_NAME else []


def _behind(doc: Doc, text: str, quotations: QuotationIndex, draft: Draft) -> list[int]:
    """`“…,” said Omar Haddad, a teacher`: what follows the cue up to the first comma."""
    cue, last = doc[draft.words[0]], draft.words[-1]
    quotation = quotations.before(cue.idx)
    if quotation is None or text[quotation.end : cue.idx].strip(" ,") or quotation.end == cue.idx:
        return []
    found: list[int] = []
    for i in range(last + 1, min(last + 1 + _MAX_NAME_TOKENS, len(doc))):
        if doc[i].is_punct or doc[i].is_space or doc[i].pos_ in ("VERB", "AUX", "ADP", "SCONJ", "PRON"):
            break
        found.append(i)
    return found if found and doc[found[0]].pos_ in _STARTS_NAME and doc[found[-1]].pos_ in _NOMINAL else []


def _head_of(doc: Doc, positions: list[int]) -> Token:
    """The word that carries a name: the last nominal before the first comma."""
    head = doc[positions[0]]
    for i in positions:
        if doc[i].is_punct or doc[i].pos_ == "ADP":
            break
        if doc[i].pos_ in _NOMINAL:
            head = doc[i]
    return head


def _subject_before(doc: Doc, quotations: QuotationIndex, verb: Token) -> Token | None:
    """ "The envoy waved, telling the crowd": the nearest subject before a participle, in its paragraph."""
    for i in range(verb.i - 1, max(-1, verb.i - _MAX_LOOK_BACK), -1):
        token = doc[i]
        if token.is_space and "\n" in token.text:
            return None
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.i < verb.i and quotations.at(token.idx) is None:
            return token
    return None
