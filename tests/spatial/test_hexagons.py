"""Cells of the H3 grid are those of its library's documentation."""

import pytest

from spatial.hexagons import index, outline


def test_a_point_lies_in_the_cell_the_documentation_names() -> None:
    # h3geo.org, "Quickstart": latlng_to_cell(37.775938728915946, -122.41795063018799, 9).
    points = [(-122.41795063018799, 37.775938728915946)]
    assert list(index(points, 9)) == ["8928308280fffff"]


def test_an_outline_is_a_closed_ring_around_its_points() -> None:
    [cell] = index([(120.15, 30.25)], 8)
    ring = outline(cell)
    assert ring[0] == ring[-1]
    assert len(ring) == 7
    assert min(x for x, _ in ring) < 120.15 < max(x for x, _ in ring)
    assert ring[0] == pytest.approx((120.15, 30.25), abs=0.02)
