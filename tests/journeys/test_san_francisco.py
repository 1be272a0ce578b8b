"""San Francisco's register as people and households, its land use published: whole and counted."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Count, Sum
from django.db.models.fields.json import KeyTextTransform
from django.test import Client

from twin.ingest import Order, Report, bring
from twin.models import Household, Load, Person

pytestmark = pytest.mark.usefixtures("twin")
PROFILES = Path(__file__).resolve().parents[2] / "fixtures/san_francisco"
FOLDER = "commute/san-francisco"
HOUSEHOLDS, PERSONS, ZONES, JOBS = 5_000, 8_212, 25, 371_864


def load(path: Path, order: Order) -> Report:
    """A load that goes well."""
    [report] = bring(path, order)
    assert report.status == Load.Status.DONE, report.reason
    assert set(report.findings) <= {"info"}, report.issues
    return report


def test_the_register_comes_in_whole_and_its_parts_agree(
    sample: Callable[[str], Path], client: Client
) -> None:
    folder = sample(FOLDER)
    households = load(folder / "households.csv", Order(profile=PROFILES / "mtc_households.toml"))
    assert households.counts["household"]["opened"] == HOUSEHOLDS
    persons = load(folder / "persons.csv", Order(profile=PROFILES / "mtc_persons.toml"))
    assert persons.counts["person"]["opened"] == PERSONS
    zones = load(folder / "land_use.csv", Order(key="TAZ"))
    assert [counts["opened"] for counts in zones.counts.values()] == [ZONES]

    assert Household.objects.aggregate(Sum("size"))["size__sum"] == PERSONS
    assert Household.objects.filter(income__isnull=False).count() == 0
    assert Household.objects.filter(attributes__income__isnull=False).count() == HOUSEHOLDS
    kinds = dict(Household.objects.values_list("kind").annotate(Count("id")))
    assert kinds == {"family": 4_427, "collective": 573}
    sexes = dict(Person.objects.values_list("sex").annotate(Count("id")))
    assert sexes == {"male": 4_507, "female": 3_705}
    occupations = dict(Person.objects.values_list("occupation").annotate(Count("id")))
    assert occupations == {
        **{"employed": 3_027 + 1_038, "student": 640 + 141 + 505, "retired": 1_299},
        **{"unemployed": 193, "other": 1_215 - 193 + 347},
    }
    lived = Counter(Person.objects.values_list("household", flat=True))
    assert lived == dict(Household.objects.values_list("thing__code", "size"))
    assert Household.objects.values(zone=KeyTextTransform("TAZ", "attributes")).distinct().count() == ZONES

    features = client.get("/collections/land_use/items?limit=100").json()["features"]
    assert sum(feature["properties"]["TOTEMP"] for feature in features) == JOBS

    codes = Person.objects.values_list("thing__code", flat=True)
    assert {len(code) for code in codes} == {32}
    [again] = bring(folder / "persons.csv", Order(profile=PROFILES / "mtc_persons.toml"))
    assert again.status == Load.Status.UNCHANGED
