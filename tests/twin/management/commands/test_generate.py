"""A made-up city is a load like any other: with provenance, whole, unchanged the second time."""

import io

import pytest
from django.core.management import CommandError, call_command

from spatial.generator.city import generate
from twin.models import Address, AdminArea, Building, HazardZone, Link, Load, Node, Place, Road

BUILDINGS = 300


def make(buildings: int = BUILDINGS, seed: int = 1, **options: object) -> str:
    """What the command says."""
    said = io.StringIO()
    call_command("generate", buildings=buildings, seed=seed, stdout=said, **options)
    return said.getvalue()


def count(model: type) -> int:
    """How many current versions there are."""
    return int(model.objects.filter(recorded__upper_inf=True).count())


@pytest.mark.usefixtures("twin")
def test_what_was_generated_is_in_the_twin_with_its_seed_as_provenance() -> None:
    assert ": done" in make()
    told = [type(record).__name__ for record in generate(BUILDINGS, 1)]
    for model in (Building, Address, AdminArea, Road, Place, Node, Link, HazardZone):
        assert count(model) == told.count(model.__name__)
    source = Load.objects.get().source
    assert (source.publisher, source.format) == ("generated, seed 1", "generated")
    assert (source.crs, source.heights) == ("4549+5737", "EPSG:5737")
    assert not Load.objects.get().findings.exclude(code="SEPARATE_PART").exists()


@pytest.mark.usefixtures("twin")
def test_the_same_city_changes_nothing_and_another_seed_replaces_it() -> None:
    make()
    assert ": unchanged" in make()
    make(seed=2)
    assert Building.objects.filter(recorded__upper_inf=False).exists()
    assert count(Building) == sum(type(record).__name__ == "Building" for record in generate(BUILDINGS, 2))


@pytest.mark.usefixtures("twin")
def test_two_cities_may_stand_side_by_side_under_names_of_their_own() -> None:
    make(dataset="one")
    make(seed=2, dataset="two")
    assert Load.objects.values("source__dataset__key").distinct().count() == 2
    assert not Building.objects.filter(recorded__upper_inf=False).exists()


@pytest.mark.usefixtures("twin")
def test_a_rehearsal_keeps_nothing() -> None:
    assert ": rehearsed" in make(dry_run=True)
    assert not Building.objects.exists()


@pytest.mark.parametrize(("buildings", "seed"), [(299, 1), (5_000_001, 1), (300, -1), (300, 2**32)])
def test_a_city_that_cannot_be_made_is_refused_with_what_can(buildings: int, seed: int) -> None:
    with pytest.raises(CommandError, match=r"must be a whole number from \d+ to \d+"):
        make(buildings, seed)


@pytest.mark.usefixtures("twin")
def test_a_twin_elsewhere_refuses_it_by_the_usual_sentence(settings: object) -> None:
    settings.TWIN_CRS = 28992  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="not loaded"):
        make()
    assert "lies outside the city" in Load.objects.get().reason
