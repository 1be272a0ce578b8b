"""In SQL: a shape in whole units of a tile, where that takes no cutting and mending."""

ROUNDING = 1.4143
"""How far two corners, each rounded to a grid of 1, may come nearer to each other."""


def stays(unit: float, *, lines: bool, areas: bool) -> list[str]:
    """The conditions under which a `tile` stays what it is when its corners are rounded to `unit` metres."""
    told = []
    if lines:  # a shorter one may be nothing but a point
        sides = "ST_XMax(tile) - ST_XMin(tile), ST_YMax(tile) - ST_YMin(tile)"
        told.append(f"(ST_Dimension(tile) <> 1 OR greatest({sides}) > {unit!r})")
    if areas:
        told.append(f"clearance > {ROUNDING * unit!r}")
    return told


def rounded(unit: float, west: str, north: str) -> str:
    """The `tile` in units from a corner, given in SQL, its y downward."""
    scale = f"{1 / unit!r}"
    return (
        f"ST_SnapToGrid(ST_Affine(tile, {scale}, 0, 0, -{scale}, "
        f"-({west}) * {scale}, ({north}) * {scale}), 1)"
    )
