"""Reader of the invented sentences in examples/: inline marks, one passage a line.

    [Kenya|A1] {urged|1|REQUEST|actual} [the rebels|R1,A2] to {withdraw|2|RETREAT|requested}, [an envoy|S1] said.

`{words|event|type|status}` is a trigger, `[words|roles]` a span; roles are A actor, R recipient, P place, T time and
S source, each with the number of its event. A line without marks holds no event. `#` starts a comment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.passages import Passage, Question, Trigger

_MARK = re.compile(r"\{([^|{}\[\]]+)\|(\d+)\|([A-Z]+)\|([a-z]+)\}|\[([^|\[\]{}]+)\|([ARPTS]\d+(?:,[ARPTS]\d+)*)\]")
_ROLES = {"A": "actor", "R": "recipient", "P": "place", "T": "time", "S": "teller"}


def read_examples(folder: Path) -> Iterator[Passage]:
    """Every line of every `*.txt` of the folder as a passage with exhaustive labels, in the order of file names."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                yield parse(line.strip(), f"{path.stem}-{number}")


def parse(line: str, doc: str) -> Passage:
    """One marked line as a passage: its text without marks, triggers, and a question with answers for each trigger."""
    text, last = "", 0
    told: dict[str, list[Trigger]] = defaultdict(list)
    spans: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        last = match.end()
        start = len(text)
        text += match.group(1) or match.group(5)
        if match.group(1):
            told[match.group(2)].append(Trigger(start, len(text), (match.group(3),), match.group(4)))
        else:
            for role in match.group(6).split(","):
                spans[role[1:]][_ROLES[role[0]]].append((start, len(text)))
    text += line[last:]
    questions = [
        Question("trigger", t.start, t.end, {role: tuple(spans[event][role]) for role in _ROLES.values()})
        for event, triggers in told.items()
        for t in triggers[:1]
    ]
    questions += [
        Question("pair", *spans[event]["actor"][0], {}, spans[event]["recipient"][0], triggers[0].types)
        for event, triggers in told.items()
        if spans[event]["actor"] and spans[event]["recipient"]
    ]
    everything = [trigger for triggers in told.values() for trigger in triggers]
    return Passage("invented", doc, text, triggers=everything, questions=questions)
