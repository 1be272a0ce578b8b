"""The list of layers is the viewer's own, in the order the catalogue gives."""

import pytest

from spatial.errors import UnknownEntryError
from twin.access import NOBODY, columns, layer, visible
from twin.layer import Sensitivity, layers

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
