"""Each load leaves a report of what was wrong in it and how complete it is, also one that was refused."""

from pathlib import Path

import pytest
from shapely import box

from tests.cities import city, write
from tests.tables import HANGZHOU, make_table, put
from twin.ingest import Order, bring
from twin.ingest.book import tell_quality
from twin.models import Load

pytestmark = pytest.mark.usefixtures("twin")


def aspects(number: int) -> dict[str, float]:
    """The scores of a load's report."""
    report = tell_quality(number)
    assert report
    return {one["id"]: one["score"] for one in report["aspects"]}


def test_a_sound_city_is_told_as_sound_and_as_complete_as_it_is(tmp_path: Path) -> None:
    [report] = bring(
        write(tmp_path / "one.city.json", city({"a": 9, "b": 12}, function="residential")), Order()
    )
    told = aspects(report.load)
    assert told["geometry-3d"] == told["geometry-2d"] == told["identity"] == 100
    assert told["completeness"] == 50, "of height, storeys, year and function two are there"
    quality = tell_quality(report.load)
    assert quality
    fills = {one["field"]: (one["filled"], one["expected"]) for one in quality["completeness"]}
    assert fills["height"] == (2, True)
    assert fills["function|usage|klass"] == (2, True)
    assert fills["year"] == (0, True)
    assert fills["address"] == (0, False)
    assert quality["rows"] == {"building": 2}


def test_a_hole_in_a_shell_and_a_double_are_found(tmp_path: Path) -> None:
    model = city({"a": 9, "b": 12, "c": 9})
    things = model["CityObjects"]
    things["a"]["geometry"][0]["boundaries"][0].pop()
    things["c"]["geometry"] = things["b"]["geometry"]
    [report] = bring(write(tmp_path / "one.city.json", model), Order())
    quality = tell_quality(report.load)
    assert quality
    found = {one["code"]: (one["number"], one["object"], one["aspect"]) for one in quality["findings"]}
    assert found["302 SHELL_NOT_CLOSED"] == (1, "a", "geometry-3d")
    assert found["SAME_GEOMETRY"] == (1, "b", "identity")
    assert report.status == Load.Status.DONE


def test_a_refused_load_tells_why_by_the_same_report(tmp_path: Path) -> None:
    model = city({"a": 9, "b": 12})
    model["CityObjects"]["a"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    [report] = bring(write(tmp_path / "one.city.json", model), Order())
    assert report.status == Load.Status.REFUSED
    assert aspects(report.load)["geometry-3d"] == 0


def test_a_published_table_is_told_by_its_own_names() -> None:
    columns = {"kind": "string", "高度": "number"}
    report = put(
        make_table(
            "trees", columns, [("1", HANGZHOU, ("樟", None)), ("2", box(120, 30, 121, 31), (None, 3.0))]
        )
    )
    quality = tell_quality(report.load)
    assert quality
    assert quality["rows"] == {"trees": 2}
    assert [(one["kind"], one["field"], one["filled"]) for one in quality["completeness"]] == [
        ("trees", "kind", 1),
        ("trees", "高度", 1),
    ]


def test_a_table_that_is_called_like_a_kind_of_the_city_is_told_by_its_own_columns() -> None:
    report = put(make_table("building", {"use": "string"}, [("1", HANGZHOU, ("office",))]))
    quality = tell_quality(report.load)
    assert quality
    assert [(one["kind"], one["field"]) for one in quality["completeness"]] == [("building", "use")]


def test_a_load_that_was_not_read_has_no_report(tmp_path: Path) -> None:
    broken = tmp_path / "one.city.json"
    broken.write_text('{"type": "CityJSON", "version": "9.0", "vertices": [], "CityObjects": {}}')
    [report] = bring(broken, Order())
    assert tell_quality(report.load) is None
    assert tell_quality(10**6) is None
