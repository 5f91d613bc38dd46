"""Which language a text is in."""

from __future__ import annotations

import pytest

from dateline.ingest import language_of

ENGLISH = """
The army said on Tuesday that it had retaken the town, killing nineteen fighters. A spokesman told reporters in the
capital that operations would go on until the road to the border was open, and that aid would follow within days.
"""
NAMES = """
Present were Abdullahi Yusuf, Mohamed Abdi Hassan, Ali Mahdi, Nur Adde, Ismail Omar Guelleh, Hassan Sheikh Mohamud,
Ayman Hamdi, Sheikh Ahmed Madobe, Mukhtar Robow, Sharif Hassan, Abdirahman Farole, Omar Abdirashid Ali and others.
"""
FRENCH = """
L'armée a annoncé mardi qu'elle avait repris la ville et tué dix-neuf combattants. Un porte-parole a déclaré aux
journalistes de la capitale que les opérations allaient continuer jusqu'à la réouverture de la route vers la
frontière, et que l'aide suivrait dans quelques jours.
"""
SPANISH = """
El ejército anunció el martes que había recuperado la ciudad y matado a diecinueve combatientes. Un portavoz dijo a
los periodistas en la capital que las operaciones continuarán hasta que se abra la carretera hacia la frontera, y que
la ayuda llegará dentro de unos días.
"""
GERMAN = """
Die Armee teilte am Dienstag mit, sie habe die Stadt zurückerobert und neunzehn Kämpfer getötet. Ein Sprecher sagte
vor Journalisten in der Hauptstadt, die Einsätze gingen weiter, bis die Straße zur Grenze wieder frei sei, und Hilfe
werde in wenigen Tagen folgen.
"""
RUSSIAN = """
Армия сообщила во вторник, что вернула город и убила девятнадцать боевиков. Представитель заявил журналистам в
столице, что операция будет продолжаться, пока дорога к границе не откроется, и что затем придёт помощь жителям
города и окрестных деревень.
"""


@pytest.mark.parametrize(
    "text",
    [ENGLISH, ENGLISH.lower(), ENGLISH.upper(), NAMES],
    ids=["plain", "lower case", "capitals", "a list of names"],
)
def test_english_is_english_however_it_is_written(text: str) -> None:
    assert language_of(text * 2) == "en"


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (SPANISH, "es"), (GERMAN, "de"), (RUSSIAN, "ru")])
def test_another_language_is_told(text: str, language: str) -> None:
    assert language_of(text * 2) == language


def test_a_short_text_is_not_judged() -> None:
    assert language_of("L'armée a repris la ville.") is None


def test_english_with_a_foreign_beginning_is_english() -> None:
    foreign = "Declaración del portavoz del ejército: «La ciudad ha sido recuperada y la carretera está abierta». "

    assert language_of(foreign * 9 + ENGLISH * 12) == "en"
