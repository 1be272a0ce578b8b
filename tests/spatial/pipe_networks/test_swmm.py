"""SWMM's models are read with every object: ground from invert and depth, offsets as elevations."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.pipe_networks.swmm import open_model, read_model
from spatial.records import CityObject, Generic, Issue, Link, Node, VerticalKind

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures/swmm/quarter.inp"
BELLINGE = "pipes/bellinge-swmm/bellinge_small"


def read(folder: Path, *changes: tuple[str, str]) -> list[CityObject | Issue]:
    """What the fixture becomes with some of its text changed."""
    text = FIXTURE.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "model.inp"
    path.write_text(text)
    return list(read_model(path, Asked()))


def links_of(rows: list[CityObject | Issue]) -> dict[str, Link]:
    """The links by id."""
    return {row.code: row for row in rows if isinstance(row, Link)}


def nodes_of(rows: list[CityObject | Issue]) -> dict[str, Node]:
    """The nodes by id."""
    return {row.code: row for row in rows if isinstance(row, Node)}


def told_of(rows: list[CityObject | Issue]) -> list[tuple[str, str, str]]:
    """The findings by code, object and place."""
    return [(row.code, row.object, row.position) for row in rows if isinstance(row, Issue)]


def test_every_kind_of_object_comes_in(tmp_path: Path) -> None:
    rows = read(tmp_path)
    told = Counter(
        (type(row).__name__, row.function or row.klass) for row in rows if isinstance(row, CityObject)
    )
    assert told == {
        ("Generic", "SWMM model"): 1,
        ("Generic", "subcatchment"): 2,
        ("Generic", "rain gage"): 1,
        ("Node", "junction"): 4,
        ("Node", "outfall"): 1,
        ("Node", "divider"): 1,
        ("Node", "storage"): 1,
        ("Link", "conduit"): 4,
        ("Link", "pump"): 1,
        ("Link", "orifice"): 1,
        ("Link", "weir"): 1,
        ("Link", "outlet"): 1,
    }


def test_ground_is_invert_and_depth_and_a_depth_of_0_is_unknown(tmp_path: Path) -> None:
    nodes = nodes_of(read(tmp_path))
    assert (nodes["J1"].invert, nodes["J1"].depth, nodes["J1"].ground) == (4.2, 1.9, 6.1)
    assert (nodes["J3"].invert, nodes["J3"].depth, nodes["J3"].ground) == (3.7, None, None)
    assert (nodes["出口"].invert, nodes["出口"].depth, nodes["出口"].ground) == (2.6, None, None)


def test_offsets_become_elevations_of_the_invert(tmp_path: Path) -> None:
    links = links_of(read(tmp_path))
    assert links["C1"].vertical is VerticalKind.ELEVATION
    assert (links["C1"].start_z, links["C1"].end_z) == (4.2, 4.0)
    assert (links["O1"].start_z, links["O1"].end_z) == (3.8, None)
    assert (links["泵1"].vertical, links["泵1"].start_z) == (None, None)
    changed = (
        ("LINK_OFFSETS         DEPTH", "LINK_OFFSETS  ELEVATION"),
        ("0.013  0     0.05", "0.013  4.25  *"),
    )
    links = links_of(read(tmp_path, *changed))
    assert (links["C1"].start_z, links["C1"].end_z) == (4.25, 3.95)


def test_sections_are_in_millimetres(tmp_path: Path) -> None:
    links = links_of(read(tmp_path))
    assert (links["C1"].diameter, links["C1"].width, links["C1"].height) == (600, None, None)
    assert (links["C3"].diameter, links["C3"].width, links["C3"].height) == (None, 1400, 1000)
    assert (links["C4"].diameter, links["C4"].width, links["C4"].height) == (None, None, 1200)
    assert links["C4"].attributes["shape"] == "EGG"
    assert links["C4"].attributes["n_barrels"] == 2


def test_the_class_is_what_flows_in_and_unknown_where_nothing_does(
    tmp_path: Path, sample: Callable[[str], Path]
) -> None:
    assert {node.klass for node in nodes_of(read(tmp_path)).values()} == {"HS"}
    dry = nodes_of(read(tmp_path, ("J2      FLOW  3.5", "")))
    assert {node.klass for node in dry.values()} == {"YS"}
    extran = nodes_of(list(read_model(sample("reference/swmm/extran1.inp"), Asked())))
    assert {node.klass for node in extran.values()} == {None}


def test_ids_are_the_same_in_capitals_and_small_letters(tmp_path: Path) -> None:
    rows = read(
        tmp_path, ("C1      J1      J2 ", "C1      j1      j2 "), ("C1      CIRCULAR", "c1      CIRCULAR")
    )
    link = links_of(rows)["C1"]
    assert (link.start, link.end, link.diameter) == ("J1", "J2", 600)
    assert link.footprint is not None


def test_findings_stand_at_their_lines(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        ("C1      CIRCULAR     0.6 ", "C1      CIRCULAR     wide"),
        ("C2      CIRCULAR     0.8   0    0  0  1\n", ""),
        ("J1      4.20", "J1      low"),
        ("S2  518110.00  3349020.00\nS2  518110.00  3349070.00\n", ""),
        ("暴雨    0:00  12.0", '暴雨 FILE "rain.dat"'),
    )
    lines = (tmp_path / "model.inp").read_text().split("\n")

    def at(beginning: str) -> str:
        return f"line {next(number for number, line in enumerate(lines, 1) if line.startswith(beginning))}"

    assert told_of(rows) == [
        ("FILE_NEEDED", "", at("暴雨 FILE")),
        ("CLASS_INFERRED", "", ""),
        ("VALUE_NOT_UNDERSTOOD", "J1", at("J1      low")),
        ("VALUE_NOT_UNDERSTOOD", "C1", at("C1      CIRCULAR")),
        ("SECTION_MISSING", "C2", at("C2      J2")),
        ("GEOMETRY_MISSING", "subcatchment-S2", at("S2      雨量站")),
    ]


def test_a_polygon_that_crosses_itself_is_mended_and_its_lines_are_kept(
    sample: Callable[[str], Path],
) -> None:
    rows = list(read_model(sample("reference/swmm/Example1.inp"), Asked()))
    areas = {row.code: row for row in rows if isinstance(row, Generic)}
    assert [one for one in told_of(rows) if one[0] != "CLASS_INFERRED"] == [
        ("POLYGON_MENDED", "subcatchment-4", "line 59")
    ]
    mended = areas["subcatchment-4"]
    assert mended.footprint is not None
    assert mended.footprint.is_valid
    assert "POLYGONS" in mended.attributes["inp"]
    assert "POLYGONS" not in areas["subcatchment-3"].attributes["inp"]


def test_bellinge_lies_and_runs_as_its_twin_in_json_says(sample: Callable[[str], Path]) -> None:
    rows = list(read_model(sample(f"{BELLINGE}.inp"), Asked()))
    graph = json.loads(sample(f"{BELLINGE}_graph.json").read_text())
    nodes, links = nodes_of(rows), links_of(rows)
    assert (len(links), sum(isinstance(row, Generic) and row.klass == "subcatchment" for row in rows)) == (
        15,
        13,
    )
    for one in graph["nodes"]:
        node = nodes[one["id"]]
        assert node.footprint is not None
        assert node.footprint.distance(type(node.footprint)(one["x"], one["y"])) < 0.001
        assert node.invert == pytest.approx(one["chamber_floor_elevation"])
        assert node.ground == pytest.approx(one["surface_elevation"])
    pairs = Counter((one["source"], one["target"]) for one in graph["links"])
    assert pairs <= Counter((str(link.start), str(link.end)) for link in links.values())
    assert told_of(rows)[0] == ("FILE_NEEDED", "", "line 51")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("FLOW_UNITS           LPS", "FLOW_UNITS MGAL", "“MGAL” is no unit of flow"),
        ("[RAINGAGES]", "[END]", "no node and no link"),
    ],
)
def test_what_is_no_model_is_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=told):
        read(tmp_path, (old, new))


def test_a_text_that_ends_within_a_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.inp"
    path.write_text(FIXTURE.read_text()[:-9])
    with pytest.raises(RefusedError, match="ends within a line"):
        open_model(path, Asked())
