"""The load command tells how each file went, and fails when one was not taken."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cities import city, write
from twin.models import Building, Load

pytestmark = pytest.mark.usefixtures("twin")


def run(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("load", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_counts_are_told_by_kind(tmp_path: Path) -> None:
    told = run(str(write(tmp_path / "one.city.json", city({"a": 9, "b": 12}))), "--who", "tester")
    assert "done (load" in told
    assert "building: 2 read, 2 opened, 0 closed, 0 unchanged" in told
    assert Load.objects.get().who == "tester"


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    told = run(str(write(tmp_path / "one.city.json", city({"a": 9}))), "--dry-run")
    assert "rehearsed" in told
    assert not Building.objects.exists()


def test_one_bad_file_does_not_keep_the_others_out_but_is_told(tmp_path: Path) -> None:
    good = write(tmp_path / "good.city.json", city({"a": 9}))
    broken = city({"b": 9})
    broken["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    bad = write(tmp_path / "bad.city.json", broken)
    with pytest.raises(CommandError, match=r"bad\.city\.json"):
        run(str(bad), str(good), str(tmp_path / "absent.json"))
    assert [row.code for row in Building.objects.all()] == ["a"]


def test_like_findings_are_told_once_with_their_number(tmp_path: Path) -> None:
    broken = city({"a": 9, "b": 9, "c": 9})
    for thing in broken["CityObjects"].values():
        thing["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load", str(write(tmp_path / "bad.city.json", broken)), stdout=out, stderr=out)
    assert "(and 2 more like it)" in out.getvalue()
    assert "manage.py loads" in out.getvalue()
