"""Generalised rows hold what everyone may see today, and follow each change as if made anew."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.gis.geos import LineString, Point, Polygon
from shapely import Point as Place

from tests.factories import make_load, make_version, outline
from tests.hidden import HIDDEN
from tests.tables import HANGZHOU, make_table, put
from twin import overview
from twin.models import Building, Overview, Published, Recorded, Road, Version
from twin.models import Place as PlaceRow
from twin.published import layer_of, model_of

CLASSES = ("house", "office", "school", "barn", None)
WEST, SOUTH = 120.15, 30.25
ROOM = 0.02
"""Degrees along the made-up city's side."""


def told(layer: str = "buildings") -> list[tuple[Any, ...]]:
    """All generalised rows of a layer, whole."""
    found = Overview.objects.filter(layer=layer).order_by("id")
    return [
        (
            row.id,
            row.level,
            row.x,
            row.y,
            row.line,
            row.value,
            row.count,
            row.area,
            row.importance,
            row.tile.hex,
        )
        for row in found
    ]


def shape_of(kind: type[Version], dice: random.Random) -> Any:
    """A house, street or shop somewhere in the city; some houses are large."""
    west, south = WEST + dice.random() * ROOM, SOUTH + dice.random() * ROOM
    if kind is Road:
        steps = [(west + dice.random() * 0.01, south + dice.random() * 0.01) for _ in range(3)]
        made: Any = LineString(*steps)
    elif kind is PlaceRow:
        made = Point(west, south)
    else:
        side = dice.choice((0.0001, 0.0002, 0.003))
        made = Polygon.from_bbox((west, south, west + side, south + side * dice.uniform(0.4, 1.6)))
    made.srid = 4326
    return made


def class_of(kind: type[Version], dice: random.Random) -> str | None:
    """What it is, by a word of its layer's legend or by none."""
    words = {Road: ("primary", "residential", "footway", None), PlaceRow: ("school", "clinic", "shop")}
    return dice.choice(words.get(kind, CLASSES))


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_not_everyone_sees_today_is_in_no_row(db: None, hidden: dict[str, Any]) -> None:
    make_version(Building, "hidden", outline("polygon", 0), klass="house", **hidden)
    shown = make_version(Building, "shown", outline("polygon", 1), klass="house")
    overview.renew(Building, None)
    assert {(row.count, row.area) for row in Overview.objects.all()} == {(1, round(shown.tile.area))}


def test_a_part_of_a_building_is_in_no_row_of_buildings(db: None) -> None:
    whole = make_version(Building, "whole", outline("polygon", 0))
    make_version(Building, "part", outline("polygon", 0), parent=whole.thing)
    overview.renew(Building, None)
    assert {row.count for row in Overview.objects.filter(layer="buildings")} == {1}


@pytest.mark.parametrize(("kind", "layer"), [(Building, "buildings"), (Road, "roads"), (PlaceRow, "places")])
def test_after_any_edits_the_rows_are_those_made_anew(db: None, kind: type[Version], layer: str) -> None:
    dice = random.Random(f"edits of {layer}")
    standing = [
        make_version(kind, f"{number}", shape_of(kind, dice), klass=class_of(kind, dice))
        for number in range(60)
    ]
    overview.renew(kind, None)
    for number in range(25):
        edited: list[Recorded] = []
        for row in dice.sample(standing, 2):
            edited.append(row)
            standing.remove(row)
            kind.objects.filter(pk=row.pk).update(  # type: ignore[attr-defined]
                recorded=(datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 1, 1, tzinfo=UTC))
            )
        made = make_version(kind, f"new {number}", shape_of(kind, dice), klass=class_of(kind, dice))
        standing.append(made)
        overview.renew(kind, [row.tile.extent for row in (*edited, made)])
        if number % 6 == 0:
            followed = told(layer)
            overview.renew(kind, None)
            assert followed == told(layer)
    assert {one[6] for one in followed} - {1}, "Some rows are of several."


def test_an_edit_changes_the_rows_about_it_alone_and_tells_their_boxes(db: None) -> None:
    for index in range(8):
        make_version(Building, f"{index}", outline("polygon", 20 * index), klass="house")
    overview.renew(Building, None)
    before = set(told())
    near = Building.objects.get(code="3")
    Building.objects.filter(code="3").update(klass="office")
    redrawn = overview.renew(Building, [near.tile.extent])
    gone = before - set(told())
    assert {row[1] for row in gone if row[2] not in {one[2] for one in gone}} == set()
    assert len([row for row in gone if row[1] == 13]) == 1
    for zooms, (west, south, east, north) in redrawn:
        if 13 in zooms:
            assert west <= near.tile.centroid.x <= east and south <= near.tile.centroid.y <= north
            assert east - west < 5000


def test_a_class_that_is_drawn_from_nearer_has_no_row_farther_away(db: None) -> None:
    make_version(Road, "lane", outline("line", 0), klass="residential")
    make_version(Road, "path", outline("line", 1), klass="footway")
    overview.renew(Road, None)
    assert {(row.level, row.value) for row in Overview.objects.all()} == {
        (level, "tertiary") for level in (13, 12, 11)
    }


def test_a_published_layer_is_generalised_until_it_is_told_not_to_be(twin: None) -> None:
    shops = [(str(at), Place(HANGZHOU.x + at / 1e5, HANGZHOU.y), (at,)) for at in range(9)]
    put(make_table("shops", {"n": "integer"}, shops))
    row = Published.objects.get()
    row.overview = True
    row.save()
    overview.renew(model_of(row), None)
    found = overview.rows(layer_of(row), 6)
    assert found is not None
    assert [one["count"] for one in found] == [9]
    Published.objects.update(overview=False)
    overview.renew(model_of(row), None)
    assert not Overview.objects.exists()


def test_all_is_made_anew_and_what_no_layer_has_any_more_is_gone(db: None) -> None:
    make_version(Building, "house", outline("polygon", 0))
    Overview.objects.create(
        layer="gone", id=2**52, level=5, x=0, y=0, line=0, count=1, area=0, importance=0, tile=Point(0, 0)
    )
    overview.rebuild()
    assert set(Overview.objects.values_list("layer", flat=True)) == {"buildings"}


def test_tables_whose_rows_amount_to_nothing_yet_are_told(db: None) -> None:
    assert overview.missing() == []
    make_version(Building, "house", outline("polygon", 0))
    assert overview.missing() == [Building]
    overview.renew(Building, None)
    assert overview.missing() == []
    assert make_load() and levels_of("buildings") == {13, 12, 11, 10, 9, 8}


def levels_of(layer: str) -> set[int]:
    """The zooms that a layer has rows of."""
    return set(Overview.objects.filter(layer=layer).values_list("level", flat=True))
