"""Layers made from their describing rows follow every change of them, and no one else's."""

import pytest

from tests.tables import HANGZHOU, make_table, put
from twin import published
from twin.layer import Sensitivity
from twin.models import Published

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def row() -> Published:
    """The description of a small published table."""
    put(make_table("trees", {"kind": "string", "planted": "date"}, [("1", HANGZHOU, ("樟", "2001-02-03"))]))
    return Published.objects.get()


def test_a_description_makes_a_layer_of_its_columns(row: Published) -> None:
    layer = published.layer_of(row)
    assert [(one.name, one.source, one.type, one.format) for one in layer.fields] == [
        ("kind", "c1", "string", None),
        ("planted", "c2", "string", "date"),
    ]
    assert layer.geometry == ("point",)
    assert published.find("trees") == layer
    assert published.find("woods") is None


def test_a_model_is_made_once_an_edition(row: Published) -> None:
    first = published.model_of(row)
    assert published.model_of(Published.objects.get()) is first
    row.edition += 1
    row.save()
    assert published.model_of(row) is not first
    assert first._meta.db_table == f'"published"."d{row.pk}"'


def test_a_personal_column_never_enters_a_tile(row: Published) -> None:
    row.columns[0]["sensitivity"] = "personal"
    field = published.layer_of(row).fields[0]
    assert field.sensitivity is Sensitivity.PERSONAL
    assert not field.in_tile


def test_what_is_remembered_is_of_a_state_that_each_change_changes(row: Published) -> None:
    published.recall.cache_clear()
    states = [published.recall().state]
    assert published.recall().layers == {"trees": published.layer_of(row)}
    put(make_table("woods", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    assert set(published.recall().layers) == {"trees"}, "It is not asked for anew by itself."
    for change in ({}, {"edition": row.edition + 1}, {"removed": "2026-01-01T00:00:00Z"}):
        Published.objects.filter(pk=row.pk).update(**change)
        published.recall.cache_clear()
        states.append(published.recall().state)
    assert states == sorted(set(states))
    assert set(published.recall().layers) == {"woods"}


def test_a_removed_layer_is_gone(row: Published) -> None:
    row.removed = "2026-01-01T00:00:00Z"
    row.save()
    assert published.published() == {}
