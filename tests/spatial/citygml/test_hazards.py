"""Floods and landslide areas become hazard zones with what is known of their grades."""

from datetime import date
from pathlib import Path

import pytest

from spatial.records import HazardZone, Water
from tests.citygml import read, square, surface, write

PLAN = "<{0}:lod1MultiSurface>" + surface(square()) + "</{0}:lod1MultiSurface>"
RANKS = (
    '<d xmlns:gml="http://www.opengis.net/gml">'
    + "".join(
        f"<gml:Definition><gml:description>{text}</gml:description><gml:name>{code}</gml:name></gml:Definition>"
        for code, text in (("1", "0.3m未満"), ("2", "0.3m以上1m未満"))
    )
    + "</d>"
)


def flood(kind: str, inner: str) -> str:
    """A water body that is a flood."""
    risk = f"<uro:{kind}RiskAttribute>{inner}</uro:{kind}RiskAttribute>"
    told = f"<uro:floodingRiskAttribute>{risk}</uro:floodingRiskAttribute>"
    return f'<wtr:WaterBody gml:id="f">{PLAN.format("wtr")}{told}</wtr:WaterBody>'


def rank(name: str, kind: str, code: str = "2") -> str:
    """A rank by its code."""
    return f'<uro:{name} codeSpace="codelists/{kind}RiskAttribute_{name}.xml">{code}</uro:{name}>'


@pytest.mark.parametrize(
    ("kind", "hazard"),
    [
        ("WaterBodyRiverFlooding", "flood"),
        ("RiverFlooding", "flood"),
        ("InlandFlooding", "waterlogging"),
        ("WaterBodyTsunami", "other"),
        ("HighTide", "other"),
        ("Unheard", "other"),
    ],
)
def test_a_flood_is_of_its_hazard_and_an_unknown_rank_stays_a_code(
    kind: str, hazard: str, tmp_path: Path
) -> None:
    [zone], issues = read(write(tmp_path, flood(kind, rank("rankOrg", kind))))
    assert isinstance(zone, HazardZone)
    name = kind.removeprefix("WaterBody")
    assert (zone.hazard, zone.klass, zone.grade, zone.rank) == (hazard, name, "2", None)
    assert zone.scheme == f"{name}RiskAttribute_rankOrg"
    assert (zone.depth_from, zone.depth_to) == (None, None)
    assert issues["RANK_UNKNOWN"].severity == "warning"


def test_a_river_s_rank_is_read_by_the_standard_s_list(tmp_path: Path) -> None:
    [zone], issues = read(write(tmp_path, flood("RiverFlooding", rank("rank", "RiverFlooding", "6"))))
    assert (zone.grade, zone.rank, zone.depth_from, zone.depth_to) == ("20m以上", 6, 20.0, None)
    assert "RANK_BY_STANDARD" in issues


def test_a_rank_is_read_by_the_list_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    (tmp_path / "codelists" / "InlandFloodingRiskAttribute_rankOrg.xml").write_text(RANKS)
    inner = (
        rank("rankOrg", "InlandFlooding") + "<uro:description>暴雨</uro:description><uro:scale>L2</uro:scale>"
    )
    [zone], issues = read(write(tmp_path, flood("InlandFlooding", inner)))
    assert (zone.grade, zone.rank, zone.depth_from, zone.depth_to) == ("0.3m以上1m未満", 2, 0.3, 1.0)
    assert zone.scenario == "暴雨 L2"
    assert issues == {}


def test_a_water_body_of_several_ranks_is_a_zone_for_each(tmp_path: Path) -> None:
    both = flood("RiverFlooding", rank("rank", "RiverFlooding", "1")).replace(
        "</wtr:WaterBody>",
        flood("Tsunami", rank("rankOrg", "Tsunami")).split("</wtr:lod1MultiSurface>")[1],
    )
    zones, _ = read(write(tmp_path, both))
    assert [(zone.code, zone.hazard) for zone in zones] == [("f", "flood"), ("f-2", "other")]


def test_a_water_body_without_a_risk_is_water(tmp_path: Path) -> None:
    [record], _ = read(write(tmp_path, f'<wtr:WaterBody gml:id="w">{PLAN.format("wtr")}</wtr:WaterBody>'))
    assert isinstance(record, Water)


@pytest.mark.parametrize(("area", "least"), [("1", 1), ("2", 2), ("3", 1), ("4", 2), ("9", None)])
def test_a_landslide_area_is_a_zone_by_the_standard_s_lists(
    area: str, least: int | None, tmp_path: Path
) -> None:
    inner = (
        "<urf:validFrom>2006-12-26</urf:validFrom>"
        '<urf:disasterType codeSpace="codelists/d.xml">2</urf:disasterType>'
        f'<urf:areaType codeSpace="codelists/a.xml">{area}</urf:areaType>'
        "<urf:zoneNumber>103</urf:zoneNumber><urf:zoneName>八重団地</urf:zoneName>"
    )
    kind = "urf:SedimentDisasterProneArea"
    member = f'<{kind} gml:id="s">{inner}{PLAN.format("urf")}</{kind}>'
    [zone], _ = read(write(tmp_path, member))
    assert isinstance(zone, HazardZone)
    assert (zone.hazard, zone.scenario, zone.rank, zone.name) == ("landslide", "土石流", least, "八重団地")
    assert (zone.valid_from, zone.codes) == (date(2006, 12, 26), (("zoneNumber", "103"),))
