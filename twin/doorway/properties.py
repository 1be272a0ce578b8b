"""`properties`: which of the fields are told, for features and tiles alike."""

from collections.abc import Iterable

from twin.doorway.parameters import Parameter
from twin.doorway.problems import BadParameterError


def read_names(text: str) -> frozenset[str]:
    """Names with commas between; none for an empty text."""
    return frozenset(text.split(",")) if text else frozenset()


PROPERTIES = Parameter(
    name="properties",
    about="Only these properties of the features, by name, with commas between; empty for none.",
    wants="names of properties with commas between",
    read=read_names,
    schema={"type": "array", "items": {"type": "string"}},
)


def refuse_strange(parameter: Parameter, asked: Iterable[str], known: Iterable[str], where: str) -> None:
    """Raise BadParameterError for a name that is not known `where` it is asked, as in “these tiles”."""
    there = set(known)
    if strange := sorted(set(asked) - there):
        raise BadParameterError(
            parameter.name,
            f"The parameter “{parameter.name}” names “{strange[0]}”, which is no property of {where}; "
            f"there are: {', '.join(sorted(there))}.",
        )
