"""Gauss-Krüger zones of CGCS2000: eastings with the number of the zone in front, or without."""

MILLION = 1_000_000
# EPSG's codes by zone number, for eastings that carry it: zones of 3 degrees, then of 6.
NUMBERED = {25 + n: 4513 + n for n in range(21)} | {13 + n: 4491 + n for n in range(11)}
# For each of these the code of the same zone for eastings without a number.
PLAIN = {4513 + n: 4534 + n for n in range(21)} | {4491 + n: 4502 + n for n in range(11)}
OF_CGCS2000 = {4326, 4490, *PLAIN, *PLAIN.values()}
# The codes of zones that lie in a row from west to east.
ROWS = (
    range(4513, 4534),
    range(4534, 4555),
    range(4491, 4502),
    range(4502, 4513),
    range(32601, 32661),
    range(32701, 32761),
)


def suggest(horizontal: int, west: float, east: float) -> int | None:
    """The code that eastings from `west` to `east` fit, where they do not fit that of `horizontal`.

    None where the eastings agree with it, or lie in no zone of CGCS2000.
    """
    carried = number_of(west)
    if carried is None or carried != number_of(east) or horizontal not in OF_CGCS2000:
        return None
    fitting = NUMBERED.get(carried) if carried else PLAIN.get(horizontal)
    return fitting if fitting != horizontal else None


def number_of(easting: float) -> int | None:
    """The number an easting carries in front, 0 where it carries none; None for what is no easting."""
    number, rest = divmod(easting, MILLION)
    return int(number) if 100_000 < rest < 900_000 and 0 <= number < 100 else None


def neighbours(code: int) -> tuple[int, ...]:
    """The codes of the zones beside that of `code`, and of its own with the number in front, or without."""
    [*beside] = (near for row in ROWS if code in row for near in (code - 1, code + 1) if near in row)
    same = {**PLAIN, **{plain: numbered for numbered, plain in PLAIN.items()}}
    return (*beside, *([same[code]] if code in same else []))
