"""From a feature one can walk back to the file that brought it and to its hash."""

import hashlib
from pathlib import Path

import pytest

from tests.cities import city, write
from twin.access import NOBODY, Times, provenance
from twin.ingest import Order, load
from twin.layer import layers
from twin.models import Building

pytestmark = pytest.mark.usefixtures("twin")


def test_provenance_names_file_hash_system_and_times(tmp_path: Path) -> None:
    path = write(tmp_path / "one.city.json", city({"a": 9}))
    report = load(path, Order(), "tester")
    row = Building.objects.get()
    told = provenance(NOBODY, layers["buildings"], row.thing_id)
    assert told["uri"] == "/id/one/building/a"
    assert told["recorded"] == [row.recorded.lower, None]
    assert told["solid"] == "4549+5737"
    assert told["load"]["id"] == report.load
    source = told["source"]
    assert source["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source["file"], source["crs"], source["heights"]) == ("one.city.json", "4549+5737", "EPSG:5737")


def test_an_old_version_leads_to_the_file_of_its_time(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    first = Building.objects.get()
    load(write(tmp_path / "newer.city.json", city({"a": 12})), Order(dataset="one"))
    then = provenance(NOBODY, layers["buildings"], first.thing_id, Times(recorded=first.recorded.lower))
    now = provenance(NOBODY, layers["buildings"], first.thing_id)
    assert (then["source"]["file"], now["source"]["file"]) == ("one.city.json", "newer.city.json")
    assert then["recorded"][1] == now["recorded"][0]


def test_what_is_not_there_has_no_provenance() -> None:
    assert provenance(NOBODY, layers["buildings"], 1) == {}
