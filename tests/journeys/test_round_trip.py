"""Published cities go out as they came in, and come in again: objects, attributes, surfaces, coordinates."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spatial.cityjson.grid import move
from spatial.solids import place_vertices
from tests.cities import write
from tests.exports import differences, open_model, tell
from tests.few import few
from tests.journeys.conftest import ROOT, OtherTwin
from tests.measuring import measure

RD, NAP, JAPAN_IX, JAPAN_HEIGHTS = 28992, 5709, 6677, 6695
LAYERS = ("buildings", "roads", "plant-cover", "water", "bridges", "land-use", "other-objects")
MILLIMETRE = 0.001
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]
CITIES: dict[str, tuple[int, list[str]]] = {
    "city/delft/delft.json": (570, []),
    "city/delft/multi_lod.json": (10, ["--crs", "EPSG:7415"]),
    "city/rotterdam-delfshaven/3-20-DELFSHAVEN.city.json": (853, ["--heights", "EPSG:5709"]),
    "city/denhaag/denhaag_random_5.city.jsonl": (17, []),
    "city/denhaag/3dbag_b2.city.jsonl": (4, []),
}


def put_out(twin: OtherTwin, path: Path, *options: str) -> dict[str, Any]:
    """The objects of all layers, by way of a file."""
    twin.do("export", *LAYERS, *options, str(path))
    return tell(open_model(path))


@pytest.mark.parametrize("form", ["city.json", "city.jsonl"])
def test_each_city_comes_out_exactly_and_all_of_them_within_a_millimetre(
    form: str, sample: Sample, other_twin: Make, tmp_path: Path
) -> None:
    twin, all = other_twin(RD, NAP), {}
    cities = dict(few(sorted(CITIES.items()), 2, f"8 {form}"))
    for name, (number, options) in cities.items():
        before, out = open_model(sample(name)), tmp_path / f"one.{form}"
        loaded = twin.do_all(["load", str(sample(name)), *options], ["export", *LAYERS, str(out)])
        after = tell(open_model(out))
        assert len(after) == number
        assert differences(tell(before), after, 0) == []
        assert open_model(out)["transform"] == before["transform"]
        again = twin.do("load", str(out), "--dataset", f"again-{number}")
        assert counts(again) == counts(loaded)
        twin.do_all(*(["unload", told.split("load ")[1].split(",")[0]] for told in (loaded, again)))
        all |= tell(before)
    together = tmp_path / f"all.{form}"
    loads = [["load", str(sample(name)), *options] for name, (_, options) in cities.items()]
    twin.do_all(*loads, ["export", *LAYERS, str(together)])
    assert differences(all, tell(open_model(together)), MILLIMETRE) == []


def counts(told: str) -> list[str]:
    """What the load command says of each kind, but for how much of it was new."""
    return [line.split(" read")[0] for line in told.splitlines() if " read, " in line]


def test_degrees_come_out_in_the_metres_of_the_twin(sample: Sample, other_twin: Make, tmp_path: Path) -> None:
    """A piece of Tokyo, in degrees EPSG:6697, as published; EPSG:10170 is plan and heights."""
    metres = open_model(sample("conformance/cjval-cases/data/japanese.city.json"))
    places = place_vertices(np.array(metres["vertices"], dtype=float), metres["transform"])
    scale, translate = [1e-9, 1e-9, 0.001], [139.0, 35.0, 0.0]
    stored = np.rint((move(places, JAPAN_IX, 6668) - translate) / scale).astype(int).tolist()
    degrees = metres | {
        "transform": {"scale": scale, "translate": translate},
        "vertices": stored,
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/6697"},
    }
    twin = other_twin(JAPAN_IX, JAPAN_HEIGHTS)
    twin.do("load", str(write(tmp_path / "degrees.city.json", degrees)))
    out = tmp_path / "out.city.json"
    assert differences(tell(metres), put_out(twin, out), MILLIMETRE) == []
    assert open_model(out)["metadata"]["referenceSystem"].endswith("/10170")


@pytest.mark.full
def test_memory_is_flat_from_one_to_fifty_times_a_city(
    sample: Sample, other_twin: Make, tmp_path: Path
) -> None:
    twin, peaks = other_twin(RD, NAP), {}
    lines = sample("city/denhaag/denhaag_random_5.city.jsonl").read_text().splitlines()
    for times in (1, 50):
        copies = [line.replace("GUID_", f"COPY_{copy}_") for copy in range(100 * times) for line in lines[1:]]
        path = tmp_path / f"{times}.city.jsonl"
        path.write_text("\n".join([lines[0], *copies]) + "\n")
        twin.do("load", str(path), "--dataset", "copies")
        for form in ("city.json", "city.jsonl"):
            command = [sys.executable, str(ROOT / "manage.py"), "export", "buildings", str(tmp_path / form)]
            taken = measure(command, twin.environment)
            assert taken.code == 0, taken.said
            peaks[times, form] = taken.memory
    assert peaks[50, "city.json"] < peaks[1, "city.json"] * 1.2, peaks
    assert peaks[50, "city.jsonl"] < peaks[1, "city.jsonl"] * 1.2, peaks
