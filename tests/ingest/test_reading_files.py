"""What files and folders give, and what is said of those that give nothing."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from dateline.ingest import content_id, read
from dateline.records import Article, Rejected, RejectReason


def only(paths: list[Path], **options: object) -> Article | Rejected:
    (item,) = read(paths, **options)
    return item


def rejected(paths: list[Path], **options: object) -> Rejected:
    item = only(paths, **options)
    assert isinstance(item, Rejected)
    return item


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_one_text_and_its_first_line_no_title(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Troops leave town\r\n\r\nThey left on Monday.\r\n")

    article = only([path], published=date(2020, 5, 5))

    text = "Troops leave town\n\nThey left on Monday.\n"
    assert article == Article(id=content_id(text), text=text, published=date(2020, 5, 5))


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        ("a.txt", b"", RejectReason.EMPTY, "is empty"),
        ("a.txt", b" \n\t\n", RejectReason.EMPTY, "is empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, RejectReason.BINARY, "control characters"),
        ("a.txt", b"%PDF-1.7 ...", RejectReason.BINARY, "PDF"),
        ("a.txt", "Войска вошли в город в понедельник.".encode("cp1251"), RejectReason.ENCODING, "line 1"),
        ("a.txt", "Fine.\nHalf “quoted".encode()[:-9] + b"\xe2\x80 no", RejectReason.ENCODING, "line 2"),
        ("a.docx", b"whatever", RejectReason.FORMAT, ".docx"),
        ("a", b"whatever", RejectReason.FORMAT, "no suffix"),
        ("a.json", b'{"text": "half', RejectReason.MALFORMED, "not JSON"),
        ("a.json", b'{"text": "a"}\n{"text": "b"}', RejectReason.MALFORMED, "name it .jsonl"),
        ("a.json", b"[]", RejectReason.EMPTY, "without objects"),
        ("a.json", b"7", RejectReason.MALFORMED, "not an object"),
        ("a.json", b"[" * 200_000, RejectReason.MALFORMED, "cannot be read"),
        ("a.jsonl", b"\n\n", RejectReason.EMPTY, "is empty"),
        ("a.html", b"<html><body></body></html>", RejectReason.NO_TEXT, "without an article"),
    ],
    ids=str,
)
def test_a_bad_file_is_rejected_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: RejectReason, words: str
) -> None:
    path = write(tmp_path, name, content)

    item = rejected([path])

    assert (item.origin, item.reason) == (str(path), reason)
    assert words in item.detail


def test_a_missing_file_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "They left.")

    missing, article = read([tmp_path / "none.txt", path])

    assert isinstance(missing, Rejected)
    assert missing.reason is RejectReason.MISSING
    assert isinstance(article, Article)


def test_a_link_to_nothing_is_unreadable(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "gone.txt")

    assert rejected([link]).reason is RejectReason.UNREADABLE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "They left.")
    path.chmod(0)

    assert rejected([path]).reason is RejectReason.UNREADABLE


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path, "b/2.txt", "two")
    write(tmp_path, "b/1.TXT", "one")
    write(tmp_path, "c.jsonl", '{"id": "x", "text": "three"}')
    write(tmp_path, "d.csv", "four")
    write(tmp_path, ".hidden.txt", "no")
    write(tmp_path, ".git/e.txt", "no")
    origins: dict[str, str] = {}

    items = list(read([tmp_path], origins=origins))

    assert [item.text if isinstance(item, Article) else item.reason for item in items] == [
        "one",
        "two",
        "three",
        RejectReason.FORMAT,
    ]
    assert origins["x"] == f"{tmp_path / 'c.jsonl'}:1"


def test_a_folder_without_files_is_named(tmp_path: Path) -> None:
    assert rejected([tmp_path]).reason is RejectReason.EMPTY


def test_a_malformed_line_7_rejects_itself_alone(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"text {n}"}) for n in range(1, 10)]
    lines[6] = '{"id": "7", "text": '
    path = write(tmp_path, "a.jsonl", "\n".join(lines))

    items = list(read([path]))

    assert [item.id for item in items if isinstance(item, Article)] == ["1", "2", "3", "4", "5", "6", "8", "9"]
    (bad,) = (item for item in items if isinstance(item, Rejected))
    assert (bad.origin, bad.reason) == (f"{path}:7", RejectReason.MALFORMED)


def test_a_line_in_another_encoding_rejects_itself_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", b'{"text": "one"}\n{"text": "' + "Войска".encode("cp1251") + b'"}\n')

    first, second = read([path])

    assert isinstance(first, Article)
    assert isinstance(second, Rejected)
    assert second.reason is RejectReason.ENCODING


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json"])
def test_byte_order_marks_are_understood(tmp_path: Path, name: str, encoding: str) -> None:
    if (name, encoding) == ("a.jsonl", "utf-32"):
        pytest.skip("no program writes it")
    text = "“They left,” he said."
    content = text if name == "a.txt" else json.dumps({"text": text}, ensure_ascii=False)
    path = write(tmp_path, name, content.encode(encoding))

    article = only([path])

    assert isinstance(article, Article)
    assert article.text == text


def test_windows_1252_is_understood_where_it_looks_like_text(tmp_path: Path) -> None:
    text = "The café was closed, she said – “for good”. Farc’s leader left Bogotá."
    path = write(tmp_path, "a.txt", text.encode("cp1252"))

    article = only([path])

    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"text": "They left."}\n\n{"text": "And came back."}\n', ["They left.", "And came back."]),
        (b"\n\n{ not json", ["not JSON"]),
        (b"They left.\r\nAll of them.\n", ["They left.\nAll of them.\n"]),
        (b"", ["is empty"]),
    ],
    ids=["objects", "bad object", "text", "nothing"],
)
def test_standard_input_is_objects_where_it_begins_with_one(data: bytes, words: list[str]) -> None:
    items = list(read(["-"], stdin=data.splitlines(keepends=True)))

    assert len(items) == len(words)
    for item, expected in zip(items, words, strict=True):
        assert expected in (item.text if isinstance(item, Article) else item.detail)


def test_the_text_of_an_object_is_unchanged(tmp_path: Path) -> None:
    text = "  They left.\r\n\r\n\u00a0Then “they” came back.\t\n"
    path = write(tmp_path, "a.json", json.dumps({"text": text}))

    article = only([path])

    assert isinstance(article, Article)
    assert article.text == text


def test_ten_megabytes_in_one_line_pass_quickly(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "The army left the town. " * 430_000)

    article = only([path])

    assert isinstance(article, Article)
    assert len(article.text) > 10_000_000
