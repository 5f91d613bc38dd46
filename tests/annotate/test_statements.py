"""Statements: who says what, and in which words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.statements import Statements
from dateline.annotate.statements.quotes import QuotationIndex, find_quotations
from dateline.dictionaries.cues import read_cues
from dateline.records import Actor, Kind, Span, Statement, StatementKind

# --- quotation marks ------------------------------------------------------------------------------------------------


def quoted(text: str) -> list[str]:
    """The pieces of every quotation, joined by a bar where they run over paragraphs."""
    return ["|".join(text[piece.start : piece.end] for piece in item.pieces) for item in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay,” he said. “We fight.”", ["“We stay,”", "“We fight.”"]),
        ('"We stay," he said. "We fight."', ['"We stay,"', '"We fight."']),
        ("''We stay,'' he said.", ["''We stay,''"]),
        ("«We stay», he said.", ["«We stay»"]),
        ("‘We stay,’ he said.", ["‘We stay,’"]),
        ("‘The rebels’ camp is gone,’ he said.", ["‘The rebels’ camp is gone,’"]),
        ("“He told me ‘run’ and ran,” she said.", ["“He told me ‘run’ and ran,”"]),
        ("The soldiers’ boots and Haddad’s coat were found.", []),
        ('The pipe is 12" wide and 3" deep.', []),
        ("“We came.\n\n“We saw.”\n\nThey left.", ["“We came.|“We saw.”"]),
        ('"We came.\n\n"We saw."\n\nThey left.', ['"We came.|"We saw."']),
        ("“We came.\n\nThey left.", ["“We came."]),
        ("They left” early.", []),
        ("", []),
    ],
    ids=[
        "curly", "straight", "doubled", "angle", "single", "plural in single", "single in double", "apostrophes",
        "inches", "two paragraphs", "two paragraphs straight", "never closed", "never opened", "nothing",
    ],
)  # fmt: skip
def test_quotations_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_is_not_closed_says_so() -> None:
    (found,) = find_quotations("“We came.\n\nThey left.")

    assert not found.closed


@given(st.text(alphabet="aB .,\n\"'“”‘’«»`", max_size=60))
def test_quotations_never_overlap_and_stay_in_the_text(text: str) -> None:
    pieces = [piece for item in find_quotations(text) for piece in item.pieces]

    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(first.end <= second.start for first, second in pairwise(pieces))
    assert not any("\n" in text[piece.start : piece.end] for piece in pieces)


@given(st.text(alphabet="ab ,.", min_size=1, max_size=30).filter(str.strip))
def test_words_put_in_curly_marks_are_found_again(words: str) -> None:
    text = f"He said “{words}” twice."

    assert quoted(text) == [f"“{words}”"]


@given(st.text(alphabet='aB .\n"“”', max_size=60), st.integers(min_value=0, max_value=59))
def test_the_index_agrees_with_the_list(text: str, position: int) -> None:
    found = find_quotations(text)

    index = QuotationIndex(found)

    inside = [item for item in found if any(piece.start <= position < piece.end for piece in item.pieces)]
    assert index.at(position) == (inside[0] if inside else None)
    assert list(index.touching(Span(position, position + 1))) == inside


# --- statements -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def component(nlp: Language) -> Statements:
    return Statements(nlp, "dateline_statements")


def read(nlp: Language, component: Statements, text: str, actors: tuple[Actor, ...] = ()) -> Doc:
    doc = nlp(text)
    doc._.actors = actors
    return component(doc)


def told(doc: Doc, statement: Statement) -> tuple[str | None, str, list[str]]:
    source = statement.source.text if statement.source else None
    cue = statement.cue.text if statement.cue else ""
    return source, cue, [doc.text[piece.start : piece.end] for piece in statement.content]


CASES = {
    "that clause": (
        "The ministry said that the port was closed.",
        ("The ministry", "said", ["that the port was closed"]),
    ),
    "clause before": ("The port is closed, police said.", ("police", "said", ["The port is closed"])),
    "clause around": (
        "The blast, police said, killed nine people.",
        ("police", "said", ["The blast", "killed nine people"]),
    ),
    "listener": (
        "The envoy told reporters that the talks had failed.",
        ("The envoy", "told", ["that the talks had failed"]),
    ),
    "according to": (
        "The army, according to witnesses, fired on the crowd.",
        ("witnesses", "according to", ["The army", "fired on the crowd"]),
    ),
    "accused": (
        "The mayor accused the army of shelling a school.",
        ("The mayor", "accused", ["the army of shelling a school"]),
    ),
    "denied": ("The army denied firing on the crowd.", ("The army", "denied", ["firing on the crowd"])),
    "urged": ("The envoy urged both sides to disarm.", ("The envoy", "urged", ["both sides to disarm"])),
    "auxiliaries": (
        "The council has repeatedly condemned the raids.",
        ("The council", "has repeatedly condemned", ["the raids"]),
    ),
    "refused to": (
        "The rebels refused to confirm that they had left.",
        ("The rebels", "refused to confirm", ["that they had left"]),
    ),
    "quoted as saying": (
        "The general was quoted as saying that the siege was over.",
        ("The general", "was quoted as saying", ["that the siege was over"]),
    ),
    "is said to": ("The general is said to have fled.", (None, "is said", ["The general", "to have fled"])),
    "believes": ("She believes that the war is lost.", ("She", "believes", ["that the war is lost"])),
    "noun": (
        "The army denied a claim that its men had looted.",
        (None, "claim", ["that its men had looted"]),
    ),
    "light verb": (
        "The envoy expressed concern about the truce.",
        ("The envoy", "expressed concern about", ["the truce"]),
    ),
    "participle": (
        "The army issued a statement saying that the town was safe.",
        ("The army", "saying", ["that the town was safe"]),
    ),
    "headline": ("Ministry: Nine dead in harbour blast", ("Ministry", ":", ["Nine dead in harbour blast"])),
    "headline, source last": ("Nine dead in harbour blast: police", ("police", ":", ["Nine dead in harbour blast"])),
}


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), list(CASES.values()), ids=list(CASES))
def test_a_statement_has_source_cue_and_content(
    nlp: Language, component: Statements, sentence: str, expected: tuple[str | None, str, list[str]]
) -> None:
    doc = read(nlp, component, sentence)

    assert expected in [told(doc, statement) for statement in doc._.statements]


QUOTED = {
    "before": ("“The war is over,” the envoy said.", ["“The war is over,”"]),
    "after": ("The envoy said: “The war is over.”", ["“The war is over.”"]),
    "middle": ("“The war,” the envoy said, “is over.”", ["“The war,”", "“is over.”"]),
    "inverted": ("“The war is over,” said Omar Haddad, the envoy.", ["“The war is over,”"]),
    "goes on": (
        "“The war is over,” the envoy said on Monday. “Nobody has won it.”",
        ["“The war is over,”", "“Nobody has won it.”"],
    ),
    "several sentences": (
        "“The war is over. Nobody has won it. We are tired,” the envoy said.",
        ["“The war is over. Nobody has won it. We are tired,”"],
    ),
    "two paragraphs": (
        "“The war is over,” the envoy said.\n\n“Nobody has won it.”",
        ["“The war is over,”", "“Nobody has won it.”"],
    ),
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "content"), list(QUOTED.values()), ids=list(QUOTED))
def test_a_direct_quotation_belongs_to_the_one_who_says_it(
    nlp: Language, component: Statements, text: str, content: list[str]
) -> None:
    doc = read(nlp, component, text)

    (statement,) = doc._.statements
    assert told(doc, statement)[2] == content
    assert statement.kind is StatementKind.DIRECT


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The mayor said that the port was closed.", StatementKind.INDIRECT),
        ("The mayor said that the port was “closed for good.”", StatementKind.MIXED),
        ("The mayor hopes that the port will open.", StatementKind.ATTITUDE),
    ],
    ids=["indirect", "mixed", "attitude"],
)
def test_the_kind_tells_how_much_is_quoted(
    nlp: Language, component: Statements, sentence: str, kind: StatementKind
) -> None:
    (statement,) = read(nlp, component, sentence)._.statements

    assert statement.kind is kind


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "anonymous"),
    [
        ("A senior official said the port was closed.", True),
        ("Sources close to the general said he had fled.", True),
        ("Witnesses said the army fired first.", True),
        ("Some said the army fired first.", True),
        ("A spokesman said the port was closed.", True),
        ("A spokesman for Airbus said the port was closed.", False),
        ("Omar Haddad said the port was closed.", False),
        ("The ministry said the port was closed.", False),
        ("Police said the port was closed.", False),
        ("The witness, Omar Haddad, said the army fired first.", False),
    ],
)
def test_a_source_is_anonymous_when_neither_person_nor_body_is_named(
    nlp: Language, component: Statements, sentence: str, *, anonymous: bool
) -> None:
    (statement,) = read(nlp, component, sentence)._.statements

    assert statement.source is not None
    assert statement.source.anonymous is anonymous


@pytest.mark.model
def test_a_statement_within_a_statement_is_one_of_its_own(nlp: Language, component: Statements) -> None:
    doc = read(nlp, component, "The mayor said the minister had warned that the dam might break.")

    assert [told(doc, statement)[:2] for statement in doc._.statements] == [
        ("The mayor", "said"),
        ("the minister", "had warned"),
    ]


@pytest.mark.model
def test_a_feeling_inside_a_quotation_is_no_statement_of_its_own(nlp: Language, component: Statements) -> None:
    doc = read(nlp, component, "“I think the war is over,” the envoy said.")

    assert [told(doc, statement)[0] for statement in doc._.statements] == ["the envoy"]


def actor(name: str, *mentions: Span, kind: Kind = Kind.PERSON) -> Actor:
    return Actor("a1", name, None, None, (), kind, None, mentions)


@pytest.mark.model
def test_a_pronoun_keeps_its_words_and_gets_the_actor_that_it_stands_for(nlp: Language, component: Statements) -> None:
    text = "Omar Haddad met reporters. He said the war was over."
    haddad = actor("Omar Haddad", Span(0, 11), Span(27, 29))

    (statement,) = read(nlp, component, text, (haddad,))._.statements

    assert statement.source is not None
    assert (statement.source.text, statement.source.actor) == ("He", "a1")


@pytest.mark.model
def test_a_pronoun_for_an_unnamed_person_is_anonymous(nlp: Language, component: Statements) -> None:
    text = "A guard met reporters. He said the war was over."
    guard = replace(actor("guard"), mentions=(Span(0, 7), Span(23, 25)))

    (statement,) = read(nlp, component, text, (guard,))._.statements

    assert statement.source is not None
    assert statement.source.anonymous


@pytest.mark.model
def test_every_field_has_its_receipt(nlp: Language, component: Statements) -> None:
    (statement,) = read(nlp, component, "The ministry said that the port was closed.")._.statements

    assert statement.why["cue"].rule == "statements.cue:say"
    assert statement.why["content"].rule == "statements.clause"
    assert (statement.why["source"].start, statement.why["source"].end) == (0, 12)


@pytest.mark.model
@pytest.mark.parametrize("text", ["", "\n\n", "”“", ":", "Said.", "According to."])
def test_texts_without_statements_give_none(nlp: Language, component: Statements, text: str) -> None:
    assert read(nlp, component, text)._.statements == ()


@pytest.mark.model
def test_each_cue_of_the_data_file_works_in_its_own_example(nlp: Language, component: Statements) -> None:
    cues = read_cues()
    docs = nlp.pipe(cue.example for cue in cues)

    silent = [
        cue.id
        for cue, doc in zip(cues, docs, strict=True)
        if f"statements.cue:{cue.id}" not in [statement.why["cue"].rule for statement in component(doc)._.statements]
    ]

    assert silent == []


@pytest.mark.model
def test_a_long_line_of_abbreviations_does_not_hang(nlp: Language, component: Statements) -> None:
    text = "“Go,” the envoy said as " + "Mr. x and Gov. y " * 40 + "left “Stay” behind."

    doc = read(nlp, component, text)

    assert any("“Go,”" in told(doc, statement)[2] for statement in doc._.statements)
