"""Authority is settled field by field, over what there is."""

import pytest

from spatial.errors import RefusedError
from tests.claims import register
from twin.authority import compared_kinds, read_ranks, set_ranks

pytestmark = pytest.mark.django_db


def test_the_first_named_goes_first_and_a_later_order_replaces_it() -> None:
    register("Dwelling", "fangchan", "1")
    register("Dwelling", "gongan", "1")
    set_ranks("dwelling", "area_gross", ["fangchan", "gongan"])
    assert read_ranks("dwelling") == {"area_gross": {"fangchan": 1, "gongan": 2}}
    set_ranks("dwelling", "area_gross", ["gongan"])
    assert read_ranks("dwelling") == {"area_gross": {"gongan": 1}}
    set_ranks("dwelling", "area_gross", [])
    assert read_ranks("dwelling") == {}


@pytest.mark.parametrize(
    ("kind", "field", "dataset", "told"),
    [
        ("person", "sex", "fangchan", "no register of"),
        ("dwelling", "colour", "fangchan", "no field"),
        ("dwelling", "rooms", "nowhere", "no dataset"),
    ],
)
def test_what_is_not_there_is_refused(kind: str, field: str, dataset: str, told: str) -> None:
    with pytest.raises(RefusedError, match=told):
        set_ranks(kind, field, [dataset])


def test_people_are_not_compared() -> None:
    assert set(compared_kinds()) == {"parcel", "house", "dwelling", "enterprise", "workplace"}
