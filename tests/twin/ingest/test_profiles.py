"""Tables become city objects by a profile: checked, versioned and traceable like a city model."""

from pathlib import Path

import numpy as np
import pytest
from django.test import Client
from shapely import Point, box

from tests.cities import city
from tests.cities import write as write_city
from tests.spatial.vector.made import write
from twin.ingest import Order, bring
from twin.ingest.book import tell_load
from twin.models import Building, Load, Published, Quarantined

pytestmark = pytest.mark.usefixtures("twin")
WEST, SOUTH = 515_000, 3_349_000
PROFILE = """
[[table]]
record = "building"
code = "no"
[table.fields]
name = "title"
height = { column = "feet", unit = "ft" }
"""


def houses(path: Path, **columns: list[object]) -> Path:
    """A file of boxes beside each other."""
    number = len(columns["no"])
    shapes = [box(WEST + 20 * one, SOUTH, WEST + 20 * one + 10, SOUTH + 10) for one in range(number)]
    arrays = {
        name: np.array(values, dtype=object if name != "feet" else float) for name, values in columns.items()
    }
    return write(path, "GPKG" if path.suffix == ".gpkg" else "GeoJSON", shapes, arrays)


def rules(folder: Path, text: str = PROFILE) -> Path:
    """A profile."""
    path = folder / "houses.toml"
    path.write_text(text)
    return path


def test_a_table_is_loaded_as_buildings_with_its_profile_as_part_of_the_source(
    tmp_path: Path, client: Client
) -> None:
    path = houses(tmp_path / "houses.gpkg", no=["a", "b"], title=["学校", "库"], feet=[100, 50])
    [report] = bring(path, Order(profile=rules(tmp_path)))
    assert report.counts == {"building": {"read": 2, "opened": 2, "closed": 0, "unchanged": 0}}
    assert not Published.objects.exists()
    answer = client.get("/collections/buildings/items?name=学校").json()
    [feature] = answer["features"]
    assert feature["properties"]["height"] == pytest.approx(30.48)
    told = tell_load(report.load)
    assert told
    assert [file["name"] for file in told["files"]] == ["houses.gpkg", "houses.toml"]


def test_the_same_file_changes_nothing_and_another_profile_is_another_edition(tmp_path: Path) -> None:
    path = houses(tmp_path / "houses.gpkg", no=["a", "b"], title=["学校", "库"], feet=[100, 50])
    bring(path, Order(profile=rules(tmp_path)))
    [again] = bring(path, Order(profile=rules(tmp_path)))
    assert again.status == Load.Status.UNCHANGED
    [other] = bring(path, Order(profile=rules(tmp_path, PROFILE.replace('"ft"', '"m"'))))
    assert other.counts["building"] == {"read": 2, "opened": 2, "closed": 2, "unchanged": 0}
    assert set(Building.objects.filter(recorded__upper_inf=True).values_list("height", flat=True)) == {
        100,
        50,
    }


def test_rows_that_cannot_be_buildings_wait_and_come_in_once_mended(tmp_path: Path) -> None:
    bad = houses(tmp_path / "houses.geojson", no=["a", "a", "b"], title=["x", "y", "z"], feet=[1, 2, 3])
    order = Order(profile=rules(tmp_path), dataset="houses")
    [refused] = bring(bad, order)
    assert refused.status == Load.Status.REFUSED
    assert not Building.objects.exists()
    [kept] = bring(bad, Order(profile=rules(tmp_path), dataset="houses", keep_good=True))
    assert kept.counts["building"]["opened"] == 1
    assert Quarantined.objects.get().object == "a"
    mended = houses(tmp_path / "mended.geojson", no=["a"], title=["x"], feet=[1])
    [released] = bring(mended, Order(profile=rules(tmp_path), dataset="houses", partial=True))
    assert released.counts["building"] == {"read": 1, "opened": 1, "closed": 0, "unchanged": 0, "kept": 1}
    assert Quarantined.objects.get().released_id == released.load


def test_tables_are_chosen_by_name_and_others_told(tmp_path: Path) -> None:
    path = houses(tmp_path / "houses.gpkg", no=["a"], title=["x"], feet=[1])
    write(path, "GPKG", [Point(WEST, SOUTH)], {}, layer="trees", geometry_type="Point", append=True)
    named = rules(tmp_path, PROFILE.replace("record", 'table = "houses"\nrecord'))
    [report] = bring(path, Order(profile=named))
    assert [(issue.code, issue.position) for issue in report.issues] == [("TABLE_LEFT_OUT", "trees")]
    [trees] = bring(path, Order(tables=("trees",), layer="street-trees"))
    assert trees.dataset == "street-trees"
    assert Published.objects.get().layer == "street-trees"


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ({"tables": ("none",)}, "no table “none”; it has houses"),
        ({"layer": "x", "profile": True}, "leave --as out"),
        ({"key": "no", "profile": True}, "leave --key out"),
    ],
)
def test_what_cannot_be_done_is_refused_by_a_sentence(
    order: dict[str, object], told: str, tmp_path: Path
) -> None:
    path = houses(tmp_path / "houses.gpkg", no=["a"], title=["x"], feet=[1])
    given = {**order, **({"profile": rules(tmp_path)} if "profile" in order else {})}
    [report] = bring(path, Order(**given))  # type: ignore[arg-type]
    assert report.status == Load.Status.REFUSED
    assert told in report.reason


def test_a_city_model_has_no_tables_to_choose(tmp_path: Path) -> None:
    path = write_city(tmp_path / "one.city.json", city({"a": 9}))
    [report] = bring(path, Order(profile=rules(tmp_path)))
    assert report.reason == "CityJSON city model holds no tables; leave --profile out."


def test_tables_in_different_systems_are_refused_together(tmp_path: Path) -> None:
    path = houses(tmp_path / "houses.gpkg", no=["a"], title=["x"], feet=[1])
    columns = {"no": ["b"], "title": ["y"], "feet": [2.0]}
    arrays = {
        name: np.array(values, dtype=float if name == "feet" else object) for name, values in columns.items()
    }
    shape = box(120.1, 30.2, 120.101, 30.201)
    write(path, "GPKG", [shape], arrays, layer="more", crs="EPSG:4326", append=True)
    [report] = bring(path, Order(profile=rules(tmp_path)))
    assert "different coordinate systems" in report.reason
    [one] = bring(path, Order(profile=rules(tmp_path), tables=("more",), dataset="more"))
    assert one.counts["building"]["opened"] == 1
