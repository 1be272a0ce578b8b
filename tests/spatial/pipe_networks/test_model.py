"""A model's objects, whatever the program: known once, spelled as they are, described as a whole."""

from pathlib import Path

from spatial.format import Asked
from spatial.pipe_networks.epanet import open_model
from spatial.pipe_networks.model import Part
from spatial.records import Issue

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures/epanet/quarter.inp"


def test_a_model_says_where_it_lies_and_that_it_names_no_system() -> None:
    header = open_model(FIXTURE, Asked()).describe()
    assert header.crs is None
    assert header.has_heights
    assert header.extent == (517_880, 3_349_000, 518_196, 3_349_160)
    assert header.title == "湖滨供水 An invented quarter's water supply"
    assert header.total == 17


def test_an_object_is_named_by_its_section_and_told_at_its_line() -> None:
    model = open_model(FIXTURE, Asked())
    [tank] = [part for part in model.of("node") if part.section == "TANKS"]
    issue = tank.tell("ODD", "It is odd.")
    assert (tank.name, issue.object, issue.position) == ("tank", "塔", "line 20")
    assert model.height_of(tank) == 32.5


def test_the_second_of_one_id_is_a_finding_that_names_the_line_of_the_first() -> None:
    model = open_model(FIXTURE, Asked())
    before = len(model.parts)
    model.add("link", ("PIPES",), lambda section, words: {})
    again = model.parts[before:]
    assert len(again) == 6
    assert all(isinstance(one, Issue) and one.code == "DUPLICATE_ID" for one in again)
    assert isinstance(again[0], Issue)
    assert "stands in line 24 already" in again[0].message


def test_parts_are_kept_in_the_order_of_the_text() -> None:
    parts = open_model(FIXTURE, Asked()).parts
    lines = [part.line.number for part in parts if isinstance(part, Part)]
    assert lines == sorted(lines)
