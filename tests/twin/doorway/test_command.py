"""The twin's commands tell refusals, and what they no longer look at as they begin is well."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from spatial.errors import RefusedError
from twin.doorway.command import TwinCommand


class Refusing(TwinCommand):
    """A command that is refused."""

    def handle(self, *args: Any, **options: Any) -> None:
        raise RefusedError("There is no such file; check the path.")


def test_what_is_refused_is_told_in_a_sentence() -> None:
    with pytest.raises(CommandError, match=r"^There is no such file; check the path\.$"):
        call_command(Refusing())


def test_the_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")
