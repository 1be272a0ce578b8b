"""What a twin is busy with when it is struck: how each operation is begun and known to be under way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.cities import city, write
from tests.journeys.machine import Machine

BOXES = 6_000


@dataclass(frozen=True)
class Operation:
    """`prepare` gives the command's words; `under_way` tells whether it works; it does for `span` seconds."""

    prepare: Callable[[Machine, Path, int], list[str]]
    under_way: Callable[[Machine], bool]
    span: float
    booked: bool = True


def is_writing(machine: Machine) -> bool:
    """Whether a load or an undoing has its transaction."""
    return bool(machine.ask("SELECT 1 FROM twin_load WHERE status = 'running' AND xid IS NOT NULL"))


def is_aside(machine: Machine) -> bool:
    """Whether a database is being filled aside."""
    return bool(machine.ask("SELECT 1 FROM pg_database WHERE datname = 'twin_restoring'"))


def edition(machine: Machine, folder: Path, number: int) -> Path:
    """A city of its own number, which differs from every other edition."""
    heights = {f"n{index}": 9 + (index + number) % 30 for index in range(BOXES)}
    return write(folder / "city.json", city(heights, edition=number))


def prepare_load(machine: Machine, folder: Path, number: int) -> list[str]:
    """Another edition of the city."""
    return ["load", str(edition(machine, folder, number))]


def prepare_unload(machine: Machine, folder: Path, number: int) -> list[str]:
    """The undoing of another edition."""
    machine.do("load", str(edition(machine, folder, number)))
    [[load]] = machine.ask("SELECT max(id) FROM twin_load")
    return ["unload", str(load)]


def prepare_generate(machine: Machine, folder: Path, number: int) -> list[str]:
    """Another made-up city."""
    return ["generate", "--buildings", "900", "--seed", str(number)]


def prepare_restore(machine: Machine, folder: Path, number: int) -> list[str]:
    """The twin as it was before its last load."""
    machine.do("backup", str(folder / "twin.dump"))
    machine.do("load", str(edition(machine, folder, number)))
    return ["restore", str(folder / "twin.dump")]


def prepare_backup(machine: Machine, folder: Path, number: int) -> list[str]:
    """The whole twin to a file."""
    return ["backup", str(folder / "twin.dump")]


OPERATIONS = {
    "load": Operation(prepare_load, is_writing, 2.0),
    "unload": Operation(prepare_unload, is_writing, 0.3),
    "generate": Operation(prepare_generate, is_writing, 2.0),
    "restore": Operation(prepare_restore, is_aside, 1.5, booked=False),
    "backup": Operation(prepare_backup, is_aside, 1.0, booked=False),
}
