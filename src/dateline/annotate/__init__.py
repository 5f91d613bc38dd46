"""Article to layers: the only room that knows spaCy."""
