"""Authority is settled and listed from the command line."""

import pytest
from django.core.management import CommandError, call_command

from tests.claims import register

pytestmark = pytest.mark.django_db


def test_an_order_is_settled_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("authority")
    assert "No authority is set" in capsys.readouterr().out
    register("Dwelling", "fangchan", "1")
    register("Dwelling", "gongan", "1")
    call_command("authority", "dwelling.area_gross", "fangchan", "gongan")
    assert capsys.readouterr().out == "dwelling.area_gross: fangchan > gongan\n"
    call_command("authority", "dwelling.area_gross", "--none")
    assert "No authority is set" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["dwelling.area_gross"], ["dwelling", "x"], ["dwelling.rooms", "nobody"]])
def test_what_cannot_be_settled_is_told(words: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("authority", *words)
