"""The commands that draw a feature of a vector tile, followed as their specification (2.1, 4.3) says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOVE, LINE, CLOSE = 1, 2, 7
UNKNOWN, POINT, LINESTRING, POLYGON = range(4)
Place = tuple[int, int]
# What each kind is made of, 4.3.4: commands with the least and the most of a count, again and again.
SEQUENCES = {
    POINT: ((MOVE, 1, 1 << 29),),
    LINESTRING: ((MOVE, 1, 1), (LINE, 1, 1 << 29)),
    POLYGON: ((MOVE, 1, 1), (LINE, 2, 1 << 29), (CLOSE, 1, 1)),
}


class Unreadable(Exception):
    """Bytes that are no vector tile."""


@dataclass
class Drawing:
    """What the commands drew: parts in tile coordinates, y downwards, and (clause, fault, whether it breaks).

    The parts are points, lines, or rings without their closing vertex.
    """

    parts: list[list[Place]] = field(default_factory=list)
    faults: list[tuple[str, str, bool]] = field(default_factory=list)


def unpack(packed: Iterable[int | bytes]) -> list[int]:
    """The unsigned numbers of a packed field."""
    numbers, number, shift = [], 0, 0
    for byte in b"".join(bytes(part) for part in packed):
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            number, shift = 0, 0
    if shift:
        raise Unreadable("a number that ends too early")
    return numbers


def unfold(number: int) -> int:
    """A signed number from its zigzag encoding, 4.3.2."""
    return (number >> 1) ^ -(number & 1)


def commands(numbers: list[int]) -> Iterator[tuple[int, int, list[Place]]]:
    """Each command with its count and its pairs of steps."""
    at = 0
    while at < len(numbers):
        command, count = numbers[at] & 7, numbers[at] >> 3
        size = 2 * count if command in (MOVE, LINE) else 0
        steps = [unfold(number) for number in numbers[at + 1 : at + 1 + size]]
        if len(steps) < size:
            raise Unreadable("a command with too few parameters")
        yield command, count, list(zip(steps[::2], steps[1::2], strict=True))
        at += 1 + size


def follow(kind: int, numbers: list[int]) -> Drawing:
    """Draw a feature of a kind."""
    drawing, x, y = Drawing(), 0, 0
    if kind == UNKNOWN:
        return drawing
    sequence, place = SEQUENCES[kind], 0
    for command, count, steps in commands(numbers):
        wanted, least, most = sequence[place % len(sequence)]
        place += 1
        if command != wanted or not least <= count <= most:
            drawing.faults.append(("4.3.4", f"command {command} {count} times, not {wanted}", True))
            return drawing
        if command == MOVE:
            drawing.parts.append([])
        if command == LINE and (0, 0) in steps:
            drawing.faults.append(("4.3.3.2", "a line to where it is", False))
        for step in steps:
            x, y = x + step[0], y + step[1]
            drawing.parts[-1].append((x, y))
    if not numbers or place % len(sequence) or (kind == POINT and place > 1):
        drawing.faults.append(("4.3.4", "an unfinished shape", True))
    if kind == POLYGON:
        drawing.faults += ring_faults(drawing.parts)
    return drawing


def ring_faults(rings: list[list[Place]]) -> Iterator[tuple[str, str, bool]]:
    """What is wrong with the rings of a polygon, 4.3.4.4."""
    areas = [doubled_area(ring) for ring in rings]
    if areas and areas[0] < 0:
        yield "4.3.4.4", "a hole before its outline", False
    if 0 in areas:
        yield "4.3.4.4", "a ring of no area", False
    if any(ring[0] == ring[-1] for ring in rings):
        yield "4.3.4.4", "a ring that comes back before it is closed", False


def doubled_area(ring: list[Place]) -> int:
    """Twice the area by the surveyor's formula: above nought of an outline, below of a hole."""
    return sum(
        x * below - right * y for (x, y), (right, below) in zip(ring, ring[1:] + ring[:1], strict=True)
    )
