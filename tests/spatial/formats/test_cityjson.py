"""CityJSON: real city models load whole, and no broken file is ever a traceback."""

import copy
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import orjson
import pytest
import shapely

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.cityjson import FORMAT
from spatial.records import Building, CityObject, Issue, Severity
from spatial.solids import read_vertices
from tests.few import FULL

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "cityjson" / "quarter.city.json"
MUTATIONS = 3000 if FULL else 100
PATIENCE = 5.0
ODD: list[Any] = [
    *(None, True, -1, 0, 1, 99_999_999, 1e300, -1e300, 1.5, 10**25, "", "x", "12", "\x01", [], {}),
    *([[]], [1], [None], [0, 0, 0], {"type": "x"}, {"a": {"b": []}}, [[[[[[1]]]]]]),
]

REAL = {
    "city/delft/delft.json": (Asked(), {"Building": 160, "Road": 143, "PlantCover": 126}, 570),
    "city/rotterdam-delfshaven/3-20-DELFSHAVEN.city.json": (
        Asked(heights="EPSG:5709"),
        {"Building": 853},
        853,
    ),
    "city/delft/multi_lod.json": (Asked(crs="EPSG:7415"), {"Building": 10}, 10),
}


def flatten(nested: Any) -> list[int]:
    """All indices of nested boundaries in order."""
    return [index for inner in nested for index in flatten(inner)] if isinstance(nested, list) else [nested]


@pytest.mark.parametrize("name", REAL)
def test_a_real_city_has_its_published_counts_and_no_error(name: str, sample: Callable[[str], Path]) -> None:
    path = sample(name)
    asked, counts, total = REAL[name]
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    header = FORMAT.header(path, asked)
    assert header.total == total
    assert agree(header, asked, 28992, 5709).code in {"EPSG:7415", "28992+5709"}
    begun = process_time()
    rows = list(FORMAT.read(path, asked))
    assert process_time() - begun < 10
    assert [row for row in rows if isinstance(row, Issue) and row.severity is Severity.ERROR] == []
    things = [row for row in rows if isinstance(row, CityObject)]
    kinds = Counter(type(thing).__name__ for thing in things)
    assert len(things) == total
    assert counts.items() <= kinds.items()
    assert all(thing.footprint.is_valid and thing.footprint.area > 0 for thing in things if thing.footprint)
    assert all(thing.footprint for thing in things)


@pytest.mark.parametrize("name", REAL)
def test_a_real_city_keeps_every_coordinate_of_its_3d_geometry(
    name: str, sample: Callable[[str], Path]
) -> None:
    path = sample(name)
    source = orjson.loads(path.read_bytes())
    compared = 0
    for row in FORMAT.read(path, REAL[name][0]):
        if not isinstance(row, CityObject):
            continue
        assert row.solid is not None
        body, thing = row.solid.body, source["CityObjects"][row.code]
        assert read_vertices(body).shape == (len(body["vertices"]), 3)
        assert body["transform"] == source["transform"]
        for before, after in zip(thing["geometry"], body["geometry"], strict=True):
            stored = [source["vertices"][index] for index in flatten(before["boundaries"])]
            assert [body["vertices"][index] for index in flatten(after["boundaries"])] == stored
            assert before.get("semantics") == after.get("semantics")
            compared += len(stored)
    assert compared == sum(
        len(flatten(geometry["boundaries"]))
        for thing in source["CityObjects"].values()
        for geometry in thing["geometry"]
    )


def test_rotterdam_is_refused_until_its_heights_are_told(sample: Callable[[str], Path]) -> None:
    path = sample("city/rotterdam-delfshaven/3-20-DELFSHAVEN.city.json")
    with pytest.raises(RefusedError, match="--heights EPSG:n"):
        agree(FORMAT.header(path, Asked()), Asked(), 28992, 5709)


def test_a_city_without_system_is_refused_naming_crs(sample: Callable[[str], Path]) -> None:
    with pytest.raises(RefusedError, match="--crs EPSG:n"):
        list(FORMAT.read(sample("city/delft/multi_lod.json"), Asked()))


def test_sequences_are_left_to_their_own_format(sample: Callable[[str], Path]) -> None:
    for path in sample("city/denhaag").glob("*.jsonl"):
        assert not FORMAT.recognises(path.read_bytes()[:HEAD])


def test_heights_of_real_buildings_are_plausible(sample: Callable[[str], Path]) -> None:
    path = sample("city/delft/delft.json")
    buildings = [row for row in FORMAT.read(path, Asked()) if isinstance(row, Building)]
    assert all(building.height and 0 < building.height < 20 for building in buildings)
    assert shapely.union_all([building.footprint for building in buildings]).area == pytest.approx(
        8654, abs=2
    )


def mutate(document: dict[str, Any], chance: random.Random) -> bytes:
    """The document with one to three odd values in odd places, or with bytes changed or cut."""
    changed = copy.deepcopy(document)
    for _ in range(chance.randint(1, 3)):
        node: Any = changed
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = chance.choice(keys)
            if not isinstance(node[key], dict | list) or not node[key] or chance.random() < 0.25:
                break
            node = node[key]
        node[key] = copy.deepcopy(chance.choice(ODD))
        if not changed:
            break
    data = json.dumps(changed).encode()
    if chance.random() < 0.2:
        data = data[: chance.randrange(len(data))]
    if chance.random() < 0.2:
        at = chance.randrange(len(data) or 1)
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data


def test_no_mutation_of_a_file_is_a_traceback_or_a_hang(tmp_path: Path) -> None:
    chance = random.Random(20240501)
    document = orjson.loads(FIXTURE.read_bytes())
    path = tmp_path / "city.json"
    outcomes: Counter[str] = Counter()
    for _ in range(MUTATIONS):
        path.write_bytes(mutate(document, chance))
        asked = Asked(crs=chance.choice([None, "4549+5737"]), swap_axes=chance.random() < 0.2)
        begun = process_time()
        try:
            FORMAT.header(path, asked)
            rows = list(FORMAT.read(path, asked))
            json.dumps([row.attributes for row in rows if isinstance(row, CityObject)])
            outcomes["findings" if any(isinstance(row, Issue) for row in rows) else "taken"] += 1
        except RefusedError as refusal:
            outcomes["refused"] += 1
            assert str(refusal).endswith(".")
        assert process_time() - begun < PATIENCE
    assert set(outcomes) == {"findings", "taken", "refused"}
