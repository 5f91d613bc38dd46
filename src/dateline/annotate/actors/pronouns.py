"""Pronouns, where it is clear whom they mean; the others are mentions of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.actors.identity import Cluster
from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actors import ActorWords
from dateline.records import Kind

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_SPEAKERS = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ours", "ourselves"})
_ALL = _HE | _SHE | _THEY | _IT | _SPEAKERS
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_EMPTY_VERBS = frozenset({"be", "seem", "appear", "take", "rain", "become", "remain"})
_WINDOW = 2  # sentences back, besides the pronoun's own
_QUOTES = frozenset({'"', "“", "”", "''", "``", "„"})


def resolve_pronouns(scene: Scene, words: ActorWords, clusters: list[Cluster], used: set[int]) -> None:
    """Add pronoun mentions to the actors that they mean."""
    located = sorted(
        ((mention.head, mention, cluster) for cluster in clusters for mention in cluster.mentions),
        key=lambda item: item[0],
    )
    by_sentence: dict[int, list[tuple[Mention, Cluster]]] = {}
    for _, mention, cluster in located:
        by_sentence.setdefault(scene.sentence[mention.head], []).append((mention, cluster))
    quoted = _quoted(scene)
    for position, word in enumerate(scene.lower):
        if word not in _ALL or position in used or scene.pos[position] not in ("PRON", "DET"):
            continue
        found = (
            _speaker(scene, words, by_sentence, position, quoted)
            if word in _SPEAKERS
            else _antecedent(scene, by_sentence, position, word)
        )
        if found is None:
            continue
        mention = Mention(position, position + 1, position, found.kind, found.mentions[0].name, pronoun=True)
        found.mentions.append(mention)
        by_sentence.setdefault(scene.sentence[position], []).append((mention, found))
        by_sentence[scene.sentence[position]].sort(key=lambda item: item[0].head)
        used.add(position)


def _quoted(scene: Scene) -> list[bool]:
    """For each token whether it stands between quotation marks."""
    inside = False
    result = []
    for word in scene.words:
        if word in _QUOTES:
            inside = not inside if word == '"' else word in ("“", "``", "„")
        result.append(inside)
    return result


def _antecedent(
    scene: Scene, by_sentence: dict[int, list[tuple[Mention, Cluster]]], position: int, word: str
) -> Cluster | None:
    """Walk back sentence by sentence; take the only fitting actor, or of several the one that is the subject."""
    if word == "it" and (scene.dep[position] == "expl" or scene.doc[scene.head[position]].lemma_ in _EMPTY_VERBS):
        return None
    here = scene.sentence[position]
    for sentence in range(here, max(-1, here - _WINDOW - 1), -1):
        fitting = [
            (mention, cluster)
            for mention, cluster in by_sentence.get(sentence, ())
            if mention.head < position
            and _fits(word, mention, cluster)
            and not _same_clause_object(scene, position, mention)
        ]
        if not fitting:
            continue
        distinct = list({id(cluster): cluster for _, cluster in fitting}.values())
        if len(distinct) == 1:
            return distinct[0]
        subjects = [cluster for mention, cluster in fitting if scene.dep[mention.head] in _SUBJECT]
        return subjects[0 if sentence != here else -1] if subjects else None
    return None


def _fits(word: str, mention: Mention, cluster: Cluster) -> bool:
    kind = cluster.kind
    if word in _HE or word in _SHE:
        female = cluster.female
        return kind is Kind.PERSON and not mention.plural and (female is None or female == (word in _SHE))
    if word in _THEY:
        return kind is Kind.GROUP or (kind is Kind.ORGANIZATION and not _is_state(cluster)) or mention.plural
    return kind is Kind.ORGANIZATION and not mention.plural


def _is_state(cluster: Cluster) -> bool:
    return any(mention.key is not None and mention.key.startswith("state:") for mention in cluster.mentions)


def _same_clause_object(scene: Scene, position: int, mention: Mention) -> bool:
    """ "Iraq attacked it": an object is not its own clause's subject."""
    if scene.dep[position] not in ("dobj", "dative"):
        return False
    return scene.dep[mention.head] in _SUBJECT and scene.head[mention.head] == scene.head[position]


def _speaker(
    scene: Scene,
    words: ActorWords,
    by_sentence: dict[int, list[tuple[Mention, Cluster]]],
    position: int,
    quoted: list[bool],
) -> Cluster | None:
    """Who says the quotation that "we" stands in: the subject of a verb of saying in its sentence or the next to it."""
    if not quoted[position]:
        return None
    here = scene.sentence[position]
    for sentence in (here, here - 1, here + 1):
        for mention, cluster in by_sentence.get(sentence, ()):
            if quoted[mention.head] or (mention.pronoun and scene.lower[mention.head] in _SPEAKERS):
                continue
            if scene.dep[mention.head] == "nsubj" and scene.lower[scene.head[mention.head]] in words.cues["speech"]:
                return cluster
    return None


def spans(cluster: Cluster) -> Iterator[Mention]:
    """The cluster's mentions in text order."""
    yield from sorted(cluster.mentions, key=lambda mention: (mention.start, mention.end))
