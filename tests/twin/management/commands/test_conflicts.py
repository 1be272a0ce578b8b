"""Conflicts are looked for, listed and ruled on from the command line."""

import pytest
from django.core.management import CommandError, call_command

from tests.claims import register, tie
from twin.models import Conflict, Relation

pytestmark = pytest.mark.django_db


def test_a_conflict_is_found_told_and_settled(capsys: pytest.CaptureFixture[str]) -> None:
    deeds = register("Dwelling", "fangchan", "D1", area_gross=89.2)
    tie(Relation.SAME, register("Dwelling", "gongan", "P1", area_gross=88.0), deeds)
    call_command("conflicts", "--look")
    told = capsys.readouterr().out
    assert "1 new, 0 lasting (0 changed), 0 ended" in told
    assert "fangchan says 89.2, gongan says 88; 88 counts" in told
    call_command("conflicts", "--rule", str(Conflict.objects.get().pk), "--for", "fangchan", "--note", "deed")
    assert "89.2 counts (ruled by hand)" in capsys.readouterr().out


@pytest.mark.parametrize("options", [["--rule", "1"], ["--rule", "1", "--for", "nobody"]])
def test_what_cannot_be_ruled_is_told(options: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("conflicts", *options)
