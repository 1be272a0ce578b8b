"""From the tree of a filter to a condition on the rows of a layer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twin.filter import arithmetic, arrays, comparing, spatial, temporal, terms
from twin.filter.errors import FilterError, show
from twin.filter.functions import call
from twin.filter.shapes import read_shape
from twin.filter.spatial import Place
from twin.filter.sql import join, negate
from twin.filter.terms import Kind, Term

LOGIC = {"and": "AND", "or": "OR"}
SIGNS = (*arithmetic.OPERATIONS, "^")
RELATIONS = (*arrays.OPERATIONS, *temporal.RELATIONS, *spatial.RELATIONS)
TWO = frozenset({*comparing.COMPARISONS, *SIGNS, *RELATIONS, "like"})


def translate(tree: Any, queryables: Mapping[str, Term], srid: int, literal: int, north_first: bool) -> Any:
    """A condition for `filter()` on rows whose footprints are in EPSG:`srid`.

    Geometries of the tree are in EPSG:`literal`, `north_first` where its authority orders the axes so. Raises
    FilterError for what is not there, of the wrong kind, or no condition.
    """
    return Translator(queryables, Place(srid, literal), north_first).judge(tree)


@dataclass(frozen=True, slots=True)
class Translator:
    """What names mean, and where geometries lie."""

    queryables: Mapping[str, Term]
    place: Place
    north_first: bool

    def judge(self, tree: Any) -> Any:
        """The condition a part of the tree is."""
        return self.find(tree).expect(Kind.BOOLEAN).expression

    def find(self, tree: Any) -> Term:
        """The term a part of the tree is."""
        match tree:
            case bool():
                return terms.read_boolean(tree)
            case int() | float():
                return terms.read_number(tree)
            case str():
                return terms.read_text(tree)
            case list():
                return arrays.make_array([self.find(one) for one in tree])
            case {"op": str() as name, "args": list() as arguments}:
                return self.apply(name.lower(), arguments)
            case {"property": str() as name}:
                return self.look_up(name)
            case {"date": day}:
                return terms.read_day(day)
            case {"timestamp": instant}:
                return terms.read_timestamp(instant)
            case {"interval": [first, last]}:
                return temporal.make_interval(self.find(first), self.find(last))
            case {"bbox": _} | {"type": _}:
                shape = read_shape(tree, self.place.literal, self.north_first)
                return Term(Kind.GEOMETRY, constant=shape)
            case None:
                raise FilterError("Nothing equals NULL; ask with IS NULL.")
        raise FilterError(f"“{show(tree)}” is no part of a filter in CQL2.")

    def look_up(self, name: str) -> Term:
        """The term of a property; one the viewer may not see is as unknown as one that is not there."""
        found = self.queryables.get(name)
        if found is None:
            raise FilterError(
                f"There is no property “{show(name)}” to filter by; there are: {', '.join(self.queryables)}."
            )
        return found

    def apply(self, name: str, arguments: Sequence[Any]) -> Term:
        """What an operator or a function makes of its arguments."""
        count = len(arguments)
        if name in LOGIC:
            if not count:
                raise FilterError(f"The operator {name} is given nothing to join.")
            return condition(join(LOGIC[name], [self.judge(one) for one in arguments]))
        if name in TWO:
            require(name, count, 2)
            left, right = (self.find(one) for one in arguments)
            return self.relate(name, left, right)
        special = SPECIAL.get(name)
        if special is not None:
            require(name, count, special[0])
            return condition(special[1](self, *arguments))
        return call(name, [self.find(one) for one in arguments])

    def relate(self, name: str, left: Term, right: Term) -> Term:
        """What an operator makes of two terms."""
        if name in SIGNS:
            return arithmetic.reckon(name, left, right)
        if name in arrays.OPERATIONS:
            return condition(arrays.relate(name, left, right))
        if name in temporal.RELATIONS:
            return condition(temporal.relate(name, left, right))
        if name in spatial.RELATIONS:
            return condition(spatial.relate(name, left, right, self.place))
        if name == "like":
            return condition(comparing.like(left, right))
        return condition(comparing.compare(name, left, right))

    def miss(self, tree: Any) -> Any:
        """Whether a property has no value."""
        found = self.find(tree)
        if found.expression is None:
            raise FilterError("IS NULL asks of a property or a value; give one.")
        return comparing.is_missing(found.expression)

    def search(self, value: Any, members: Any) -> Any:
        """Whether a value is one of a list."""
        if not isinstance(members, list):
            raise FilterError("IN takes a list of values in brackets.")
        return comparing.among(self.find(value), [self.find(one) for one in members])

    def range(self, value: Any, low: Any, high: Any) -> Any:
        """Whether a value is in a range."""
        return comparing.between(self.find(value), self.find(low), self.find(high))

    def deny(self, tree: Any) -> Any:
        """The contrary."""
        return negate(self.judge(tree))


SPECIAL: dict[str, tuple[int, Callable[..., Any]]] = {
    "not": (1, Translator.deny),
    "isnull": (1, Translator.miss),
    "in": (2, Translator.search),
    "between": (3, Translator.range),
}


def condition(expression: Any) -> Term:
    """A condition as a term, which may be compared with true or false."""
    return Term(Kind.BOOLEAN, expression)


def require(name: str, count: int, wanted: int) -> None:
    """See that an operator has as many arguments as it takes."""
    if count != wanted:
        raise FilterError(f"The operator {name} takes {wanted} arguments; it is given {count}.")
