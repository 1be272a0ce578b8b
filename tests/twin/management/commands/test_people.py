"""The figures about persons are published and shown by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.residents import make_dwelling, make_family
from twin.access.audit import LEDGER

pytestmark = pytest.mark.django_db(databases=["default", LEDGER])


def run(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("people", *arguments, stdout=out)
    return out.getvalue()


def test_figures_are_published_and_shown() -> None:
    make_family(make_dwelling(0), 40)
    assert "by city (1 zones), h3-8 (2 zones);" in run("publish")
    assert '"persons": {"all": 40}' in run("show")
    assert "unknown" in run("show", "h3-8")


def test_a_zoning_that_is_not_published_is_refused_by_a_sentence() -> None:
    with pytest.raises(CommandError, match="No figures about persons are published yet"):
        run("show")
