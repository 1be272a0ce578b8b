"""Cities published as CityGML, each in a twin of its own frame: counts by REST and SQL, and their places."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import OtherTwin

JGD2011 = 6695
ZONE_8, ZONE_9 = 6676, 6677
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]


PIPES = ("power", "water", "drainage", "gas", "other")


def load(twin: OtherTwin, sample: Sample, *folders: str) -> str:
    """What is told of loading the files of these folders of samples."""
    files = [str(file) for folder in folders for file in sorted(sample(folder).glob("*.gml"))]
    assert files
    return twin.do("load", *files)


def count(twin: OtherTwin, *layers: str) -> dict[str, int]:
    """How many objects each layer has, as REST tells it."""
    pages = twin.get(*(f"/collections/{layer}/items?limit=1&count=exact" for layer in layers))
    return {layer: page["numberMatched"] for layer, page in zip(layers, pages, strict=True)}


def place(twin: OtherTwin, table: str) -> tuple[float, ...]:
    """The box of a table's footprints in degrees, to three places."""
    [box] = twin.ask(
        "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM (SELECT ST_Extent("
        f"ST_Transform(footprint, 4326)) AS box FROM {table} WHERE upper_inf(recorded)) AS extent"
    )
    return tuple(round(side, 3) for side in box)


def test_yokosuka_tako_and_saitama_lie_in_zone_9(sample: Sample, other_twin: Make) -> None:
    twin = other_twin(ZONE_9, JGD2011)
    told = load(twin, sample, "city/plateau-yokosuka/udx/bldg", "city/plateau-yokosuka/udx/dem")
    assert "building: 15 read, 15 opened" in told
    assert "terrain: 2 read, 2 opened" in told
    assert place(twin, "twin_building") == (139.737, 35.258, 139.741, 35.262)
    assert place(twin, "twin_terrain") == (139.687, 35.195, 139.7, 35.208)
    assert "building: 98 read, 98 opened" in load(twin, sample, "city/plateau-tako")
    assert "hazardzone: 1 read, 1 opened" in load(twin, sample, "hazard/plateau-saitama")
    found = count(twin, "buildings", "building-parts", "terrain", "waterlogging-zones")
    assert found == {"buildings": 13 + 98, "building-parts": 2, "terrain": 2, "waterlogging-zones": 1}
    assert twin.ask("SELECT count(*) FROM twin_building WHERE parent_id IS NOT NULL") == [(2,)]
    assert place(twin, "twin_hazardzone") == (139.626, 35.829, 139.668, 35.833)
    [(lods, types)] = twin.ask(
        "SELECT array_agg(DISTINCT one ->> 'lod'), array_agg(DISTINCT one ->> 'type') FROM twin_building b "
        "JOIN twin_shape s ON s.id = b.shape_id, jsonb_array_elements(s.body -> 'geometry') AS one"
    )
    assert (lods, types) == (["0", "1", "2"], ["MultiSurface", "Solid"])
    [(low, high)] = twin.ask("SELECT min(low), max(high) FROM twin_terrain")
    assert (low, high) == (-0.02, 24.199632)
    assert "unchanged" in load(twin, sample, "city/plateau-tako")


def read_uses(sample: Sample) -> Counter[str]:
    """How many areas of each use the file of Numazu has, in the words of the list it names."""
    folder = sample("land/plateau-numazu")
    codes = (folder / "codelists/Common_landUseType.xml").read_text("utf-8-sig")
    words = {code: word for word, code in re.findall(r"description>(.*?)</.*?<gml:name>(.*?)<", codes, re.S)}
    [file] = (folder / "udx/luse").glob("*.gml")
    return Counter(words[code] for code in re.findall(r"<luse:class[^>]*>(\d+)<", file.read_text()))


def test_numazu_and_nagaoka_lie_in_zone_8(sample: Sample, other_twin: Make) -> None:
    twin = other_twin(ZONE_8, JGD2011)
    load(twin, sample, "land/plateau-numazu/udx/luse", "land/plateau-numazu/udx/urf")
    load(twin, sample, *(f"hazard/plateau-numazu/udx/{kind}" for kind in ("fld", "tnm")))
    again = load(twin, sample, "hazard/plateau-numazu/udx/lsld")
    assert "taken as its new edition" in again
    assert count(
        twin, "land-use", "planning-zones", "flood-zones", "landslide-zones", "other-hazard-zones"
    ) == {
        "land-use": 225,
        "planning-zones": 44,
        "flood-zones": 3,
        "landslide-zones": 81,
        "other-hazard-zones": 3,
    }
    [land] = twin.get("/collections/land-use/items?limit=300&lang=zh")
    uses = Counter(feature["properties"]["class"] for feature in land["features"])
    assert uses == read_uses(sample)
    assert (uses["農林漁業施設用地"], len(uses), uses.total()) == (57, 8, 225)
    assert twin.ask("SELECT klass, count(*) FROM twin_planningzone GROUP BY klass ORDER BY klass") == [
        ("ScenicDistrict", 4),
        ("SpecialUseDistrict", 2),
        ("UseDistrict", 38),
    ]
    assert twin.ask(
        "SELECT rank, count(*) FROM twin_hazardzone WHERE hazard = 'landslide' AND upper_inf(recorded) "
        "GROUP BY rank ORDER BY rank"
    ) == [(1, 39), (2, 42)]
    assert place(twin, "twin_landuse") == (138.807, 34.974, 138.877, 35.002)
    load(twin, sample, "pipes/plateau-nagaoka")
    lines = count(twin, *(f"pipes-{kind}" for kind in PIPES), "pipe-nodes")
    assert lines == {
        "pipes-power": 721,
        "pipes-water": 693,
        "pipes-drainage": 2,
        "pipes-gas": 7,
        "pipes-other": 53,
        "pipe-nodes": 1008,
    }
    assert place(twin, "twin_link") == (138.739, 37.419, 138.753, 37.432)
    assert twin.ask("SELECT count(start_z), count(end_z), count(vertical) FROM twin_link") == [(0, 0, 0)]
    assert twin.ask("SELECT count(depth), count(ground) FROM twin_node") == [(0, 0)]
    assert twin.ask("SELECT min(year), max(year) FROM twin_link") == [(1994, 2022)]


def test_the_hague_is_refused_without_a_height_datum_and_taken_with_one(
    sample: Sample, other_twin: Make
) -> None:
    path, twin = sample("city/denhaag/DenHaag_1BwBP.gml"), other_twin(28992, 5709)
    refused = twin.run("load", str(path))
    assert refused.returncode != 0
    assert "--heights" in refused.stdout
    assert "building: 7 read, 7 opened" in twin.do("load", str(path), "--heights", "EPSG:5709")
    assert count(twin, "buildings", "building-parts") == {"buildings": 1, "building-parts": 6}
