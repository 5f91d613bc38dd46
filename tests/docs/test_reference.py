"""The reference documents name every field, setting, table and key that there is, and none that there is not."""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import duckdb
import pytest

from dateline.dictionaries import actor_entries, triggers
from dateline.dictionaries.actors import load_actors
from dateline.dictionaries.codebook import load_codebook
from dateline.dictionaries.toml import DATA
from dateline.dictionaries.triggers import load_lexicon
from dateline.errors import DictionaryError
from dateline.ingest import read
from dateline.pipeline import Settings
from dateline.records import DropReason, Event, Record, RejectReason, from_wire
from dateline.records.wire import field_types
from dateline.store import Store
from dateline.store.schema import migrate
from dateline.views import EventRow
from samples import INFO, sample_record

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HEAD = '[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n'


def document(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading {heading!r}"
    return found[2]


def first_column(text: str) -> list[str]:
    """The names in code marks of the first cell of each row."""
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without their indent."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [re.sub(f"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def parts_of(kind: object) -> Iterator[type]:
    """Every dataclass and enum in a type, at any depth."""
    for part in typing.get_args(kind):
        yield from parts_of(part)
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield kind
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind
        for inner in field_types(kind).values():
            yield from parts_of(inner)


PARTS = list(dict.fromkeys(parts_of(Record)))


@pytest.mark.parametrize(
    "kind", [kind for kind in PARTS if dataclasses.is_dataclass(kind)], ids=lambda kind: kind.__name__
)
def test_every_field_of_a_record_is_documented_in_order(kind: type) -> None:
    text = section(document("record"), kind.__name__).partition("\nThe reasons in `dropped`")[0]
    names = [item.name for item in dataclasses.fields(kind)]

    told = first_column(text)

    assert sorted(told) == sorted(names)


@pytest.mark.parametrize("kind", [kind for kind in PARTS if issubclass(kind, Enum)], ids=lambda kind: kind.__name__)
def test_every_value_that_a_field_can_have_is_documented(kind: type[Enum]) -> None:
    text = document("record") + document("codebook")

    missing = [item.value for item in kind if f"`{item.value}`" not in text and f"| {item.value} |" not in text]

    assert missing == []


def test_every_reason_for_dropping_is_documented() -> None:
    table = section(document("record"), "Record").partition("The reasons in `dropped`")[2]

    assert first_column(table) == [str(reason) for reason in DropReason]


def test_the_example_in_the_record_document_is_an_event() -> None:
    (block,) = blocks(document("record"), "json")

    assert from_wire(Event, json.loads(block)).content_of == "e1"


@pytest.mark.model
def test_every_receipt_of_the_examples_is_documented() -> None:
    from dateline import load

    allowed = {
        name: set(
            re.findall(
                r"`(\w+)`", re.findall(r"`why` (?:may have|has) ([^.]*)\.", section(document("record"), name))[0]
            )
        )
        for name in ("Actor", "Place", "TimeRef", "Statement", "Event")
    }
    records = [item for item in load().stream(read([ROOT / "examples" / "articles"])) if isinstance(item, Record)]

    found = {
        (type(item).__name__, field)
        for record in records
        for item in (*record.actors, *record.places, *record.times, *record.statements, *record.events)
        for field in item.why
    }

    assert records
    assert sorted((name, field) for name, field in found if field not in allowed[name]) == []


def test_every_setting_is_documented_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \|", document("settings"), re.MULTILINE)

    assert rows == [
        (item.name, json.dumps(getattr(Settings(), item.name), ensure_ascii=False))
        for item in dataclasses.fields(Settings)
    ]


def test_the_settings_file_in_the_document_is_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(blocks(document("settings"), "toml")[0], encoding="utf-8")

    assert Settings.read(path).min_confidence == 0.5


def tables_of_the_store() -> dict[str, set[str]]:
    """Columns of each table and view."""
    with duckdb.connect() as connection:
        migrate(connection, since=0)
        rows = connection.execute("SELECT table_name, column_name FROM information_schema.columns").fetchall()
    tables: dict[str, set[str]] = {}
    for table, column in rows:
        tables.setdefault(table, set()).add(column)
    return tables


def test_every_table_of_the_store_is_documented() -> None:
    headings = re.findall(r"^### (\w+)$", section(document("store"), "Tables"), re.MULTILINE)

    assert sorted(headings) == sorted(tables_of_the_store())


@pytest.mark.parametrize("table", sorted(set(tables_of_the_store()) - {"current_article"}))
def test_every_column_of_a_table_is_documented(table: str) -> None:
    words = section(document("store"), table).partition("```")[0]

    assert tables_of_the_store()[table] <= set(re.findall(r"`(\w+)`", words))


def test_every_query_in_the_store_document_runs(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with Store.open(path) as store:
        store.add(store.start_run(INFO, predicates=True), [sample_record()])
    queries = blocks(document("store"), "sql")

    with duckdb.connect(str(path), read_only=True) as connection:
        rows = [connection.execute(query).fetchall() for query in queries]

    assert len(queries) >= len(tables_of_the_store())
    assert sum(map(bool, rows)) > len(queries) / 2


def test_every_reason_for_rejecting_is_documented() -> None:
    assert first_column(section(document("store"), "rejected")) == [str(reason) for reason in RejectReason]


def test_every_column_of_the_table_of_events_is_documented() -> None:
    assert sorted(first_column(section(document("store"), "The table of events"))) == sorted(
        EventRow.__dataclass_fields__
    )


def test_every_type_mode_sector_and_context_is_documented() -> None:
    codebook, text = load_codebook(), document("codebook")
    types = re.findall(r"^\| ([A-Z]+) \|.*\| (\d) \| .* \|(.*)\|$", section(text, "Event types"), re.MULTILINE)

    told = {name: (int(quad), re.findall(r"`([\w-]+)`", modes)) for name, quad, modes in types}

    assert told == {str(kind): (rule.quad, list(rule.modes)) for kind, rule in codebook.types.items()}
    assert re.findall(r"^\| ([A-Z]{3}) \|", section(text, "Sectors"), re.MULTILINE) == list(codebook.sectors)
    assert first_column(section(text, "Contexts")) == list(codebook.contexts)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Persons, bodies and groups", actor_entries._ACTOR_KEYS),
        ("Peoples and faiths", actor_entries._PEOPLE_KEYS),
        ("More words for a state", actor_entries._STATE_KEYS),
    ],
    ids=["actors", "peoples", "states"],
)
def test_every_key_of_an_actor_dictionary_is_documented(heading: str, keys: frozenset[str]) -> None:
    assert set(first_column(section(document("own-dictionary"), heading))) == keys


