"""The trigger lexicon: which words tell which event, and in which frame.

Reads `data/triggers/*.toml` (one block a frame) and `data/nouns.toml` (classes of nouns that frames name with `@`).
All faults of all files are raised at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.dictionaries.codebook import Codebook, load_codebook, type_and_mode
from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.events import EventType
from dateline.records.predications import Pos

CODED_CLASSES = ("actor", "person", "place", "event")
"""Classes that coding decides from the article's layers; all others are lists of nouns."""

PARTIES = ("none", "any", "actor", "recipient", "both")
WORDS_ROLE = "words"
"""In `when` and `unless`, not an argument: lemmas anywhere in `Predication.words`."""

_KEYS = (
    *(pos.value for pos in Pos),
    *(
        "particle",
        "type",
        "mode",
        "when",
        "unless",
        "actor",
        "recipient",
        "both_sides",
        "party",
        "omission",
        "confidence",
    ),
    "example",
)
_DEFAULT_CONFIDENCE = 0.7
Frame = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """One frame: words, what they are done to, and the event that they then tell.

    Attributes:
        id: `file.block`, as "assault.bomb".
        lemmas: Lower-case single words; of a phrasal verb the verb alone.
        particle: "out" in "carry out".
        when: Role → heads or `@classes` allowed there; each role must be met by some argument. `*` is any head.
            The role `words`, also of `unless`: lemmas anywhere in the predication's phrase.
        unless: Role → heads or `@classes`; any one met makes it a lookalike.
        actor, recipient: Roles tried in order for the parties; empty is the default of the word class.
        both_sides: Subject and partner do the same to each other ("met", "clashed").
        party: Which parties must be known for it to be coded: `none`, `any` one, `actor`, `recipient`, `both`.
        omission: The words tell that somebody did nothing where a deed was due: the status of what happened is omitted.
        confidence: 0 … 1, how often the frame is this event: its share of right hits in marked articles where there
            were enough, else a guess.
        example: An invented sentence that codes as this type.
    """

    id: str
    lemmas: tuple[str, ...]
    pos: Pos
    particle: str | None
    type: EventType
    mode: str | None
    when: Frame
    unless: Frame
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    both_sides: bool
    party: str
    confidence: float
    example: str
    source: str
    added: date
    omission: bool = False


