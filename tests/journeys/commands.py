"""The twin's commands as a person at a terminal sees them: what they say, and whether they went well."""

from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command


def run(command: str, *arguments: Any) -> tuple[bool, str]:
    """Whether a command went well, and all it said."""
    said = StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=said, stderr=said)
    except CommandError as error:
        return False, f"{said.getvalue()}{error}"
    return True, said.getvalue()


def do(command: str, *arguments: Any) -> str:
    """What a command says that must go well."""
    well, said = run(command, *arguments)
    assert well, said
    return said


def refuse(command: str, *arguments: Any) -> str:
    """What a command says that must not go well."""
    well, said = run(command, *arguments)
    assert not well, said
    return said
