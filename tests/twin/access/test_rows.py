"""The gate gives a viewer the rows of the layer's kind, audience and openness, and no others."""

from dataclasses import replace
from pathlib import Path

import pytest

from spatial.errors import UnknownEntryError
from spatial.text import Text
from tests.cities import city, write
from twin.access import (
    NOBODY,
    Viewer,
    columns,
    feature_rows,
    layer,
    provenance,
    rows,
    rows_together,
    versions,
    visible,
)
from twin.ingest import Order, load
from twin.layer import EVERYONE, STAFF, Field, Sensitivity, layers
from twin.models import Building, Openness, Person

pytestmark = pytest.mark.usefixtures("twin")
PLANNER = Viewer(frozenset({"anonymous", "planner"}))
HOUSING = Viewer(frozenset({"anonymous", "housing"}))
ADMIN = Viewer(EVERYONE)


@pytest.fixture
def built(tmp_path: Path) -> None:
    """Three buildings: open, limited, closed."""
    path = write(tmp_path / "one.city.json", city({"open": 9, "limited": 9, "closed": 9}))
    load(path, Order(), "tester")
    Building.objects.filter(code="limited").update(openness=Openness.LIMITED)
    Building.objects.filter(code="closed").update(openness=Openness.CLOSED)


def codes(viewer: Viewer) -> set[str]:
    """The buildings the viewer may see."""
    return set(rows(viewer, layers["buildings"]).values_list("code", flat=True))


def test_rows_are_open_to_those_they_are_open_to(built: None) -> None:
    assert codes(NOBODY) == {"open"}
    assert codes(PLANNER) == {"open", "limited"}
    assert codes(ADMIN) == {"open", "limited", "closed"}


def test_a_closed_row_has_no_provenance_for_the_public(built: None) -> None:
    thing = Building.objects.get(code="closed").thing_id
    assert provenance(NOBODY, layers["buildings"], thing) == {}
    assert not feature_rows(NOBODY, layers["buildings"], thing).exists()
    assert provenance(ADMIN, layers["buildings"], thing)["source"]["file"] == "one.city.json"


def test_provenance_names_the_loader_to_colleagues_only(built: None) -> None:
    thing = Building.objects.get(code="open").thing_id
    assert "who" not in provenance(NOBODY, layers["buildings"], thing)["load"]
    assert provenance(PLANNER, layers["buildings"], thing)["load"]["who"] == "tester"


def test_a_layer_for_staff_is_unknown_to_the_public(built: None, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = replace(layers["buildings"], audience=STAFF)
    monkeypatch.setitem(layers.entries, "buildings", hidden)
    assert hidden not in visible(NOBODY)
    assert hidden in visible(PLANNER)
    assert not rows(NOBODY, hidden).exists()
    with pytest.raises(UnknownEntryError) as refusal:
        layer(NOBODY, "buildings")
    assert "buildings" not in str(refusal.value).split("open to you are")[1].split(", ")
    assert layer(PLANNER, "buildings") == hidden


def test_fields_are_told_by_their_sensitivity() -> None:
    extra = (
        Field(name="owner", title=Text("权属人", "Owner"), sensitivity=Sensitivity.PERSONAL),
        Field(name="note", title=Text("备注", "Note"), sensitivity=Sensitivity.INTERNAL),
    )
    one = replace(layers["buildings"], fields=extra)
    assert [field.name for field in columns(NOBODY, one)] == []
    assert [field.name for field in columns(PLANNER, one)] == ["note"]
    assert [field.name for field in columns(HOUSING, one)] == ["owner", "note"]


def test_the_indexed_tile_geometry_serves_the_default_question(built: None) -> None:
    asked = rows(NOBODY, layers["buildings"]).filter(tile__bboverlaps=Building.objects.all()[0].tile)
    assert "upper_inf" in str(asked.query).lower()
    plan = asked.explain().lower()
    assert "using building_" in plan or "upper_inf" in plan  # an index of that condition, or the condition


def test_layers_that_share_a_table_are_asked_together_each_by_its_own_audience(built: None) -> None:
    whole, parts = layers["buildings"], layers["building-parts"]
    assert rows_together(ADMIN, [whole, parts]).count() == 3
    assert rows_together(ADMIN, [parts]).count() == 0
    assert rows_together(NOBODY, [replace(whole, audience=STAFF), parts]).count() == 0
    assert rows_together(NOBODY, [replace(whole, audience=STAFF)]).count() == 0


def test_all_versions_of_a_thing_come_with_those_of_now_first(built: None, tmp_path: Path) -> None:
    thing = Building.objects.get(code="open").thing_id
    load(write(tmp_path / "one.city.json", city({"open": 12})), Order(partial=True), "tester")
    assert [row.height for row in versions(NOBODY, Building, [thing])] == [12, 9]
    closed = Building.objects.get(code="closed").thing_id
    assert not versions(NOBODY, Building, [closed]).exists()


def test_versions_are_for_the_audience_of_the_layers_that_tell_of_them(
    built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = Building.objects.get(code="open").thing_id
    for id in ("buildings", "building-parts"):
        monkeypatch.setitem(layers.entries, id, replace(layers[id], audience=STAFF))
    assert not versions(NOBODY, Building, [thing]).exists()
    assert versions(PLANNER, Building, [thing]).exists()


def test_rows_about_persons_have_no_versions_here() -> None:
    with pytest.raises(TypeError, match=r"twin\.access\.personal"):
        versions(ADMIN, Person, [1])
