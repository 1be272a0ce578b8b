"""Materials and textures are renumbered wherever they are nested; a theme that is broken is left behind."""

from typing import Any

import pytest

from spatial.cityjson.looks import APPEARANCE, BrokenReferenceError, keep_looks


class Tens:
    """A numbering by tens, of five items."""

    def take(self, old: Any) -> int:
        if type(old) is not int or not 0 <= old < 5:
            raise BrokenReferenceError
        return old * 10


LOOKS = dict.fromkeys(APPEARANCE, Tens())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"material": {"a": {"value": 2}}}, {"material": {"a": {"value": 20}}}),
        (
            {"material": {"a": {"values": [[0, None], [1]]}}},
            {"material": {"a": {"values": [[0, None], [10]]}}},
        ),
        (
            {"texture": {"a": {"values": [[[1, 2, 3]], [[None]], None]}}},
            {"texture": {"a": {"values": [[[10, 20, 30]], [[None]], None]}}},
        ),
        ({"lod": "1"}, {"lod": "1"}),
    ],
)
def test_every_reference_is_renumbered(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert keep_looks(before, "here", LOOKS) == []
    assert before == after


@pytest.mark.parametrize(
    "theme", [{"value": 7}, {"values": [1.5]}, {"values": [{}]}, "red", {"values": [True]}]
)
def test_a_broken_theme_is_named_and_the_others_stay(theme: Any) -> None:
    geometry = {"material": {"bad": theme, "good": {"value": 1}}}
    assert keep_looks(geometry, "here", LOOKS) == ["here.material.bad"]
    assert geometry == {"material": {"good": {"value": 10}}}


def test_nested_without_end_is_broken() -> None:
    deep: Any = [1]
    for _ in range(20):
        deep = [deep]
    geometry = {"texture": {"a": {"values": deep}}, "material": {"a": {"values": deep}}}
    assert keep_looks(geometry, "here", LOOKS) == ["here.material.a", "here.texture.a"]
    assert geometry == {}
