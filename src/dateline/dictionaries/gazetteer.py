"""The gazetteer: which places a name may mean, and where they are.

One Parquet file, made by `tools/build_gazetteer.py`, holds one row a name, sorted by the folded name. The facts of a
place stand on the row of its main name only, so the file needs no second table. It is read into columns (Arrow buffers
and numpy arrays) and searched by bisection: no Python object is made for a name that nobody asks for.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.dictionaries.toml import DATA
from dateline.errors import DictionaryError, Fault

GAZETTEER_FILE = DATA / "places" / "gazetteer.parquet"
EARTH_RADIUS_KM = 6371.0088
KEPT_NAMES = 50_000  # answers that are kept, also "no such place": a long run must not grow
NOTED_WEIGHT = 100_000  # a guess: regions and towns that are in the news are known like a provincial capital

# Letters that NFKD leaves whole, and marks that transliterations add or drop at will.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
    | dict.fromkeys("'’‘ʿʾʻʼ`´.")
    | dict.fromkeys("-–—/\n\t", " ")
    | {"&": " and "}
)
_WORDS = ("kind", "country", "admin1", "admin2", "feature")
_NUMBERS = ("place", "geonameid", "lat", "lon", "population", "noted")
COLUMNS = ("key", "name", *_WORDS, *_NUMBERS)


class NameKind(StrEnum):
    """How a name stands for its place. Abbreviations are kept as written: "US" is a country, "us" is not."""

    MAIN = "main"
    ALIAS = "alias"
    ABBREVIATION = "abbreviation"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place.

    Attributes:
        row: Number of the place in this gazetteer; stable for one file only.
        geonameid: None for places that GeoNames' lists of towns and units lack.
        lat, lon: WGS 84 degrees.
        country: ISO 3166 alpha-3; None for seas and for regions of several countries.
        admin1, admin2: Names of the units that hold it; of a unit itself, its own.
        feature: GeoNames feature code.
        population: Inhabitants; 0 is unknown.
        noted: In our own list of what conflict reporting names (regions.toml): likelier meant than its size tells.
    """

    row: int
    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin2: str | None
    feature: str
    population: int
    noted: bool = False

    @property
    def weight(self) -> int:
        """Inhabitants, for comparing; a noted place of unknown size weighs like a town of `NOTED_WEIGHT`."""
        return NOTED_WEIGHT if self.noted and not self.population else self.population


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean, and how the name stands for it."""

    entry: GazetteerEntry
    kind: NameKind


class Gazetteer:
    """Places by name and by GeoNames id. What was asked for once is kept."""

    def __init__(self, table: pa.Table) -> None:
        self._keys = _Keys(table)
        self._place_of_row = table.column("place").to_numpy()
        self._kind_codes, kinds = _coded(table.column("kind"))
        self._kinds = tuple(NameKind(kind) for kind in kinds)
        self._places = _Places(table)
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._entries: dict[int, GazetteerEntry] = {}

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._places)

    def candidates(self, name: str) -> Sequence[GazetteerEntry]:
        """The places that `name` may mean, weightiest first; adjectives ("Iraqi") name none."""
        return [match.entry for match in self.matches(name) if match.kind is not NameKind.ADJECTIVE]

    def country_of_adjective(self, word: str) -> str | None:
        """The alpha-3 code that an adjective or the name of a people stands for ("Iraqi", "Danes")."""
        for match in self.matches(word):
            if match.kind is NameKind.ADJECTIVE:
                return match.entry.country
        return None

    def by_id(self, geonameid: int) -> GazetteerEntry | None:
        """The place with this GeoNames id."""
        row = self._places.row_of_id(geonameid)
        return None if row is None else self._entry(row)

    def matches(self, name: str) -> tuple[Match, ...]:
        """Every reading of `name` (as a name, an abbreviation, an adjective), weightiest first."""
        found = self._matches.get(name)
        if found is None:
            if len(self._matches) >= KEPT_NAMES:
                self._matches.clear()
            rows = [*self._keys.rows(fold_name(name)), *self._keys.rows(abbreviation_key(name))]
            found = self._matches[name] = tuple(self._distinct(rows))
        return found

    def __iter__(self) -> Iterator[GazetteerEntry]:
        """Every place, in the order of the file. For checks and exports: it makes every entry."""
        return (self._places.entry(row) for row in range(len(self)))

    def _distinct(self, rows: Sequence[int]) -> list[Match]:
        kinds: dict[int, NameKind] = {}
        for row in rows:
            kinds.setdefault(int(self._place_of_row[row]), self._kinds[self._kind_codes[row]])
        matches = [Match(self._entry(place), kind) for place, kind in kinds.items()]
        return sorted(matches, key=lambda match: (-match.entry.weight, match.entry.row))

    def _entry(self, row: int) -> GazetteerEntry:
        entry = self._entries.get(row)
        if entry is None:
            entry = self._entries[row] = self._places.entry(row)
        return entry


class _Keys:
    """The folded names, sorted by their bytes, in one Arrow buffer."""

    def __init__(self, table: pa.Table) -> None:
        self._array = _whole(table.column("key")).cast(pa.string())
        _, offsets, data = self._array.buffers()
        self._bytes = memoryview(data)
        self._offsets = memoryview(offsets).cast("i")
        self._count = len(self._array)

    def rows(self, key: str) -> range:
        """The rows whose key is exactly this."""
        wanted = key.encode()
        if not wanted:
            return range(0)
        first = self._first_not_below(wanted)
        last = first
        while last < self._count and self._at(last) == wanted:
            last += 1
        return range(first, last)

    def _first_not_below(self, wanted: bytes) -> int:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._at(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _at(self, row: int) -> bytes:
        return bytes(self._bytes[self._offsets[row] : self._offsets[row + 1]])


class _Places:
    """The facts of each place, on the row of its main name; a place's number is its place in `_rows`."""

    def __init__(self, table: pa.Table) -> None:
        rows = np.flatnonzero(~np.isnan(table.column("lat").to_numpy()))
        self._rows = rows[np.argsort(table.column("place").to_numpy()[rows])]
        self._names = _whole(table.column("name"))
        self._lats = table.column("lat").to_numpy()
        self._lons = table.column("lon").to_numpy()
        self._populations = table.column("population").to_numpy()
        self._noted = table.column("noted").to_numpy()
        self._ids = _filled(table.column("geonameid").to_numpy(), 0)[self._rows]
        self._by_id = np.argsort(self._ids)
        self._words = {column: _coded(table.column(column)) for column in ("country", "admin1", "admin2", "feature")}

    def __len__(self) -> int:
        return len(self._rows)

    def row_of_id(self, geonameid: int) -> int | None:
        at = int(np.searchsorted(self._ids, geonameid, sorter=self._by_id))
        if geonameid <= 0 or at == len(self) or self._ids[self._by_id[at]] != geonameid:
            return None
        return int(self._by_id[at])

    def entry(self, number: int) -> GazetteerEntry:
        row = self._rows[number]
        return GazetteerEntry(
            row=number,
            geonameid=int(self._ids[number]) or None,
            name=self._names[row].as_py(),
            lat=round(float(self._lats[row]), 4),
            lon=round(float(self._lons[row]), 4),
            country=self._word("country", row),
            admin1=self._word("admin1", row),
            admin2=self._word("admin2", row),
            feature=self._word("feature", row) or "PPL",
            population=int(self._populations[row]),
            noted=bool(self._noted[row]),
        )

    def _word(self, column: str, row: Any) -> str | None:
        codes, words = self._words[column]
        code = codes[row]
        return None if code < 0 else words[code]


