"""An object is located by its own id only where the viewer may see it."""

import pytest

from tests.factories import fill_layer
from twin.access import NOBODY, Viewer, locate
from twin.layer import EVERYONE, layers
from twin.models import Openness

pytestmark = pytest.mark.django_db


def test_an_object_is_located_for_those_who_may_see_it() -> None:
    [row] = fill_layer(layers["buildings"], [1], openness=Openness.CLOSED)
    assert locate(NOBODY, "made", "building", row.code) is None
    assert locate(Viewer(EVERYONE), "made", "building", row.code) == (layers["buildings"], row.thing_id)
