"""Points as GML writes them, to x (east), y (north), z."""

from itertools import repeat

import orjson

from spatial.citygml.frame import Frame, Place, WrongGeometryError
from spatial.citygml.names import Element, name_of

Point = tuple[float, float, float]


def read_points(element: Element, frame: Frame, place: Place) -> list[Point]:
    """The points a ring, line or point consists of, in their order. Raises WrongGeometryError."""
    points: list[Point] = []
    for child in element:
        local = name_of(child.tag).local
        if local in ("posList", "pos"):
            inner = frame.enter(child, place)
            points += arrange(read_numbers(child), inner, child.sourceline)
        elif local == "coordinates":
            points += arrange(_read_tuples(child), frame.enter(child, place), child.sourceline)
        elif local in ("pointProperty", "pointRep", "pointMember", "Point"):
            points += read_points(child, frame, frame.enter(child, place))
    return points


def read_numbers(element: Element) -> list[float]:
    """The numbers of an element's text."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return _to_numbers(text, element.sourceline)


def arrange(numbers: list[float], place: Place, line: int) -> list[Point]:
    """Numbers in a file's order as points; where the file gives no height it is 0."""
    dimension = place.dimension
    if len(numbers) % dimension:
        message = f"{len(numbers)} numbers do not make points of {dimension} each."
        raise WrongGeometryError("COORDINATES_UNEVEN", message, line)
    first, second = numbers[::dimension], numbers[1::dimension]
    heights = numbers[2::3] if dimension == 3 else repeat(0.0)
    east, north = (second, first) if place.turned else (first, second)
    return list(zip(east, north, heights, strict=dimension == 3))


def _read_tuples(element: Element) -> list[float]:
    """The numbers of GML 2's coordinates, whose tuples and decimals may be marked by any sign."""
    text = "".join(element.itertext())
    for name, default, wanted in (("decimal", ".", "."), ("cs", ",", " "), ("ts", " ", " ")):
        sign = element.get(name, default)
        if sign != wanted and sign:
            text = text.replace(sign, wanted)
    return _to_numbers(text, element.sourceline)


def _to_numbers(text: str, line: int) -> list[float]:
    try:
        return to_floats(text)
    except ValueError:
        wrong = next(word for word in text.split() if not _is_number(word))
        raise WrongGeometryError("COORDINATES_NOT_NUMBERS", f"“{wrong[:40]}” is no number.", line) from None


def to_floats(text: str) -> list[float]:
    """The numbers of a text with blanks between them. Raises ValueError for what is none.

    Almost every text is one of JSON's numbers too, and its parser is the faster by far.
    """
    words = text.split()
    try:
        numbers = orjson.loads(f"[{','.join(words)}]") if "," not in text else [text]
        kinds = set(map(type, numbers))
        if kinds <= {float}:
            return list(numbers)
        if kinds <= {int, float} and "-0" not in text:  # a whole number has no negative zero
            return list(map(float, numbers))
    except orjson.JSONDecodeError:
        pass
    if "_" in text:  # Python would read 1_000, XML Schema would not
        raise ValueError(text)
    return list(map(float, words))


def _is_number(word: str) -> bool:
    try:
        to_floats(word)
    except ValueError:
        return False
    return True
