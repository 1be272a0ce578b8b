"""How members become rows of a level, in one SQL statement for any number of cells.

Areas of few pixels are gathered: those of one line of the legend that lie within some pixels become one box,
their joint box shrunk about its middle until it is as large as they are together. So no ground is lost or
added. Larger ones keep their outline, simplified. All lie on the grid of a tile of the level.
"""

from spatial.tile_matrix import WEB_MERCATOR
from twin.layer import Layer
from twin.overview.cells import AXIS, FIRST, KINDS, LINES, PARTS, PIXELS, SIDE, Range, seat, side_of

DOT = 4
"""Areas of fewer square pixels are gathered."""

GRAIN, GRAIN_AFAR, AFAR = 4, 6, 11
"""Pixels along which they are; more from that zoom down, where a city has more in a tile."""

WIDE = 8
"""Parts longer than so many pixels make rows of their own: the others need not be clipped to be drawn."""

APART = 8
"""Pixels between points of one line."""

LONGEST = 2.0
"""Boxes are at most so much longer than wide."""


def members_of_features(source: str, level: int, cells: Range) -> str:
    """Features (`tile`, `line`) with the cell of their middle, those of these cells."""
    x, y = seat(level)
    return f"""
        SELECT * FROM (
            SELECT tile, line, 1 AS count, least(round(ST_Area(tile)), 1e17)::bigint AS area,
                {x} AS x, {y} AS y
            FROM ({source}) AS feature
        ) AS placed
        WHERE {cells.within()}
    """


def members_of_rows() -> str:
    """Rows of the next nearer level, with the cell they fall into."""
    return """
        SELECT tile, line, count, area, x >> 1 AS x, y >> 1 AS y FROM twin_overview
        WHERE layer = %s AND id >= %s AND id < %s AND y BETWEEN %s AND %s
    """


def statement(layer: Layer, level: int, members: str) -> str:
    """Writes the rows of a level from its members; what a row counts stands with its first part."""
    shapes = {"polygon": polygons, "line": lines, "point": points}
    pixel = side_of(level) / PIXELS
    steps = "".join(shapes[kind](pixel, level) for kind in layer.geometry)
    made = " UNION ALL ".join(f"SELECT * FROM {kind}_row" for kind in layer.geometry)
    cell = f"(({level} * {AXIS}::bigint + x) * {AXIS} + y)"
    return f"""
        WITH member AS (
            SELECT x, y, line, part.geom AS shape, ST_Dimension(part.geom) AS dimension,
                CASE WHEN part.nth = 1 THEN count ELSE 0 END AS count,
                CASE WHEN part.nth = 1 THEN area ELSE 0 END AS area
            FROM ({members}) AS found,
                ST_Dump(tile) WITH ORDINALITY AS part (path, geom, nth)
            WHERE line = ANY(%s::int[])
        )
        {steps},
        width (widths) AS (SELECT %s::float8[]),
        made AS MATERIALIZED ({made})
        INSERT INTO twin_overview (layer, id, level, x, y, line, value, count, area, importance, tile)
        SELECT %s, {FIRST} + (({cell} * {LINES} + line) * {KINDS} + dimension) * {PARTS} + part,
            {level}, x, y, line, (%s::text[])[line + 1], count, area,
            CASE dimension WHEN 2 THEN area WHEN 1 THEN ST_Length(tile) * widths[line + 1] ELSE count END,
            tile
        FROM made, width WHERE NOT ST_IsEmpty(tile)
        RETURNING tile
    """


