"""The small map shows where features lie, true to scale, and lets nothing of their names become markup."""

import re

import pytest
from shapely import LineString, MultiPoint, Point, box

from spatial.drawings import Spot, draw_locator, frame, shrink
from spatial.drawings.locator import HEIGHT, WIDTH

BLOCK = box(1000, 1000, 1600, 1200)
EXTENT = (0.0, 0.0, 20_000.0, 12_000.0)


def draw(*spots: Spot, bounds: tuple[float, ...] = BLOCK.bounds, shrunk: float = 1.0) -> str:
    """A map of these bounds in the extent."""
    return draw_locator(frame(bounds, shrunk), spots, {}, EXTENT, shrunk, "map")


def test_the_frame_has_the_sheets_proportions_and_room_for_a_point() -> None:
    west, south, east, north = frame(BLOCK.bounds, 1.0)
    assert (east - west) / (north - south) == pytest.approx(WIDTH / HEIGHT)
    assert west < 1000 < 1600 < east
    _, low, _, high = frame((5, 5, 5, 5), 0.5)
    assert (high - low) * 0.5 == pytest.approx(240)


@pytest.mark.parametrize(
    ("shape", "drawn"),
    [
        (BLOCK, 'class="spot area"'),
        (LineString([(1000, 1000), (1500, 1100)]), 'class="spot line"'),
        (Point(1200, 1100), 'r="4"'),
        (box(1200, 1100, 1201, 1101), 'r="2.2"'),
    ],
)
def test_areas_lines_points_and_what_is_too_small_are_told_apart(shape: object, drawn: str) -> None:
    found = re.findall(r'class="spot \w+"|r="[\d.]+"', draw(Spot(shape)))  # type: ignore[arg-type]
    assert found == [drawn]


def test_each_of_several_points_is_a_dot() -> None:
    assert draw(Spot(MultiPoint([(1000, 1000), (1500, 1100)]))).count('class="dot"') == 2


def test_what_is_broken_or_outside_is_drawn_as_far_as_it_is_seen() -> None:
    bow = box(1000, 1000, 1600, 1200).symmetric_difference(box(1300, 900, 1900, 1100))
    around = {"water": [bow], "roads": [LineString([(1e6, 1e6), (2e6, 2e6)])]}
    drawn = draw_locator(frame(BLOCK.bounds, 1.0), [], around, None, 1.0, "map")
    assert 'class="water area"' in drawn and "roads" not in drawn


def test_a_name_is_text_and_leads_where_it_says() -> None:
    drawn = draw(Spot(BLOCK, "</title><script>", 'x"y'))
    assert "<script>" not in drawn
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in drawn
    assert 'href="x&quot;y"' in drawn


def test_the_inset_tells_where_in_the_layer_a_small_part_lies() -> None:
    assert draw().count('class="here"') == 1
    assert "inset" not in draw(bounds=EXTENT)
    assert "inset" not in draw_locator(frame(BLOCK.bounds, 1.0), [], {}, (0.0, 0.0, 0.0, 0.0), 1.0, "map")


def test_the_scale_bar_measures_the_ground() -> None:
    shrunk = shrink(60)
    assert shrunk == pytest.approx(0.5)
    bar = re.findall(r"M(\d+) [\d.]+V[\d.]+H([\d.]+)V", draw(shrunk=shrunk))[0]
    [metres] = map(float, re.findall(r">(\d+) m<", draw(shrunk=shrunk)))
    west, _, east, _ = frame(BLOCK.bounds, shrunk)
    assert (float(bar[1]) - float(bar[0])) * (east - west) / WIDTH * shrunk == pytest.approx(metres, rel=0.01)
