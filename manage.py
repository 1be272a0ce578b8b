#!/usr/bin/env python3
"""Every command of the twin: set-up answers `up`, `down`, `status`, `doctor`, `test`; Django all others."""

import os
import sys
from pathlib import Path


def main() -> int:
    """Run the command named on the command line; the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  an older one must be told so
        sys.stderr.write("The twin needs Python 3.11 or newer; this is {}.{}.\n".format(*sys.version_info))
        return 1
    root, arguments = Path(__file__).resolve().parent, sys.argv[1:]
    from twin.setup import commands
    from twin.setup.instance import SetUpError

    if arguments and arguments[0] in commands.COMMANDS:
        return commands.run(root, arguments)
    try:
        commands.enter_environment(root, arguments)
    except SetUpError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return run_django(root, arguments)


def run_django(root: Path, arguments: list[str]) -> int:
    """One of Django's or the twin's commands; a stopped database is told in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    from twin.setup import commands

    if not arguments or arguments in (["help"], ["--help"], ["-h"]):
        sys.stdout.write(commands.overview())
    try:
        execute_from_command_line(["manage.py", *arguments])
    except OperationalError as error:
        sys.stderr.write(
            f"The database does not answer: {error}\nIs the twin up? `python3 manage.py up` starts it.\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
