"""A place is what people go to: public ones always, others by their name."""

import pytest

from spatial.osm.places import area, place, words


@pytest.mark.parametrize(
    ("tags", "klass"),
    [
        ({"amenity": "school"}, "school"),
        ({"amenity": "parking"}, None),
        ({"amenity": "parking", "name": "P1"}, "parking"),
        ({"shop": "bakery"}, None),
        ({"shop": "bakery", "name": "Nan"}, "bakery"),
        ({"shop": "yes", "name": "Nan"}, "shop"),
        ({"shop": "no", "name": "Nan"}, None),
        ({"railway": "station"}, "station"),
        ({"name": "Nan"}, None),
    ],
)
def test_a_place_is_named_by_its_tag(tags: dict[str, str], klass: str | None) -> None:
    assert place(tags) == klass


def test_an_administrative_area_is_a_boundary_or_a_settlement() -> None:
    assert area({"boundary": "administrative"}) == "administrative"
    assert area({"place": "suburb"}) == "suburb"
    assert area({"place": "square"}) is None
    assert words("a b") == {"a", "b"}
