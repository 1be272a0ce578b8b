"""What was loaded goes out again whole, in either form, as it is or as it was, and comes in again."""

import json
import tracemalloc
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from spatial.format import Asked
from tests.cities import city, write
from tests.exports import differences, object_layers, open_model, tell
from twin.access import NOBODY, NOW, Times, Viewer, state
from twin.changes import kinds
from twin.export import Exported, export, families, plan, select, sketches
from twin.filter.boxes import make_boxes
from twin.ingest import Order, load
from twin.layer import EVERYONE, layers
from twin.models import Openness, Source

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "cityjson" / "quarter.city.json"
CASES = "conformance/cjval-cases"
ADMIN = Viewer(EVERYONE)
FORMS = {"cityjson": "city.json", "cityjsonseq": "city.jsonl"}
Sample = Callable[[str], Path]
each_form = pytest.mark.parametrize("form", FORMS)


def put_out(path: Path, form: str, viewer: Viewer = ADMIN, times: Times = NOW, box: Any = ()) -> Exported:
    """Export all layers to a file."""
    selection = select(viewer, object_layers(), times, tuple(make_boxes(box)) if box else ())
    with path.open("wb") as stream:
        return export(selection, form, stream)


def count(dataset: str) -> Counter[str]:
    """How many objects of each kind a dataset has now."""
    found = {kind.__name__: kind._default_manager.filter(recorded__upper_inf=True) for kind in kinds()}
    return Counter({name: rows.filter(thing__dataset__key=dataset).count() for name, rows in found.items()})


def check(path: Path, schemas: Path) -> None:
    """See that each line of a file is what the schemas of CityJSON 2.0 ask for."""
    for line in path.read_text().splitlines():
        part = json.loads(line)
        name = "cityjson" if part["type"] == "CityJSON" else "cityjsonfeature"
        schema = json.loads((schemas / f"{name}.min.schema.json").read_text())
        jsonschema.Draft7Validator(schema).validate(part)


@each_form
@pytest.mark.usefixtures("twin")
def test_a_city_goes_out_as_it_came_in_and_comes_in_again(form: str, tmp_path: Path) -> None:
    load(FIXTURE, Order())
    path = tmp_path / f"out.{FORMS[form]}"
    done = put_out(path, form)
    before, after = open_model(FIXTURE), open_model(path)
    assert differences(tell(before), tell(after), 0) == []
    assert done == Exported(17, 15, "4549+5737")
    assert after["transform"] == before["transform"]
    assert after["metadata"]["identifier"] == before["metadata"]["identifier"]
    assert load(path, Order(dataset="again")).status == "done"
    assert count("again") == count("invented-quarter")
    assert count("again").total() == 17


@each_form
@pytest.mark.usefixtures("twin")
def test_what_goes_out_is_valid_by_the_schema(form: str, tmp_path: Path, sample: Sample) -> None:
    schemas = sample(f"{CASES}/schemas/20")
    load(FIXTURE, Order())
    path = tmp_path / f"out.{FORMS[form]}"
    put_out(path, form)
    check(path, schemas)


@each_form
@pytest.mark.usefixtures("hangzhou")
def test_a_city_without_bodies_goes_out_by_its_plans(form: str, tmp_path: Path, sample: Sample) -> None:
    path = tmp_path / f"out.{FORMS[form]}"
    done = put_out(path, form, viewer=NOBODY)
    told = tell(open_model(path))
    assert len(told) == done.objects == sum(kind._default_manager.count() for kind in kinds())
    assert all(thing["geometry"] for thing in told.values())
    assert "owner" not in path.read_text()
    part = tmp_path / f"part.{FORMS[form]}"
    extent = state(layers["buildings"]).extent
    assert extent
    west, south, east, north = extent
    put_out(part, form, box=(west, south, west + (east - west) / 9, south + (north - south) / 9))
    assert 0 < len(tell(open_model(part))) < len(told)
    check(part, sample(f"{CASES}/schemas/20"))


HEIGHTS = Asked(heights="EPSG:5737")
EXPECTED = {"noise1.city.json": [".un.attributes.storeysAboveGround: 2 is now 2"]}