def own_dictionary(folder: Path) -> Path:
    path = folder / "my-actors.toml"
    path.write_text(
        next(block for block in blocks(document("own-dictionary"), "toml") if "[about]" in block), encoding="utf-8"
    )
    return path


def test_the_actor_dictionary_in_the_document_is_read(tmp_path: Path) -> None:
    actors = load_actors([own_dictionary(tmp_path)])

    assert [sense.entry.id for sense in actors.lookup("TBRF")] == ["tambur-river-front"]
    assert actors.lookup("Tamburis")
    assert actors.lookup("Republic of the Sudan")[0].entry.id == "sdn"


def test_the_faults_in_the_document_are_told_so(tmp_path: Path) -> None:
    path = own_dictionary(tmp_path)
    first, second = path.read_text(encoding="utf-8").split("[salma-idris]")
    first, second = first.replace('"REB"', '"GOVT"'), second.replace('"SDN"', '"SUDAN"', 1)
    path.write_text(f"{first}[salma-idris]{second}", encoding="utf-8")

    with pytest.raises(DictionaryError) as caught:
        load_actors([path])

    assert f"error: {caught.value}\n" in document("own-dictionary")


def test_every_key_of_a_trigger_is_documented() -> None:
    keys = first_column(section(document("how-to-add-a-trigger"), "The keys of an entry"))

    assert sorted(keys) == sorted(triggers._KEYS)


def test_every_class_that_coding_decides_is_documented() -> None:
    text = document("how-to-add-a-trigger")

    assert all(f"`@{name}`" in text for name in triggers.CODED_CLASSES)


def trigger_folder(folder: Path, entry: str) -> Path:
    (folder / "triggers").mkdir()
    (folder / "triggers" / "support.toml").write_text(f'{HEAD}[defaults]\ntype = "SUPPORT"\n{entry}', encoding="utf-8")
    (folder / "nouns.toml").write_bytes((DATA / "nouns.toml").read_bytes())
    return folder


def test_the_trigger_in_the_document_is_read(tmp_path: Path) -> None:
    folder = trigger_folder(tmp_path, blocks(document("how-to-add-a-trigger"), "toml")[0])

    (entry,) = load_lexicon(folder).entries

    assert (entry.id, entry.type) == ("support.garland", "SUPPORT")


def test_the_word_in_the_document_is_no_trigger_yet() -> None:
    assert not any("garland" in entry.lemmas for entry in load_lexicon().entries)


def test_the_fault_of_a_trigger_is_told_as_in_the_document(tmp_path: Path) -> None:
    (block,) = (text for text in blocks(document("how-to-add-a-trigger"), "toml") if "[garland]" in text)
    folder = trigger_folder(tmp_path, f'{block}type = "SUPORT"\n')

    with pytest.raises(DictionaryError) as caught:
        load_lexicon(folder)

    assert f"error: {caught.value}\n" in document("how-to-add-a-trigger")
