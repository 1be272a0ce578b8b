"""Shapes come onto the sheet whole, in their proportions, north up."""

import numpy as np
from shapely import GeometryCollection, LineString, Point, box

from spatial.drawings.canvas import Canvas, write_svg

SHEET = Canvas((100.0, 200.0, 140.0, 220.0), 400.0, 400.0)


def test_the_box_lies_in_the_middle_of_the_sheet() -> None:
    corners = SHEET.place(np.array([(100.0, 200.0), (140.0, 220.0), (120.0, 210.0)]))
    assert corners.tolist() == [[0.0, 300.0], [400.0, 100.0], [200.0, 200.0]]


def test_areas_are_closed_and_keep_their_holes_and_lines_stay_open() -> None:
    court = box(100, 200, 140, 220).difference(box(110, 205, 120, 210))
    assert SHEET.outline(court).count("Z") == 2
    assert "Z" not in SHEET.outline(LineString([(100, 200), (140, 220)]))


def test_a_point_leaves_no_trace() -> None:
    assert SHEET.outline(Point(110, 210)) == ""
    assert SHEET.outline(GeometryCollection()) == ""


def test_a_title_cannot_break_out_of_the_drawing() -> None:
    told = write_svg(SHEET, 'a "b" <script>&', [])
    assert 'aria-label="a &quot;b&quot; &lt;script>&amp;"' in told
