"""The spaCy component that writes `doc._.places`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.layers import ensure_layers
from dateline.annotate.places.grouping import group_names, host_of, outlet_country, unit_beside
from dateline.annotate.places.proposals import Proposal, Proposer, Words
from dateline.annotate.places.ranking import Ranked, rank, settle_kind
from dateline.annotate.places.signs import evidence, gather_signs, spread_along_lists, strongest_sign
from dateline.dictionaries.gazetteer import Gazetteer, load_gazetteer
from dateline.dictionaries.place_cues import PLACES, read_cues, read_weights
from dateline.dictionaries.place_files import read_features
from dateline.records import Place, Receipt

# Below this belief a name is left without coordinates. On the articles that the weights were not fitted on, one in five
# of the readings believed less was right, and nine in ten of those believed more.
LEAST_BELIEF = 0.35

_FIELDS = ("geonameid", "lat", "lon", "country", "admin1", "feature")


@Language.factory("dateline_places", assigns=["doc._.places"], default_config={"gazetteer": None})
def make_places(nlp: Language, name: str, gazetteer: str | None) -> Places:  # noqa: ARG001 spaCy gives all factories both
    """Make the component; `gazetteer` is a path to a Parquet file of the same columns, None for Dateline's own."""
    return Places(Path(gazetteer) if gazetteer else None)


class Places:
    """Write `doc._.places`: one `Place` a mention, in text order, without overlaps.

    Reads named entities, parts of speech and, where it is there, `doc._.article` for the outlet. A mention whose place
    is not known, or could be any of many, has no coordinates.
    """

    def __init__(self, gazetteer: Path | None = None) -> None:
        ensure_layers()
        self._gazetteer = load_gazetteer(gazetteer)
        self._cues = read_cues()
        self._evidence = read_weights(PLACES / "evidence.toml")
        self._ranking = read_weights(PLACES / "ranking.toml")
        self._precisions = read_features()
        self._proposer = Proposer(self._gazetteer, self._cues)

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return self._gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""
        words = Words.of(doc)
        proposals = self._proposer.propose(words)
        gather_signs(proposals, words, self._cues)
        spread_along_lists(proposals, words, self._evidence)
        mentions = [proposal for proposal in proposals if evidence(proposal, self._evidence) > 0]
        doc._.places = tuple(self._resolved(mentions, words, doc))
        return doc

    def _resolved(self, mentions: Sequence[Proposal], words: Words, doc: Doc) -> list[Place]:
        chosen = {id(mention) for mention in mentions}
        for mention in mentions:
            if id(mention.parent) not in chosen:
                mention.parent = None
        host = _host(doc)
        names, members = group_names(mentions, words, self._cues, host)
        ranked = rank(names, self._ranking, outlet_country(host, self._gazetteer))
        best = {
            id(mention): settle_kind(name, found, unit_beside(mention, words, self._cues)) if found else None
            for name, found, group in zip(names, ranked, members, strict=True)
            for mention in group
        }
        return [self._place(mention, best[id(mention)]) for mention in mentions]

    def _place(self, mention: Proposal, ranked: Ranked | None) -> Place:
        why = self._reasons(mention, ranked)
        if ranked is None or ranked.belief < LEAST_BELIEF:
            return Place(
                mention.start, mention.end, mention.text, mention.text,
                None, None, None, None, None, None, None, mention.adjective, why,
            )  # fmt: skip
        entry = ranked.entry
        return Place(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            name=entry.name,
            geonameid=entry.geonameid,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country,
            admin1=entry.admin1,
            feature=entry.feature,
            precision=self._precisions.get(entry.feature),
            adjective=mention.adjective,
            why=why,
        )

    def _reasons(self, mention: Proposal, ranked: Ranked | None) -> Mapping[str, Receipt]:
        sign = strongest_sign(mention, self._evidence)
        why = {"name": Receipt(mention.start, mention.end, f"places.evidence:{sign}")}
        if ranked is not None and ranked.belief >= LEAST_BELIEF:
            parent = mention.parent or mention
            receipt = Receipt(mention.start, max(mention.end, parent.end), f"places.context:{ranked.reason}")
            why |= {field: receipt for field in _FIELDS if getattr(ranked.entry, field) is not None}
            why |= {"precision": receipt} if self._precisions.get(ranked.entry.feature) else {}
        return why


def _host(doc: Doc) -> str:
    """The host name of the article's outlet; "" where the article does not tell."""
    article = doc._.article
    return "" if article is None else host_of(article.url) or host_of(article.outlet)
