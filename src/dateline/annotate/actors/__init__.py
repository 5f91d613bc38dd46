"""Who is who: every actor of the article, what it is, and where it is named."""

from dateline.annotate.actors.component import Actors

__all__ = ["Actors"]
