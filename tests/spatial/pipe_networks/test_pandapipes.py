"""pandapipes' networks become junctions and what lies between them; what hangs on one stays with it."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spatial.pipe_networks.frames import open_net
from spatial.pipe_networks.pandapipes import Network, name_row, read_diameter, read_material
from spatial.records import CityObject, Generic, Issue, Link, Node, Severity

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures/pandapipes/quarter.json"
SCHUTTERWALD = "pipes/schutterwald-gas/gas_net_schutterwald_1bar.json"


def read(folder: Path, **changes: Callable[[dict[str, Any]], None]) -> list[CityObject | Issue]:
    """What the fixture becomes with some of its tables changed."""
    root = json.loads(FIXTURE.read_text())
    for name, change in changes.items():
        member = root["_object"][name]
        content = json.loads(member["_object"])
        change(content)
        member["_object"] = json.dumps(content)
    path = folder / "net.json"
    path.write_text(json.dumps(root))
    return list(Network(open_net(path), swapped=False).read())


def links_of(rows: list[CityObject | Issue]) -> dict[str, Link]:
    """The links by code."""
    return {row.code: row for row in rows if isinstance(row, Link)}


def told_of(rows: list[CityObject | Issue]) -> list[tuple[Severity, str, str]]:
    """The findings but that of the class."""
    issues = [row for row in rows if isinstance(row, Issue) and row.code != "CLASS_INFERRED"]
    return [(issue.severity, issue.code, issue.object) for issue in issues]


def test_between_two_junctions_lies_a_link_and_what_hangs_on_one_is_told_there(
    tmp_path: Path,
) -> None:
    rows = read(tmp_path)
    nodes = {row.code: row for row in rows if isinstance(row, Node)}
    links = links_of(rows)
    assert set(links) == {"pipe-3", "pipe-4", "pipe-5", "pipe-6", "valve-0"}
    assert (links["pipe-4"].start, links["pipe-4"].end) == ("junction-1", "junction-2")
    assert (links["valve-0"].start, links["valve-0"].function) == ("junction-4", "valve")
    assert [sink["row"]["name"] for sink in nodes["junction-5"].attributes["sink"]] == ["学校", "食堂"]
    assert nodes["junction-1"].attributes["valve"][0]["row"]["et"] == "pi"
    assert nodes["junction-0"].attributes["ext_grid"][0]["row"]["p_bar"] == 0.4
    assert {(node.network, node.klass) for node in nodes.values()} == {("RQ", "TR")}


def test_heights_are_those_of_the_ground_and_no_depth_is_made_up(tmp_path: Path) -> None:
    nodes = [row for row in read(tmp_path) if isinstance(row, Node)]
    assert [node.ground for node in nodes] == [6.1, 6.2, 6.4, 6.3, 6.5, 6.5]
    assert {(node.invert, node.depth) for node in nodes} == {(None, None)}

    def flatten(table: dict[str, Any]) -> None:
        for row in table["data"]:
            row[3] = 0.0

    rows = read(tmp_path, junction=flatten)
    assert {row.ground for row in rows if isinstance(row, Node)} == {None}
    assert told_of(rows) == [(Severity.WARNING, "ELEVATION_NOT_FILLED", "")]


def test_pipes_follow_their_course_and_say_of_what_they_are(tmp_path: Path) -> None:
    links = links_of(read(tmp_path))
    assert links["pipe-4"].footprint is not None
    assert [tuple(spot) for spot in links["pipe-4"].footprint.coords][1] == (518_120, 3_349_009)
    assert (links["pipe-3"].material, links["pipe-5"].material, links["pipe-6"].material) == ("G", "PE", None)
    assert (links["pipe-3"].diameter, links["valve-0"].diameter) == (203, 51.4)


def test_a_diameter_may_be_told_in_metres_or_not_at_all() -> None:
    assert read_diameter({"diameter_m": 0.1022}) == 102.2
    assert read_diameter({"inner_diameter_mm": 0, "diameter_m": 0.0}) is None
    assert read_diameter({}) is None
    assert read_material({"std_type": "300_GGG"}) == "QM"
    assert read_material({"std_type": "DRE25_x"}) is None


def test_an_index_written_as_a_fraction_is_the_same_row() -> None:
    assert name_row("junction", 14.0) == name_row("junction", 14) == "junction-14"


def test_rows_that_cannot_be_taken_are_findings(tmp_path: Path) -> None:
    def spoil_pipes(table: dict[str, Any]) -> None:
        table["data"][0][5] = "wide"
        table["data"][1][2] = 99
        table["index"][3] = 5

    def spoil_places(table: dict[str, Any]) -> None:
        table["data"][5] = ["x", 1.0]
        table["data"][4] = [None, None]

    rows = read(tmp_path, pipe=spoil_pipes, junction_geodata=spoil_places)
    assert sorted(told_of(rows)) == sorted(
        [
            (Severity.ERROR, "ROW_NOT_UNDERSTOOD", "pipe-3"),
            (Severity.ERROR, "ROW_NOT_UNDERSTOOD", "pipe-5"),
            (Severity.ERROR, "COORDINATE_NOT_NUMBER", "junction-5"),
            (Severity.WARNING, "GEOMETRY_MISSING", "junction-4"),
            (Severity.WARNING, "GEOMETRY_MISSING", "junction-5"),
            (Severity.WARNING, "GEOMETRY_MISSING", "valve-0"),
            (Severity.WARNING, "DANGLING_LINK", "pipe-4"),
        ]
    )


def test_axes_are_exchanged_when_asked() -> None:
    straight, swapped = (Network(open_net(FIXTURE), swapped).describe().extent for swapped in (False, True))
    assert straight == (518_000, 3_349_000, 518_164, 3_349_070)
    assert swapped == (3_349_000, 518_000, 3_349_070, 518_164)


def test_schutterwald_has_its_published_counts(sample: Callable[[str], Path]) -> None:
    network = Network(open_net(sample(SCHUTTERWALD)), swapped=False)
    rows = list(network.read())
    assert network.describe().total == 5119
    assert Counter(type(row) for row in rows) == {Node: 2559, Link: 2559, Generic: 1, Issue: 1}
    sinks = sum(len(row.attributes.get("sink", ())) for row in rows if isinstance(row, Node))
    assert sinks == 1506
    assert all(link.footprint is not None for link in links_of(rows).values())
    assert Counter(link.diameter for link in links_of(rows).values()) == {
        50: 1506,
        102.2: 916,
        147.2: 106,
        110.2: 31,
    }
