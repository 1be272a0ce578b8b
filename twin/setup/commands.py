"""The commands answered before Django exists, and the way of all others into the clone's `.venv`."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from twin.setup import choices, doctor, down, environment, status, suite, up
from twin.setup.instance import SetUpError

COMMANDS = {
    "up": (up.up, "bring the twin up and serve it until Ctrl-C"),
    "down": (down.down, "stop the twin, also one that was killed"),
    "status": (status.status, "what runs, where, in which versions"),
    "doctor": (doctor.doctor, "look at everything the twin stands on; say what to do"),
    "test": (suite.test, "run the whole test suite; other options go to pytest"),
}


def run(root: Path, arguments: Sequence[str]) -> int:
    """Run one of the set-up's commands; a refusal is told in a sentence, the exit code is 1."""
    parser = make_parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unknown option {' '.join(rest)}")
    options.pytest = rest
    action = COMMANDS[options.command][0]
    try:
        return action(root, options)
    except SetUpError as error:
        sys.stderr.write(f"\n{error}\n")
    except PermissionError as error:
        place = error.filename or root / ".var"
        sys.stderr.write(
            f"\n{place}: {error.strerror}. It belongs to another account, as after a run with sudo: "
            f"use sudo again, or make it yours (sudo chown -R $USER {place}).\n"
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Else Python complains at its end.
    return 1


def make_parser() -> ArgumentParser:
    """The set-up's commands and their options."""
    parser = ArgumentParser(prog="manage.py")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        if name == "up":
            choices.add_options(command)
        if name == "test":
            command.add_argument("--full", action="store_true", help="also what takes long")
            command.add_argument("--processes", type=int, help="how many to run in; 1 for plain output")
    return parser


def overview() -> str:
    """The set-up's commands, for the head of the help."""
    rows = "".join(f"    {name:<10}{purpose}\n" for name, (_, purpose) in COMMANDS.items())
    return f"The machine and the server:\n{rows}\n"


def enter_environment(root: Path, arguments: Sequence[str]) -> None:
    """Go on in the Python of `.venv`, unless this is it or the packages are here already."""
    python = environment.python(root)
    if Path(sys.prefix) == root / ".venv":
        return
    if python.exists():
        os.execv(python, [str(python), str(root / "manage.py"), *arguments])
    try:
        import django  # noqa: F401
    except ImportError:
        raise SetUpError("The twin is not installed yet: run `python3 manage.py up` first.") from None
