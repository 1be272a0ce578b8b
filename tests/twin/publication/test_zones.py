"""Zones are rows with shapes that keep step with what is published."""

import pytest

from tests.residents import make_area, make_dwelling, make_family
from tests.twin.publication.test_publishing import READING
from twin.access import NOBODY, provenance, rows, state
from twin.access.audit import LEDGER
from twin.layer import layers
from twin.models import Load, PeopleZone
from twin.publication import publish
from twin.publication.zones import hexagon

pytestmark = pytest.mark.django_db(databases=["default", LEDGER])
AREAS, CELLS = layers["people-by-zone"], layers["people-by-hexagon"]


@pytest.fixture
def street() -> str:
    """A street of a district, with forty persons; three live in another."""
    make_area("d", 6, 0, 9)
    area = make_area("s0", 8, 0, 0)
    make_area("s5", 8, 5, 5)
    make_family(make_dwelling(0), 40)
    make_family(make_dwelling(5), 3)
    return str(area.thing_id)


def test_everyone_sees_the_zones_and_none_of_the_few(street: str) -> None:
    publish(READING)
    areas = {row.zone: row for row in rows(NOBODY, AREAS)}
    assert areas[street].zoning == "admin-8"
    assert len(areas) == 2
    [small] = [row for zone, row in areas.items() if zone != street]
    assert (small.persons, small.density, small.reason) == (None, None, "protected")
    assert {row.part for row in PeopleZone.objects.all()} == {"area", "larger", "hexagon"}
    assert rows(NOBODY, CELLS).count() == 2
    assert state(AREAS).rows == 2


def test_a_count_that_is_told_has_its_density(street: str) -> None:
    make_family(make_dwelling(7), 80)
    publish(READING)
    told = [row for row in rows(NOBODY, CELLS) if row.persons == 80]
    assert [row.density for row in told] == [round(80 / (row.footprint.area / 1e6), 1) for row in told]
    assert all(0.5 < row.footprint.area / 1e6 < 1.2 for row in rows(NOBODY, CELLS))


def test_only_zones_that_differ_are_written_anew(street: str) -> None:
    publish(READING)
    before = {row.pk for row in rows(NOBODY, CELLS)}
    publish(READING)
    assert {row.pk for row in rows(NOBODY, CELLS)} == before
    make_family(make_dwelling(8), 60)
    publish(READING)
    after = {row.pk for row in rows(NOBODY, CELLS)}
    assert len(after) == 3
    assert PeopleZone.objects.filter(recorded__upper_inf=False).count() <= 3


def test_a_zone_leads_back_to_its_publication(street: str) -> None:
    made = publish(READING)
    thing = rows(NOBODY, CELLS)[0].thing_id
    told = provenance(NOBODY, CELLS, thing)
    assert told["source"]["format"] == "publication"
    assert told["source"]["file"] == f"publication {made.pk}"
    load = Load.objects.get(pk=told["load"]["id"])
    assert (load.status, load.who) == (Load.Status.DONE, "root")
    assert load.source.about["k"] == made.k


def test_a_cell_lies_where_it_is_in_both_systems() -> None:
    zone = hexagon("h3-8", "88309a42c5fffff")
    assert zone.footprint.transform(3857, clone=True).equals_exact(zone.tile, 0.01)
    assert not zone.tile.exterior_ring.is_counterclockwise
