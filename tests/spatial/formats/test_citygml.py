"""CityGML: published files come in whole, with the traps they are known for found and told."""

import copy
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from lxml import etree

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.formats.citygml import FORMAT
from spatial.records import Severity
from tests.citygml import read
from tests.few import FULL

Sample = Callable[[str], Path]

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "citygml" / "quarter.gml"
MUTATIONS = 2000 if FULL else 100
PATIENCE = 5.0
ODD = [
    "",
    "x",
    "nan",
    "1e300",
    "-1",
    "9" * 40,
    "1 2",
    "0 0 0 0 0 0 0 0 0 0 0 0",
    "#library",
    "#p1",
    "EPSG:1",
    "2",
]
NAMES = {
    "srsName",
    "srsDimension",
    "{http://www.w3.org/1999/xlink}href",
    "{http://www.opengis.net/gml}id",
    "uom",
    "codeSpace",
    "name",
    "orientation",
}

# What each file holds, by kind of record, and the findings by code.
FLAT, LISTS, DEPTH, YEAR = "HEIGHT_ZERO", "CODE_LIST_MISSING", "DEPTH_UNKNOWN", "VALUE_UNKNOWN"
PIPES = "pipes/plateau-nagaoka/08EE75"
HAZARDS = "hazard/plateau-numazu/udx"
FILES: dict[str, tuple[dict[str, int], set[str]]] = {
    "city/plateau-yokosuka/udx/bldg/52397519_bldg_6697_op.gml": ({"Building": 15}, {LISTS}),
    "city/plateau-yokosuka/udx/dem/523965_dem_6697_05_op.gml": ({"Terrain": 2}, set()),
    "city/plateau-tako/53404336_bldg_6697.gml": ({"Building": 98}, {LISTS, YEAR}),
    "land/plateau-numazu/udx/luse/523836_luse_6668_op.gml": ({"LandUse": 225}, {FLAT, LISTS}),
    "land/plateau-numazu/udx/urf/523857_urf_6697_08_op.gml": (
        {"PlanningZone": 44},
        {FLAT, LISTS, "READ_AS_PERCENT"},
    ),
    f"{HAZARDS}/fld/52385721_fld_6697_l1_op.gml": ({"HazardZone": 3}, {LISTS, "RANK_UNKNOWN"}),
    f"{HAZARDS}/tnm/523855_tnm_6697_op.gml": ({"HazardZone": 3}, {LISTS, "RANK_UNKNOWN"}),
    f"{HAZARDS}/lsld/523857_lsld_6668_op.gml": ({"HazardZone": 81}, {FLAT, LISTS, "AREA_BY_STANDARD"}),
    f"{HAZARDS}/lsld/523857_lsld_6697_op.gml": ({"HazardZone": 81}, {FLAT, LISTS, "AREA_BY_STANDARD"}),
    "hazard/plateau-saitama/533955_ifld_6697_op.gml": ({"HazardZone": 1}, {LISTS, "RANK_UNKNOWN"}),
    f"{PIPES}1_unf_10169_blower_op.gml": ({"Link": 53, "Node": 15}, {DEPTH, LISTS, "NETWORK_UNKNOWN"}),
    f"{PIPES}1_unf_10169_gas_op.gml": ({"Link": 7}, {DEPTH, LISTS}),
    f"{PIPES}1_unf_10169_hv_op.gml": ({"Link": 11, "Node": 34}, {DEPTH, LISTS, YEAR}),
    f"{PIPES}1_unf_10169_lv_op.gml": ({"Link": 619, "Node": 390}, {DEPTH, LISTS, YEAR}),
    f"{PIPES}1_unf_10169_snowmelt_op.gml": ({"Link": 90, "Node": 34}, {DEPTH, LISTS}),
    f"{PIPES}1_unf_10169_watercirc_op.gml": ({"Link": 366, "Node": 257}, {DEPTH, LISTS}),
    f"{PIPES}2_unf_10169_hv_op.gml": ({"Link": 4, "Node": 30}, {DEPTH, LISTS, YEAR}),
    f"{PIPES}2_unf_10169_lv_op.gml": ({"Link": 87, "Node": 94}, {DEPTH, LISTS, YEAR}),
    f"{PIPES}2_unf_10169_sewer_op.gml": ({"Link": 2, "Node": 2}, {DEPTH, LISTS, "LINE_DERIVED"}),
    f"{PIPES}2_unf_10169_water_op.gml": ({"Link": 237, "Node": 152}, {DEPTH, LISTS, YEAR}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_published_file_holds_what_its_elements_are(name: str, sample: Sample) -> None:
    path = sample(name)
    records, issues = read(path)
    assert (Counter(type(record).__name__ for record in records), set(issues)) == FILES[name]
    assert all(issue.severity is not Severity.ERROR for issue in issues.values())
    assert all(record.footprint is not None and record.footprint.is_valid for record in records)
    text = path.read_text("utf-8-sig")
    objects = re.findall(r"<core:cityObjectMember>\s*<\w+:(\w+)|<bldg:(BuildingPart)\b", text)
    assert len(records) == len(objects)
    assert {record.code for record in records} <= set(re.findall(r'gml:id="([^"]+)"', text))


def test_latitude_before_longitude_and_northing_first_are_put_in_order(sample: Sample) -> None:
    degrees = FORMAT.header(sample("city/plateau-tako/53404336_bldg_6697.gml"), Asked())
    assert degrees.extent is not None
    assert 140 < degrees.extent[0] < 141 and 35 < degrees.extent[1] < 36
    metres = FORMAT.header(sample(f"{PIPES}1_unf_10169_gas_op.gml"), Asked())
    assert agree(metres, Asked(), 6676, 6695).code == "EPSG:10169"
    with pytest.raises(RefusedError, match="leave the option out"):
        asked = Asked(swap_axes=True)
        agree(FORMAT.header(sample(f"{PIPES}1_unf_10169_gas_op.gml"), asked), asked, 6676, 6695)


def test_a_plan_at_height_nought_is_no_ground_of_a_building(sample: Sample) -> None:
    records, _ = read(sample("city/plateau-tako/53404336_bldg_6697.gml"))
    first = records[0]
    assert [one["lod"] for one in first.solid.body["geometry"]] == ["0", "1"]
    assert (first.ground, first.height, first.storeys) == (6.08236, 2.6, None)
    assert first.attributes["storeysAboveGround"] == "9999"


def test_a_museum_keeps_its_parts_its_surfaces_and_its_register(sample: Sample) -> None:
    records, _ = read(sample("city/plateau-yokosuka/udx/bldg/52397519_bldg_6697_op.gml"))
    museum = next(record for record in records if record.name == "横須賀美術館" and record.parent is None)
    solid = museum.solid.body["geometry"][2]
    kinds = [surface["type"] for surface in solid["semantics"]["surfaces"]]
    assert (solid["type"], solid["lod"], len(solid["boundaries"][0])) == ("Solid", "2", 22)
    assert Counter(kinds[value] for value in solid["semantics"]["values"][0]) == {
        "RoofSurface": 3,
        "GroundSurface": 1,
        "WallSurface": 18,
    }
    worn = [
        value != [[None]]
        for record in records
        if record.solid
        for geometry in record.solid.body["geometry"]
        for shell in geometry.get("texture", {}).get("rgbTexture", {}).get("values", ())
        for value in shell
    ]
    assert (sum(worn), len(worn)) == (335, 22 + 493 + 67)
    assert museum.solid.body["appearance"]["textures"][0]["image"].endswith("14201-bldg-110968-1.jpg")
    assert museum.codes == (("buildingID", "14201-bldg-110968"),)
    assert museum.attributes["buildingDisasterRiskAttribute"]["type"] == "BuildingLandSlideRiskAttribute"
    parts = [record for record in records if record.parent]
    assert len(parts) == 2
    whole = next(record for record in records if record.code == parts[0].parent)
    assert whole.footprint.area == pytest.approx(sum(part.footprint.area for part in parts), rel=0.01)


def test_land_use_is_told_by_the_list_beside_it(sample: Sample) -> None:
    records, _ = read(sample("land/plateau-numazu/udx/luse/523836_luse_6668_op.gml"))
    kinds = Counter(record.klass for record in records)
    assert "田" in kinds or "道路用地（道路、駅前広場）" in kinds
    assert not any(kind.isdigit() for kind in kinds)
    assert {record.attributes["classCode"][0] for record in records} == {"2"}


def test_citygml_1_without_a_height_datum_is_refused_until_one_is_named(sample: Sample) -> None:
    path = sample("city/denhaag/DenHaag_1BwBP.gml")
    with pytest.raises(RefusedError, match="says nothing of them"):
        agree(FORMAT.header(path, Asked()), Asked(), 28992, 5709)
    asked = Asked(heights="EPSG:5709")
    assert agree(FORMAT.header(path, asked), asked, 28992, 5709).code == "28992+5709"
    records, issues = read(path, asked)
    assert [record.parent is None for record in records] == [True] + [False] * 6
    assert records[0].footprint.area == pytest.approx(
        sum(part.footprint.area for part in records[1:]), rel=0.1
    )
    assert issues == {}


def test_use_districts_have_their_floor_area_as_a_ratio(sample: Sample) -> None:
    records, _ = read(sample("land/plateau-numazu/udx/urf/523857_urf_6697_08_op.gml"))
    kinds = Counter(record.klass for record in records)
    assert kinds == {"UseDistrict": 38, "SpecialUseDistrict": 2, "ScenicDistrict": 4}
    ratios = {record.floor_area_ratio for record in records if record.klass == "UseDistrict"}
    assert ratios == {0.6, 0.8, 1.0, 1.5, 2.0}


def test_pipes_are_of_the_networks_they_are_called_by(sample: Sample) -> None:
    networks: Counter[Any] = Counter()
    for name in (name for name in FILES if name.startswith(PIPES)):
        networks.update((record.network, record.klass) for record in read(sample(name))[0])
    assert networks == {
        ("DL", "GD"): 1269,
        ("JS", None): 513,
        ("JS", "JH"): 623,
        ("PS", "WS"): 2,
        ("PS", "YS"): 2,
        ("QT", None): 68,
        ("RQ", None): 7,
    }


def mutate(text: str, chance: random.Random) -> str:
    """The same document, still well-formed, with one thing in it changed, moved or taken out."""
    root = etree.fromstring(text.encode())
    elements = [one for one in root.iter("*") if one is not root]
    victim, other = chance.choice(elements), chance.choice(elements)
    match chance.randrange(7):
        case 0:
            victim.getparent().remove(victim)
        case 1:
            victim.text = chance.choice(ODD)
        case 2:
            victim.tag = other.tag
        case 3:
            victim.set(chance.choice(sorted(NAMES)), chance.choice(ODD))
        case 4:
            other.append(copy.deepcopy(victim))
        case 5:
            for name in victim.attrib:
                victim.set(name, chance.choice(ODD))
        case _:
            for child in list(victim):
                victim.remove(child)
    return etree.tostring(root, encoding="unicode")


def test_no_mutation_of_a_document_is_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(20260301)
    text = FIXTURE.read_text().replace('<?xml version="1.0" encoding="UTF-8"?>', "")
    path = tmp_path / "a.gml"
    outcomes: Counter[str] = Counter()
    for _ in range(MUTATIONS):
        path.write_text(mutate(text, chance))
        begun = process_time()
        try:
            FORMAT.header(path, Asked())
            records, issues = read(path)
            outcomes.update(issue.severity.value for issue in issues.values())
            outcomes["records"] += len(records)
        except RefusedError as refusal:
            outcomes["refused"] += 1
            assert str(refusal).endswith("."), refusal
        assert process_time() - begun < PATIENCE
    assert min(outcomes[name] for name in ("records", "error", "warning", "info")) > 0
