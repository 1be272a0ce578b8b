"""Cells of the H3 grid are those of its library's documentation."""

import pytest

from spatial.hexagons import cover, index, outline


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


def test_a_cell_has_the_area_its_library_publishes() -> None:
    # h3geo.org: the cell of (37.3615593, -122.0553238) at resolution 5, 265.092558 square kilometres.
    import h3

    [cell] = index([(-122.0553238, 37.3615593)], 5)
    assert cell == "85283473fffffff"
    assert h3.cell_area(cell) == pytest.approx(265.092558, abs=1e-6)


def test_cells_cover_an_extent_unless_they_are_too_many() -> None:
    extent = (120.1, 30.2, 120.2, 30.3)
    cells = cover(extent, 7, 100)
    assert cells is not None and cells == sorted(set(cells))
    assert set(index([(120.1, 30.2), (120.2, 30.3), (120.15, 30.25)], 7)) <= set(cells)
    assert cover(extent, 7, len(cells)) == cells
    assert cover(extent, 7, len(cells) - 1) is None
    assert cover((-180, -90, 180, 90), 15, 5000) is None
