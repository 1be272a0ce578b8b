"""Published figures come onto the map zone by zone, protected ones without a number but with a reason."""

import pytest
from django.utils import timezone

from tests.residents import make_area
from twin.access import NOBODY, provenance, rows, state
from twin.layer import layers
from twin.models import PeopleCount, PeopleZone, Publication
from twin.publication.drawing import draw

pytestmark = pytest.mark.django_db
CELL = "8830e1d8e1fffff"
ZONES, GRID = layers["people-by-zone"], layers["people-by-cell"]


def published(counts: dict[tuple[str, str], int | None]) -> Publication:
    """A publication of these figures."""
    made = Publication.objects.create(
        moment=timezone.now(), who="li", k=10, zonings={}, dimensions={}, figures=1, hidden=0, seconds=0.1
    )
    PeopleCount.objects.bulk_create(
        PeopleCount(
            publication=made,
            zoning=zoning,
            zone=zone,
            dimension="persons",
            category="all",
            count=count,
            reason="protected" if count is None else "",
        )
        for (zoning, zone), count in counts.items()
    )
    return made


def test_the_lowest_areas_and_the_grid_are_drawn_and_what_has_no_place_is_not() -> None:
    district, street = (str(make_area(name, level, 0, 3).thing_id) for name, level in (("d", 6), ("s", 8)))
    figures = {("admin-6", district): 500, ("admin-8", street): 500, ("admin-8", "outside"): 20}
    grid = {("h3-8", CELL): 480, ("h3-8", "unknown"): 40}
    assert draw(published({("city", "city"): 520, **figures, **grid})) == 2
    [zone], [cell] = rows(NOBODY, ZONES), rows(NOBODY, GRID)
    assert (zone.code, zone.persons, zone.zoning) == (f"admin-8/{street}", 500, "admin-8")
    assert zone.density == pytest.approx(500 / (zone.footprint.area / 1e6), abs=0.1)
    assert 0.4e6 < cell.footprint.area < 1e6 and cell.code == f"h3-8/{CELL}"


def test_a_protected_figure_has_a_reason_and_no_density() -> None:
    draw(published({("h3-8", CELL): None}))
    [cell] = rows(NOBODY, GRID)
    assert (cell.persons, cell.density, cell.reason) == (None, None, "protected")


def test_the_newest_publication_takes_the_place_of_the_last_under_the_same_ids() -> None:
    draw(published({("h3-8", CELL): 100}))
    [before] = rows(NOBODY, GRID)
    draw(published({("h3-8", CELL): 140}))
    [after] = rows(NOBODY, GRID)
    assert (after.persons, after.thing_id) == (140, before.thing_id)
    assert PeopleZone.objects.count() == 2
    assert state(GRID).version == 2


def test_a_zone_leads_back_to_its_publication() -> None:
    made = published({("h3-8", CELL): 100})
    draw(made)
    [cell] = rows(NOBODY, GRID)
    source = provenance(NOBODY, GRID, cell.thing_id)["source"]
    assert (source["dataset"], source["file"]) == ("people-figures", f"publication {made.pk}")
