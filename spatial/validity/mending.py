"""3D geometry mended where that changes no more than how it is told: doubled points, shells inside out."""

from collections.abc import Iterator
from typing import Any

from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import DEPTH, SURFACE, read_faces
from spatial.validity.bodies import list_areas
from spatial.validity.shells import WRONG_SIDE, check_shells

# Materials and textures are listed by surface and point, so geometry that bears them is left as it is.
BEARING = {"texture", "material"}


def mend(body: dict[str, Any], unit: float) -> tuple[dict[str, Any], list[Finding]]:
    """The well-formed `body` mended, and what was done to it; `unit` is metres in one of x and y."""
    done: list[Finding] = []
    names = [tuple(vertex) for vertex in body["vertices"]]
    mended = {**body, "geometry": list(body["geometry"])}
    for number, geometry in enumerate(body["geometry"]):
        if DEPTH.get(geometry["type"], 0) <= SURFACE or BEARING & set(geometry):
            continue
        at = f"geometry[{number}]"
        mended["geometry"][number], removed = _drop_doubles(geometry, names)
        if removed:
            message = f"{removed} points that repeated the one before them were left out."
            done.append(_tell("REPAIRED_POINTS", message, at))
    for number, path in list(_find_inside_out(mended, unit)):
        geometry = mended["geometry"][number]
        turned = _turn(geometry["boundaries"], path)
        mended["geometry"][number] = {**geometry, "boundaries": turned}
        where = f"geometry[{number}].boundaries" + "".join(f"[{step}]" for step in path)
        done.append(_tell("REPAIRED_SHELL", "The shell was inside out; its surfaces were turned.", where))
    return (mended, done) if done else (body, [])


def _drop_doubles(geometry: dict[str, Any], names: list[tuple[Any, ...]]) -> tuple[dict[str, Any], int]:
    """The geometry whose rings repeat no point; a ring that would be left without an area stays."""
    removed = 0

    def walk(nested: Any, depth: int) -> Any:
        nonlocal removed
        if depth > 1:
            return [walk(inner, depth - 1) for inner in nested]
        kept = [index for place, index in enumerate(nested) if names[index] != names[nested[place - 1]]]
        if len({names[index] for index in kept}) < 3 or len(kept) == len(nested):
            return nested
        removed += len(nested) - len(kept)
        return kept

    boundaries = walk(geometry["boundaries"], DEPTH[geometry["type"]])
    return ({**geometry, "boundaries": boundaries} if removed else geometry), removed


def _find_inside_out(body: dict[str, Any], unit: float) -> Iterator[tuple[int, tuple[int, ...]]]:
    for shell, found in check_shells(list_areas([body["geometry"]], read_faces(body)), unit):
        if found.code == WRONG_SIDE and not BEARING & set(body["geometry"][shell.geometry]):
            yield shell.geometry, shell.path


def _turn(nested: Any, path: tuple[int, ...]) -> Any:
    """The boundaries with every ring of the shell at `path` the other way round."""
    if path:
        return [_turn(inner, path[1:]) if place == path[0] else inner for place, inner in enumerate(nested)]
    return [[ring[::-1] for ring in surface] for surface in nested]


def _tell(code: str, message: str, where: str) -> Finding:
    return Finding(Severity.INFO, code, message, where)
