"""About people only the published set is told, whole: no question narrows it down."""

from itertools import product
from typing import Any

import pytest
from django.test import Client

from tests.aggregates import aggregate, refusal
from tests.housing import sign_up
from tests.residents import make_area, make_dwelling, make_family
from twin.access import Viewer
from twin.access.audit import LEDGER
from twin.access.people import protected_counts
from twin.access.personal import Reading
from twin.layer import ADMIN
from twin.models import PeopleCount, Publication
from twin.publication import publish

pytestmark = pytest.mark.django_db(databases=["default", LEDGER])
READING = Reading(Viewer(frozenset({ADMIN})), "root", "statistics", "people publish")
ZONINGS = ("city", "admin-6", "admin-8", "h3-8")
LAYERS = ("people-by-zone", "people-by-cell")
BOX = "120.1,30.2,120.3,30.3"
MOVED = "120.1001,30.2,120.3,30.3"


ASKED: list[dict[str, Any]] = [
    {"bbox": BOX},
    {"bbox": MOVED},
    {"bbox": BOX, "group_by": "admin-8"},
    {"name": "s0"},
    {"filter": "persons > 20"},
    {"filter": "NOT (name = 's6')", "group_by": "admin-8"},
    {"filter": "S_INTERSECTS(geometry, BBOX(120.1, 30.2, 120.2, 30.3))"},
    {"reason": "protected", "group_by": "admin-8"},
    {"persons": "40"},
    {"datetime": "2020-01-01"},
    {"as_of": "2020-01-01"},
    {"order": "key"},
    {"measures": "sum:persons"},
    {"measures": "max:density", "group_by": "admin-8"},
    {"group_by": "code"},
    {"group_by": "persons"},
    {"group_by": "h3:8"},
    {"group_by": "h3:15"},
    {"group_by": "zone:admin-areas/8"},
    {"group_by": "admin-7"},
    {"group_by": "admin-8,h3-8"},
    {"group_by": "admin-8,birth_year"},
    {"group_by": "admin-8,age,hukou"},
    {"group_by": "age"},
    {"group_by": "admin-8,"},
]


@pytest.fixture(autouse=True)
def city() -> None:
    """A district of two streets with 40 and 25 people, and another in which three live, published."""
    make_area("d", 6, 0, 9)
    for at, people in ((0, 40), (3, 25), (6, 3)):
        make_area(f"s{at}", 8, at, at)
        make_family(make_dwelling(at), people, born=1980 if at else 1950)
    publish(READING)


@pytest.fixture(params=["stranger", "housing", "admin"])
def anyone(request: pytest.FixtureRequest, client: Client) -> Client:
    """Whoever asks: nobody is told more."""
    if request.param != "stranger":
        client.force_login(sign_up("wang", request.param))
    return client


def figures(told: dict[str, Any], *keys: str) -> dict[Any, int | None]:
    """The persons of each group."""
    return {tuple(one["keys"][key] for key in keys): one["values"]["persons"] for one in told["groups"]}


def test_declared_zonings_and_dimensions_are_told_as_published(client: Client) -> None:
    for layer, zoning, dimension in product(LAYERS, ZONINGS, (None, "persons", "age", "hukou")):
        keys = [zoning, dimension] if dimension else [zoning]
        told = aggregate(client, layer, group_by=",".join(keys))
        kept = PeopleCount.objects.filter(zoning=zoning, dimension=dimension or "persons")
        names = ("zone", "category", "count") if dimension else ("zone", "count")
        assert figures(told, *keys) == {row[:-1]: row[-1] for row in map(tuple, kept.values_list(*names))}
        assert all((one["values"]["persons"] is None) == bool(one["reason"]) for one in told["groups"])
        assert told["publication"]["k"] == 10


def test_few_people_are_protected_and_said_to_be(client: Client) -> None:
    told = aggregate(client, "people-by-zone", group_by="admin-8")
    small = [one for one in told["groups"] if one["values"]["persons"] is None]
    assert small
    assert all(one["reason"].startswith("Protected") for one in small)
    assert not [one for one in figures(told, "admin-8").values() if one is not None and 0 < one < 10]
    assert {one["titles"]["admin-8"] for one in told["groups"]} >= {"s0", "s3", "s6"}


def test_anything_else_is_refused_to_everyone_with_what_is_declared(anyone: Client) -> None:
    for layer, asked in product(LAYERS, ASKED):
        said = refusal(anyone, layer, **asked)
        assert "(city, h3-8, admin-6, admin-8) and dimensions (age, hukou) alone" in said, asked


def test_boxes_that_differ_by_one_house_and_a_complement_tell_no_difference(anyone: Client) -> None:
    whole = aggregate(anyone, "people-by-zone")["total"]["values"]["persons"]
    assert whole == protected_counts("city").zones["city"]["persons"]["all"]
    for one, other in ((BOX, MOVED), ("120.1,30.2,120.16,30.3", "120.16,30.2,120.3,30.3")):
        assert refusal(anyone, "people-by-zone", bbox=one) == refusal(anyone, "people-by-zone", bbox=other)
    # The registers behind it are no collection whose rows could be counted instead.
    for kind in ("person", "household", "residence", "employment", "dwelling"):
        assert anyone.get(f"/collections/{kind}/aggregate").status_code == 404


def test_shapes_come_with_the_figures(client: Client) -> None:
    areas = aggregate(client, "people-by-zone", group_by="admin-8", f="geojson")["features"]
    drawn = {one["properties"]["admin-8.title"]: one["geometry"] for one in areas}
    assert drawn["s0"]["type"] in ("Polygon", "MultiPolygon")
    cells = aggregate(client, "people-by-cell", group_by="h3-8", f="geojson")["features"]
    assert {one["geometry"]["type"] for one in cells if one["geometry"]} == {"Polygon"}
    assert "only areas and cells" in refusal(client, "people-by-zone", f="geojson").lower()


def test_before_anything_is_published_there_are_no_groups_and_a_word_why(client: Client) -> None:
    PeopleCount.objects.all().delete()
    Publication.objects.all().delete()
    for form in ("json", "csv"):
        answer = client.get(f"/collections/people-by-cell/aggregate?f={form}")
        assert answer.status_code == 200, form
    told = client.get("/collections/people-by-cell/aggregate").json()
    assert (told["groups"], told["total"]["values"]) == ([], {"persons": None})
    assert "manage.py people publish" in told["note"]
    assert client.get("/collections/people-by-cell/aggregate?group-by=city").status_code == 400
