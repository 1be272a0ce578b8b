"""Two published cities in twins of their CRS: loaded whole, loaded again, changed, and asked as of before."""

import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cities import corners
from tests.journeys.conftest import OtherTwin

ROTTERDAM = "city/rotterdam-delfshaven/3-20-DELFSHAVEN.city.json"
DELFT = "city/delft/delft.json"
RD, NAP = 28992, 5709
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]


def test_rotterdam_is_refused_without_a_height_datum_and_taken_whole_with_one(
    sample: Sample, other_twin: Make
) -> None:
    path, twin = sample(ROTTERDAM), other_twin(RD, NAP)
    refused = twin.run("load", str(path))
    assert refused.returncode != 0
    assert "--heights" in refused.stdout
    assert "Traceback" not in refused.stderr
    twin.do("load", str(path), "--heights", f"EPSG:{NAP}")
    [collection] = twin.get("/collections/buildings/items?limit=1&count=exact")
    assert collection["numberMatched"] == 853
    city = json.loads(path.read_text())
    kept = dict(twin.ask("SELECT b.code, s.body FROM twin_building b JOIN twin_shape s ON s.id = b.shape_id"))
    assert len(kept) == 853
    for code, thing in city["CityObjects"].items():
        body = kept[code]
        assert body["transform"] == city["transform"]
        for theirs, ours in zip(thing["geometry"], body["geometry"], strict=True):
            assert corners(body, ours["boundaries"]) == corners(city, theirs["boundaries"])
            assert ours.get("semantics") == theirs.get("semantics")
    assert "unchanged" in twin.do("load", str(path), "--heights", f"EPSG:{NAP}")
    assert twin.ask("SELECT count(*) FROM twin_building") == [(853,)]


def test_delft_keeps_its_kinds_and_its_past(sample: Sample, other_twin: Make, tmp_path: Path) -> None:
    path, twin = sample(DELFT), other_twin(RD, NAP)
    twin.do("load", str(path))
    city = json.loads(path.read_text())
    kinds = Counter(thing["type"] for thing in city["CityObjects"].values())
    assert kinds.total() == 570
    names = {"Building": "buildings", "Road": "roads", "PlantCover": "plant-cover"}
    pages = twin.get(*(f"/collections/{layer}/items?limit=1&count=exact" for layer in names.values()))
    found = dict(zip(names, (page["numberMatched"] for page in pages), strict=True))
    assert found == {"Building": 160, "Road": 143, "PlantCover": 126} == {kind: kinds[kind] for kind in names}
    before = datetime.now(UTC).isoformat()
    time.sleep(0.01)

    changed = next(code for code, thing in city["CityObjects"].items() if thing["type"] == "Building")
    city["CityObjects"][changed]["attributes"]["yearOfConstruction"] = 1887
    gone = next(code for code, thing in city["CityObjects"].items() if thing["type"] == "Road")
    del city["CityObjects"][gone]
    copy = tmp_path / "delft-2026.json"
    copy.write_text(json.dumps(city))
    told = twin.do("load", str(copy))
    assert "building: 160 read, 1 opened, 1 closed, 159 unchanged" in told
    assert "road: 142 read, 0 opened, 1 closed, 142 unchanged" in told

    [[thing]] = twin.ask(f"SELECT id FROM twin_thing WHERE kind = 'building' AND code = '{changed}'")
    [[road]] = twin.ask(f"SELECT id FROM twin_thing WHERE kind = 'road' AND code = '{gone}'")
    moment = before.replace("+", "%2B")
    item = f"/collections/buildings/items/{thing}"
    now, then, vanished, stood = twin.get(
        item,
        f"{item}?as-of={moment}",
        f"/collections/roads/items/{road}",
        f"/collections/roads/items/{road}?as-of={moment}",
    )
    assert now["properties"]["year"] == 1887
    assert then["properties"]["year"] != 1887
    assert now["provenance"]["source"]["file"] == "delft-2026.json"
    assert then["provenance"]["source"]["file"] == "delft.json"
    assert vanished["status"] == 404
    assert stood["id"] == road


def test_a_twin_refuses_to_run_in_another_frame_than_its_own(other_twin: Make) -> None:
    twin = other_twin(RD, NAP)
    other = OtherTwin(twin.name, {**twin.environment, "TWIN_CRS": "4549"})
    refused = other.run("recover")
    assert refused.returncode != 0
    assert "--crs 28992" in refused.stderr


@pytest.mark.parametrize("option", ["--crs=EPSG:28992", "--crs=EPSG:28992+5709"])
def test_a_file_without_a_crs_is_taken_once_it_is_named(
    sample: Sample, other_twin: Make, option: str
) -> None:
    path, twin = sample("city/delft/multi_lod.json"), other_twin(RD, NAP)
    assert "--crs" in twin.run("load", str(path)).stdout
    named = twin.run("load", str(path), option)
    if "5709" in option:
        assert "building: 10 read, 10 opened" in named.stdout
    else:
        assert "--heights" in named.stdout
