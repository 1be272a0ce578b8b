"""The book of loads can be read from the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cities import city, write
from twin.ingest import Order, load
from twin.models import Source

pytestmark = pytest.mark.usefixtures("twin")


def run(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("loads", *arguments, stdout=out)
    return out.getvalue()


def test_loads_are_listed_newest_first(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order(), "tester")
    load(write(tmp_path / "two.city.json", city({"b": 9})), Order(), "tester")
    first, second = run().splitlines()
    assert "two two.city.json by tester" in first
    assert "one one.city.json by tester" in second


def test_one_load_is_told_with_its_hash_and_findings(tmp_path: Path) -> None:
    broken = city({"a": 9})
    broken["CityObjects"]["a"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    report = load(write(tmp_path / "bad.city.json", broken), Order())
    told = run(str(report.load))
    assert Source.objects.get().sha256 in told
    assert "error" in told
    assert " a " in told


def test_an_unknown_load_is_told_as_such() -> None:
    with pytest.raises(CommandError, match="no load 999"):
        run("999")
