"""A user's own marks fit the reader's heads: marks in, a model's folder and an honest report out. Needs no torch."""

from dateline.pipeline.training.folder import check_new
from dateline.pipeline.training.session import train_reader, write_model
from dateline.pipeline.training.trial import FEW_ARTICLES, Outcome

__all__ = ["FEW_ARTICLES", "Outcome", "check_new", "train_reader", "write_model"]
