"""Which language a text is in, where that can be told safely."""

from __future__ import annotations

MIN_LETTERS = 200  # shorter texts give py3langid too little to go by: headlines become Latin or Maltese
_SAMPLE_CHARS = 800

# Log-odds per character by which another language must beat English. Measured on samples of 800 lower-cased characters:
# 4,867 English texts of news, web and mail lie at −0.03 or better, lists of foreign names at −0.25 … −0.98, and the
# Universal Declaration of Human Rights in Arabic, Chinese, French, German, Indonesian, Russian, Spanish, Turkish … at
# −1.58 or worse. Between the two we let a text pass: an English report lost costs more than a foreign one read in vain.
_CLEAR_MARGIN = 1.2


def language_of(text: str) -> str | None:
    """The ISO 639 code of the text's language, or None where the text is too short to tell.

    The answer is `en` unless another language wins clearly both at the beginning and in the middle of the text: English
    news is full of foreign names. Time does not grow with the text beyond its first few thousand characters' scan.
    """
    beginning = text[:_SAMPLE_CHARS]
    middle = text[len(text) // 2 :][:_SAMPLE_CHARS] if len(text) > 2 * _SAMPLE_CHARS else beginning
    if sum(map(str.isalpha, beginning)) < MIN_LETTERS:
        return None
    found = _clearly_foreign(beginning)
    if found is None or (middle is not beginning and _clearly_foreign(middle) is None):
        return "en"
    return found


def _clearly_foreign(sample: str) -> str | None:
    """The best language of a sample where it beats English by the margin."""
    from py3langid import rank  # noqa: PLC0415  (the model takes 0.7 s to load: only when a text has to be judged)

    # Lower case, because capitals make English look like Nigerian Pidgin or Igbo to the model.
    scores = dict(rank(sample.lower()))
    best = max((code for code in scores if code != "en"), key=lambda code: (scores[code], code))
    return best if scores[best] - scores["en"] > _CLEAR_MARGIN * len(sample) else None
