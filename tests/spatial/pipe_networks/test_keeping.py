"""The text of a model is put together again from its records, and runs as it did."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.format import Asked
from spatial.pipe_networks.epanet import DIALECT, read_model
from spatial.pipe_networks.inp import read_inp
from spatial.pipe_networks.keeping import KEPT, MODEL, write_inp
from spatial.records import CityObject, Generic

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures/epanet/quarter.inp"


def said(path: Path) -> Counter[tuple[str, ...]]:
    """Everything a text says, line by line, figures as figures."""

    def plain(word: str) -> str:
        try:
            return repr(float(word))
        except ValueError:
            return word

    inp = read_inp(path, DIALECT)
    return Counter((name, *map(plain, words)) for name, _, words in inp.rows(*inp.sections))


def read(path: Path) -> list[CityObject]:
    """The records of a model."""
    return [row for row in read_model(path, Asked()) if isinstance(row, CityObject)]


def test_an_object_keeps_its_own_lines_and_the_model_all_others() -> None:
    records = {(type(record).__name__, record.code): record for record in read(FIXTURE)}
    school = records["Node", "J5"].attributes[KEPT]
    assert school == {
        "JUNCTIONS": " J5    6.55   0.6         ; 学校 the school",
        "TAGS": " NODE  J5    school",
    }
    assert set(records["Node", "J4"].attributes[KEPT]) == {"JUNCTIONS", "DEMANDS"}
    assert records["Node", "J4"].attributes[KEPT]["DEMANDS"].count("\n") == 1
    model = records["Generic", MODEL]
    assert isinstance(model, Generic)
    assert model.klass == "EPANET model"
    assert "PRIORITY 1" in model.attributes[KEPT]["RULES"]
    assert model.attributes[KEPT]["PIPES"].startswith(";ID")


@pytest.mark.parametrize(
    "name", ["", "pipes/wntr/ky4.inp", "pipes/wntr/Net3.inp", "reference/epanet/Net1.inp"]
)
def test_a_model_written_again_says_the_same(
    name: str, sample: Callable[[str], Path], tmp_path: Path
) -> None:
    path = sample(name) if name else FIXTURE
    again = tmp_path / "again.inp"
    again.write_text(write_inp(read(path), DIALECT))
    assert said(again) == said(path)


def test_a_model_written_again_runs_as_it_did(sample: Callable[[str], Path], tmp_path: Path) -> None:
    from wntr.network import WaterNetworkModel
    from wntr.sim import EpanetSimulator

    path = sample("pipes/wntr/Net3.inp")
    again = tmp_path / "again.inp"
    again.write_text(write_inp(read(path), DIALECT))
    heads = [
        EpanetSimulator(WaterNetworkModel(str(one)))
        .run_sim(file_prefix=str(tmp_path / one.stem))
        .node["head"]
        for one in (path, again)
    ]
    assert len(heads[0]) > 100
    assert abs(heads[0] - heads[1][heads[0].columns]).max().max() < 1e-3
