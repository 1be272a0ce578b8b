"""The command brings the stock in step and says what it did."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.stock import dwelling, house, stand

pytestmark = pytest.mark.django_db


def told() -> str:
    """What the command prints."""
    out = StringIO()
    call_command("stock", stdout=out)
    return out.getvalue()


def test_the_command_says_how_many_rows_it_changed() -> None:
    dwelling("d", house("h", stand("b")))
    assert told() == "1 buildings hold houses: 1 rows opened, 0 closed, 0 unchanged.\n"
    assert told() == "1 buildings hold houses: 0 rows opened, 0 closed, 1 unchanged.\n"


def test_a_twin_without_ties_is_told_what_to_do() -> None:
    assert "Load a house register and link it" in told()
