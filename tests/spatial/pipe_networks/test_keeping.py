"""The text of a model is put together again from its records, and runs as it did."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from spatial.format import Asked
from spatial.pipe_networks import epanet, swmm
from spatial.pipe_networks.inp import Dialect, read_inp
from spatial.pipe_networks.keeping import KEPT, MODEL, write_inp
from spatial.records import CityObject, Generic, Issue

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
FIXTURE = FIXTURES / "epanet/quarter.inp"
SUPPLIES = ["pipes/wntr/ky4.inp", "pipes/wntr/Net3.inp", "reference/epanet/Net1.inp"]
DRAINS = ["pipes/bellinge-swmm/bellinge_small.inp", "reference/swmm/Example1.inp"]
DRAINS += ["reference/swmm/extran1.inp"]


def said(path: Path, dialect: Dialect) -> Counter[tuple[str, ...]]:
    """Everything a text says, line by line, figures as figures."""

    def plain(word: str) -> str:
        try:
            return repr(float(word))
        except ValueError:
            return word

    inp = read_inp(path, dialect)
    return Counter((name, *map(plain, words)) for name, _, words in inp.rows(*inp.sections))


def read(path: Path, program: ModuleType = epanet) -> list[CityObject]:
    """The records of a model."""
    return [row for row in program.read_model(path, Asked()) if isinstance(row, CityObject)]


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
    ("program", "name"),
    [
        *((epanet, name) for name in ["", *SUPPLIES]),
        *((swmm, name) for name in ["", *DRAINS]),
    ],
)
def test_a_model_written_again_says_the_same(
    program: ModuleType, name: str, sample: Callable[[str], Path], tmp_path: Path
) -> None:
    path = sample(name) if name else FIXTURES / program.DIALECT.program.lower() / "quarter.inp"
    again = tmp_path / "again.inp"
    again.write_text(write_inp(read(path, program), program.DIALECT))
    assert said(again, program.DIALECT) == said(path, program.DIALECT)


def test_a_model_written_again_runs_as_it_did(sample: Callable[[str], Path], tmp_path: Path) -> None:
    from wntr.network import WaterNetworkModel
    from wntr.sim import EpanetSimulator

    path = sample("pipes/wntr/Net3.inp")
    again = tmp_path / "again.inp"
    again.write_text(write_inp(read(path), epanet.DIALECT))
    heads = [
        EpanetSimulator(WaterNetworkModel(str(one)))
        .run_sim(file_prefix=str(tmp_path / one.stem))
        .node["head"]
        for one in (path, again)
    ]
    assert len(heads[0]) > 100
    assert abs(heads[0] - heads[1][heads[0].columns]).max().max() < 1e-3


def test_lines_of_an_object_there_is_not_stay_with_the_model_and_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "model.inp"
    path.write_text(FIXTURE.read_text().replace(" J4    6.30   2.5     day ;\n", ""))
    rows = list(epanet.read_model(path, Asked()))
    told = [row for row in rows if isinstance(row, Issue) and row.code == "OBJECT_MISSING"]
    first = path.read_text().split("\n").index(" J4         2.0     day      ;homes") + 1
    assert [(issue.object, issue.position) for issue in told] == [("J4", f"line {first}")]
    dangling = [row.object for row in rows if isinstance(row, Issue) and row.code == "DANGLING_LINK"]
    assert dangling == ["P3", "P4"]
    [model] = [row for row in rows if isinstance(row, Generic)]
    assert "J4" in model.attributes[KEPT]["COORDINATES"]
    assert model.attributes[KEPT]["DEMANDS"].count("J4") == 2