def polygons(pixel: float, level: int) -> str:
    """The steps from areas to rows of areas."""
    grain = pixel * (GRAIN_AFAR if level <= AFAR else GRAIN)
    unit = pixel * PIXELS * SIDE / 4096
    middle = "floor((ST_{0}Min(shape) + ST_{0}Max(shape)) / 2 / {1!r})"
    height = f"greatest(ST_YMax(extent) - ST_YMin(extent), {unit!r})"
    longer = f"(ST_XMax(extent) - ST_XMin(extent)) / {height}"
    proportion = f"greatest(least({longer}, {LONGEST}), {1 / LONGEST})"
    return f""",
        measured AS MATERIALIZED (
            SELECT *, ST_Area(shape) AS size FROM member WHERE dimension = 2
        ),
        gathered AS MATERIALIZED (
            SELECT x, y, line, sum(count) AS count, sum(area) AS area, sum(size::numeric)::float8 AS size,
                ST_Extent(shape)::box2d AS extent
            FROM measured WHERE size < {DOT * pixel**2!r}
            GROUP BY x, y, line, {middle.format("X", grain)}, {middle.format("Y", grain)}
        ),
        wide AS MATERIALIZED (
            SELECT *, ST_XMin(extent) + ST_XMax(extent) AS across, ST_YMin(extent) + ST_YMax(extent) AS along,
                greatest(1, round(sqrt(size * {proportion}) / {unit!r})) AS width FROM gathered
        ),
        high AS MATERIALIZED (
            SELECT *, greatest(1, round(size / width / {unit**2!r})) AS height FROM wide
        ),
        box AS MATERIALIZED (
            SELECT *, {unit!r} * round((across / {unit!r} - width) / 2) AS west,
                {unit!r} * round((along / {unit!r} - height) / 2) AS south
            FROM high
        ),
        outlined AS MATERIALIZED (
            SELECT x, y, line, count, area, simple,
                ST_SnapToGrid(simple, {unit!r}) AS shape
            FROM (
                SELECT *, ST_SimplifyPreserveTopology(shape, {pixel / 2!r}) AS simple
                FROM measured WHERE size >= {DOT * pixel**2!r}
            ) AS large
        ),
        polygon_part AS MATERIALIZED (
            SELECT x, y, line, count, area, ST_MakeEnvelope(
                west, south, west + width * {unit!r}, south + height * {unit!r}, 3857
            ) AS shape FROM box
            UNION ALL
            SELECT x, y, line, count, area,
                CASE WHEN ST_IsValid(shape) THEN shape
                     ELSE ST_MakeValid(ST_SnapToGrid(simple, {unit!r})) END
            FROM outlined
        ),
        joined AS MATERIALIZED (
            SELECT x, y, line, {is_wide(pixel)} AS part, sum(count) AS count, sum(area) AS area,
                ST_ForcePolygonCW(ST_CollectionExtract(ST_Collect(shape ORDER BY shape), 3)) AS tile
            FROM polygon_part GROUP BY x, y, line, {is_wide(pixel)}
        ),
        polygon_row AS (
            SELECT x, y, line, 2 AS dimension, part, count, area, CASE WHEN ST_IsValid(tile) THEN tile
                ELSE ST_ForcePolygonCW(ST_ReducePrecision(ST_UnaryUnion(tile), {unit!r})) END AS tile
            FROM joined
        )
    """


def lines(pixel: float, level: int) -> str:
    """The steps from lines to rows of lines: those that meet are one, and so simplified as one."""
    unit = pixel * PIXELS * SIDE / 4096
    return f""",
        line_row AS (
            SELECT x, y, line, 1 AS dimension, {is_wide(pixel)} AS part,
                sum(count) AS count, sum(area) AS area,
                ST_SnapToGrid(ST_Simplify(
                    ST_LineMerge(ST_Collect(shape ORDER BY shape)), {pixel / 2!r}), {unit!r}) AS tile
            FROM member WHERE dimension = 1 GROUP BY x, y, line, {is_wide(pixel)}
        )
    """


def points(pixel: float, level: int) -> str:
    """The steps from points to rows of points: of those near each other the one nearest their mean."""
    unit, apart, across = pixel * PIXELS * SIDE / 4096, pixel * APART, PIXELS // APART
    place = "(floor((ST_{0}(shape) - ({1!r})) / {2!r})::bigint & {3})"
    west = place.format("X", WEB_MERCATOR.left, apart, across - 1)
    south = place.format("Y", -WEB_MERCATOR.top, apart, across - 1)
    mean = "sum(count * ST_{0}(shape)::numeric) OVER near / nullif(sum(count) OVER near, 0)"
    return f""",
        seated AS (
            SELECT *, ({west} * {across} + {south})::int AS part FROM member WHERE dimension = 0
        ),
        centred AS MATERIALIZED (
            SELECT x, y, line, part, shape, sum(count) OVER near AS count, sum(area) OVER near AS area,
                ({mean.format("X")})::float8 AS mean_x, ({mean.format("Y")})::float8 AS mean_y
            FROM seated WINDOW near AS (PARTITION BY x, y, line, part)
        ),
        point_row AS (
            SELECT DISTINCT ON (x, y, line, part)
                x, y, line, 0 AS dimension, part, count, area, ST_SnapToGrid(shape, {unit!r}) AS tile
            FROM centred
            ORDER BY x, y, line, part,
                ST_Distance(shape, ST_SetSRID(ST_MakePoint(mean_x, mean_y), 3857)), ST_X(shape), ST_Y(shape)
        )
    """


def is_wide(pixel: float) -> str:
    """In SQL: 1 for a part that makes a row of its own, else 0."""
    long = f"greatest(ST_XMax(shape) - ST_XMin(shape), ST_YMax(shape) - ST_YMin(shape)) > {WIDE * pixel!r}"
    return f"({long})::int"
