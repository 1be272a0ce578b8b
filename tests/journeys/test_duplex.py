"""A published building model that claims two places on earth: taken whole in one, refused in the other."""

from collections.abc import Callable
from pathlib import Path

import ifcopenshell
import ifcopenshell.geom
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.journeys.conftest import OtherTwin

MODEL = "city/ifc-duplex/Duplex_A_20110907_georeferenced.ifc"
LUXEMBOURG, NG95 = 2169, 5774
ILLINOIS_EAST, NAVD88 = 26971, 5703
ENCLOSING = ("IfcWall", "IfcWallStandardCase", "IfcDoor", "IfcWindow", "IfcSpace")
FABRIC = ("IfcWall", "IfcWallStandardCase", "IfcSlab", "IfcBeam", "IfcRailing", "IfcWindow", "IfcDoor")
CELL = 0.02
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]


def corners(path: Path) -> dict[str, list[NDArray[np.float64]]]:
    """The triangles (n, 3, 3) of each product by its class, in the model's own metres."""
    model = ifcopenshell.open(path)
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    found: dict[str, list[NDArray[np.float64]]] = {}
    for product in model.by_type("IfcProduct"):
        if product.Representation is not None:
            geometry = ifcopenshell.geom.create_shape(settings, product).geometry
            points = np.array(geometry.verts).reshape(-1, 3)
            triangles = points[np.array(geometry.faces).reshape(-1, 3)]
            found.setdefault(product.is_a(), []).append(triangles)
    return found


def shade(triangles: NDArray[np.float64]) -> float:
    """The area that triangles cover in plan, counted by cells whose middle lies in one of them."""
    flat = triangles[:, :, :2]
    flat = (flat - flat.min(axis=(0, 1))) / CELL
    covered = np.zeros(np.ceil(flat.max(axis=(0, 1))).astype(int), dtype=bool)
    for corner in flat:
        (west, south), (east, north) = np.floor(corner.min(axis=0)), np.ceil(corner.max(axis=0))
        block = np.s_[int(west) : int(east), int(south) : int(north)]
        x, y = np.meshgrid(np.arange(west, east) + 0.5, np.arange(south, north) + 0.5, indexing="ij")
        (ax, ay), (bx, by), (cx, cy) = corner
        sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax), (cx - bx) * (y - by) - (cy - by) * (x - bx)]
        sides.append((ax - cx) * (y - cy) - (ay - cy) * (x - cx))
        if abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) > 1e-9:
            covered[block] |= (np.array(sides) >= 0).all(axis=0) | (np.array(sides) <= 0).all(axis=0)
    return float(covered.sum()) * CELL**2


def test_the_model_is_taken_whole_where_its_property_set_puts_it(sample: Sample, other_twin: Make) -> None:
    path, twin = sample(MODEL), other_twin(LUXEMBOURG, NG95)
    told = twin.do("load", str(path))
    assert "component: 293 read, 293 opened" in told
    pages = twin.get(
        *(
            f"/collections/building-components/items?limit=1&count=exact{more}"
            for more in ("", "&class=IfcSpace", "&class=IfcBuildingStorey", "&class=IfcFurnishingElement")
        ),
        "/collections/buildings/items?limit=2",
    )
    assert [page["numberMatched"] for page in pages[:4]] == [293, 21, 4, 61]
    [[whole]] = twin.ask("SELECT count(*) FROM twin_component WHERE building = '1xS3BCk291UvhgP2a6eflK'")
    assert whole == 293
    assert twin.ask("SELECT count(*) FROM twin_component WHERE shape_id IS NULL") == [(7,)]
    assert twin.ask("SELECT klass FROM twin_generic") == [("IfcSite",)]

    triangles = corners(path)
    [roof] = [one for one in triangles["IfcSlab"] if one[:, :, 2].max() > 6.0]
    enclosing = np.concatenate([roof, *(one for kind in ENCLOSING for one in triangles[kind])])
    fabric = np.concatenate([one for kind in FABRIC for one in triangles[kind]])
    [[area, height, ground, storeys, below]] = twin.ask(
        "SELECT ST_Area(footprint), height, ground, storeys, storeys_below FROM twin_building"
    )
    assert area == pytest.approx(shade(enclosing), rel=0.002)
    assert height == pytest.approx(fabric[:, :, 2].max(), abs=0.001)
    assert (ground, storeys, below) == (pytest.approx(293.7, abs=0.001), 2, 0)

    [feature] = pages[4]["features"]
    lon, lat = np.array(feature["geometry"]["coordinates"][0][0]).mean(axis=0)
    assert (lon, lat) == (pytest.approx(6.12, abs=0.02), pytest.approx(49.63, abs=0.02))
    assert "unchanged" in twin.do("load", str(path))


def test_it_is_refused_elsewhere_with_all_the_places_it_claims(sample: Sample, other_twin: Make) -> None:
    path, twin = sample(MODEL), other_twin(ILLINOIS_EAST, NAVD88)
    refused = twin.run("load", str(path), "--heights", f"EPSG:{NAVD88}")
    assert refused.returncode != 0
    assert "Traceback" not in refused.stderr
    assert "ePSet_MapConversion (east 76670.000, north 77179.000" in refused.stdout
    assert "IfcSite (latitude 41.874400, longitude -87.639400" in refused.stdout
    assert twin.ask("SELECT count(*) FROM twin_component") == [(0,)]
