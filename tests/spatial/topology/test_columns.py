"""Records become columns, and each link finds its nodes."""

import numpy as np
from shapely import MultiLineString, Point

from spatial.records import Place
from spatial.topology.columns import find_repeats, gather, number_words, say_place, take
from tests.streets import LONG, SOUTH, SPACING, WEST, change, make_link, make_node, make_street


def test_links_find_their_nodes_whatever_else_there_is() -> None:
    school = Place(code="n0", footprint=Point(WEST, SOUTH))
    network = gather([school, *reversed(make_street())])
    codes = network.nodes.codes
    assert [(codes[a], codes[b]) for a, b in zip(network.tail, network.head, strict=True)] == [
        (f"n{number}", f"n{number + 1}") for number in reversed(range(LONG - 1))
    ]
    assert network.degrees.tolist() == [1, 2, 2, 2, 2, 1]
    assert network.links.length.tolist() == [SPACING] * (LONG - 1)


def test_what_is_unknown_is_nan_or_no_node() -> None:
    network = gather([make_node(0, footprint=None, ground=None), make_link(0, footprint=None, start_z=None)])
    assert np.isnan(network.nodes.xy).all()
    assert np.isnan([*network.nodes.ground, *network.links.length, *network.links.start_z]).all()
    assert (network.tail.tolist(), network.head.tolist()) == ([0], [-1])


def test_a_course_of_several_parts_has_no_ends_to_compare() -> None:
    parts = MultiLineString([[(0, 0), (1, 0)], [(2, 0), (3, 0)]])
    network = gather(change(make_street(), "l0", footprint=parts))
    assert np.isnan(network.links.first[0]).all()
    assert network.links.length[0] == 2


def test_nothing_is_a_network_too() -> None:
    network = gather([])
    assert network.degrees.tolist() == []
    assert take(network.nodes.xy, network.tail).shape == (0, 2)
    assert np.isnan(take(network.nodes.ground, np.array([-1]))).all()


def test_the_same_words_have_the_same_number() -> None:
    words = np.array(["a", "b", "a", None], dtype=object)
    assert number_words(words).tolist() == [0, 1, 0, 2]
    assert number_words(words, np.array([1, 1, 2, 1], dtype=object)).tolist() == [0, 1, 2, 3]


def test_repeats_are_grouped_in_order() -> None:
    groups = find_repeats(np.array([[5, 1], [7, 1], [5, 1], [7, 1], [9, 9], [5, 1]]))
    assert [group.tolist() for group in groups] == [[0, 2, 5], [1, 3]]
    assert find_repeats(np.empty((0, 2), dtype=int)) == []


def test_a_place_is_told_in_the_file_s_own_coordinates() -> None:
    assert say_place(np.array([518_000.126, 3.0])) == "518000.13 3.00"
    assert say_place(np.array([np.nan, 3.0])) == ""
