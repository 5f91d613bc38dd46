"""Where a cue's source and content stand in the parse. One function a word class; each fills in a Draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from spacy.tokens import Token

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.tree import (
    SUBJECTS,
    child,
    doer_of,
    is_infinitive,
    is_passive,
    noun_phrase,
    phrase,
    subject_of,
)
from dateline.dictionaries.cues import CueEntry, CuePos

# Phrases after an object that belong to what is said of it: "criticised X for", "described X as", "accused X of".
_OBJECT_TAIL = frozenset({"as", "for", "of"})
_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "parataxis", "relcl", "advcl"})


def read_frame(head: Token, entry: CueEntry, lists: Mapping[str, Collection[str]]) -> Draft | None:
    """Source and content of the cue that `head` may be; None where it stands in none of the cue's frames.

    A cue that can introduce a quotation may come back without content: the quotation is linked later.
    """
    if entry.pos is CuePos.PREPOSITION:
        return _preposition(head, entry)
    if entry.pos is CuePos.NOUN:
        return _noun(head, entry, lists)
    if entry.pos is CuePos.ADJECTIVE:
        return _adjective(head, entry, lists)
    return _verb(head, entry, lists)


# --- verbs ----------------------------------------------------------------------------------------------------------


def _verb(verb: Token, entry: CueEntry, lists: Mapping[str, Collection[str]]) -> Draft | None:
    if verb.dep_ in ("amod", "compound", "aux"):
        return None
    particle = None
    if entry.particle is not None:
        particle = next((item for item in verb.rights if item.lower_ == entry.particle and _is_near(verb, item)), None)
        if particle is None:
            return None
    passive = is_passive(verb)
    if passive and _quoted_as(verb) is not None:
        return None  # "was quoted as saying": "saying" is the cue, and takes these words with it
    draft = Draft(verb, entry, [verb.i] if particle is None else [verb.i, particle.i])
    draft.speaker = _verb_speaker(verb, lists)
    _verb_content(draft, verb, entry, particle, passive=passive)
    if draft.speaker is not None:
        draft.speaker_words = noun_phrase(draft.speaker, without={*draft.content, *draft.words})
        if verb.i in draft.speaker_words or verb.dep_ in ("acl", "relcl"):
            draft.speaker_words -= phrase(verb)
    if not draft.content and not entry.takes("quote"):
        return None
    return draft


def _is_near(verb: Token, particle: Token) -> bool:
    """ "called loudly on": a preposition right behind its verb; a true particle may follow the object."""
    return particle.dep_ == "prt" or all(verb.doc[i].pos_ == "ADV" for i in range(verb.i + 1, particle.i))


def _verb_speaker(verb: Token, lists: Mapping[str, Collection[str]]) -> Token | None:
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ == "quote":
        return subject_of(verb.head.head)  # "was quoted as saying"
    speaker = doer_of(verb)
    if speaker is not None and verb.dep_ == "acl" and speaker.lemma_ in lists["documents"]:
        return _giver_of(speaker, lists) or speaker
    return speaker


def _quoted_as(verb: Token) -> Token | None:
    """The participle of "was quoted as saying"."""
    link = next((item for item in verb.rights if item.lower_ == "as"), None)
    return child(link, "pcomp") if link is not None and verb.lemma_ == "quote" else None


def _giver_of(noun: Token, lists: Mapping[str, Collection[str]]) -> Token | None:
    """ "The army issued a statement": the army."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in lists["light-verbs"]:
        return doer_of(verb)
    return None


def _verb_content(draft: Draft, verb: Token, entry: CueEntry, particle: Token | None, *, passive: bool) -> None:
    clause = _clause(verb, entry)
    if clause is not None:
        draft.content = phrase(clause)
        draft.rule = "infinitive" if clause.dep_ == "xcomp" and is_infinitive(clause) else "clause"
        draft.inner = clause if clause.dep_ == "xcomp" else None
        _add_raised(draft, verb, entry, clause, passive=passive)
    elif particle is not None and entry.takes("object") and child(particle, "pobj", "pcomp", "prep") is not None:
        draft.content = _after_preposition(particle) | _following(verb, particle, ("xcomp", "ccomp"), frozenset({"as"}))
        draft.rule = "preposition"
    elif entry.takes("object") and (target := _object(verb, entry, passive=passive)) is not None:
        draft.content = phrase(target) - phrase(verb) if verb.dep_ in ("acl", "relcl") and passive else phrase(target)
        draft.content |= _following(verb, verb if passive else target, ("xcomp", "oprd"), _OBJECT_TAIL)
        draft.rule = "object"
    elif (around := _clause_around(verb, entry)) is not None:
        draft.content = around
        draft.rule = "parenthesis"
    else:
        _add_prepositional(draft, verb, entry, particle)


