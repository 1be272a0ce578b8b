"""What a place is and what a building is for are told in the same words."""

from twin.layer import layers
from twin.layer.facility import FACILITIES


def test_places_and_buildings_share_the_words() -> None:
    told = {id: {field.name: field.values for field in layers[id].fields} for id in ("places", "buildings")}
    assert (
        told["places"]["class"] == told["places"]["function"] == told["buildings"]["function"] == FACILITIES
    )
    assert FACILITIES["car_wash"].zh == "洗车"


def test_each_place_that_is_painted_has_words() -> None:
    painted = {value for one in layers["places"].paint.classes for value in one.values}
    assert painted < set(FACILITIES)
