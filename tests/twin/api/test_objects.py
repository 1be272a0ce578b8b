"""An object is told with all its collections and codes, in the words of a language."""

import pytest

from tests.housing import build_estate
from tests.reports import issue
from twin.access import NOBODY, find_object
from twin.api.objects import ObjectTeller, flatten, is_carded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "kind", "use"), [("zh", "楼幢", "住宅"), ("en", "House", "Housing")])
def test_a_house_without_a_layer_is_told_by_its_register(language: str, kind: str, use: str) -> None:
    house = build_estate(0).house
    issue(house.thing, "house/code", "1/2")
    known = find_object(NOBODY, house.thing_id)
    assert known is not None and is_carded(known)
    told = ObjectTeller(NOBODY, language, "http://x").tell_object(known)
    assert (told["kind_title"], told["collections"], told["bbox"]) == (kind, [], None)
    assert next(one["shown"] for one in told["fields"] if one["name"] == "usage") == use
    assert told["card"] == f"http://x/card/{house.thing_id}"
    assert told["codes"][0]["href"] == "http://x/id/house%2Fcode/1/2"


def test_what_is_nested_is_laid_flat_by_dotted_names() -> None:
    assert flatten({"a": {"b": 1, "c": [True, {}]}, "d": None}) == [
        ("a.b", 1),
        ("a.c.1", True),
        ("a.c.2", {}),
        ("d", None),
    ]
    assert flatten("x") == [("", "x")]