class Lexicon:
    """The entries by lemma and word class, and the classes of nouns.

    Attributes:
        entries: All, in file order.
        nouns: Lemmas of all entries that are nouns.
        digest: SHA-256 over names and bytes of all files, codebook included, in hexadecimal.
    """

    def __init__(self, entries: Iterable[TriggerEntry], classes: Mapping[str, frozenset[str]], digest: str) -> None:
        self.entries = tuple(entries)
        self.digest = digest
        self.nouns = frozenset(lemma for entry in self.entries if entry.pos is Pos.NOUN for lemma in entry.lemmas)
        self._classes = dict(classes)
        table: dict[tuple[str, Pos], list[TriggerEntry]] = {}
        for entry in self.entries:
            for lemma in entry.lemmas:
                table.setdefault((lemma, entry.pos), []).append(entry)
        self._table = {key: tuple(sorted(found, key=_breadth)) for key, found in table.items()}

    def entries_for(self, lemma: str, pos: Pos) -> tuple[TriggerEntry, ...]:
        """Every frame of a word, the most specific first: more `when` roles first, a mode before none."""
        return self._table.get((lemma, pos), ())

    def in_class(self, head: str, name: str) -> bool:
        """Whether the noun is in the class of this name (with or without `@`). Raises KeyError for an unknown class."""
        return head in self._classes[name.removeprefix("@")]


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read the lexicon from `folder`, or the one that Dateline ships.

    Args:
        folder: Holds `triggers/`; `nouns.toml` and `codebook/` are taken from it where it has them.

    Raises:
        DictionaryError: with every fault of every file.
    """
    home = folder or DATA
    codebook_folder = home / "codebook" if (home / "codebook").is_dir() else DATA / "codebook"
    nouns = home / "nouns.toml" if (home / "nouns.toml").is_file() else DATA / "nouns.toml"
    files = sorted((home / "triggers").glob("*.toml"))
    reader = _Reader(load_codebook(codebook_folder))
    if not files:
        reader.faults.append(Fault(str(home / "triggers"), "has no .toml file."))
    classes = reader.classes(nouns)
    entries = [entry for file in files for entry in reader.entries(file, classes)]
    reader.find_twins(entries)
    if reader.faults:
        raise DictionaryError("triggers", reader.faults)
    return Lexicon(entries, classes, _digest([*files, nouns, *sorted(codebook_folder.iterdir())]))


class _Reader:
    """Reads files and gathers faults."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.faults: list[Fault] = []
        self._roles = frozenset().union(*codebook.roles.values())

    def classes(self, path: Path) -> dict[str, frozenset[str]]:
        """The noun classes; one may include others, named in `includes`."""
        blocks = {entry.id: entry for entry in self._blocks(path)}
        own: dict[str, frozenset[str]] = {}
        for entry in blocks.values():
            self._known_keys(entry, ("nouns", "includes"))
            if entry.id in CODED_CLASSES:
                self._fault(entry, "is a class that coding decides itself; name this one otherwise.")
            for name in self._strings(entry, "includes"):
                if name not in blocks:
                    self._fault(entry, f"includes {name!r}, which is no class. {allowed_are(name, blocks)}")
            own[entry.id] = frozenset(self._strings(entry, "nouns"))
            if not own[entry.id] and not entry.values.get("includes"):
                self._fault(entry, "has neither nouns nor includes.")
        return {name: own[name].union(*(own[part] for part in self._parts(name, blocks))) for name in blocks}

    def _parts(self, name: str, blocks: Mapping[str, Entry]) -> list[str]:
        """Names of all classes inside a class, at any depth; a circle does no harm."""
        parts, waiting = [name], [name]
        while waiting:
            for part in blocks[waiting.pop()].values.get("includes", ()):
                if part in blocks and part not in parts:
                    parts.append(part)
                    waiting.append(part)
        return parts

    def entries(self, path: Path, classes: Mapping[str, frozenset[str]]) -> Iterator[TriggerEntry]:
        """The file's entries; a block [defaults] gives values to all that do not set them."""
        blocks = self._blocks(path)
        defaults = next((block.values for block in blocks if block.id == "defaults"), {})
        for block in blocks:
            if block.id != "defaults":
                values = {**defaults, **block.values}
                entry = self._entry(path.stem, Entry(block.id, block.where, values, block.source, block.added), classes)
                if entry is not None:
                    yield entry

    def find_twins(self, entries: Iterable[TriggerEntry]) -> None:
        """Fault each word that two entries give the same frame."""
        seen: dict[Any, str] = {}
        for entry in entries:
            frame = tuple(sorted(entry.when.items()))
            for lemma in entry.lemmas:
                key = (lemma, entry.pos, entry.particle, frame)
                other = seen.setdefault(key, entry.id)
                if other != entry.id:
                    self.faults.append(
                        Fault(entry.id, f"gives {lemma!r} ({entry.pos}) the same frame as {other}: merge them.")
                    )

    def _blocks(self, path: Path) -> tuple[Entry, ...]:
        try:
            return read_entries(path)[1]
        except DictionaryError as error:
            self.faults.extend(error.faults)
            return ()

    def _entry(self, stem: str, block: Entry, classes: Mapping[str, frozenset[str]]) -> TriggerEntry | None:
        before = len(self.faults)
        self._known_keys(block, _KEYS)
        pos, lemmas = self._lemmas(block)
        type_, mode = self._type(block)
        when, unless = self._frame(block, "when", classes), self._frame(block, "unless", classes)
        values = block.values
        party, confidence = values.get("party", "any"), values.get("confidence", _DEFAULT_CONFIDENCE)
        if party not in PARTIES:
            self._fault(block, f"party is {party!r}. {allowed_are(str(party), PARTIES)}")
        if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
            self._fault(block, f"confidence is {confidence!r}, not a number from 0 to 1.")
        for key, kind in (("example", str), ("particle", str), ("both_sides", bool), ("omission", bool)):
            if key in values and (not isinstance(values[key], kind) or values[key] == ""):
                self._fault(block, f"{key} is {values[key]!r}, not a {'sentence' if key == 'example' else 'word'}.")
        if "example" not in values:
            self._fault(block, "has no example: write a sentence that codes as this type.")
        actor, recipient = self._party_roles(block, "actor"), self._party_roles(block, "recipient")
        if len(self.faults) > before or pos is None or type_ is None:
            return None
        return TriggerEntry(
            id=f"{stem}.{block.id}",
            lemmas=lemmas,
            pos=pos,
            particle=values.get("particle"),
            type=type_,
            mode=mode,
            when=when,
            unless=unless,
            actor=actor,
            recipient=recipient,
            both_sides=values.get("both_sides", False),
            party=party,
            omission=values.get("omission", False),
            confidence=float(confidence),
            example=values["example"],
            source=block.source,
            added=block.added,
        )

    def _fault(self, block: Entry, what: str) -> None:
        self.faults.append(Fault(block.where, what))

    def _known_keys(self, block: Entry, allowed: tuple[str, ...]) -> None:
        for key in block.values:
            if key not in allowed:
                self._fault(block, f"has the key {key!r}. {allowed_are(key, allowed)}")

    def _strings(self, block: Entry, key: str) -> tuple[str, ...]:
        """A list of strings without repeats, or one string alone; () where it is missing or faulty."""
        value = block.values.get(key, [])
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            self._fault(block, f"{key} is {value!r}, not a word or a list of words.")
            return ()
        if key in block.values and not words:
            self._fault(block, f"{key} is an empty list.")
        for word in dict.fromkeys(word for word in words if words.count(word) > 1):
            self._fault(block, f"{key} has {word!r} twice.")
        return tuple(words)

    def _lemmas(self, block: Entry) -> tuple[Pos | None, tuple[str, ...]]:
        kinds = [pos for pos in Pos if pos.value in block.values]
        if len(kinds) != 1:
            self._fault(block, f"has {len(kinds)} of verb, noun and adjective; it needs exactly one.")
            return None, ()
        lemmas = self._strings(block, kinds[0].value)
        for lemma in lemmas:
            if lemma != lemma.lower() or " " in lemma:
                self._fault(block, f"{lemma!r} is not one lower-case word; a phrasal verb has its particle apart.")
        return kinds[0], lemmas

    def _type(self, block: Entry) -> tuple[EventType | None, str | None]:
        try:
            return type_and_mode(block.values, self.codebook.types)
        except ValueError as error:
            self._fault(block, str(error))
            return None, None

    def _party_roles(self, block: Entry, key: str) -> tuple[str, ...]:
        roles = self._strings(block, key)
        for role in roles:
            self._check_role(block, key, role, self._roles)
        return roles

    def _check_role(self, block: Entry, key: str, role: str, allowed: frozenset[str]) -> None:
        if role not in allowed:
            self._fault(block, f"{key} names the role {role!r}. {allowed_are(role, allowed)}")

    def _frame(self, block: Entry, key: str, classes: Mapping[str, frozenset[str]]) -> Frame:
        table = block.values.get(key, {})
        if not isinstance(table, dict):
            self._fault(block, f"{key} is {table!r}, not a table of roles.")
            return MappingProxyType({})
        allowed = self._roles | {WORDS_ROLE}
        frame = {}
        for role in table:
            self._check_role(block, key, role, allowed)
            frame[role] = self._strings(Entry(block.id, f"{block.where} {key}", table, block.source, block.added), role)
            for head in frame[role]:
                name = head.removeprefix("@")
                if head != name and name not in classes and name not in CODED_CLASSES:
                    hint = allowed_are(name, [*classes, *CODED_CLASSES])
                    self._fault(block, f"{key}.{role}: {head!r} is no class of nouns.toml. {hint}")
        return MappingProxyType(frame)


def _breadth(entry: TriggerEntry) -> tuple[int, int, bool]:
    """Sorts the most specific first: more roles, then fewer open ones (`*`), then with a mode."""
    return -len(entry.when), sum("*" in heads for heads in entry.when.values()), entry.mode is None


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()
