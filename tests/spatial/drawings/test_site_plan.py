"""The plan shows the building in its street, with north and a scale that is true."""

import re

import pytest
from shapely import LineString, Point, box

from spatial.drawings.site_plan import HEIGHT, WIDTH, Mark, draw_site, frame_site, round_down

SUBJECT = box(500, 500, 520, 512)


def test_the_frame_holds_the_building_and_the_room_around_it() -> None:
    west, south, east, north = frame_site(SUBJECT)
    assert west < 470
    assert north > 542
    assert (east - west) / (north - south) == pytest.approx(WIDTH / HEIGHT)


def test_a_point_has_a_frame_too() -> None:
    _, south, _, north = frame_site(Point(5, 5))
    assert north - south == 120


def test_the_subject_is_drawn_over_all_others_however_they_are_given() -> None:
    marks = [Mark("subject", SUBJECT), Mark("neighbour", box(530, 500, 540, 510)), Mark("parcel", SUBJECT)]
    plan = draw_site(frame_site(SUBJECT), marks, "plan")
    assert plan.index("#f6efd9") < plan.index("#e4e1da") < plan.index("#c2410c")


def test_what_lies_outside_the_frame_is_left_out() -> None:
    far = Mark("neighbour", box(9000, 9000, 9010, 9010))
    assert "#e4e1da" not in draw_site(frame_site(SUBJECT), [far], "plan")


def test_roads_are_lines_or_areas_and_pipes_have_their_colour() -> None:
    line = LineString([(480, 490), (560, 490)])
    marks = [Mark("road", line), Mark("road", box(480, 470, 560, 480)), Mark("pipe", line, "#00ffff")]
    plan = draw_site(frame_site(SUBJECT), marks, "plan")
    assert 'stroke="#c3c8cd"' in plan
    assert 'fill="#d7dade"' in plan
    assert "stroke:#00ffff" in plan


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    frame = frame_site(SUBJECT)
    plan = draw_site(frame, [], "plan")
    start, end = map(float, re.findall(r"M(\d+) [\d.]+V[\d.]+H([\d.]+)V", plan)[0])
    [metres] = map(float, re.findall(r">(\d+) m<", plan))
    assert (end - start) * (frame[2] - frame[0]) / WIDTH == pytest.approx(metres, rel=0.01)


@pytest.mark.parametrize(("number", "round"), [(1, 1), (4.99, 2), (67, 50), (0.3, 0.2), (2000, 2000)])
def test_the_bar_is_a_round_number(number: float, round: float) -> None:
    assert round_down(number) == pytest.approx(round)
