"""What can be told of a draft without the learned reader: its cue, frame, speaker and place, as features."""

from __future__ import annotations

import math

from spacy.tokens import Doc, Token

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.quotes import QuotationIndex
from dateline.dictionaries.cues import CueKind

_CLASS_NAMES = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADP": "preposition",
}
_FIRST_PERSON = frozenset({"i", "we", "you"})
_HELPERS = frozenset({"aux", "auxpass", "neg", "mark"})


def rule_features(doc: Doc, draft: Draft, quotations: QuotationIndex, *, idle: bool) -> dict[str, float]:
    """Features of whether a draft of the rules is one that people would mark."""
    head = draft.head if draft.head is not None else doc[draft.words[0]]
    rule = draft.rule or "quotation"
    features = {"bias": 1.0, f"rule:{rule}": 1.0, f"class:{_CLASS_NAMES.get(head.pos_, 'other')}": 1.0}
    if draft.entry is not None:
        features[f"cue:{draft.entry.id}"] = 1.0
        if draft.entry.kind is CueKind.ATTITUDE:
            features["attitude"] = 1.0
    features |= _of_head(head) | _of_speaker(draft.speaker)
    if idle:
        features["idle"] = 1.0
        if draft.speaker is not None and draft.speaker.pos_ != "PRON":
            features["idle_noun"] = 1.0
    if quotations.at(head.idx) is not None:
        features["in_quotation"] = 1.0
    if any(True for piece in draft.pieces for _ in quotations.touching(piece)):
        features["quoted"] = 1.0
    length = sum(piece.end - piece.start for piece in draft.pieces)
    features["length"] = math.log1p(length) / 4
    if length == 0:
        features["empty"] = 1.0
    if any(piece.end <= head.idx for piece in draft.pieces):
        features["before"] = 1.0
    return features


def _of_head(head: Token) -> dict[str, float]:
    features = {f"tag:{head.tag_}": 1.0, f"link:{head.dep_}": 1.0}
    for child in head.children:
        if child.dep_ in _HELPERS:
            features[f"helper:{child.lemma_.lower()}"] = 1.0
    return features


def _of_speaker(speaker: Token | None) -> dict[str, float]:
    if speaker is None:
        return {"nobody": 1.0}
    if speaker.lower_ in _FIRST_PERSON:
        return {"first_person": 1.0}
    features = {f"speaker:{speaker.pos_}": 1.0}
    if speaker.ent_type_:
        features[f"entity:{speaker.ent_type_}"] = 1.0
    if speaker.pos_ == "PRON":
        features[f"pronoun:{speaker.lower_}"] = 1.0
    return features
