"""The list of layers is the viewer's own, in the order the catalogue gives."""

import pytest

from spatial.errors import UnknownEntryError
from tests.tables import HANGZHOU, make_table, put
from twin.access import NOBODY, Viewer, columns, forget, layer, recall, visible
from twin.layer import EVERYONE, PLANNER, Sensitivity, layers
from twin.models import Published

pytestmark = pytest.mark.django_db


def test_the_public_sees_the_open_layers_in_their_order() -> None:
    shown = visible(NOBODY)
    assert [one.order for one in shown] == sorted(one.order for one in shown)
    assert {one.id for one in shown} == {one.id for one in layers if "anonymous" in one.audience}


def test_an_unknown_layer_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownEntryError, match="buildings"):
        layer(NOBODY, "castles")


def test_the_publics_columns_are_the_open_fields() -> None:
    for one in visible(NOBODY):
        assert columns(NOBODY, one) == tuple(f for f in one.fields if f.sensitivity is Sensitivity.OPEN)


@pytest.mark.usefixtures("twin")
def test_what_is_remembered_is_read_again_for_a_layer_it_lacks_or_when_told_so() -> None:
    forget()
    known, before = recall(NOBODY, ["roads", "buildings"])
    assert known == (layers["roads"], layers["buildings"])
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    (trees,), state = recall(NOBODY, ["trees"])
    assert (trees.id, state != before) == ("trees", True)
    Published.objects.update(audience=[PLANNER], edition=2)
    assert recall(NOBODY, ["trees"])[0] == (trees,), "Who reads rows sees by the state that it is another."
    forget()
    with pytest.raises(UnknownEntryError, match="buildings"):
        recall(NOBODY, ["trees"])
    assert recall(Viewer(EVERYONE), ["trees"])[0][0].audience == {PLANNER}
    for strange in (["castles"], ["buildings", ""], ["a\0b"]):
        with pytest.raises(UnknownEntryError):
            recall(NOBODY, strange)
