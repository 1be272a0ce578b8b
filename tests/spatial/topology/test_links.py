"""Faults planted among links are found, each at its link and nothing else."""

from typing import Any

import pytest
from shapely import LineString

from tests.streets import SOUTH, SPACING, WEST, change, find, make_link, make_street, told


def course(*spots: float) -> LineString:
    """A course along the street over these distances from its beginning."""
    return LineString([(WEST + spot, SOUTH) for spot in spots])


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"end": "nowhere"}, [("DANGLING_LINK", "l4"), ("NODE_UNUSED", "n5")]),
        ({"end": None}, [("END_UNKNOWN", "l4"), ("NODE_UNUSED", "n5")]),
        ({"end": "n4"}, [("LINK_OFF_NODE", "l4"), ("LINK_TO_ITSELF", "l4"), ("NODE_UNUSED", "n5")]),
        ({"start": "n5", "end": "n4"}, [("LINK_DRAWN_BACKWARDS", "l4")]),
        ({"footprint": course(160, 199.8)}, [("LINK_OFF_NODE", "l4")]),
        ({"footprint": course(160, 160)}, [("LINK_OFF_NODE", "l4"), ("ZERO_LENGTH", "l4")]),
        ({"footprint": course(160, 199.96)}, []),
        ({"footprint": None}, []),
    ],
)
def test_a_fault_of_one_link_is_found_at_it(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert told(change(make_street(), "l4", **fields)) == found


def test_copies_are_found_whichever_way_they_run() -> None:
    again = make_link(1, code="again")
    back = make_link(2, code="back", start="n3", end="n2", footprint=course(3 * SPACING, 2 * SPACING))
    issues = find([*make_street(), again, back])
    assert [(issue.code, issue.object) for issue in issues] == [
        ("DUPLICATE_LINK", "again"),
        ("REVERSED_LINK", "back"),
    ]
    assert "link “l1”" in issues[0].message
    assert "link “l2” the other way round" in issues[1].message


def test_another_kind_or_another_course_between_the_same_nodes_is_no_copy() -> None:
    pump = make_link(1, code="pump", function="pump")
    around = LineString([(WEST + SPACING, SOUTH), (WEST + SPACING, SOUTH + 5), (WEST + 2 * SPACING, SOUTH)])
    assert told([*make_street(), pump, make_link(1, code="around", footprint=around)]) == []


def test_a_link_without_course_between_nodes_at_one_place_has_no_length() -> None:
    street = change(make_street(), "l4", footprint=None)
    spot = next(record.footprint for record in street if record.code == "n4")
    assert told(change(street, "n5", footprint=spot, invert=None)) == [("ZERO_LENGTH", "l4")]


def test_lengths_are_metres_whatever_the_unit_of_the_coordinates() -> None:
    street = change(make_street(), "l4", footprint=course(4 * SPACING, 5 * SPACING - 0.2))
    assert told(street, unit=0.1) == []
    assert told(street, unit=1200 / 3937) == [("LINK_OFF_NODE", "l4")]


def test_links_that_name_no_nodes_at_all_are_a_drawing_and_not_faulty() -> None:
    assert told([make_link(number, start=None, end=None) for number in range(3)]) == []


def test_a_finding_says_what_where_and_what_to_do() -> None:
    [issue, _] = find(change(make_street(), "l4", end="nowhere"))
    assert issue.severity == "warning"
    assert issue.message == "It ends at “nowhere”, which is no node; add the node or correct the link."
    assert issue.position == f"{WEST + 5 * SPACING:.2f} {SOUTH:.2f}"
