"""Text tables and workbooks are loaded for real: published, mapped, kept out by row, mended, known again."""

from pathlib import Path

import pytest
from django.test import Client

from spatial.format import Asked
from twin.ingest import Order, Report, bring
from twin.models import Load, Parcel, Published, Quarantined

pytestmark = pytest.mark.usefixtures("twin")
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
PARCELS = """
[[table]]
record = "parcel"
code = "宗地代码"
[table.fields]
area = { column = "面积(亩)", factor = 666.6666666666666 }
supplied_on = "供地日期"
"""


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    """A text table."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def counts(report: Report) -> list[int]:
    """How many rows were read, opened, closed and unchanged."""
    assert report.status == Load.Status.DONE, report.reason
    [found] = report.counts.values()
    return [found[word] for word in ("read", "opened", "closed", "unchanged")]


def test_a_table_without_positions_is_published_without_geometry(tmp_path: Path, client: Client) -> None:
    path = write(tmp_path, "区,户数,均价\n甲,12,1.5\n乙,30,\n")
    [report] = bring(path, Order(key="区"))
    assert counts(report) == [2, 2, 0, 0]
    features = client.get("/collections/table/items").json()["features"]
    assert [feature["geometry"] for feature in features] == [None, None]
    assert {one["properties"]["区"]: one["properties"]["户数"] for one in features} == {"甲": 12, "乙": 30}
    [again] = bring(write(tmp_path, "区,户数,均价\n甲,13,1.5\n乙,30,\n"), Order(key="区"))
    assert counts(again) == [2, 1, 1, 1]


def test_positions_in_degrees_are_published_as_points(client: Client) -> None:
    [report] = bring(FIXTURES / "csv/houses.csv", Order(key="楼幢编号"))
    assert counts(report) == [12, 12, 0, 0]
    assert {issue.code for issue in report.issues} == {"ENCODING", "POSITION"}
    [first, *_] = client.get("/collections/houses/items?limit=1").json()["features"]
    assert first["geometry"]["type"] == "Point"
    assert first["properties"]["房屋编码"].startswith("0571")


def test_positions_in_the_city_s_own_system_are_published_once_it_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "id,x,y\na,518000,3349000\n")
    [report] = bring(path, Order(key="id", asked=Asked(crs="EPSG:4549")))
    assert counts(report) == [1, 1, 0, 0]
    assert Published.objects.get().geometry == ["point"]


def test_each_sheet_is_published_as_a_layer_of_its_own() -> None:
    reports = bring(FIXTURES / "excel/register.xlsx", Order())
    assert [counts(report) for report in reports] == [[12, 12, 0, 0], [40, 40, 0, 0]]
    assert set(Published.objects.values_list("layer", flat=True)) == {"楼幢", "户"}


def test_a_row_of_too_few_fields_waits_under_its_key_and_comes_in_mended(tmp_path: Path) -> None:
    bad = write(tmp_path, "id,name,area\na,x,1\nb,y\n")
    [refused] = bring(bad, Order(key="id"))
    assert refused.status == Load.Status.REFUSED
    [kept] = bring(bad, Order(key="id", keep_good=True))
    assert kept.status == Load.Status.DONE
    waiting = Quarantined.objects.get()
    assert waiting.object == "b"
    [mended] = bring(write(tmp_path, "id,name,area\nb,y,2\n"), Order(key="id", partial=True))
    assert mended.status == Load.Status.DONE
    assert Quarantined.objects.get().released_id == mended.load


@pytest.mark.parametrize("name", ["persons.csv", "rounded.csv"])
def test_identity_numbers_are_never_published_nor_what_is_left_of_them(name: str) -> None:
    [report] = bring(FIXTURES / "register" / name, Order())
    assert report.status == Load.Status.REFUSED
    assert "never published" in report.reason
    assert not Published.objects.exists()


def test_names_of_people_in_a_layer_are_told(tmp_path: Path) -> None:
    [report] = bring(write(tmp_path, "id,姓名,面积\na,甲,1\nb,乙,2\n"), Order())
    assert [issue.code for issue in report.issues] == ["PEOPLE_NAMED", "ENCODING"]


def test_areas_listed_with_a_position_come_in_without_shape(tmp_path: Path) -> None:
    path = write(tmp_path, "宗地代码,面积(亩),供地日期,经度,纬度\nP1,15,2024/5/1,120.155,30.26\n")
    profile = write(tmp_path, PARCELS, "parcels.toml")
    [report] = bring(path, Order(profile=profile))
    assert counts(report) == [1, 1, 0, 0]
    parcel = Parcel.objects.get()
    assert parcel.footprint is None
    assert parcel.area == pytest.approx(10_000)
    assert str(parcel.supplied_on) == "2024-05-01"
    assert parcel.attributes["经度"] == 120.155
