"""A closed catalogue: the entries of one folder, one file each, found once and listed by id."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from spatial.errors import UnknownEntryError


class Entry(Protocol):
    """Anything with an id that equals its file's name (hyphens for underscores)."""

    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=Entry)


class Registry(Generic[E]):
    """The modules of `package`, each holding its entry under the name `attribute`.

    The package is named, not imported, so that a floor can read a catalogue above it.
    """

    def __init__(self, package: str, attribute: str) -> None:
        self.package, self.attribute = package, attribute

    @cached_property
    def entries(self) -> dict[str, E]:
        """Entry by id, in the order of the file names."""
        folder = importlib.import_module(self.package)
        names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
        found = [getattr(importlib.import_module(f"{self.package}.{name}"), self.attribute) for name in names]
        return {entry.id: entry for entry in found}

    def __iter__(self) -> Iterator[E]:
        return iter(self.entries.values())

    def __getitem__(self, id: str) -> E:
        try:
            return self.entries[id]
        except KeyError:
            known = ", ".join(self.entries)
            raise UnknownEntryError(
                f"There is no {self.attribute.lower()} “{id}”; there are: {known}."
            ) from None
