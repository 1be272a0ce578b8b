"""The command links, tells rates and findings, and lists what is not linked."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.planted import plant
from twin.models import Tie

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])


def say(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("link", *arguments, stdout=out)
    return out.getvalue()


def test_a_run_prints_what_it_did_the_rates_and_the_findings() -> None:
    plant()
    said = say()
    assert (
        "dwelling-house: found 36 by code, 9 by address, 4 by fuzzy; 6 proposed; 49 opened, 0 closed" in said
    )
    assert "  dwelling-house of dwelling in housing: 39 of 48 (81.2%), 5 proposed" in said
    assert "PERSON_AT_TWO_DWELLINGS in police: 1. Persons who" in said
    assert (
        "dwelling-house: found 36 by code, 9 by address, 4 by fuzzy; 6 proposed; 0 opened, 0 closed" in say()
    )


def test_a_dry_run_changes_nothing() -> None:
    plant()
    assert "Nothing was changed." in say("--dry-run", "--relation", "person-household")
    assert not Tie.objects.exists()


def test_orphans_are_listed_and_written_out(tmp_path: Path) -> None:
    plant()
    say()
    assert "dwelling-house: 9 of kind dwelling in housing" in say("--orphans")
    path = tmp_path / "orphans.csv"
    assert f"they are in {path}" in say("--orphans", "--out", str(path))
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["code"] for row in rows if row["relation"] == "house-building"} == {"H12"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="choose another place"):
        say("--orphans", "--out", str(tmp_path / "no" / "o.csv"))
    with pytest.raises(CommandError, match="add --orphans"):
        say("--out", str(tmp_path / "o.csv"))
