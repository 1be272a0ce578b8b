"""One class of pipe along a web of streets, cut where it has manholes; drains run downhill."""

from dataclasses import dataclass

import numpy as np

from spatial.generator.chance import Floats, Whole
from spatial.generator.mains import Main
from spatial.generator.streets import Rank
from spatial.generator.terrain import Terrain
from spatial.generator.webs import Mask, Web
from spatial.records import VerticalKind


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of pipe (n): ends in metres and in lattice coordinates, (n, 2) each, with the nodes' names.

    `names` are the pieces' own; `stretch` numbers the stretch of the web each is a piece of, `rank` its
    street's; `inner` marks pieces that begin at a manhole between the stretch's ends; `dry` those that
    cross no river. `junctions` are the web's own points that the class touches, at `xy`.
    """

    names: list[str]
    stretch: Whole
    rank: Whole
    inner: Mask
    dry: Mask
    starts: Floats
    ends: Floats
    start_uv: Floats
    end_uv: Floats
    start_names: list[str]
    end_names: list[str]
    junctions: Whole
    xy: Floats


def run_along(main: Main, web: Web, terrain: Terrain) -> Run:
    """A class of pipe along every stretch of a web that it can lie in; drains never cross the river."""
    points = web.points
    kept = np.flatnonzero(web.dry) if main.vertical is VerticalKind.ELEVATION else np.arange(len(web.pairs))
    pairs, rank = web.pairs[kept], web.rank[kept]
    if main.vertical is VerticalKind.ELEVATION:
        level = terrain.plain(points.uv)
        uphill = level[pairs[:, 0]] < level[pairs[:, 1]]
        pairs = np.where(uphill[:, None], pairs[:, ::-1], pairs)
    xy = points.xy + main.wide * points.wide + (main.narrow or 0.0) * points.narrow
    first, last = pairs[:, 0], pairs[:, 1]
    pieces = _count_pieces(main, np.hypot(*(xy[last] - xy[first]).T), rank)
    stretch = np.repeat(np.arange(len(kept)), pieces)
    number = np.arange(stretch.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    final = number + 1 == pieces[stretch]
    parts = number / pieces[stretch], (number + 1) / pieces[stretch]
    begin, finish = first[stretch], last[stretch]
    starts, ends = (_between(xy, begin, finish, part) for part in parts)
    start_uv, end_uv = (_between(points.uv, begin, finish, part) for part in parts)
    stems = [f"{main.klass}-{web.names[one]}" for one in kept.tolist()]
    junctions = [f"{main.klass}-{name}" for name in points.names]
    columns = (stretch, number, begin, finish, final)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    return Run(
        names=[f"{stems[one]}-{cut}" for one, cut, *_ in rows],
        stretch=stretch,
        rank=rank[stretch],
        inner=number > 0,
        dry=web.dry[kept][stretch],
        starts=np.round(starts, 3),
        ends=np.round(ends, 3),
        start_uv=start_uv,
        end_uv=end_uv,
        start_names=[f"{stems[one]}m{cut}" if cut else junctions[a] for one, cut, a, _, _ in rows],
        end_names=[junctions[b] if end else f"{stems[one]}m{cut + 1}" for one, cut, _, b, end in rows],
        junctions=np.unique(pairs),
        xy=np.round(xy, 3),
    )


def _count_pieces(main: Main, length: Floats, rank: Whole) -> Whole:
    if main.spacing is None:
        return np.ones(length.size, dtype=np.int64)
    spacing = np.array([main.spacing[Rank(one)] for one in rank.tolist()])
    return np.maximum(1, np.ceil(length / spacing)).astype(np.int64) if length.size else rank


def _between(values: Floats, first: Whole, last: Whole, part: Floats) -> Floats:
    """Values on the way from one point to another; exactly the point's own at its end."""
    mixed: Floats = values[first] * (1 - part)[:, None] + values[last] * part[:, None]
    return mixed
