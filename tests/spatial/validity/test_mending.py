"""What can be mended in 3D is, and told; nothing else is touched."""

from copy import deepcopy
from typing import Any

from spatial.solids import read_faces
from spatial.validity.bodies import check_bodies
from spatial.validity.mending import mend
from tests.cities import city


def body() -> dict[str, Any]:
    """A sound box as a body of its own."""
    model = city({"a": 9})
    geometry = model["CityObjects"]["a"]["geometry"]
    return {"geometry": geometry, "vertices": model["vertices"], "transform": model["transform"]}


def codes(one: dict[str, Any]) -> list[str]:
    """What is wrong with a body."""
    return [finding.code[:3] for _, finding in check_bodies([one["geometry"]], read_faces(one), 1.0)]


def test_a_sound_body_is_given_back_as_it_is() -> None:
    sound = body()
    mended, done = mend(sound, 1.0)
    assert mended is sound
    assert done == []


def test_a_shell_inside_out_is_turned_and_told() -> None:
    wrong = body()
    shell = wrong["geometry"][0]["boundaries"][0]
    wrong["geometry"][0]["boundaries"][0] = [[ring[::-1] for ring in surface] for surface in shell]
    before = deepcopy(wrong)
    assert codes(wrong) == ["405"]
    mended, [done] = mend(wrong, 1.0)
    assert codes(mended) == []
    assert (done.code, done.position) == ("REPAIRED_SHELL", "geometry[0].boundaries[0]")
    assert wrong == before, "what was given is not changed"


def test_points_that_repeat_the_one_before_are_left_out() -> None:
    wrong = body()
    ring = wrong["geometry"][0]["boundaries"][0][0][0]
    wrong["vertices"].append(list(wrong["vertices"][ring[0]]))
    ring.insert(1, len(wrong["vertices"]) - 1)
    mended, [done] = mend(wrong, 1.0)
    assert done.code == "REPAIRED_POINTS"
    assert len(mended["geometry"][0]["boundaries"][0][0][0]) == 4
    assert codes(mended) == []


def test_textured_geometry_is_left_alone() -> None:
    wrong = body()
    shell = wrong["geometry"][0]["boundaries"][0]
    wrong["geometry"][0]["boundaries"][0] = [[ring[::-1] for ring in surface] for surface in shell]
    wrong["geometry"][0]["texture"] = {"winter": {"values": []}}
    assert mend(wrong, 1.0) == (wrong, [])