@each_form
@pytest.mark.parametrize(
    "name",
    [
        *("cube.city.json", "extraattribute.json", "many2.json", "material3.city.json", "noise1.city.json"),
        *("o2.json", "sem_point.city.json", "texture3.city.json", "texture4.city.json", "texture5.city.json"),
        *("texture7.city.json", "twoextensions.json", "japanese.city.json"),
    ],
)
@pytest.mark.usefixtures("twin")
def test_a_conformance_case_goes_out_as_it_came_in(
    name: str, form: str, tmp_path: Path, sample: Sample
) -> None:
    """The cases lie anywhere; here each is moved to Hangzhou, which changes nothing else of it."""
    before = json.loads(sample(f"{CASES}/data/{name}").read_text())
    before["transform"] |= {"translate": [515_000.0, 3_349_000.0, 0.0]}
    before.setdefault("metadata", {})["referenceSystem"] = "https://www.opengis.net/def/crs/EPSG/0/4549"
    source, path = write(tmp_path / name, before), tmp_path / f"out.{FORMS[form]}"
    report = load(source, Order(asked=HEIGHTS))
    assert report.status == "done", report.reason
    put_out(path, form)
    after = open_model(path)
    assert differences(tell(before), tell(after), 0) == EXPECTED.get(name, [])
    said = {key for key in before if before[key] and (key.startswith("+") or key in ("hugo", "extensions"))}
    assert {key: before[key] for key in said} == {key: after[key] for key in said}


@pytest.mark.usefixtures("twin")
def test_a_former_state_goes_out_as_it_was(tmp_path: Path) -> None:
    first, second = city({"a": 9, "b": 9}), city({"a": 12, "c": 3})
    load(write(tmp_path / "city.json", first), Order(dataset="city"))
    between = datetime.now(UTC)
    load(write(tmp_path / "city.json", second), Order(dataset="city"))
    for times, model in ((Times(recorded=between), first), (NOW, second)):
        put_out(tmp_path / "out.json", "cityjson", times=times)
        assert differences(tell(model), tell(open_model(tmp_path / "out.json")), 0) == []


@pytest.mark.usefixtures("twin")
def test_the_public_gets_no_closed_object(tmp_path: Path) -> None:
    load(write(tmp_path / "a.json", city({"a": 9})), Order(dataset="a"))
    load(write(tmp_path / "b.json", city({"b": 9})), Order(dataset="b", openness=Openness.CLOSED))
    out = tmp_path / "out.jsonl"
    assert put_out(out, "cityjsonseq", viewer=NOBODY).objects == 1
    assert list(tell(open_model(out))) == ["a"]
    assert put_out(out, "cityjsonseq").objects == 2


@pytest.mark.usefixtures("twin")
def test_editions_on_other_grids_meet_on_one_within_a_millimetre(tmp_path: Path) -> None:
    one, other = city({"a": 9}), city({"b": 7})
    other["transform"] = {"scale": [0.00013] * 3, "translate": [515_000.0007, 3_349_100.0, 4.9]}
    other["vertices"] = [[x * 7, y * 7, z * 7] for x, y, z in other["vertices"]]
    for name, model in (("one", one), ("other", other)):
        load(write(tmp_path / f"{name}.json", model), Order())
    put_out(tmp_path / "out.json", "cityjson")
    after = open_model(tmp_path / "out.json")
    assert differences(tell(one) | tell(other), tell(after), 0.0006) == []
    assert after["transform"]["scale"] == [0.001] * 3


@pytest.mark.usefixtures("twin")
def test_extensions_and_metadata_survive_a_journey_through_the_twin(tmp_path: Path) -> None:
    model = city({"a": 9}) | {
        "extensions": {"Noise": {"url": "https://example.org/noise.ext.json", "version": "1.0"}},
        "+census": {"men": 49.5},
    }
    model["metadata"] |= {"title": "A city", "referenceDate": "2024-05-01"}
    load(write(tmp_path / "city.json", model), Order())
    assert Source.objects.get().reference_date == "2024-05-01"
    put_out(tmp_path / "out.jsonl", "cityjsonseq")
    header = open_model(tmp_path / "out.jsonl")
    assert header["extensions"] == model["extensions"]
    assert header["+census"] == model["+census"]
    assert (header["metadata"]["title"], header["metadata"]["referenceDate"]) == ("A city", "2024-05-01")


@each_form
@pytest.mark.usefixtures("twin")
def test_memory_does_not_grow_with_the_city(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sketches, plan, families):
        monkeypatch.setattr(module, "CHUNK", 20)
    monkeypatch.setattr(plan, "ROWS", 20)
    peaks, long = {}, "x" * 10_000
    for number in (50, 500, 50):
        model = city({f"b{index}": 9 for index in range(number)}, note=long)
        load(write(tmp_path / "city.json", model), Order())
        tracemalloc.start()
        assert put_out(tmp_path / "out", form).objects == number
        peaks[number] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peaks[500] - peaks[50] < (500 - 50) * len(long) / 2
