"""Places and addresses are found by what people type, among what they may see."""

from dataclasses import replace

import pytest

from tests.factories import fill_layer, make_version, outline
from twin.access import NOBODY, Viewer, find
from twin.layer import EVERYONE, STAFF, layers
from twin.models import Address, Openness, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def street() -> None:
    """A school, two house numbers, and what nobody must find."""
    make_version(Place, "school", outline("point", 0), name="杭州第二小学", klass="school")
    make_version(Place, "bunker", outline("point", 1), name="杭州秘密小学", openness=Openness.CLOSED)
    for index, number in enumerate(("12", "120")):
        make_version(Address, number, outline("point", index), street="文三路", housenumber=number)


def labels(words: str, viewer: Viewer = NOBODY) -> list[str]:
    """What is found, best first."""
    return [match["label"] for match in find(viewer, words, 10)]


def test_a_place_is_found_by_part_of_its_name(street: None) -> None:
    assert labels("第二小学") == ["杭州第二小学"]


def test_an_address_is_found_by_street_and_number_the_exact_one_first(street: None) -> None:
    assert labels("文三路 12") == ["文三路 12", "文三路 120"]


def test_every_word_must_occur(street: None) -> None:
    assert labels("文三路 99") == []
    assert labels("   ") == []


def test_case_does_not_matter_and_wildcards_are_only_characters(street: None) -> None:
    make_version(Place, "cafe", outline("point", 2), name="West Lake 100% Café")
    assert labels("west lake") == ["West Lake 100% Café"]
    assert labels("100%") == ["West Lake 100% Café"]
    assert labels("%") == ["West Lake 100% Café"]
    assert labels("_") == []


def test_closed_rows_and_hidden_layers_are_not_found(street: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert labels("秘密") == []
    assert labels("秘密", Viewer(EVERYONE)) == ["杭州秘密小学"]
    monkeypatch.setitem(layers.entries, "places", replace(layers["places"], audience=STAFF))
    assert labels("小学") == []


def test_a_match_tells_where_it_is_and_what(street: None) -> None:
    [match] = find(NOBODY, "第二", 10)
    assert match["layer"] == "places"
    assert match["kind"] == "school"
    assert match["point"] == pytest.approx((120.15, 30.25), abs=1e-6)


def test_no_more_than_asked_for_are_given() -> None:
    fill_layer(layers["places"], range(6))
    assert len(find(NOBODY, "name", 4)) == 4
