"""Keys: the same article, read by the same coder, has the same key in every store."""

from __future__ import annotations

import hashlib

from dateline.records import Article, CoderInfo, Record


def content_key(item: Article | Record) -> str:
    """Digest of what the coder is given; the language is left out, since a record may know it better."""
    day = item.published.isoformat() if item.published else None
    return _digest(item.id, item.title, day, item.outlet, item.url, item.text)


def coder_key(coder: CoderInfo, *, predicates: bool) -> str:
    """Digest of what reads: another version, codebook, model or setting may say something else of the same article."""
    return _digest(coder.version, coder.codebook, coder.model, coder.settings, str(predicates))


def article_key(item: Article | Record, coder: CoderInfo, *, predicates: bool) -> str:
    """Digest of content and coder. An article must have its title in its text already, as a record has."""
    return _digest(content_key(item), coder_key(coder, predicates=predicates))


def record_key(record: Record) -> str:
    """The article key of a record."""
    return article_key(record, record.coder, predicates=record.predicates is not None)


def _digest(*parts: str | None) -> str:
    """Thirty-two hexadecimal digits of SHA-256; None differs from an empty string."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()[:32]
