"""Files in the coordinates of web maps or of a city's own system come home, or are told of."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import mapping

from spatial.gcj02 import obscure
from tests.journeys.conftest import OtherTwin

Make = Callable[[int, int | None], OtherTwin]
Points = np.ndarray
PROFILE = '[[table]]\nrecord = "building"\ncode = "code"\n'
# Invented, as a surveying office would hand it out.
OWN = "+proj=tmerc +lon_0=120.15 +x_0=80000 +ellps=krass +towgs84=-12.345,98.7,43.2 +units=m"
STANDING = (
    "SELECT b.code, ST_AsBinary(b.footprint) FROM twin_building b JOIN twin_thing t ON t.id = b.thing_id "
    "JOIN twin_dataset d ON d.id = t.dataset_id WHERE upper_inf(b.recorded) AND d.key = '{}' ORDER BY b.code"
)


def footprints(twin: OtherTwin, dataset: str) -> dict[str, Any]:
    """The buildings of a dataset that stand now."""
    return {code: shapely.from_wkb(bytes(shape)) for code, shape in twin.ask(STANDING.format(dataset))}


def write(path: Path, shapes: dict[str, Any], shift: Callable[[Points], Points]) -> Path:
    """Buildings in degrees as GeoJSON, their corners shifted."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": mapping(shapely.transform(shape, shift)),
        }
        for code, shape in shapes.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture(scope="module")
def district(other_twin: Make) -> OtherTwin:
    """A twin that holds a made-up district of Hangzhou."""
    twin = other_twin(4549, 5737)
    twin.do("generate", "--buildings", "300", "--seed", "1", "--dataset", "base")
    return twin


@pytest.fixture(scope="module")
def in_degrees(district: OtherTwin) -> dict[str, Any]:
    """Its buildings in degrees."""
    way = Transformer.from_crs(4549, 4490, always_xy=True)
    shapes = footprints(district, "base")
    return {
        code: shapely.transform(shape, lambda p: np.column_stack(way.transform(*p.T)))
        for code, shape in shapes.items()
    }


def load(twin: OtherTwin, path: Path, *options: str) -> str:
    """What `load` says of buildings of the dataset `more`."""
    profile = path.with_suffix(".toml")
    profile.write_text(PROFILE)
    return twin.do("load", str(path), "--profile", str(profile), "--dataset", "more", *options)


def farthest(twin: OtherTwin) -> float:
    """How far at most the buildings of `more` lie from the same ones of the district, in metres."""
    base, more = footprints(twin, "base"), footprints(twin, "more")
    assert base.keys() == more.keys() and len(more) > 250
    return max(shapely.hausdorff_distance(base[code], more[code]) for code in base)


def test_a_layer_of_a_web_map_is_told_and_comes_home_when_it_is_named(
    district: OtherTwin, in_degrees: dict[str, Any], tmp_path: Path
) -> None:
    path = write(tmp_path / "amap.geojson", in_degrees, obscure)
    told = load(district, path, "--dry-run")
    assert "LOOKS_LIKE_GCJ02" in told
    told = load(district, path, "--crs", "GCJ-02")
    assert "LOOKS_LIKE_GCJ02" not in told
    assert "WEB_MAP_SYSTEM" in told
    assert farthest(district) < 0.001
    straight = write(tmp_path / "survey.geojson", in_degrees, lambda points: points)
    assert "LOOKS_LIKE" not in load(district, straight, "--dry-run")
    table = district.do("load", str(path), "--as", "sheds", "--dry-run")
    assert "LOOKS_LIKE_GCJ02" in table


def test_a_city_s_own_system_is_used_and_not_told(
    district: OtherTwin, in_degrees: dict[str, Any], tmp_path: Path
) -> None:
    secret = tmp_path / "own.txt"
    secret.write_text(OWN)
    knowing = OtherTwin(district.name, {**district.environment, "TWIN_LOCAL_CRS": str(secret)})
    way = Transformer.from_crs(4326, OWN, always_xy=True)
    path = write(tmp_path / "own.geojson", in_degrees, lambda p: np.column_stack(way.transform(*p.T)))
    assert "TWIN_LOCAL_CRS" in load_refused(district, path)
    told = load(knowing, path, "--crs", "local")
    assert "LOCAL_SYSTEM" in told
    assert farthest(district) < 0.01
    [(number, crs)] = district.ask(
        "SELECT l.id, s.crs FROM twin_load l JOIN twin_source s ON s.id = l.source_id ORDER BY 1 DESC LIMIT 1"
    )
    assert crs == "local"
    told += district.do("loads", str(number))
    assert not any(part in told for part in ("12.345", "98.7", "80000", "krass"))


def load_refused(twin: OtherTwin, path: Path) -> str:
    """What is said where the city's own system is not known."""
    done = twin.run("load", str(path), "--crs", "local", "--dataset", "none")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_prague_never_looks_like_china(other_twin: Make, tmp_path: Path) -> None:
    twin = other_twin(32633, None)
    chance = np.random.default_rng(1)
    corners = chance.uniform((14.40, 50.09), (14.42, 50.11), (300, 2))
    shapes = {f"b{n}": shapely.box(x, y, x + 1e-4, y + 1e-4) for n, (x, y) in enumerate(corners.tolist())}
    assert "300 opened" in load(twin, write(tmp_path / "prague.geojson", shapes, lambda points: points))
    shifted = write(tmp_path / "shifted.geojson", shapes, obscure)
    assert "LOOKS_LIKE" not in load(twin, shifted, "--dry-run")


def test_tables_with_axes_or_zones_mistaken_are_refused_naming_the_option(
    district: OtherTwin, in_degrees: dict[str, Any], tmp_path: Path
) -> None:
    swapped = write(tmp_path / "swapped.geojson", in_degrees, lambda points: points[:, ::-1])
    numbered = write(
        tmp_path / "zone.geojson", footprints(district, "base"), lambda p: p + np.array([4e7, 0])
    )
    for path, options, said in (
        (swapped, (), "--swap-axes"),
        (numbered, ("--crs", "EPSG:4549"), "give --crs EPSG:4528"),
        (numbered, ("--crs", "EPSG:2437"), "+towgs84"),
    ):
        done = district.run("load", str(path), *options)
        assert done.returncode != 0
        assert said in done.stdout
    assert "done" in district.do("load", str(numbered), "--crs", "EPSG:4528")
