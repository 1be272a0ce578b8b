"""The cases of cjval, the validator of CityJSON: each loads or is told with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked, formats
from spatial.records import CityObject

CASES = "conformance/cjval-cases/data"
Sample = Callable[[str], Path]

# One id on every line: cjval looks at each feature by itself and is content, but a twin would lose
# all objects but one. A type of no schema is invalid for cjval; here it is a warning, for the object is kept.
LINES = {"error DUPLICATE_ID @ line 3", "error DUPLICATE_ID @ line 4"}
BROKEN_LINES = LINES | {"error FEATURE_NOT_UNDERSTOOD @ line 5, type", "warning UNKNOWN_TYPE @ line 2, type"}
# A broken look is invalid for cjval; the geometry is sound, so the object is kept without it.
THEME = "warning APPEARANCE_BROKEN @ geometry[0]"

READ: dict[str, tuple[int, set[str]]] = {
    # Valid for cjval, which looks at no coordinates: the rings cross themselves.
    "address.json": (
        0,
        {
            "error 104 RING_SELF_INTERSECTION @ geometry[0].boundaries[2][0]",
            "warning 102 CONSECUTIVE_POINTS_SAME @ geometry[0].boundaries[3][0]",
        },
    ),
    # Extensions are invalid for cjval without their schemas, which are not fetched; all of them is kept.
    "cube.city.json": (1, set()),
    "extraattribute.json": (1, set()),
    "many.json": (2, set()),
    "many2.json": (3, set()),
    "noise1.city.json": (3, set()),
    "twoextensions.json": (1, set()),
    "cube.txt": (1, BROKEN_LINES),
    "cube_20.jsonl": (1, BROKEN_LINES | {"error DUPLICATE_ID @ line 6"}),
    "cube_20.txt": (1, BROKEN_LINES | {"error DUPLICATE_ID @ line 6"}),
    "cube_20_1.jsonl": (1, LINES),
    "extension.jsonl": (1, BROKEN_LINES | {"error DUPLICATE_ID @ line 6"}),
    # Valid for cjval; its solids are turned inside out.
    "japanese.city.json": (4, {"warning 405 WRONG_ORIENTATION_SHELL @ geometry[1].boundaries[0]"}),
    "material.city.json": (1, {f"{THEME}.material.main2"}),
    "material2.city.json": (1, {f"{THEME}.material.main"}),
    "material3.city.json": (1, set()),
    # Invalid for cjval by its indices; “hugo”, which is in no schema, is kept.
    "o.json": (
        1,
        {
            "error VERTEX_OUT_OF_RANGE @ geometry[0].boundaries[3][0][2]",
            "warning 101 TOO_FEW_POINTS @ geometry[0].boundaries[0][0]",
            "warning 102 CONSECUTIVE_POINTS_SAME @ geometry[0].boundaries[0][0]",
            "error 104 RING_SELF_INTERSECTION @ geometry[0].boundaries[2][0]",
        },
    ),
    "o2.json": (2, set()),
    # Unused and doubled vertices are warnings of cjval; nothing is built of them.
    "o3.json": (2, set()),
    "sem.json": (
        1,
        {
            "warning RING_CLOSED @ geometry[0].boundaries[4][0]",
            "error SEMANTICS_MISMATCH @ geometry[0].semantics.values",
            "warning RING_CLOSED @ geometry[0].boundaries[0][4][0]",
            "warning 204 NON_PLANAR_POLYGON_NORMALS_DEVIATION @ geometry[0].boundaries[0][3]",
            "warning 302 SHELL_NOT_CLOSED @ geometry[0].boundaries[0]",
            "warning 303 NON_MANIFOLD_CASE @ geometry[0].boundaries[0]",
            "warning 301 TOO_FEW_POLYGONS @ geometry[0].boundaries[1]",
            "error VERTEX_OUT_OF_RANGE @ geometry[0].boundaries[0][0][0][0][4]",
        },
    ),
    "sem_point.city.json": (2, set()),
    "texture1.city.json": (1, {f"{THEME}.texture.00"}),
    "texture2.city.json": (1, {f"{THEME}.texture.00"}),
    "texture3.city.json": (1, set()),
    "texture4.city.json": (3, set()),
    "texture5.city.json": (1, set()),
    "texture6.city.json": (1, {f"{THEME}.texture.00"}),
    "texture7.city.json": (1, set()),
}
REFUSED = {
    # A feature is valid for cjval once it is given a header; by itself it lies nowhere.
    "cjfeat1.json": "cjfeat1.json, line 1: there is no header",
    "duplicate.json": "duplicate.json, line 80 column 9: two objects with the id “LondonTower”",
    "o4.json": "o4.json is CityJSON “0.9”; the twin reads 1.0, 1.1 and 2.0",
    # cjval looks at no coordinates: with a scale of 0 all vertices are one.
    "potatoes.city.json": "potatoes.city.json: “transform” needs a “scale” (not 0)",
}
# The schema of an extension, no city.
UNKNOWN = {"generic.ext.json"}


def test_every_case_has_its_outcome(sample: Sample) -> None:
    assert {path.name for path in sample(CASES).iterdir()} == {*READ, *REFUSED} | UNKNOWN


@pytest.mark.parametrize("name", [*READ, *REFUSED, *UNKNOWN])
def test_a_case_ends_as_it_should(name: str, sample: Sample) -> None:
    path = sample(f"{CASES}/{name}")
    known = [one for one in formats if one.files(path) and one.recognises(path.read_bytes()[:HEAD])]
    assert len(known) == (name not in UNKNOWN)
    if not known:
        return
    assert known[0].read is not None
    rows = known[0].read(path, Asked(crs="EPSG:7415"))
    if name in REFUSED:
        with pytest.raises(RefusedError) as refusal:
            list(rows)
        assert str(refusal.value).startswith(REFUSED[name])
        return
    records, found = 0, set()
    for row in rows:
        if isinstance(row, CityObject):
            records += 1
        else:
            found.add(f"{row.severity} {row.code} @ {row.position}")
    assert (records, found) == READ[name]
