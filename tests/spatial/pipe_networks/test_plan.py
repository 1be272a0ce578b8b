"""Points, lines and what cannot be drawn of a model."""

from pathlib import Path

from spatial.format import Asked
from spatial.pipe_networks.epanet import DIALECT
from spatial.pipe_networks.inp import read_inp
from spatial.pipe_networks.plan import Plan, measure
from spatial.records import Severity

TEXT = """[COORDINATES]
 a 1 2
 b 5 2
 c 1 2
 b 6 2
 d x 2
 e 1
[VERTICES]
 p 3 4
 p 4 4
 q 1 nan
[END]
"""


def read(folder: Path, asked: Asked | None = None) -> Plan:
    """The plan of the text."""
    path = folder / "model.inp"
    path.write_text(TEXT)
    plan = Plan(read_inp(path, DIALECT), DIALECT, asked or Asked())
    plan.points = plan.read_points("COORDINATES")
    plan.read_courses("VERTICES")
    return plan


def test_a_link_runs_from_node_to_node_over_its_vertices(tmp_path: Path) -> None:
    line = read(tmp_path).draw_line("p", "a", "b")
    assert not isinstance(line, str)
    assert list(line.coords) == [(1, 2), (3, 4), (4, 4), (6, 2)]


def test_axes_are_exchanged_when_asked(tmp_path: Path) -> None:
    plan = read(tmp_path, Asked(swap_axes=True))
    assert plan.points["a"] == (2, 1)
    assert plan.find_extent() == (2, 1, 4, 6)


def test_what_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    plan = read(tmp_path)
    assert "no coordinates of “z”" in str(plan.draw_line("q", "a", "z"))
    assert "ends where it begins" in str(plan.draw_line("q", "a", "c"))
    assert plan.draw_point("z") is None


def test_odd_lines_are_findings_at_their_place(tmp_path: Path) -> None:
    told = [(one.severity, one.code, one.object, one.position) for one in read(tmp_path).findings]
    assert told == [
        (Severity.WARNING, "COORDINATES_TWICE", "b", "line 5"),
        (Severity.ERROR, "COORDINATE_NOT_NUMBER", "d", "line 6"),
        (Severity.ERROR, "COORDINATE_NOT_NUMBER", "e", "line 7"),
        (Severity.ERROR, "COORDINATE_NOT_NUMBER", "q", "line 11"),
    ]


def test_nothing_has_no_extent() -> None:
    assert measure([]) is None
