"""The book of loads outlives what it tells of."""

from pathlib import Path

import pytest

from tests.cities import city, write
from twin.ingest import Order, ledger, load
from twin.models import Finding, Load, Source

pytestmark = pytest.mark.usefixtures("twin")


def test_each_file_of_a_source_is_kept_by_name_and_hash(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order(), "tester")
    source = Source.objects.get()
    assert source.files == [{"name": "one.city.json", "sha256": source.sha256}]
    assert source.size == (tmp_path / "one.city.json").stat().st_size
    assert source.format == "cityjson"
    assert source.version == "2.0"


def test_the_latest_load_is_the_last_that_brought_rows(tmp_path: Path) -> None:
    assert ledger.latest("one") is None
    path = write(tmp_path / "one.city.json", city({"a": 9}))
    load(path, Order(rehearse=True))
    assert ledger.latest("one") is None
    first = load(path, Order())
    load(path, Order())
    found = ledger.latest("one")
    assert found is not None
    assert found.pk == first.load


def test_findings_of_a_load_are_kept_up_to_a_bound_and_counted_beyond(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "KEPT", 3)
    broken = city(dict.fromkeys("abcdef", 9))
    for thing in broken["CityObjects"].values():
        thing["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    report = load(write(tmp_path / "broken.city.json", broken), Order())
    assert report.status == Load.Status.REFUSED
    assert report.findings["error"] == 6
    assert Finding.objects.filter(load_id=report.load).count() == 3
