"""A made-up population is two loads like any other, meets its controls and adds up."""

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from spatial.population.areas import locate
from twin.management.commands.synthesise import percent, refuse_odd, refuse_path, share
from twin.models import AdminArea, Dwelling, House, Load, Openness, Parcel, Person
from twin.population.buildings import read_areas, read_buildings


def make(**options: object) -> str:
    """What the command says."""
    said = io.StringIO()
    call_command("synthesise", stdout=said, **options)
    return said.getvalue()


@pytest.mark.usefixtures("twin")
def test_controls_are_met_the_sums_hold_and_the_second_time_nothing_changes(tmp_path: Path) -> None:
    call_command("generate", buildings=300, seed=1, stdout=io.StringIO())
    areas = read_areas("admin-areas")
    busiest = Counter(line.zone for line in locate(read_buildings(), areas)).most_common(2)
    one, other = (areas[zone] for zone, _ in busiest)
    controls = tmp_path / "controls.csv"
    controls.write_text(f"zone,population,households,jobs\n{one.code},321,130,\n{other.name},,,17\n")
    said = make(seed=3, population=1500, controls=controls)
    assert (
        "FAILS" not in said
        and "1500 people in" in said
        and f"population of zone {one.name} = as asked for (321, 321)" in said
    )
    assert f"jobs of zone {other.name} = as asked for (17, 17)" in said
    assert {load.source.publisher for load in Load.objects.order_by("id")[1:]} == {"generated, seed 3"}
    assert not Load.objects.exclude(status="done").exists()
    assert set(Person.objects.values_list("openness", flat=True)) == {Openness.LIMITED}
    assert set(Dwelling.objects.values_list("openness", flat=True)) == {Openness.OPEN}
    parcels = set(Parcel.objects.values_list("code", flat=True))
    assert set(House.objects.values_list("parcel", flat=True)) == parcels
    assert make(seed=3, population=1500, controls=controls).count(": unchanged") == 2
    controls.write_text(f"zone,households\n{one.code},99999\n")
    with pytest.raises(CommandError, match="its land was refused"):
        make(seed=3, controls=controls)
    assert "99999 households are asked for, but its buildings hold" in Load.objects.latest("id").reason


@pytest.mark.usefixtures("twin")
def test_a_twin_without_buildings_has_nothing_to_make_up_people_for() -> None:
    assert not AdminArea.objects.exists()
    with pytest.raises(CommandError, match="holds no buildings"):
        make(day=date(2024, 1, 1))


def test_odd_numbers_are_refused_and_nothing_is_a_share_of_nothing() -> None:
    for seed, population in ((-1, None), (2**32, None), (1, -1), (1, 10**9)):
        with pytest.raises(CommandError, match="must be a whole number from 0"):
            refuse_odd(seed, population)
    assert (share(1, 0), percent(1, 0), share(1, 3), percent(1, 3)) == ("—", "—", "0.33", "33.3 %")


@pytest.mark.parametrize("dataset", ["", "a/b", "/a", "a\0", "长" * 61])
def test_a_dataset_that_cannot_name_a_file_is_refused(dataset: str) -> None:
    with pytest.raises(CommandError, match="must be a name of 1 to 60"):
        refuse_path(dataset)
