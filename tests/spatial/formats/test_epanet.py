"""EPANET files: their frame is asked for, and no mutation of one is a traceback or half a load."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.epanet import FORMAT
from tests.few import FULL
from tests.mutations import try_mutations

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "epanet" / "quarter.inp"
MUTATIONS = 200 if FULL else 20
PATIENCE = 0.5
KENTUCKY, NAVD88 = 3088, 5703


def test_no_mutation_is_a_traceback_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    begun = process_time()
    told = try_mutations(FORMAT, FIXTURE, MUTATIONS, tmp_path)
    assert process_time() - begun < PATIENCE * MUTATIONS
    assert min(told["findings"], told["whole"]) > 0


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
