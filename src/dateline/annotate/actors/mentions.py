"""A mention while it is being worked on, and the order in which a word's own sector and its owner's count."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.dictionaries.actors import ActorEntry, Noun, PeopleEntry, StateEntry
from dateline.records import Kind, Receipt

Entry = ActorEntry | StateEntry | PeopleEntry


@dataclass(slots=True)
class Mention:
    """Words that name an actor.

    Attributes:
        start, end: Tokens, half-open.
        head: The token that the rest of the sentence hangs on.
        name: What to call the actor by this mention alone.
        key: Mentions of one key are one actor; None stands alone until something ties it.
        family: A person's name as folded pieces, for later short forms.
        definite: With "the", "this" or a possessive: known already, or the only one.
        why: Receipts of `country`, `sector`, `kind` and `authority`.
    """

    start: int
    end: int
    head: int
    kind: Kind
    name: str
    key: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entry: Entry | None = None
    noun: Noun | None = None
    person: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    plural: bool = False
    definite: bool = False
    pronoun: bool = False
    female: bool | None = None
    same_as: Mention | None = None
    places: tuple[str, ...] = ()
    why: dict[str, Receipt] = field(default_factory=dict)

    def set_country(self, country: str | None, receipt: Receipt) -> None:
        """Give the country, unless it has one."""
        if self.country is None and country is not None:
            self.country = country
            self.why["country"] = receipt

    def set_sectors(self, sectors: tuple[str, ...], receipt: Receipt) -> None:
        """Give the sectors, unless it has some."""
        if not self.sectors and sectors:
            self.sectors = sectors
            self.why["sector"] = receipt
