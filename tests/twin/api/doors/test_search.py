"""The place search answers points with a label and what they are, in the reader's language."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_version, outline
from twin.models import Address, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> None:
    """A school, a shop and a house number."""
    make_version(Place, "s", outline("point", 0), name="杭州第一小学", klass="school")
    make_version(Place, "k", outline("point", 1), name="Corner shop 100%", klass="shop")
    make_version(Address, "a", outline("point", 2), street="文一路", housenumber="12")


def find(client: Client, **query: Any) -> list[dict[str, Any]]:
    """The features found."""
    answer = client.get("/search", query)
    assert answer["Content-Type"] == "application/geo+json"
    features: list[dict[str, Any]] = answer.json()["features"]
    return features


def test_a_place_is_found_with_its_class_in_the_readers_language(client: Client, known: None) -> None:
    [hit] = find(client, q="第一小学")
    assert hit["geometry"] == {"type": "Point", "coordinates": [120.15, 30.25]}
    assert hit["properties"] == {
        "label": "杭州第一小学",
        "detail": "学校",
        "layer": "places",
        "kind": "school",
    }
    assert find(client, q="第一小学", lang="en")[0]["properties"]["detail"] == "Schools"
    assert find(client, q="corner", lang="en")[0]["properties"]["detail"] == "Places"


def test_an_address_is_found_by_street_and_number(client: Client, known: None) -> None:
    [hit] = find(client, q="文一路 12")
    assert (hit["properties"]["label"], hit["properties"]["layer"]) == ("文一路 12", "addresses")
    assert client.get(f"/collections/addresses/items/{hit['id']}").status_code == 200


def test_signs_of_the_search_language_are_plain_text(client: Client, known: None) -> None:
    assert [hit["properties"]["label"] for hit in find(client, q="100%")] == ["Corner shop 100%"]
    for words in ("%", "_"):
        assert len(find(client, q=words)) == (1 if words == "%" else 0)
    assert find(client, q="'; DROP TABLE twin_place; --") == []


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}, {"q": "nowhere"}])
def test_nothing_asked_or_nothing_found_is_an_empty_answer(
    client: Client, known: None, query: dict[str, str]
) -> None:
    assert find(client, **query) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("q", "x" * 201), ("q", "a\x00"), ("q", "\u202ea"), ("limit", "0"), ("limit", "x"), ("w", "1")],
)
def test_what_cannot_be_searched_is_refused_by_name(client: Client, name: str, value: str) -> None:
    answer = client.get("/search", {name: value})
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


def test_the_limit_bounds_the_answer(client: Client) -> None:
    for index in range(4):
        make_version(Place, str(index), outline("point", index), name=f"School {index}")
    assert len(find(client, q="school", limit="2")) == 2
    assert len(find(client, q="school", limit="999")) == 4
