"""Streets as they are given: lines with class, direction, speed and level, checked and taken apart."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from spatial.errors import RefusedError
from spatial.routing.columns import Figures, Numbers, Shapes, Words

AHEAD = frozenset({"yes", "true", "1"})
BACK = frozenset({"-1", "reverse"})
BOTH = frozenset({"no", "false", "0"})
ROUND = frozenset({"roundabout", "circular"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Streets:
    """Rows of roads: `lines` in metres, `oneway` 1 along the line, -1 against it, 0 both ways.

    `speed` is km/h, NaN for that of the class; `level` 0 on the ground, more above, less below.
    """

    lines: Shapes
    klass: Words
    oneway: npt.NDArray[np.int8]
    speed: Figures
    level: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Simple lines taken out of the rows: `row` is whose each is; what could not be used is counted."""

    lines: Shapes
    row: Numbers
    not_lines: int
    unreadable: int


def lay(
    lines: Shapes,
    klass: Words,
    oneway: npt.ArrayLike | None = None,
    speed: npt.ArrayLike | None = None,
    level: npt.ArrayLike | None = None,
) -> Streets:
    """Streets of columns of n rows, what is not given being two-way, of its class's speed, on the ground.

    A NaN level is the ground. Raises RefusedError where columns differ in length, a direction is none of
    -1, 0, 1, or coordinates are degrees.
    """
    count = len(lines)
    told = np.zeros(count) if oneway is None else np.asarray(oneway, dtype=float)
    fast = np.full(count, np.nan) if speed is None else np.asarray(speed, dtype=float)
    high = np.zeros(count) if level is None else np.asarray(level, dtype=float)
    lengths = {"klass": len(klass), "oneway": len(told), "speed": len(fast), "level": len(high)}
    for name, length in lengths.items():
        if length != count:
            raise RefusedError(
                f"“{name}” has {length} rows, but there are {count} lines; give one for each line."
            )
    if not np.isin(told, (-1, 0, 1)).all():
        raise RefusedError(
            "A direction is none of -1 (against the line), 0 (both ways), 1 (along it); correct it."
        )
    shapes = np.asarray(lines, dtype=object)
    _refuse_degrees(shapes)
    return Streets(
        lines=shapes,
        klass=np.asarray(klass, dtype=object),
        oneway=told.astype(np.int8),
        speed=fast,
        level=np.nan_to_num(high, posinf=0, neginf=0).astype(np.int64),
    )


def _refuse_degrees(lines: Shapes) -> None:
    xy = np.abs(shapely.get_coordinates(lines))
    xy = xy[np.isfinite(xy).all(axis=1)]
    if len(xy) and xy[:, 0].max() <= 180 and xy[:, 1].max() <= 90:
        raise RefusedError(
            "The roads lie within 180 by 90 of the origin, so they seem to be in degrees; reproject them to "
            "a system in metres."
        )


def tell_directions(
    oneway: Iterable[object], junction: Iterable[object], klass: Iterable[object]
) -> npt.NDArray[np.int8]:
    """-1, 0 or 1 by the words of OpenStreetMap's tags `oneway` (or a flag), `junction` and `highway`.

    Where `oneway` says nothing roundabouts and motorways are one-way along their lines; other words count as
    both ways.
    """
    rows = zip(oneway, junction, klass, strict=True)
    return np.array([_tell_direction(str(word).lower(), *kinds) for word, *kinds in rows], dtype=np.int8)


def _tell_direction(word: str, junction: object, klass: object) -> int:
    if word in AHEAD or word in BACK:
        return 1 if word in AHEAD else -1
    return int(word not in BOTH and (junction in ROUND or klass == "motorway"))


def take_apart(streets: Streets) -> Parts:
    """The simple lines of all rows; refused where there is none."""
    kinds = shapely.get_type_id(streets.lines)
    linear = np.isin(kinds, (1, 2, 5)) & ~shapely.is_empty(streets.lines)
    coordinates, owner = shapely.get_coordinates(streets.lines, return_index=True)
    finite = np.ones(len(streets.lines), dtype=bool)
    finite[owner[~np.isfinite(coordinates).all(axis=1)]] = False
    rows = np.flatnonzero(linear & finite)
    lines, owner = shapely.get_parts(streets.lines[rows], return_index=True)
    if not len(lines):
        raise RefusedError("There is no road with a usable line; load roads as lines first.")
    return Parts(
        lines=shapely.force_2d(lines),
        row=rows[owner],
        not_lines=int((~linear).sum()),
        unreadable=int((linear & ~finite).sum()),
    )
