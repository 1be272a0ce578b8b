"""Objects keep the grid they share; those that share none come to one about their corner."""

from typing import Any

import pytest

from spatial.cityjson.grid import Grid
from tests.factories import make_shape, make_version, outline
from twin.access import NOBODY
from twin.export import select
from twin.export.sketches import sketch
from twin.export.survey import Survey, find_corner, own_crs
from twin.layer import layers
from twin.models import Building

pytestmark = pytest.mark.django_db
OTHER = {"scale": [0.01] * 3, "translate": [0, 0, 0]}


def choose(*bodies: dict[str, Any] | None) -> Grid:
    """The grid on which buildings of these bodies go out."""
    for index, body in enumerate(bodies):
        shape = None if body is None else make_shape(**{"crs": "EPSG:4549", **body}).pk
        make_version(Building, f"b{index}", outline("polygon", index), shape_id=shape)
    survey, selection = Survey(), select(NOBODY, ["buildings"])
    for one in sketch(selection.rows(layers["buildings"]), layers["buildings"]):
        survey.notice(one)
    return survey.choose_grid(selection)


def test_one_grid_stays() -> None:
    grid = choose({}, {"vertices": [[1, 2, 3]]}, {"geometry": [], "vertices": [], "transform": None}, None)
    assert grid == Grid("EPSG:4549", make_shape().body["transform"])


@pytest.mark.parametrize(
    ("bodies", "crs"),
    [
        ([{}, {"transform": OTHER}], "EPSG:4549"),
        ([{"transform": None}], "EPSG:4549"),
        ([{"crs": "EPSG:4490"}], "4549+5737"),
        ([{"crs": "EPSG:4548"}, {}], "4549+5737"),
        ([None, None], "4549+5737"),
        ([], "4549+5737"),
    ],
)
def test_without_one_it_is_a_grid_of_a_millimetre_about_the_corner(
    bodies: list[dict[str, Any] | None], crs: str
) -> None:
    grid = choose(*bodies)
    corner = find_corner(select(NOBODY, ["buildings"]))
    assert grid.crs == crs
    assert grid.transform["scale"] == [0.001] * 3
    assert grid.transform["translate"] == [corner[0] // 1, corner[1] // 1, 0]


def test_another_system_of_all_stays_though_the_twin_keeps_its_own() -> None:
    grid = choose({"crs": "EPSG:4548"})
    assert grid == Grid("EPSG:4548", make_shape().body["transform"])
    assert own_crs() == "4549+5737"
