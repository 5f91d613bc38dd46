"""Arguments that stand elsewhere: shared subjects and objects, control, participles, and what light verbs lend."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dateline.annotate.predications.frames import Frame, Slot
from dateline.annotate.predications.roles import own_subject
from dateline.annotate.predications.tree import Tree
from dateline.dictionaries.predications import ATTRIBUTE, INFINITIVE, OBJECT, SUBJECT, Lending, PredicationLexicon
from dateline.records import Pos

_NOMINAL = {"dobj": OBJECT, "nsubjpass": OBJECT, "nsubj": SUBJECT, "attr": ATTRIBUTE, "dative": "indirect"}
_AGENTS = (SUBJECT, "by", "possessive", "between")


class Inheritance:
    """Finds the arguments that a word takes over from the words that govern it.

    Every answer is computed once; a circle in the parse ends in "none".
    """

    def __init__(
        self, tree: Tree, frames: dict[int, Frame], lexicon: PredicationLexicon, acting: Collection[int]
    ) -> None:
        """`acting`: indexes of the words that head an actor's mention."""
        self._tree = tree
        self._frames = frames
        self._lexicon = lexicon
        self._acting = acting
        self._subjects: dict[int, Slot | None] = {}
        self._lent: set[int] = set()
        self._papers = frozenset(word.i for word in tree.words if word.lemma in lexicon.papers)
        self._victims = frozenset(lexicon.transitive.values())

    def fill(self) -> None:
        """Add to every frame what it inherits."""
        for i, frame in self._frames.items():
            if frame.pos is Pos.NOUN:
                self._take_lent(i)
                continue
            self._take_clause_subject(frame)
            role = self._subject_role(frame)
            if frame.slot(role) is None and (found := self.subject(i)) is not None:
                frame.add(Slot(role, found.head, found.rule))

        for frame in self._frames.values():
            if frame.pos is Pos.VERB:
                self._look_behind_deeds(frame)

    def subject(self, i: int) -> Slot | None:
        """The grammatical subject of a verb or a predicative adjective, its own or understood."""
        if i not in self._subjects:
            self._subjects[i] = None
            self._subjects[i] = own_subject(self._tree, i) or self._understood(i)
        return self._subjects[i]

    def role_of(self, i: int, role: str) -> Slot | None:
        """The argument in a deep role, inherited ones with it."""
        frame = self._frames.get(i)
        if frame is None:
            return self.subject(i) if role == SUBJECT else None
        if frame.pos is Pos.NOUN:
            self._take_lent(i)
            return self._agent(frame) if role == SUBJECT else frame.slot(role)
        found = frame.slot(role)
        if found is None and role == self._subject_role(frame):
            found = self.subject(i)
        return found

    def _subject_role(self, frame: Frame) -> str:
        """The deep role that the grammatical subject has."""
        if not frame.passive:
            return SUBJECT
        return OBJECT if self._tree.child(frame.head, ("dobj",)) is None else "indirect"

    def _agent(self, frame: Frame) -> Slot | None:
        for role in _AGENTS:
            if (slot := frame.slot(role)) is not None:
                return slot
        return next((s for s in frame.slots if s.role == "modifier" and s.head in self._acting), None)

    def _understood(self, i: int) -> Slot | None:
        word, head = self._tree.words[i], self._tree.words[i].head
        if word.dep == "conj":
            shared = self.subject(head) if self._clausal(head) else None
            return shared and Slot(SUBJECT, shared.head, "coordination")
        if word.dep == "amod":
            return Slot(SUBJECT, head, "participle")
        if word.dep in ("acl", "relcl"):
            if self._tree.announced(i) and head not in self._frames:
                return Slot(SUBJECT, head, "headline")
            return self._of_noun(head, i) if self._tree.infinitive(i) else Slot(SUBJECT, head, "participle")
        if word.dep == "pcomp":
            return self._through(self._tree.words[head].head, i, self._tree.words[head].lower)
        if word.dep == "acomp":
            return self.subject(head)
        if word.dep in ("xcomp", "ccomp", "advcl", "oprd", "dep"):
            return self._through(head, i, INFINITIVE if self._tree.infinitive(i) else word.dep)
        return None

    def _clausal(self, i: int) -> bool:
        frame = self._frames.get(i)
        return self._tree.verbal(i) or (frame is not None and frame.pos is not Pos.NOUN)

    def _through(self, governor: int, i: int, way: str) -> Slot | None:
        """The understood subject of a clause that hangs on `governor`; `way` is `infinitive` or a preposition."""
        if not self._clausal(governor):
            return self._of_noun(governor, i)
        frame = self._frames.get(governor)
        if frame is None:
            return self._ruled(self.subject(governor))
        lendings = self._lexicon.lendings(frame.lemma, self._particle(frame), frame.pos, way)
        for lending in lendings:
            if not lending.nouns and (slot := self._lent_by(frame, lending, before=i)) is not None:
                return self._ruled(slot)
        beneficiary, thing = frame.slot("for"), frame.slot(OBJECT)
        after = () if beneficiary is None else self._tree.words[beneficiary.head + 1 : beneficiary.head + 2]
        if way == INFINITIVE and any(word.tag == "TO" for word in after):
            return self._ruled(beneficiary)  # "opened the gates for them to leave"
        if (
            thing is not None
            and not (lendings or frame.passive)
            and thing.head in self._acting
            and self._tree.words[i].dep == "xcomp"
        ):
            return self._ruled(thing)
        if frame.passive and self._tree.words[i].tag == "VBG" and i > governor:
            # "was shelled by rebels, killing five": the killer is not the one that was shelled.
            agent = frame.slot(SUBJECT)
            if agent is not None or self._frames[i].lemma in self._victims:
                return self._ruled(agent)
        return self._ruled(self.subject(governor))

    def _ruled(self, slot: Slot | None) -> Slot | None:
        return slot and Slot(SUBJECT, slot.head, "control")

    def _of_noun(self, noun: int, i: int) -> Slot | None:
        """The understood subject of "to …" or "of …ing" after a noun: "Israel's plan to …", "a request to X to …"."""
        frame = self._frames.get(noun)
        if frame is not None and frame.pos is Pos.NOUN:
            self._take_lent(noun)
            lendings = self._lexicon.lendings(frame.lemma, None, Pos.NOUN, INFINITIVE)
            for lending in lendings:
                if (slot := self._lent_by(frame, lending, before=i)) is not None:
                    return self._ruled(slot)
            return None if lendings else self._ruled(self._agent(frame))
        if noun in self._acting:
            return Slot(SUBJECT, noun, "control")
        governor = next((h for h in self._tree.up(noun) if self._clausal(h)), None)
        return None if governor is None else self._ruled(self.role_of(governor, SUBJECT))

    def _particle(self, frame: Frame) -> str | None:
        return None if frame.particle is None else self._tree.words[frame.particle].lower

    def _lent_by(self, frame: Frame, lending: Lending, *, before: int) -> Slot | None:
        for role in lending.controllers:
            slot = self.role_of(frame.head, role)
            if slot is None or slot.head == before or self._tree.words[slot.head].pos == "VERB":
                continue
            # What a noun was lent itself may say when or where; an actor is asked, a date is not.
            if frame.pos is not Pos.NOUN or slot.rule == "syntax" or slot.head in self._acting:
                return slot
        return None

    def _take_clause_subject(self, frame: Frame) -> None:
        """Where the parser makes "them to leave" one clause, "them" is whom one asks all the same."""
        if frame.slot(OBJECT) is not None:
            return
        lendings = self._lexicon.lendings(frame.lemma, self._particle(frame), frame.pos, INFINITIVE)
        if any(lending.clause_subject for lending in lendings):
            for c in self._tree.each(frame.head, ("ccomp", "xcomp")):
                subject = own_subject(self._tree, c)
                if subject is not None and self._tree.infinitive(c):
                    frame.add(Slot(OBJECT, subject.head, "control"))

    def _look_behind_deeds(self, frame: Frame) -> None:
        """Who acts through a deed or a paper is a subject too: "Israeli strikes killed ten", "their letter urges …".

        A victim of "killed in a raid by rebels" is killed by the rebels.
        """
        subjects = [slot for slot in frame.slots if slot.role == SUBJECT]
        if frame.slot(OBJECT) is None and not any(s.head in self._papers for s in subjects):
            return
        if not subjects and frame.lemma in self._victims:
            subjects = [slot for slot in frame.slots if slot.role in ("in", "during")]
            subjects += [slot for slot in self._against(subjects) if slot.head in self._acting]
        for slot in subjects:
            for agent in (slot,) if slot.role == "with" else self._behind(slot.head):
                frame.add(Slot(SUBJECT, agent.head, "deed"))

    def _against(self, deeds: list[Slot]) -> Iterator[Slot]:
        """The other side: who is "killed in a clash with guards" is killed by them, as far as one can tell."""
        for deed in deeds:
            frame = self._frames.get(deed.head)
            yield from (slot for slot in (frame.slots if frame is not None else ()) if slot.role == "with")

    def _behind(self, i: int) -> Iterator[Slot]:
        """Who did the deed, or sent the paper, that the word names."""
        if i in self._frames and self._frames[i].pos is Pos.NOUN:
            self._take_lent(i)
            agent = self._agent(self._frames[i])
            if agent is not None and agent.role != "between":
                yield agent
        elif i in self._papers:
            for governor, way in self._governors(i):
                if way == OBJECT and (sender := self.role_of(governor, SUBJECT)) is not None:
                    yield sender
            owner = self._tree.child(i, ("poss",))
            if owner is not None:
                yield Slot("possessive", owner)

    def _take_lent(self, i: int) -> None:
        """Give a noun what the words that govern it lend, once."""
        if i in self._lent:
            return
        self._lent.add(i)
        noun = self._frames[i]
        for governor, way in self._governors(i):
            frame = self._frames.get(governor)
            if frame is None:
                continue
            if frame.pos is Pos.NOUN and way == "conj":
                self._take_lent(governor)
                for slot in [s for s in frame.slots if s.rule in ("light-verb", "control")]:
                    self._give(noun, slot.role, slot, "coordination")
                continue
            for lending in self._lexicon.lendings(frame.lemma, self._particle(frame), frame.pos, way):
                if lending.takes(noun.lemma):
                    self._lend(frame, noun, lending)

    def _lend(self, frame: Frame, noun: Frame, lending: Lending) -> None:
        rule = lending.id.partition(".")[0].removesuffix("_verbs").replace("light", "light-verb")
        slot = self._lent_by(frame, lending, before=noun.head) if lending.gives else None
        if slot is not None and lending.gives is not None:
            self._give(noun, lending.gives, slot, rule)
        if lending.shares:
            for prep, p, inner in self._tree.prepositions(frame.head):
                inside = inner == noun.head or noun.head in self._tree.children[inner] or p == noun.head
                if not inside and not (prep == "by" and frame.passive) and self._tree.words[inner].dep == "pobj":
                    noun.add(Slot(prep, inner, rule))

    def _give(self, noun: Frame, role: str, slot: Slot, rule: str) -> None:
        """Lend a slot, unless the noun names another agent itself: "halted their blockade" may, "Israel's" may not."""
        owner = noun.slot("possessive") or noun.slot("by")
        named = owner is not None and self._tree.words[owner.head].tag != "PRP$"
        if noun.slot(role) is None and not (role == SUBJECT and named):
            noun.add(Slot(role, slot.head, rule))

    def _governors(self, i: int) -> Iterator[tuple[int, str]]:
        """The words that may lend to a noun, and how it hangs on each; nouns such as "series" are looked through."""
        word = self._tree.words[i]
        head = word.head
        if word.dep == "conj":
            yield head, "conj"
        elif word.dep in _NOMINAL:
            frame = self._frames.get(head)
            way = _NOMINAL[word.dep]
            yield head, OBJECT if way == SUBJECT and frame is not None and frame.passive else way
        elif word.dep == "pobj":
            above = self._tree.words[self._tree.words[head].head]
            through = self._lexicon.transparent.get(above.lemma, frozenset())
            if above.i not in self._frames and self._tree.words[head].lower in through:
                yield from self._governors(above.i)
            else:
                yield above.i, self._tree.words[head].lower
        for c in self._tree.each(i, ("relcl", "acl")):
            frame = self._frames.get(c)
            if frame is not None:
                yield from ((c, slot.role) for slot in frame.slots if slot.head == i)
                if frame.passive and frame.slot(OBJECT) is None:
                    yield c, OBJECT
