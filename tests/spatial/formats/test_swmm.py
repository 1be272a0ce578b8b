"""SWMM files: no mutation of one is a traceback or half a load; a model of a sketch lies in no city."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.swmm import FORMAT
from tests.few import FULL
from tests.mutations import try_mutations

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "swmm" / "quarter.inp"
MUTATIONS = 200 if FULL else 20
PATIENCE = 0.5
UTM_32N, DVR90 = 32632, 5799


def test_no_mutation_is_a_traceback_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    begun = process_time()
    told = try_mutations(FORMAT, FIXTURE, MUTATIONS, tmp_path)
    assert process_time() - begun < PATIENCE * MUTATIONS
    assert min(told["findings"], told["whole"]) > 0


def test_bellinge_is_refused_without_its_system_and_its_datum(sample: Callable[[str], Path]) -> None:
    path = sample("pipes/bellinge-swmm/bellinge_small.inp")
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    header = FORMAT.header(path, Asked())
    with pytest.raises(RefusedError, match="give --crs"):
        agree(header, Asked(), UTM_32N, DVR90)
    with pytest.raises(RefusedError, match="give --heights"):
        agree(header, Asked(crs="EPSG:32632"), UTM_32N, DVR90)
    assert agree(header, Asked(crs="EPSG:32632+5799"), UTM_32N, DVR90).horizontal == UTM_32N


@pytest.mark.parametrize("name", ["Example1", "extran1"])
def test_a_sketch_lies_in_no_city(name: str, sample: Callable[[str], Path]) -> None:
    header = FORMAT.header(sample(f"reference/swmm/{name}.inp"), Asked())
    with pytest.raises(RefusedError, match="outside"):
        agree(header, Asked(crs="EPSG:4549+5737"), 4549, 5737)
