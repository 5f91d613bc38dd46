"""The signs that a passage names a place, or does not, and their sum.

Each sign has a name and a weight in natural log odds (`data/places/evidence.toml`). A passage is a place if the weights
of its signs add up to more than nothing. The signs are general: the entity type, the words around, the kind of place
that the gazetteer knows, and what the rest of the article does with the name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from dateline.annotate.places.proposals import PLACE_LABELS, Proposal, Words
from dateline.dictionaries.gazetteer import NameKind, fold_name
from dateline.dictionaries.place_cues import PlaceCues

_OPENING = frozenset(".!?\"“'‘:;—–-()\n")  # before the first word of a sentence or heading
_LISTING = frozenset({",", "and", ", and", "or", ", or", "&", "to"})
_SMALL = frozenset({"of", "and", "&", "for", "the", "'s", "’s", "-"})
_STEPS = ((1_000_000, "size:million"), (100_000, "size:100k"), (10_000, "size:10k"), (1, "size:small"))


def gather_signs(proposals: Sequence[Proposal], words: Words, cues: PlaceCues) -> None:
    """Fill in the signs and parents of all proposals of an article."""
    for proposal, following in pairwise(proposals):
        if _joined_by_comma(proposal, following, words) and holds(following, proposal):
            proposal.parent = following
    placed = {fold_name(proposal.text) for proposal in proposals if _plainly_placed(proposal, words, cues)}
    people = _surnames(words)
    countries = _countries_named(proposals)
    listed = _listed_with_places(proposals, words, placed)
    parents = {id(proposal.parent) for proposal in proposals if proposal.parent is not None}
    for proposal in proposals:
        proposal.signs = [
            f"entity:{proposal.label or 'none'}:{proposal.relation}",
            *_kind_signs(proposal),
            *_before_signs(proposal, words, cues),
            *_after_signs(proposal, words, cues),
            *_article_signs(proposal, words, placed, people),
            *_company_signs(proposal, countries | listed.get(id(proposal), frozenset())),
        ]
        if proposal.parent is not None:
            proposal.signs.append("has-parent")
        if id(proposal) in listed:
            proposal.signs.append("listed-with-place")
        if id(proposal) in parents:
            proposal.signs.append("is-parent")


def spread_along_lists(proposals: Sequence[Proposal], words: Words, weights: Mapping[str, float]) -> None:
    """Let what is a place by its signs speak for its neighbour in a list: "raided Chibok and Damboa".

    It goes from left to right. Only for a neighbour that may lie in the same country, where its name and the place's
    leave no doubt of it.
    """
    for one, other in pairwise(proposals):
        if words.text[one.end : other.start].strip().lower() not in _LISTING or "listed-with-place" in other.signs:
            continue
        countries = {match.entry.country for match in (*one.matches, *other.matches)}
        towns = one.matches and other.matches and not one.adjective and not other.adjective
        if towns and len(countries) == 1 and evidence(one, weights) > 0:
            told = {"in-no-named-country", "in-no-named-country:rare", "in-named-country", "in-named-country:rare"}
            other.signs = [sign for sign in other.signs if sign not in told]
            other.signs += ["listed-with-place", "in-named-country:rare"]


def evidence(proposal: Proposal, weights: Mapping[str, float]) -> float:
    """Natural log odds that the passage names a place."""
    return weights["bias"] + sum(weights.get(sign, 0.0) for sign in proposal.signs)


def strongest_sign(proposal: Proposal, weights: Mapping[str, float]) -> str:
    """The sign that speaks most for the place: what a receipt names."""
    return max(proposal.signs, key=lambda sign: weights.get(sign, 0.0))


def holds(outer: Proposal, inner: Proposal) -> bool:
    """Whether some reading of `outer` is a unit or country with some reading of `inner` in it."""
    countries = {match.entry.country for match in outer.matches if match.entry.feature == "PCLI"}
    units = {(match.entry.country, match.entry.admin1) for match in outer.matches if match.entry.feature == "ADM1"}
    districts = {(match.entry.country, match.entry.admin2) for match in outer.matches if match.entry.feature == "ADM2"}
    return any(
        match.entry.country in countries
        or (match.entry.country, match.entry.admin1) in units
        or (match.entry.country, match.entry.admin2) in districts
        for match in inner.matches
        if match.entry.feature != "PCLI" and match.kind is not NameKind.ADJECTIVE
    )


def _joined_by_comma(first: Proposal, second: Proposal, words: Words) -> bool:
    gap = words.text[first.end : second.start].strip()
    return gap in (",", "(") and second.start - first.end <= 3


def _plainly_placed(proposal: Proposal, words: Words, cues: PlaceCues) -> bool:
    """Whether this mention alone makes the name a place: a town with its state, "in" before it, an entity by itself."""
    if proposal.parent is not None:
        return True
    if proposal.label in ("GPE", "LOC") and proposal.relation == "eq":
        return True
    free = not words.capital(proposal.last) and proposal.label not in ("PERSON", "ORG")
    before = words.lowers[_before(proposal, words, cues)]
    return free and (before in cues.locative or before in cues.taking)


def _listed_with_places(
    proposals: Sequence[Proposal], words: Words, placed: Collection[str]
) -> dict[int, frozenset[str | None]]:
    """The proposals (by `id`) that a comma or "and" alone parts from one that is plainly a place, with its country.

    A country only where the neighbour's name leaves no doubt of it.
    """
    listed: dict[int, frozenset[str | None]] = {}
    for one, other in pairwise(proposals):
        if words.text[one.end : other.start].strip().lower() in _LISTING:
            for known, beside in ((one, other), (other, one)):
                if fold_name(known.text) in placed:
                    countries = frozenset(match.entry.country for match in known.matches)
                    listed[id(beside)] = countries if len(countries) == 1 else frozenset()
    return listed


def _surnames(words: Words) -> frozenset[str]:
    """Last words of the names of persons of two words and more."""
    return frozenset(
        words.lowers[last - 1] if words.lowers[last - 1] not in ("'s", "’s") else words.lowers[last - 2]
        for label, (first, last) in zip(words.labels, words.bounds, strict=True)
        if label == "PERSON" and last - first > 1
    )


def _kind_signs(proposal: Proposal) -> list[str]:
    if not proposal.matches:
        return ["unknown-name"]
    kinds = {match.kind for match in proposal.matches}
    signs = [] if NameKind.MAIN in kinds else ["no-main-name"]
    if proposal.adjective:
        return ["adjective"]
    if NameKind.ABBREVIATION in kinds:
        signs.append("abbreviation")
    if all(match.entry.noted and match.entry.feature != "BLDG" for match in proposal.matches):
        signs.append("noted")
    top = proposal.matches[0].entry
    for feature, sign in (("PCLI", "country"), ("ADM1", "province"), ("CONT", "region"), ("RGN", "region")):
        if any(match.entry.feature == feature and match.kind is not NameKind.ADJECTIVE for match in proposal.matches):
            signs.append(sign)
            break
    signs.append(next((name for step, name in _STEPS if top.weight >= step), "size:unknown"))
    if proposal.last - proposal.first > 1:
        signs.append("several-words")
    return signs


def _before(proposal: Proposal, words: Words, cues: PlaceCues) -> int:
    """The token before the passage, past words such as "the northern"; -1 (the last token) where there is none."""
    token = proposal.first - 1
    while token > 0 and words.lowers[token] in cues.side:
        token -= 1
    return token


def _before_signs(proposal: Proposal, words: Words, cues: PlaceCues) -> list[str]:
    token = _before(proposal, words, cues)
    if token < 0:
        return ["opens-sentence"]
    word, signs = words.lowers[token], []
    if word in cues.locative:
        signs.append("after:in" if word in ("in", "at", "near") else "after:locative")
    elif word in cues.taking:
        signs.append("after:taking")
    elif word == "of":
        unit = words.lowers[token - 1] if token else ""
        units = cues.unit_town | cues.unit_province | cues.unit_district
        signs.append("after:unit-of" if unit in units else "after:of")
    elif word in cues.title:
        signs.append("after:title")
    elif word in cues.unit_town or word in cues.unit_province:
        signs.append("after:unit")
    elif token == proposal.first - 1 and words.capital(token) and words.text[words.ends[token]] == " ":
        same = words.entity[token] >= 0 and words.entity[token] == words.entity[proposal.first]
        signs.append("after:name-same-entity" if same else "after:name")
    elif word in _OPENING:
        signs.append("opens-sentence")
    elif word == ",":
        signs.append("after:comma")
    elif word == "and":
        signs.append("after:and")
    if words.texts[token] == "-":
        signs.append("after:hyphen")
    return signs


def _after_signs(proposal: Proposal, words: Words, cues: PlaceCues) -> list[str]:
    token = proposal.last
    if token >= len(words.texts):
        return ["ends-text"]
    word = words.lowers[token]
    if word == "-":
        following = words.lowers[token + 1] if token + 1 < len(words.texts) else ""
        return ["before:joined" if following in cues.joined else "before:hyphen"]
    if words.capital(token) and words.text[proposal.end : words.starts[token]].isspace():
        return _before_name(token, proposal, words, cues)
    if word in cues.speech:
        return ["before:speech"]
    if word in cues.dweller:
        return ["before:dweller"]
    if word in cues.unit_province or word in cues.unit_district or word in cues.unit_town:
        return ["before:unit"]
    if word in ("'s", "’s"):
        return ["before:own"]
    return ["before:comma"] if word == "," else ["before:stop"] if word in _OPENING else []


def _before_name(token: int, proposal: Proposal, words: Words, cues: PlaceCues) -> list[str]:
    """The passage is followed by more of a name: "Kent Police", "Kent Motor Company", "Kent Smith"."""
    end = token
    while end < len(words.texts) and (words.capital(end) or words.lowers[end] in _SMALL):
        end += 1
    while end > token + 1 and not words.capital(end - 1):
        end -= 1
    final = words.lowers[end - 1]
    if words.lowers[token] in cues.dweller:
        return ["before:Dweller"]
    if final in cues.body:
        return ["before:body"]
    if final in cues.way:
        return ["before:way"]
    if words.lowers[token] in cues.school:
        return ["before:school"]
    if words.lowers[token] in cues.unit_district | cues.unit_town | cues.unit_province:
        return ["before:Unit"]
    same = words.entity[token] >= 0 and words.entity[token] == words.entity[proposal.first]
    return ["before:name-same-entity" if same else "before:name"]


def _countries_named(proposals: Sequence[Proposal]) -> frozenset[str | None]:
    """The countries that the article names, by name or adjective or by a region or unit that lies in one only."""
    found = set()
    for proposal in proposals:
        countries = {match.entry.country for match in proposal.matches}
        whole = any(match.entry.feature in ("PCLI", "ADM1", "RGN") for match in proposal.matches)
        if proposal.adjective or (len(countries) == 1 and whole and proposal.label in PLACE_LABELS):
            found.add(proposal.matches[0].entry.country)
        found.update(match.entry.country for match in proposal.matches if match.entry.feature == "PCLI")
    return frozenset(found)


def _company_signs(proposal: Proposal, countries: Collection[str | None]) -> list[str]:
    """Whether a town or unit may lie in a country that the article names; telling if its name is rare."""
    readings = [match.entry.country for match in proposal.matches if match.entry.feature != "PCLI"]
    if not readings or proposal.adjective or not countries:
        return []
    rare = len(set(readings)) == 1
    if any(country in countries for country in readings):
        return ["in-named-country:rare" if rare else "in-named-country"]
    return ["in-no-named-country:rare" if rare else "in-no-named-country"]


def _article_signs(proposal: Proposal, words: Words, placed: Collection[str], people: Collection[str]) -> list[str]:
    """What the rest of the article says of the name, and how the last word of the passage is written."""
    signs = []
    if fold_name(proposal.text) in placed:
        signs.append("placed-elsewhere")
    if words.lowers[proposal.last - 1] in people:
        signs.append("surname-elsewhere")
    if not words.proper[proposal.first]:
        signs.append("not-a-name")
    if proposal.text.isupper() and len(proposal.text) > 3:
        signs.append("capitals")
    return signs
