"""The arguments of an analysis one by one, those that go together in a bundle too."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from inspect import Parameter, signature
from types import NoneType
from typing import Any, get_args, get_type_hints

from spatial.analysis import Analysis


class Bundle:
    """Arguments that go together: an analysis takes a dataclass of this kind, and is given all its fields.

    Each field is marked as an argument would be.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its type with its marks, and what stands for it where nothing is said, if it may."""

    name: str
    hint: Any
    required: bool
    default: Any

    def marks(self, kind: type[Any]) -> list[Any]:
        """The marks of that kind that its type carries."""
        return [mark for mark in getattr(self.hint, "__metadata__", ()) if isinstance(mark, kind)]

    @property
    def kind(self) -> Any:
        """The type that it is where it is not None."""
        kind = get_args(self.hint)[0]
        return next(one for one in get_args(kind) or (kind,) if one is not NoneType)

    @property
    def optional(self) -> bool:
        """Whether it may be None."""
        return NoneType in get_args(get_args(self.hint)[0])


def list_arguments(analysis: Analysis) -> dict[str, Argument]:
    """All arguments by name, in the order they are written."""
    hints = get_type_hints(analysis.run, include_extras=True)
    found: dict[str, Argument] = {}
    for name, parameter in signature(analysis.run).parameters.items():
        hint = hints[name]
        if is_bundle(hint):
            found |= {one.name: one for one in open_bundle(hint)}
        else:
            required = parameter.default is Parameter.empty
            found[name] = Argument(name, hint, required, None if required else parameter.default)
    return found


def is_bundle(hint: Any) -> bool:
    """Whether a type stands for its fields."""
    return isinstance(hint, type) and issubclass(hint, Bundle)


def open_bundle(bundle: Any) -> Iterator[Argument]:
    """The arguments in a bundle."""
    hints = get_type_hints(bundle, include_extras=True)
    for one in fields(bundle):
        required = one.default is MISSING
        yield Argument(one.name, hints[one.name], required, None if required else one.default)


def bundle(analysis: Analysis, given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments one by one as the analysis takes them."""
    hints = get_type_hints(analysis.run)
    return {
        name: hints[name](**{one.name: given[one.name] for one in open_bundle(hints[name])})
        if is_bundle(hints[name])
        else given[name]
        for name in signature(analysis.run).parameters
    }
