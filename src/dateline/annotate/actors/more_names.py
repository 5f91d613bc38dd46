"""Names that the language model misses: acronyms, family names, and persons in texts without capitals."""

from __future__ import annotations

from collections.abc import Collection

from dateline.annotate.actors.names import Name, Names
from dateline.annotate.actors.nouns import NounHit
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actors import ActorDictionary, WordClass, pieces
from dateline.records import Kind

_OTHER_ENTITIES = frozenset({"ORG", "GPE", "LOC", "DATE", "TIME", "NORP", "FAC"})
_LONGEST = 4  # words of a name
_LONGEST_ACRONYM = 8  # letters
_SHORTEST = 3  # letters of a family name that is looked for alone


def add_acronyms(scene: Scene, names: Names) -> None:
    """Add "FSA" of "the Free Syrian Army (FSA)" and every further "FSA"."""
    acronyms = {
        scene.words[name.end + 1]
        for name in names.found
        if name.state is None and not name.is_person and _has_acronym_after(scene, name.end)
    }
    for position, word in enumerate(scene.words):
        if word in acronyms and names.at[position] is None:
            names.add(Name(position, position + 1, None, "ORG"))


def _has_acronym_after(scene: Scene, end: int) -> bool:
    """Whether a bracket with one short word in capitals follows."""
    if end + 2 >= len(scene.words) or scene.words[end] != "(" or scene.words[end + 2] != ")":
        return False
    word = scene.words[end + 1]
    return word.isupper() and word.isalpha() and 2 <= len(word) <= _LONGEST_ACRONYM


def add_titled(scene: Scene, names: Names, nouns: list[NounHit]) -> None:
    """Add the persons that a title announces in a text without capitals."""
    for hit in nouns:
        if hit.nouns[-1].word_class is WordClass.TITLE and not hit.nouns[-1].plural:
            end = _end_of_name(scene, names, hit.end)
            if end > hit.end:
                names.add(Name(hit.end, end, None, "PERSON"))


def given_names(dictionary: ActorDictionary) -> frozenset[str]:
    """Given names: those of the cues, and what begins a person's full name in the dictionary, titles left out."""
    words = {*dictionary.words.cues["female-names"], *dictionary.words.cues["given-names"]}
    for entry in dictionary.entries.values():
        if entry.kind is Kind.PERSON:
            words |= {found[0] for name in entry.names if len(found := pieces(name)) > 1}
    return frozenset(word for word in words if len(word) >= _SHORTEST and not dictionary.words.nouns.get(word))


def add_given(scene: Scene, names: Names, given: Collection[str], places: Collection[str]) -> None:
    """Add the persons of a text without capitals whose name begins with a known given name; streets have such too."""
    position = 0
    while position < len(scene.words):
        end = _end_of_name(scene, names, position) if scene.lower[position] in given else position
        is_place = scene.lower[min(end, len(scene.words)) - 1] in places
        if end > position + 1 and not is_place and (position == 0 or scene.pos[position - 1] != "PROPN"):
            names.add(Name(position, end, None, "PERSON"))
        position = max(end, position + 1)


def add_families(scene: Scene, names: Names, nouns: list[NounHit]) -> None:
    """Add every further naming, by family name alone, of a person that the article names."""
    families = {
        pieces(scene.text(name.start, name.end))[-1]
        for name in names.found
        if name.is_person and (scene.caseless or name.end - name.start > 1)
    }
    for name in names.found:
        if name.sense is None and name.end - name.start == 1 and scene.lower[name.start] in families:
            name.label = "PERSON"
    inside = {position for hit in nouns for position in range(hit.start, hit.end)}
    for position, word in enumerate(scene.lower):
        if word not in families or len(word) < _SHORTEST or position in inside:
            continue
        if _may_be_name(scene, names, position) and (scene.caseless or scene.pos[position] == "PROPN"):
            names.add(Name(position, position + 1, None, "PERSON"))


def _end_of_name(scene: Scene, names: Names, start: int) -> int:
    """The end of the run of proper nouns that begins here; a person that the model found in it may be longer."""
    end = start
    while (
        end < min(start + _LONGEST, len(scene.words)) and scene.pos[end] == "PROPN" and _may_be_name(scene, names, end)
    ):
        end += 1
    return end


def _may_be_name(scene: Scene, names: Names, position: int) -> bool:
    return (
        names.at[position] is None
        and scene.pos[position] in ("PROPN", "NOUN", "ADJ")
        and scene.words[position].isalpha()
        and scene.doc[position].ent_type_ not in _OTHER_ENTITIES
    )
