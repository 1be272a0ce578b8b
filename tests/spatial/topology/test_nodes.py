"""Faults planted among nodes are found, each at its node and nothing else."""

from shapely import LineString, Point

from spatial.records import CityObject
from tests.streets import SOUTH, SPACING, WEST, change, make_link, make_node, make_street, told


def test_a_second_node_of_one_id_is_found() -> None:
    again = make_node(2, footprint=Point(WEST, SOUTH + 9))
    assert told([*make_street(), again]) == [("DUPLICATE_ID", "n2"), ("NODE_UNUSED", "n2")]


def test_two_nodes_at_one_place_and_height_are_found_but_not_one_above_the_other() -> None:
    twin = make_node(2, code="twin")
    branch = make_link(2, code="branch", start="twin", end="n0", footprint=None)
    assert told([*make_street(), twin, branch]) == [("NODES_AT_ONE_PLACE", "twin")]
    deeper = make_node(2, code="twin", invert=3.0, depth=3.0)
    assert told([*make_street(), deeper, branch]) == []
    gas = make_node(2, code="twin", network="RQ")
    assert told([*make_street(), gas, branch]) == []


def test_a_node_no_link_ends_at_is_found() -> None:
    alone = make_node(9)
    assert told([*make_street(), alone]) == [("NODE_UNUSED", "n9")]
    assert told([make_node(number) for number in range(3)]) == [], "a table of points alone is no network"


def make_branch(code: str, north: float) -> list[CityObject]:
    """A node north of the second manhole, and the link to it."""
    begin, end = (WEST + SPACING, SOUTH), (WEST + SPACING, SOUTH + north)
    link = make_link(1, code=f"to-{code}", end=code, footprint=LineString([begin, end]))
    return [make_node(1, code=code, footprint=Point(end)), link]


def test_a_tee_joins_three_and_a_cross_four() -> None:
    street = change(change(make_street(), "n1", function="三通"), "n3", function="tee")
    assert told(street) == [("WRONG_DEGREE", "n1"), ("WRONG_DEGREE", "n3")]
    assert told([*street, *make_branch("a", 7)]) == [("WRONG_DEGREE", "n3")]
    crossing = change(make_street(), "n1", function="四通")
    assert told([*crossing, *make_branch("a", 7)]) == [("WRONG_DEGREE", "n1")]
    assert told([*crossing, *make_branch("a", 7), *make_branch("b", -7)]) == []
