"""Whether it happened: the status calculus and the learned reader, reconciled by fitted weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.records import Judgement, Predication, Receipt, Status, TriggerReading

if TYPE_CHECKING:
    from dateline.dictionaries.triggers import TriggerEntry

_LEAST = 0.005  # the reader's share of a status that it does not name
_FACTUALITY = {Status.DENIED: -2.0, Status.OMITTED: -2.0}


def reconcile(predication: Predication, reading: TriggerReading | None, weights: Mapping[str, float]) -> Judgement:
    """The likelier status by both: log-linear in the reader's shares and the calculus' verdict.

    Where both agree, or nothing was read, the calculus' own judgement and receipt stand. Where the reader prevails, the
    receipt names it, and the factuality is the mean of both views, kept on the side of zero that the status is on.
    """
    judgement = predication.judgement
    if judgement.status is Status.OMITTED:
        return judgement  # words tell it ("inaction", "failed to"), which the reader has hardly seen
    if reading is None or judgement.receipt.rule.startswith("implied."):
        return judgement
    shares = dict(reading.statuses)

    def score(status: Status) -> float:
        agreed = weights.get(f"calculus:{status}", 0.0) if status is judgement.status else 0.0
        return weights.get(status, 0.0) + weights.get("reader", 0.0) * math.log(shares.get(status, _LEAST)) + agreed

    best = max(Status, key=score)
    if best is judgement.status:
        return judgement
    factuality = round((judgement.factuality + reading.factuality) / 2, 2)
    negative = best in _FACTUALITY
    if (factuality < 0) is not negative:
        factuality = _FACTUALITY.get(best, 1.0)
    receipt = Receipt(predication.start, predication.end, "reader.status")
    return replace(judgement, status=best, factuality=factuality, receipt=receipt)


def omission(predication: Predication, judgement: Judgement, entry: TriggerEntry) -> Judgement:
    """The judgement; of words that tell that nothing was done where a deed was due, that the deed was omitted."""
    if not entry.omission or judgement.status is not Status.ACTUAL:
        return judgement
    receipt = Receipt(predication.start, predication.end, f"triggers.{entry.id}")
    return replace(judgement, status=Status.OMITTED, receipt=receipt)
