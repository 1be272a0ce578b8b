"""Seeded mutations of a file of lines, read by its format: refused, told, or taken whole."""

import random
from collections import Counter
from pathlib import Path

from spatial.errors import RefusedError
from spatial.format import Asked, Format
from spatial.records import CityObject, Issue, Severity

MOST = 3
WORDS = ["", "x", "-1", "1e999", "nan", "*", "湖", "[X]", "0"]
TAILS = [" 7", ' "', " ;", "\x01", " 1 2 3 4 5 6 7 8 9"]


def mutate(text: str, chance: random.Random) -> str:
    """The text with a word, a line or a character changed, moved or gone."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, MOST + 1)):
        at = chance.randrange(len(lines))
        words = lines[at].split()
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, chance.choice(lines))
            case 2 if words:
                words[chance.randrange(len(words))] = chance.choice(
                    ["", "x", "-1", "1e999", "nan", "*", "湖", "[X]"]
                )
                lines[at] = " ".join(words)
            case 3:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 4:
                lines[at] += chance.choice(TAILS)
            case _:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def try_mutations(format: Format, source: Path, times: int, folder: Path) -> Counter[str]:
    """How many of the changed copies were refused, gave findings, or came in whole.

    No other exception may come out. Objects whose own lines were moved away may be missing unseen, but not
    more of them than lines were changed.
    """
    chance = random.Random(format.id)
    text, path, outcomes = source.read_text(), folder / source.name, Counter[str]()
    whole = sum(isinstance(row, CityObject) for row in format.read(source, Asked()))  # type: ignore[misc]
    for _ in range(times):
        changed = mutate(text, chance)
        path.write_text(changed)
        try:
            format.header(path, Asked())
            rows = list(format.read(path, Asked()))  # type: ignore[misc]
        except RefusedError as refusal:
            assert str(refusal).endswith("."), refusal
            outcomes["refused"] += 1
            continue
        lost = whole - sum(isinstance(row, CityObject) for row in rows)
        told = any(isinstance(row, Issue) and row.severity is not Severity.INFO for row in rows)
        outcomes["findings" if told else "whole"] += 1
        assert lost <= MOST or told, changed
    return outcomes
