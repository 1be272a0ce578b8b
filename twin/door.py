"""A door to the twin: its conformance, links and paths, which the landing page adds up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spatial.registry import Registry
from spatial.text import Text

if TYPE_CHECKING:
    from twin.layer import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the landing page or of a collection: a path below the server's root.

    `staff` says it is for them alone.
    """

    href: str
    rel: str
    type: str
    title: Text
    staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One way in.

    `conforms` are conformance class URIs, `routes` Django URL patterns, `links` what the landing page
    lists, `of_collection` those of a layer's collection, and `paths()` the OpenAPI 3.0 path items, keyed
    by path.
    """

    id: str
    title: Text
    routes: Callable[[], list[Any]]
    paths: Callable[[], dict[str, Any]]
    conforms: tuple[str, ...] = ()
    links: tuple[Link, ...] = field(default_factory=tuple)
    of_collection: "Callable[[Layer], Iterable[Link]]" = lambda layer: ()


class Doors:
    """The doors of every room that has some, added up in the order of the rooms."""

    def __init__(self, *packages: str) -> None:
        self.registries = [Registry[Door](package, "DOOR") for package in packages]

    def __iter__(self) -> Any:
        return (door for registry in self.registries for door in registry)


doors = Doors("twin.api.doors", "tiles.doors")
