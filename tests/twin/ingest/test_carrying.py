"""A load's transaction keeps others of the same dataset out, and ends with its books closed."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from spatial.errors import RefusedError
from tests.cities import city, write
from twin.ingest import Order, carrying, load, unload
from twin.models import Building, Dataset, Load, Quarantined

pytestmark = pytest.mark.usefixtures("twin")


def test_two_loads_of_one_dataset_exclude_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "PATIENCE", 0.2)
    path = write(tmp_path / "one.city.json", city({"a": 9}))
    first = load(path, Order(), "tester")
    known = connection.get_connection_params()
    options: dict[str, Any] = {
        name: known[name] for name in ("dbname", "user", "host", "port") if name in known
    }
    with psycopg.connect(**options) as other:
        dataset = Dataset.objects.get(key="one").pk
        other.execute("SELECT pg_advisory_xact_lock(hashtext('twin.dataset'), %s)", [dataset])
        report = load(write(path, city({"a": 10})), Order(), "tester")
        assert report.status == Load.Status.REFUSED
        assert "being loaded just now" in report.reason
        with pytest.raises(RefusedError, match="being loaded just now"):
            unload(first.load, "tester")
        assert Load.objects.get(pk=first.load).status == Load.Status.DONE
    assert load(path, Order(), "tester").status == Load.Status.DONE


def test_a_load_notes_the_moment_its_rows_were_recorded(tmp_path: Path) -> None:
    report = load(write(tmp_path / "one.city.json", city({"a": 9})), Order(), "tester")
    assert Load.objects.get(pk=report.load).moment == Building.objects.get().recorded.lower


def test_the_books_are_closed_with_the_rows_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(kind: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr("twin.changes.raise_revision", fail)
    content = city({"a": 9, "b": 12})
    content["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    with pytest.raises(RuntimeError, match="power"):
        load(write(tmp_path / "one.city.json", content), Order(keep_good=True), "tester")
    assert Load.objects.get().status == Load.Status.FAILED
    assert not Building.objects.exists()
    assert not Quarantined.objects.exists()
