"""EPANET's models are read with every object, in metric units; what cannot be read is told at its line."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.pipe_networks.epanet import open_model, read_model
from spatial.records import CityObject, Issue, Link, Node, Severity

MODEL = """[JUNCTIONS]
 a 10
 b 20 3 day
[RESERVOIRS]
 r 50
[PIPES]
 p a b 100 200 100 0 Open
 q r a 100 200 100
{pipes}
[OPTIONS]
 Units {units}
 Headloss {loss}
[COORDINATES]
 a 0 0
 b 100 0
 r 0 100
[END]
"""


def read(folder: Path, pipes: str = "", units: str = "LPS", loss: str = "H-W") -> list[CityObject | Issue]:
    """What a model with more pipes becomes."""
    path = folder / "model.inp"
    path.write_text(MODEL.format(pipes=pipes, units=units, loss=loss))
    return list(read_model(path, Asked()))


@pytest.mark.parametrize("name", ["ky4.inp", "Net3.inp"])
def test_nodes_and_links_say_what_wntr_reads(name: str, sample: Callable[[str], Path]) -> None:
    from wntr.network import WaterNetworkModel

    path = sample(f"pipes/wntr/{name}")
    theirs = WaterNetworkModel(str(path))
    rows = list(read_model(path, Asked()))
    nodes = {row.code: row for row in rows if isinstance(row, Node)}
    links = {row.code: row for row in rows if isinstance(row, Link)}
    assert set(nodes) == set(theirs.node_name_list)
    assert set(links) == set(theirs.link_name_list)
    for code, junction in theirs.junctions():
        assert nodes[code].ground == pytest.approx(junction.elevation)
        assert nodes[code].footprint.coords[0] == junction.coordinates  # type: ignore[union-attr]
        assert (nodes[code].invert, nodes[code].depth) == (None, None)
    for code, tank in theirs.tanks():
        assert nodes[code].invert == pytest.approx(tank.elevation)
        assert nodes[code].attributes["diameter_m"] == pytest.approx(tank.diameter)
    for code, reservoir in theirs.reservoirs():
        assert nodes[code].attributes["head_m"] == pytest.approx(reservoir.base_head)
        assert nodes[code].ground is None
    for code, pipe in theirs.pipes():
        link = links[code]
        assert (link.start, link.end) == (pipe.start_node_name, pipe.end_node_name)
        assert link.diameter == pytest.approx(pipe.diameter * 1000)
        assert link.attributes["length_m"] == pytest.approx(pipe.length)
        assert link.attributes["roughness"] == pytest.approx(pipe.roughness)
        assert (link.vertical, link.start_z, link.end_z) == (None, None, None)
        if link.footprint is not None:
            assert list(link.footprint.coords)[1:-1] == pipe.vertices


def test_kentucky_has_its_published_counts(sample: Callable[[str], Path]) -> None:
    rows = list(read_model(sample("pipes/wntr/ky4.inp"), Asked()))
    told = Counter((type(row).__name__, row.function) for row in rows if isinstance(row, CityObject))
    assert told == {
        ("Generic", None): 1,
        ("Node", "junction"): 959,
        ("Node", "reservoir"): 1,
        ("Node", "tank"): 4,
        ("Link", "pipe"): 1156,
        ("Link", "pump"): 2,
    }
    assert {row.object for row in rows if isinstance(row, Issue)} == {"~@Pump-1", "~@Pump-2"}


def test_every_bad_line_is_a_finding_and_keeps_its_object_out(tmp_path: Path) -> None:
    rows = read(tmp_path, " s a b ten 200 100\n t a\n p a b 1 2 3\n u a nowhere 5 100 100")
    told = [(row.code, row.object, row.position) for row in rows if isinstance(row, Issue)]
    assert told == [
        ("VALUE_NOT_UNDERSTOOD", "s", "line 9"),
        ("VALUE_NOT_UNDERSTOOD", "t", "line 10"),
        ("DUPLICATE_ID", "p", "line 11"),
        ("DANGLING_LINK", "u", "line 12"),
    ]
    links = {row.code: row for row in rows if isinstance(row, Link)}
    assert set(links) == {"p", "q", "u"}
    assert (links["u"].end, links["u"].footprint) == ("nowhere", None)


def test_a_misplaced_section_is_told_with_its_line(sample: Callable[[str], Path]) -> None:
    rows = list(read_model(sample("pipes/wntr/bad_syntax.inp"), Asked()))
    errors = [row for row in rows if isinstance(row, Issue) and row.severity is Severity.ERROR]
    assert [(issue.code, issue.position) for issue in errors] == [("LINE_NOT_UNDERSTOOD", "line 330")]
    assert "[FOO]" in errors[0].message


def test_a_link_to_an_unknown_node_keeps_the_model_from_running_but_not_from_being_loaded(
    tmp_path: Path,
) -> None:
    rows = read(tmp_path, " u a nowhere 5 100 100")
    [last] = [row for row in rows if isinstance(row, Issue) and row.code == "MODEL_DOES_NOT_RUN"]
    assert last is rows[-1]
    assert "nowhere" in last.message


def test_a_rough_wall_is_in_millimetres_where_the_formula_asks_for_its_height(tmp_path: Path) -> None:
    rows = {row.code: row for row in read(tmp_path, units="GPM", loss="D-W") if isinstance(row, Link)}
    assert rows["p"].attributes["roughness_mm"] == pytest.approx(30.48)
    assert rows["p"].attributes["initial_status"] == "Open"
    assert "roughness" not in rows["p"].attributes
    assert rows["q"].attributes["minor_loss"] == 0


def test_elevations_that_are_all_zero_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "flat.inp"
    path.write_text(
        MODEL.format(pipes="", units="LPS", loss="H-W").replace(" a 10", " a 0").replace(" 20", " 0")
    )
    model = open_model(path, Asked())
    assert not model.describe().has_heights
    assert [issue.code for issue in model.findings] == ["ELEVATION_NOT_FILLED"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[END]", "", "does not end with"),
        ("LPS", "BPD", "“BPD” is no unit of flow"),
        ("[JUN", "[END]\n[JUN", "no node"),
    ],
)
def test_what_is_no_whole_model_is_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "model.inp"
    path.write_text(MODEL.format(pipes="", units="LPS", loss="H-W").replace(old, new, 1))
    with pytest.raises(RefusedError, match=told):
        open_model(path, Asked())
