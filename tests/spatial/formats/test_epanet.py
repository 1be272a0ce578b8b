"""EPANET files: their frame is asked for, and no mutation of one is a traceback or half a load."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.epanet import FORMAT
from spatial.records import CityObject, Issue, Severity

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "epanet" / "quarter.inp"
MUTATIONS = 2000 if os.environ.get("TWIN_FULL") == "1" else 200
PATIENCE = 0.1
KENTUCKY, NAVD88 = 3088, 5703


def mutate(text: str, chance: random.Random) -> str:
    """The text with a word, a line or a character changed, moved or gone."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 4)):
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
                lines[at] += chance.choice([" 7", ' "', " ;", "\x01", " 1 2 3 4 5 6 7 8 9"])
            case _:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def test_no_mutation_is_a_traceback_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    chance = random.Random(4)
    text = FIXTURE.read_text()
    path = tmp_path / "model.inp"
    whole = sum(isinstance(row, CityObject) for row in FORMAT.read(FIXTURE, Asked()))
    begun = process_time()
    for _ in range(MUTATIONS):
        changed = mutate(text, chance)
        path.write_text(changed)
        try:
            FORMAT.header(path, Asked())
            rows = list(FORMAT.read(path, Asked()))
        except RefusedError as refusal:
            assert str(refusal).endswith("."), refusal
            continue
        records = sum(isinstance(row, CityObject) for row in rows)
        told = [row for row in rows if isinstance(row, Issue) and row.severity is not Severity.INFO]
        lost = whole - records
        assert lost <= 0 or told or len(changed.split("\n")) < len(text.split("\n")), changed
    assert process_time() - begun < PATIENCE * MUTATIONS


def test_kentucky_is_refused_without_its_system_and_its_datum(sample: Callable[[str], Path]) -> None:
    path = sample("pipes/wntr/ky4.inp")
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    header = FORMAT.header(path, Asked())
    with pytest.raises(RefusedError, match="give --crs"):
        agree(header, Asked(), KENTUCKY, NAVD88)
    with pytest.raises(RefusedError, match="give --heights"):
        agree(header, Asked(crs="EPSG:3547"), KENTUCKY, NAVD88)
    assert agree(header, Asked(crs="EPSG:3547+5703"), KENTUCKY, NAVD88).unit == pytest.approx(1200 / 3937)
    with pytest.raises(RefusedError, match="outside"):
        agree(header, Asked(crs="EPSG:3088+5703"), KENTUCKY, NAVD88)


def test_a_schematic_model_lies_in_no_city(sample: Callable[[str], Path]) -> None:
    header = FORMAT.header(sample("pipes/wntr/Net3.inp"), Asked())
    with pytest.raises(RefusedError, match="outside"):
        agree(header, Asked(crs="EPSG:4549+5737"), 4549, 5737)
