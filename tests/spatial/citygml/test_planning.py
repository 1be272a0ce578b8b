"""Zones of a plan keep their kind, their function and what may be built."""

from datetime import date
from pathlib import Path

import pytest

from spatial.records import PlanningZone
from tests.citygml import read, square, surface, write


def zone(inner: str, kind: str = "UseDistrict") -> str:
    """A zone of a plan."""
    plan = f"<urf:lod1MultiSurface>{surface(square())}</urf:lod1MultiSurface>"
    return f'<urf:{kind} gml:id="z">{inner}{plan}</urf:{kind}>'


def test_a_use_district_is_a_zone_with_its_figures_as_ratios(tmp_path: Path) -> None:
    inner = (
        '<urf:function codeSpace="x.xml">1</urf:function><urf:validFrom>2011-03-29</urf:validFrom>'
        "<urf:validTo>2021-03-29</urf:validTo><urf:buildingCoverageRate>40</urf:buildingCoverageRate>"
        "<urf:floorAreaRate>60</urf:floorAreaRate>"
        '<urf:maximumBuildingHeight uom="m">10</urf:maximumBuildingHeight>'
    )
    [record], issues = read(write(tmp_path, zone(inner)))
    assert isinstance(record, PlanningZone)
    assert (record.klass, record.function) == ("UseDistrict", "1")
    assert (record.coverage, record.floor_area_ratio, record.height_limit) == (0.4, 0.6, 10.0)
    assert (record.valid_from, record.valid_to) == (date(2011, 3, 29), date(2021, 3, 29))
    assert record.attributes["floorAreaRate"] == "60"
    assert issues["READ_AS_PERCENT"].severity == "info"


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("2.0", 2.0), ("20", 20.0), ("200", 2.0), ("0", None), ("-9999", None), ("much", None)],
)
def test_a_ratio_stays_one_and_what_is_no_figure_is_unknown(
    text: str, ratio: float | None, tmp_path: Path
) -> None:
    [record], _ = read(write(tmp_path, zone(f"<urf:floorAreaRate>{text}</urf:floorAreaRate>")))
    assert record.floor_area_ratio == ratio


def test_functions_are_told_together_and_an_end_before_the_beginning_is_left_out(tmp_path: Path) -> None:
    inner = (
        "<urf:function>居住</urf:function><urf:function>商业</urf:function>"
        "<urf:validFrom>2011-03-29</urf:validFrom><urf:validTo>2001-01-01</urf:validTo>"
    )
    [record], _ = read(write(tmp_path, zone(inner, "ScenicDistrict")))
    assert (record.klass, record.function, record.valid_to) == ("ScenicDistrict", "居住, 商业", None)
    assert record.attributes["validTo"] == "2001-01-01"
