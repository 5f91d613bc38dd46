"""Single sentences whose coding by the rules was wrong once: the words, the type and the status."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "word", "coded"),
    [
        ("The dockers walked out on Tuesday.", "walked out", "PROTEST actual"),
        ("Dockers blocked the gates of the port.", "blocked", "PROTEST actual"),
        ("Poland and Lithuania exchanged data on smugglers.", "exchanged", "COOPERATE actual"),
        ("Kenya and Chad trained together last year.", "trained together", "COOPERATE actual"),
        ("Hackers attacked the billing system of the water company.", "attacked", "COERCE actual"),
        ("Nine officers were hurt by stones.", "hurt", "ASSAULT actual"),
        ("Moldova suspended a trade agreement with Belarus.", "suspended", "SANCTION actual"),
        ("Doctors Without Borders suspended its work in the city.", "suspended", "SANCTION actual"),
        ("India sent 40 boats and 12 tonnes of medicine to Bangladesh.", "sent", "AID actual"),
        ("The minister said that she would withdraw the tax.", "withdraw", "CONCEDE planned"),
        ("The army is to reopen the airport of Goma by June 15.", "reopen", "CONCEDE planned"),
        ("Kazakhstan hosted an earlier round of talks.", "hosted", "CONSULT actual"),
        ("Venezuela said that it would lift a ban on two newspapers.", "ban", "COERCE actual"),
        ("The ministry denied reports that the army had killed two gunmen.", "killed", "ASSAULT denied"),
    ],
    ids=lambda value: value if len(value) > 20 else "",
)
def test_a_word_that_was_missed_or_misread_is_coded(sentence: str, word: str, coded: str, rules: Coder) -> None:
    record = rules.code(sentence, published="2026-05-05")

    assert coded in [f"{event.type} {event.status}" for event in record.events if event.trigger.text == word]
