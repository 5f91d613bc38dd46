"""From mentions to names: one referent for a name in an article, unless the text puts it in two places."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.places.proposals import Proposal, Words
from dateline.annotate.places.ranking import Name
from dateline.dictionaries.gazetteer import Gazetteer, NameKind, fold_name
from dateline.dictionaries.place_cues import PlaceCues

_Key = tuple[str, bool, str | None]
_HOME_LETTERS = 4  # shorter names lie in many words


def group_names(
    mentions: Sequence[Proposal], words: Words, cues: PlaceCues, site: str = ""
) -> tuple[list[Name], list[list[Proposal]]]:
    """Names in order of first mention, and the mentions of each; `site` is the host name of the outlet.

    "Paris, Texas" and "Paris, France" are two names; a bare "Paris" is the one that the text placed first, if any.
    """
    placed: dict[str, str] = {}
    for mention in mentions:
        if mention.parent is not None:
            placed.setdefault(fold_name(mention.text), fold_name(mention.parent.text))
    members: dict[_Key, list[Proposal]] = {}
    for mention in mentions:
        members.setdefault(_key(mention, placed), []).append(mention)
    parents = {_key(mention.parent, placed) for mention in mentions if mention.parent is not None}
    names = []
    for key, group in members.items():
        parent = next((mention.parent for mention in group if mention.parent is not None), None)
        unit = next(filter(None, (unit_beside(mention, words, cues) for mention in group)), None)
        names.append(
            Name(group[0].matches, parent.matches if parent else (), unit, is_home(group[0].text, site), key in parents)
        )
    return names, list(members.values())


def _key(mention: Proposal, placed: dict[str, str]) -> _Key:
    folded = fold_name(mention.text)
    parent = fold_name(mention.parent.text) if mention.parent is not None else placed.get(folded)
    return folded, mention.adjective, parent


def unit_beside(mention: Proposal, words: Words, cues: PlaceCues) -> str | None:
    """The kind of unit that a word beside the mention makes it: "Helmand province", "the city of Aleppo"."""
    after = words.lowers[mention.last] if mention.last < len(words.lowers) else ""
    before = words.lowers[mention.first - 1] if mention.first else ""
    if before == "of" and mention.first > 1:
        before = words.lowers[mention.first - 2]
    for word in (after, before):
        if word in cues.unit_province:
            return "province"
        if word in cues.unit_district:
            return "district"
        if word in cues.unit_town:
            return "town"
    return None


def is_home(name: str, site: str) -> bool:
    """Whether the host name of an outlet has this name in it ("ashfordtimes.example"): names of 4 letters and more."""
    squeezed = fold_name(name).replace(" ", "")
    return len(squeezed) >= _HOME_LETTERS and squeezed in site


def host_of(url: str | None) -> str:
    """The host of an address or of an outlet that is given as a host, in lower case; "" where there is none."""
    host = (url or "").partition("://")[2] or (url or "")
    host = host.partition("/")[0].partition(":")[0].lower()
    return host.removeprefix("www.") if "." in host and " " not in host else ""


def outlet_country(host: str, gazetteer: Gazetteer) -> str | None:
    """The alpha-3 code of the country whose domain a host lies in; None for .com and the like."""
    domain = "." + host.rpartition(".")[2] if host else ""
    countries = (match.entry for match in gazetteer.matches(domain) if match.kind is NameKind.ABBREVIATION)
    return next((entry.country for entry in countries if entry.feature == "PCLI"), None)
