"""A selection names layers of the city model, for a viewer, in times and boxes."""

import pytest

from spatial.errors import RefusedError, UnknownEntryError
from tests.factories import fill_layer
from tests.tables import HANGZHOU, make_table, put
from twin.access import NOBODY, Viewer
from twin.export import select
from twin.filter.boxes import make_boxes
from twin.layer import EVERYONE, layers
from twin.models import Openness

ADMIN = Viewer(EVERYONE)


@pytest.mark.django_db
def test_layers_are_taken_once_each_in_the_order_they_are_listed() -> None:
    selection = select(NOBODY, ["roads", "building-parts", "buildings", "roads"])
    assert [layer.id for layer in selection.layers] == ["buildings", "building-parts", "roads"]


@pytest.mark.django_db
def test_an_unknown_layer_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownEntryError, match=r"no collection “houses”.*buildings"):
        select(NOBODY, ["houses"])


@pytest.mark.usefixtures("twin")
def test_a_published_table_is_refused_by_a_sentence() -> None:
    put(make_table("trees", {"kind": "string"}, [("1", HANGZHOU, ("樟",))]))
    with pytest.raises(RefusedError, match=r"“trees” is a published table.*/collections/trees/items"):
        select(NOBODY, ["buildings", "trees"])


@pytest.mark.django_db
def test_only_what_meets_the_box_and_is_the_viewers_is_selected() -> None:
    roads = layers["roads"]
    near, far, closed = fill_layer(roads, [1, 50, 2])
    type(closed)._default_manager.filter(pk=closed.pk).update(openness=Openness.CLOSED)
    box = tuple(make_boxes([120, 30, 120.3, 31]))
    assert set(select(NOBODY, ["roads"], boxes=box).rows(roads)) == {near}
    assert set(select(NOBODY, ["roads"], boxes=box).around(roads)) == {near, far}
    assert set(select(ADMIN, ["roads"], boxes=box).rows(roads)) == {near, closed}


@pytest.mark.django_db
@pytest.mark.parametrize("id", ["housing-age", "people-by-cell"])
def test_figures_that_were_worked_out_are_refused_by_a_sentence(id: str) -> None:
    with pytest.raises(RefusedError, match=rf"“{id}” holds figures.*/collections/{id}/items"):
        select(NOBODY, ["buildings", id])
