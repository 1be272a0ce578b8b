"""Sheets hold what everyone may see today, and follow each change as if made anew."""

import random
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.core.management import call_command

from spatial.mvt import unpack
from spatial.tile_matrix import Tile
from tests.hidden import HIDDEN, PAST
from tests.whole import publish, shape
from twin import overview
from twin.layer import ANONYMOUS, EVERYONE, Sensitivity
from twin.models import Published, Recorded, Sheet
from twin.overview import sheets
from twin.overview.cells import SIDE, side_of

pytestmark = pytest.mark.usefixtures("twin")
CENTIMETRES = 100


def told() -> dict[tuple[int, int], tuple[bytes, ...]]:
    """All sheets, whole."""
    names = [f"shapes{zoom}" for zoom in sheets.ZOOMS]
    found = Sheet.objects.values_list("x", "y", "told", *names)
    return {(x, y): tuple(map(bytes, content)) for x, y, *content in found}


def held() -> set[int]:
    """The things that sheets tell of."""
    found = Sheet.objects.values_list("told", "shapes14")
    packed = [bytes(rows) + bytes(shapes) for rows, shapes in found]
    return {id for content in packed for rows, _ in unpack(content) for id in rows.ids.tolist()}


def test_a_cell_is_as_large_as_a_tile_of_zoom_15() -> None:
    assert sheets.CELL == 15
    assert side_of(sheets.LEVEL) == Tile(15, 0, 0).span
    assert SIDE == 16


def test_a_layer_has_sheets_where_nothing_is_left_out_of_its_tiles() -> None:
    _, layer = publish("polygon", 3)
    assert sheets.are_kept(layer)
    by = replace(layer.paint, by="use")
    for other in (
        replace(layer, abridged=True),
        replace(layer, mixed=True),
        replace(layer, paint=by),
        replace(layer, geometry=()),
        replace(layer, audience=EVERYONE - {ANONYMOUS}),
    ):
        assert not sheets.are_kept(other)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_not_everyone_sees_today_is_in_no_sheet(hidden: dict[str, Any]) -> None:
    kind, _ = publish("polygon", 30)
    manager = kind._default_manager
    chosen = manager.filter(code__in=["3", "17"])
    things = set(chosen.values_list("thing_id", flat=True))
    assert things <= held()
    chosen.update(**hidden)
    overview.renew(kind, None)
    assert held() == set(manager.values_list("thing_id", flat=True)) - things


def test_a_field_that_is_not_for_everyone_is_in_no_sheet() -> None:
    kind, _ = publish("point", 20)
    row = Published.objects.get()
    assert any("7号".encode() in one[0] for one in told().values())
    row.columns[0]["sensitivity"] = Sensitivity.INTERNAL
    row.edition += 1
    row.save()
    overview.renew(kind, None)
    assert held()
    assert not any("号".encode() in part for one in told().values() for part in one)


@pytest.mark.parametrize("geometry", ["polygon", "line", "point"])
def test_after_any_edits_the_sheets_are_those_made_anew(geometry: str) -> None:
    kind, _ = publish(geometry, 80)
    dice = random.Random(f"edits of {geometry}")
    standing = set(kind._default_manager.values_list("pk", flat=True))
    for number in range(15):
        ended, moved = dice.sample(sorted(standing), 2)
        boxes = boxes_of(kind, ended, moved)
        end(kind, ended)
        standing.remove(ended)
        move(kind, moved, dice)
        overview.renew(kind, [*boxes, *boxes_of(kind, moved)])
        if number % 5 == 0:
            followed = told()
            overview.renew(kind, None)
            assert followed == told()
    assert len(held()) == 65


def boxes_of(kind: type[Recorded], *rows: int) -> list[Any]:
    """Where rows are drawn."""
    found: Any = kind._default_manager.filter(pk__in=rows)
    return [row.tile.extent for row in found]


def end(kind: type[Recorded], row: int) -> None:
    """Have a row be no longer."""
    kind._default_manager.filter(pk=row).update(recorded=PAST)


def move(kind: type[Recorded], row: int, dice: random.Random) -> None:
    """Have a row lie elsewhere."""
    place = GEOSGeometry(shape("polygon", dice).wkt, srid=4326).transform(3857, clone=True)
    kind._default_manager.filter(pk=row).update(tile=place)


def test_an_edit_makes_the_sheets_about_it_alone_anew() -> None:
    kind, _ = publish("polygon")
    before = told()
    row: Any = kind._default_manager.first()
    end(kind, row.pk)
    overview.renew(kind, [row.tile.extent])
    changed = [cell for cell, content in before.items() if told().get(cell) != content]
    assert len(changed) == 1
    assert len(before) > 20


def test_a_box_holds_its_row_and_no_more_than_a_centimetre_beyond() -> None:
    kind, _ = publish("polygon", 50)
    rows = [rows for one in told().values() for rows, _ in unpack(one[0] + one[1])]
    boxes = {id: box for one in rows for id, box in zip(one.ids.tolist(), one.boxes.tolist(), strict=True)}
    for row in kind._default_manager.all():
        west, south, east, north = (metres * CENTIMETRES for metres in row.tile.extent)  # type: ignore[attr-defined]
        left, bottom, right, top = boxes[row.thing_id]  # type: ignore[attr-defined]
        assert left <= west < left + 1
        assert bottom <= south < bottom + 1
        assert right - 1 < east <= right
        assert top - 1 < north <= top


def test_tables_without_sheets_are_told() -> None:
    kind, _ = publish("polygon", 5)
    assert overview.missing() == []
    Sheet.objects.all().delete()
    assert overview.missing() == [kind]
    overview.rebuild()
    assert overview.missing() == []


def test_a_layer_that_is_abridged_again_has_no_sheets_left() -> None:
    kind, _ = publish("polygon", 5)
    Published.objects.update(abridged=True, edition=9)
    overview.renew(kind, None)
    assert not Sheet.objects.exists()


def test_what_is_unpublished_leaves_nothing_to_who_has_its_name_next() -> None:
    publish("polygon", 40)
    call_command("layers", "yards", "--unpublish", verbosity=0)
    assert not Sheet.objects.exists()
    kind, _ = publish("point", 3)
    assert held() == set(kind._default_manager.values_list("thing_id", flat=True))