def fold_name(name: str) -> str:
    """The form that names are compared in: lower case, no accents, apostrophes or full stops, hyphens as spaces."""
    if name.isascii():
        return " ".join(name.lower().translate(_LETTERS).split())
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return " ".join(
        "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS).split()
    )


def abbreviation_key(name: str) -> str:
    """The key of a form that counts only as it is written; the mark keeps it apart from the folded names."""
    return f"={name}"


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points given in degrees (haversine, mean radius of the earth of IUGG)."""
    latitude, longitude, other_latitude, other_longitude = map(math.radians, (lat, lon, other_lat, other_lon))
    half_chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half_chord)))


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Read the gazetteer that Dateline ships, or another file of the same columns.

    Raises:
        DictionaryError: the file cannot be read, or lacks a column.
    """
    path = path or GAZETTEER_FILE
    try:
        columns = pq.read_schema(path).names
    except (OSError, pa.ArrowInvalid) as error:
        raise DictionaryError(path.name, [Fault(path.name, f"cannot be read as Parquet: {error}")]) from error
    missing = [column for column in COLUMNS if column not in columns]
    if missing:
        raise DictionaryError(path.name, [Fault(path.name, f"has no column {column!r}") for column in missing])
    gazetteer = Gazetteer(pq.ParquetFile(path, read_dictionary=list(_WORDS)).read(use_threads=False))
    pa.default_memory_pool().release_unused()  # what decompression took: a third of the memory
    return gazetteer


def _whole(column: pa.ChunkedArray) -> Any:
    """A column as one array (Arrow gives an array or chunks, as it likes)."""
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _coded(column: pa.ChunkedArray) -> tuple[Any, tuple[str, ...]]:
    """A column of words as codes (int32, -1 where there is none) and the words that they stand for."""
    coded = _whole(column.unify_dictionaries())
    return _filled(coded.indices.to_numpy(zero_copy_only=False), -1), tuple(coded.dictionary.to_pylist())


def _filled(numbers: Any, empty: int) -> Any:
    """Whole numbers (int32) from a column that Arrow gives as floats because some are missing.

    numpy does it, not Arrow: the first call of Arrow's own kernels costs half a second of loading.
    """
    return np.where(np.isnan(numbers), empty, numbers).astype(np.int32) if numbers.dtype.kind == "f" else numbers
