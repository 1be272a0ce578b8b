"""An outcome is GeoJSON: zones with all figures, flows as lines, classes with their words."""

from shapely.geometry import shape

from tests.outcomes import SHAPES, plant_found, plant_outcome
from twin.api.maps import write_map


def test_places_bear_their_figures_and_only_zones_that_are_seen_a_shape() -> None:
    told = write_map(plant_outcome(flows=False), SHAPES, "en")
    west, east, north, south, unplaced, city = told["features"]
    assert [one["geometry"] is None for one in told["features"]] == [False, False, False, True, True, True]
    assert west["properties"]["rate"] == 0.25
    assert (west["properties"]["rate.numerator"], west["properties"]["rate.unknown"]) == (10, 1)
    assert shape(west["geometry"]).bounds[0] < west["properties"]["lon"] < 121
    assert north["properties"]["rate"] is None
    assert north["properties"]["rate.reason"] == "Hidden: drawn from too few people"
    assert (unplaced["properties"]["place"], city["properties"]["name"]) == ("unplaced", "whole city")
    assert "homes.old.numerator" not in east["properties"] and south["properties"]["homes.old"] == 0


def test_a_flow_is_a_line_unless_it_stays_or_comes_from_nowhere() -> None:
    told = write_map(plant_outcome(), SHAPES, "en")
    flows = [one for one in told["features"] if one["properties"]["place"] == "flow"]
    assert [(one["properties"]["count"], one["geometry"] is not None) for one in flows] == [
        (100, True),
        (70, False),
        (40, True),
        (12, False),
    ]
    assert flows[0]["geometry"]["coordinates"] == [[120.5, 30.5], [121.5, 30.5]]
    assert flows[3]["properties"]["origin"] is None
    assert told["flows"] == [
        {"measure": "commuters", "title": "Commuters", "left_out": {"flows": 0, "count": 0}, "hidden": 2}
    ]


def test_classes_cover_the_figures_of_zones_in_words() -> None:
    told = write_map(plant_outcome(), SHAPES, "en")
    rate, old, _ = told["columns"]
    assert [one["least"] for one in rate["classes"]] == [0.25, 0.5]
    assert [one["label"] for one in rate["classes"]] == ["25 – 50", "≥ 50"]
    assert rate["classed"].startswith("Classes: each value")
    assert len(old["classes"]) == 4 and len({one["colour"] for one in old["classes"]}) == 4


def test_what_has_no_figure_anywhere_has_no_classes() -> None:
    outcome = plant_outcome(flows=False)
    for row in outcome["rows"]:
        row["value"] = None
        row["reason"] = "protected"
    assert {(len(one["classes"]), one["classed"]) for one in write_map(outcome, {}, "zh")["columns"]} == {
        (0, None)
    }


def test_what_was_found_bears_its_measure_in_words() -> None:
    area, spot, few = write_map(plant_found(), SHAPES, "en")["features"][-3:]
    assert (area["geometry"]["type"], spot["geometry"]["type"]) == ("Polygon", "Point")
    assert area["properties"] == {
        "place": "found",
        "title": "Reached",
        "measure": "reached",
        "name": "10 min",
        "value": 10,
        "reason": None,
        "why": None,
    }
    assert few["properties"]["why"] == "Hidden: drawn from too few people"
