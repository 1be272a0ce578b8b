"""With --repair broken geometry is mended and every repair told; without it nothing is changed."""

import json
from pathlib import Path
from typing import Any

import pytest
from shapely import Polygon, box

from spatial.format import Asked
from tests.cities import city, write
from tests.spatial.vector import made
from twin.ingest import Order, Report, bring
from twin.models import Building, Load, Published

pytestmark = pytest.mark.usefixtures("twin")
REPAIR = Order(asked=Asked(repair=True))
WEST, SOUTH = 515_000, 3_349_000
BOW_TIE = Polygon([(WEST, SOUTH), (WEST + 9, SOUTH + 9), (WEST + 9, SOUTH), (WEST, SOUTH + 9)])


def told(report: Report) -> list[str]:
    """The codes of a load's findings."""
    return [issue.code for issue in report.issues]


def published() -> int:
    """How many rows the one published layer shows."""
    from twin import published as room

    return room.model_of(Published.objects.get())._default_manager.filter(recorded__upper_inf=True).count()


@pytest.mark.parametrize(
    ("driver", "ending"), [("GPKG", "gpkg"), ("FlatGeobuf", "fgb"), ("ESRI Shapefile", "shp")]
)
def test_an_area_that_crosses_itself_is_mended_on_demand(driver: str, ending: str, tmp_path: Path) -> None:
    path = made.write(
        tmp_path / f"areas.{ending}", driver, [BOW_TIE, box(WEST, SOUTH, WEST + 5, SOUTH + 5)], {}
    )
    [refused] = bring(path, Order())
    assert (refused.status, told(refused)) == (Load.Status.REFUSED, ["INVALID_GEOMETRY"])
    [report] = bring(path, REPAIR)
    assert (report.status, told(report)) == (Load.Status.DONE, ["REPAIRED_GEOMETRY"])
    assert "its area was 0 and is 40.5" in report.issues[0].message
    assert published() == 2


def test_open_rings_are_closed_on_demand(tmp_path: Path) -> None:
    ring = [[120.16, 30.26], [120.161, 30.26], [120.161, 30.261]]
    shapes: list[dict[str, Any]] = [
        {"type": "Polygon", "coordinates": [ring]},
        {"type": "MultiPolygon", "coordinates": [[[*ring, [120.16, 30.261]]]]},
    ]
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    [refused] = bring(path, Order())
    assert refused.status == Load.Status.REFUSED
    [report] = bring(path, REPAIR)
    assert told(report) == ["REPAIRED_RING"] * 2
    assert published() == 2


def test_open_rings_of_a_geopackage_are_closed_on_demand(tmp_path: Path) -> None:
    row = ("INSERT INTO t VALUES (1, ?, 1, 'a')", (made.pack(made.OPEN_RING),))
    path = made.write_package(tmp_path / "t.gpkg", row)
    [refused] = bring(path, Order(asked=Asked(crs="EPSG:4326")))
    assert "RING" in told(refused)[0] or "not closed" in refused.issues[0].message
    [report] = bring(path, Order(asked=Asked(crs="EPSG:4326", repair=True)))
    assert told(report) == ["REPAIRED_RING"]


def test_a_building_that_crosses_itself_in_plan_and_one_inside_out_are_mended(tmp_path: Path) -> None:
    model = city({"a": 9, "b": 12})
    things = model["CityObjects"]
    ground = things["a"]["geometry"][0]["boundaries"][0][0][0]
    ground[1], ground[2] = ground[2], ground[1]
    shell = things["b"]["geometry"][0]["boundaries"][0]
    things["b"]["geometry"][0]["boundaries"][0] = [[ring[::-1] for ring in surface] for surface in shell]
    path = write(tmp_path / "one.city.json", model)
    [refused] = bring(path, Order())
    assert refused.status == Load.Status.REFUSED
    [report] = bring(path, REPAIR)
    assert report.status == Load.Status.DONE
    assert {"REPAIRED_FOOTPRINT", "REPAIRED_SHELL"} <= set(told(report))
    assert Building.objects.filter(footprint__isvalid=True).count() == 2


def test_the_same_file_is_read_again_when_it_is_to_be_repaired(tmp_path: Path) -> None:
    model = city({"b": 12})
    shell = model["CityObjects"]["b"]["geometry"][0]["boundaries"][0]
    model["CityObjects"]["b"]["geometry"][0]["boundaries"][0] = [[r[::-1] for r in one] for one in shell]
    path = write(tmp_path / "one.city.json", model)
    bring(path, Order())
    [report] = bring(path, REPAIR)
    assert report.counts["building"] == {"read": 1, "opened": 1, "closed": 1, "unchanged": 0}
