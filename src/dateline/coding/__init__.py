"""Predications to events. Pure: no model, no input or output."""

from dateline.coding.article import ArticleCoder, Coded

__all__ = ["ArticleCoder", "Coded"]