def _clause(verb: Token, entry: CueEntry) -> Token | None:
    """The clause that is said: "that …", "whether …", "to …", "…ing"; one behind the cue rather than one before it."""
    if verb.dep_ == "acl" and child(verb, "agent") is not None:
        return None  # "the raid claimed by the militia, that killed": the noun is what is claimed
    for item in (*verb.rights, *verb.lefts):
        if item.dep_ == "ccomp" and (entry.takes("clause") or (is_infinitive(item) and entry.takes("infinitive"))):
            return item
        if item.dep_ == "xcomp" and item.i > verb.i and _fits(item, entry):
            return item
    if entry.addressee and entry.takes("clause") and (told := child(verb, "dobj")) is not None:
        return next((item for item in told.rights if item.dep_ == "acl" and _has_that(item)), None)
    return None


def _fits(complement: Token, entry: CueEntry) -> bool:
    if is_infinitive(complement):
        return entry.takes("infinitive")
    return complement.tag_ == "VBG" and entry.takes("gerund")


def _has_that(clause: Token) -> bool:
    return any(item.dep_ == "mark" and item.lower_ in ("that", "whether") for item in clause.children)


def _add_raised(draft: Draft, verb: Token, entry: CueEntry, clause: Token, *, passive: bool) -> None:
    """Words that belong to the content though they hang on the cue: "is said [to …]", "urged [him] to …"."""
    if clause.dep_ != "xcomp" or not is_infinitive(clause):
        return
    if passive and not entry.addressee and (raised := child(verb, "nsubjpass")) is not None:
        draft.content |= phrase(raised)
    if not passive and (told := child(verb, "dobj")) is not None and told.i < clause.i:
        draft.content |= phrase(told)


def _object(verb: Token, entry: CueEntry, *, passive: bool) -> Token | None:
    if not passive:
        target = child(verb, "dobj", "oprd")
        if target is None and not entry.takes("clause"):
            target = child(verb, "ccomp")  # a small clause: "called the vote unfair"
        return target
    if verb.dep_ == "acl" and child(verb, "agent") is not None:
        return verb.head
    return child(verb, "nsubjpass")


def _following(verb: Token, after: Token, labels: tuple[str, ...], prepositions: frozenset[str]) -> set[int]:
    """Phrases of the verb behind a word that complete what is said of the object."""
    found: set[int] = set()
    for item in verb.children:
        if item.i > after.i and (item.dep_ in labels or (item.dep_ == "prep" and item.lower_ in prepositions)):
            found |= phrase(item)
    return found


def _clause_around(verb: Token, entry: CueEntry) -> set[int] | None:
    """The clause that a cue comments on: "the blast, police said, killed nine", "as the minister noted"."""
    if not entry.takes("clause") or verb.head.i == verb.i:
        return None
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and any(item.lower_ == "as" for item in verb.lefts)):
        return phrase(verb.head) - phrase(verb)
    return None


def _after_preposition(preposition: Token) -> set[int]:
    found: set[int] = set()
    for item in preposition.children:
        if item.dep_ in ("pobj", "pcomp", "ccomp", "prep"):
            found |= phrase(item)
    return found


def _add_prepositional(draft: Draft, word: Token, entry: CueEntry, other: Token | None = None) -> None:
    """ "warned of a famine": the preposition is a word of the cue where it stands beside it.

    `other` is a particle or light verb that the preposition may hang on as well.
    """
    for bearer in (word,) if other is None else (word, other):
        for item in bearer.children:
            if item.dep_ in ("prep", "dative", "agent") and item.lower_ in entry.prepositions and item.i > word.i:
                draft.content = _after_preposition(item)
                draft.rule = "preposition"
                if item.i == draft.words[-1] + 1:
                    draft.words.append(item.i)
                return


# --- nouns ----------------------------------------------------------------------------------------------------------


def _noun(noun: Token, entry: CueEntry, lists: Mapping[str, Collection[str]]) -> Draft | None:
    draft = Draft(noun, entry, [noun.i])
    _noun_speaker(draft, noun, lists)
    for item in noun.children:
        if item.i > noun.i and _is_noun_clause(item, entry, lists):
            draft.content = phrase(item)
            draft.rule = "noun-clause"
            return draft
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and (said := child(noun.head, "ccomp")) is not None:
        draft.content, draft.rule = phrase(said), "noun-clause"  # "the minister's answer was that"
        if noun.head.i == noun.i + 1:
            draft.words.append(noun.head.i)
        return draft
    if draft.speaker is None:
        return None  # "reports of rain" say too little to tell who holds what
    _add_prepositional(draft, noun, entry)
    if not draft.content and noun.dep_ == "dobj" and noun.head.lemma_ in lists["light-verbs"]:
        _add_prepositional(draft, noun, entry, noun.head)
    return draft if draft.content else None


def _is_clause_taken_for_relative(verb: Token, lists: Mapping[str, Collection[str]]) -> bool:
    """ "The warning that the dam might break": the parser often takes "that" for an object of "break".

    "The warning that the army issued" is a relative clause indeed; verbs such as "issue" are listed.
    """
    first = next(iter(verb.lefts), None)
    if first is None or first.lower_ != "that" or first.dep_ in SUBJECTS or verb.lemma_ in lists["light-verbs"]:
        return False
    return verb.lemma_ not in lists["verbs-of-handling"] and child(verb, *SUBJECTS) is not None


def _is_noun_clause(item: Token, entry: CueEntry, lists: Mapping[str, Collection[str]]) -> bool:
    if item.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    if is_infinitive(item):
        return entry.takes("infinitive")
    if not entry.takes("clause"):
        return False
    if item.dep_ == "relcl" and not _has_that(item):
        return _is_clause_taken_for_relative(item, lists)
    return _has_that(item)


def _noun_speaker(draft: Draft, noun: Token, lists: Mapping[str, Collection[str]]) -> None:
    for item in noun.children:
        if item.dep_ == "poss":
            draft.speaker = item
            draft.speaker_words = phrase(item) - {part.i for part in item.children if part.dep_ == "case"}
            return
        if item.dep_ in ("prep", "agent") and item.lower_ in ("by", "from") and child(item, "pobj") is not None:
            draft.speaker = child(item, "pobj")
            draft.speaker_words = noun_phrase(draft.speaker) if draft.speaker is not None else set()
            return
    if noun.dep_ != "dobj":
        return
    giver = _giver_of(noun, lists)
    if giver is not None:
        draft.speaker = giver
        draft.speaker_words = noun_phrase(giver)
        draft.words = list(range(noun.head.i, noun.i + 1)) if 0 < noun.i - noun.head.i <= 4 else [noun.i]


# --- adjectives and prepositions ------------------------------------------------------------------------------------


def _adjective(word: Token, entry: CueEntry, lists: Mapping[str, Collection[str]]) -> Draft | None:
    if word.dep_ in ("acomp", "oprd") and word.head.lemma_ in lists["linking-verbs"]:
        link, speaker = word.head, doer_of(word.head)
    elif word.tag_ == "VBN" and is_passive(word) and word.dep_ != "acl":
        link, speaker = word, subject_of(word)
    else:
        return None
    words = list(range(link.i, word.i + 1)) if 0 <= word.i - link.i <= 4 else [word.i]
    if speaker is not None and speaker.lower_ == "it":
        speaker = None  # "it is clear that": nobody in particular
    draft = Draft(word, entry, words, speaker)
    draft.speaker_words = noun_phrase(speaker) - phrase(word) if speaker is not None else set()
    for item in (*word.children, *link.children):
        if item.i > word.i and item.dep_ in ("ccomp", "xcomp"):
            wanted = "infinitive" if is_infinitive(item) else "clause"
            if entry.takes(wanted):
                draft.content, draft.rule = phrase(item), "adjective-clause"
                return draft
    _add_prepositional(draft, word, entry)
    return draft if draft.content and speaker is not None else None


def _preposition(word: Token, entry: CueEntry) -> Draft | None:
    """ "according to X": the clause that it stands in, less itself."""
    link = next((item for item in word.children if item.dep_ == "prep" and item.lower_ == "to"), None)
    speaker = child(link, "pobj") if link is not None else None
    if link is None or speaker is None:
        return None
    own = phrase(word)
    top = word.head
    while top.dep_ not in _CLAUSE_HEADS and not (top.dep_ == "conj" and child(top, *SUBJECTS) is not None):
        top = top.head
    draft = Draft(word, entry, [word.i, link.i], speaker, rule="according")
    draft.speaker_words = noun_phrase(speaker)
    draft.content = phrase(top) - own
    return draft
