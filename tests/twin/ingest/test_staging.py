"""Records reach their table whole, and what cannot be placed is found."""

import pytest
from django.db import connection, transaction
from shapely import LineString, Point, Polygon, box

from spatial.records import Address, Building, CityObject, Issue, Road, Severity
from twin.ingest.staging import Stage, stage_table
from twin.models import Building as BuildingRow

pytestmark = pytest.mark.django_db
HERE = box(120.16, 30.26, 120.161, 30.261)


def take(stage: Stage, *items: CityObject | Issue) -> int:
    """Stage the items; gives how many records were counted."""
    return list(stage.take(items))[-1]


def ask(sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_footprints_arrive_in_the_storage_crs_as_one_type_of_each_dimension() -> None:
    with transaction.atomic():
        stage = Stage(4326, kept=10)
        line = LineString([(120.16, 30.26), (120.17, 30.26)])
        done = take(
            stage,
            Building(code="b", footprint=HERE),
            Road(code="r", footprint=line),
            Address(code="a", footprint=Point(120.16, 30.26), housenumber="1"),
        )
        assert done == 3
        told = {
            name: ask(f"SELECT ST_SRID(footprint), GeometryType(footprint) FROM stage_{name}")[0]
            for name in ("building", "road", "address")
        }
        [[x]] = ask("SELECT ST_X(footprint) FROM stage_address")
    assert told == {
        "building": (4549, "MULTIPOLYGON"),
        "road": (4549, "MULTILINESTRING"),
        "address": (4549, "POINT"),
    }
    assert 515_000 < float(str(x)) < 516_000


def test_a_footprint_that_crosses_itself_is_an_error_with_its_place() -> None:
    bow = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    with transaction.atomic():
        stage = Stage(4549, kept=10)
        take(stage, Building(code="bow", footprint=bow))
    [issue] = stage.issues
    assert (issue.code, issue.object, issue.severity) == ("INVALID_FOOTPRINT", "bow", Severity.ERROR)
    assert "Self-intersection" in issue.message


def test_what_lies_nowhere_on_earth_is_an_error_and_the_others_are_staged() -> None:
    with transaction.atomic():
        stage = Stage(4326, kept=10)
        take(
            stage,
            Building(code="here", footprint=HERE),
            Building(code="beyond", footprint=box(120, 94, 121, 95), attributes={"x": 1}),
        )
        assert ask("SELECT code FROM stage_building WHERE footprint IS NOT NULL") == [("here",)]
    [issue] = stage.issues
    assert (issue.code, issue.object) == ("NOWHERE_ON_EARTH", "beyond")
    assert issue.content is not None
    assert issue.content["values"] == {"x": 1}


def test_an_object_without_a_footprint_is_kept() -> None:
    with transaction.atomic():
        stage = Stage(4549, kept=10)
        take(stage, Building(code="plan", footprint=None))
        assert ask(f"SELECT code, footprint FROM {stage_table(BuildingRow)}") == [("plan", None)]


def test_equal_records_have_equal_digests_and_others_do_not() -> None:
    with transaction.atomic():
        stage = Stage(4549, kept=10)
        take(
            stage,
            Building(code="a", footprint=HERE, attributes={"x": 1, "y": 2}),
            Building(code="a", footprint=HERE, attributes={"y": 2, "x": 1}),
            Building(code="a", footprint=HERE, attributes={"x": 1, "y": 3}),
            Building(code="a", footprint=HERE, parent="b", attributes={"x": 1, "y": 2}),
        )
        assert len({bytes(row[0]) for row in ask("SELECT digest FROM stage_building")}) == 3  # type: ignore[arg-type]


def test_errors_are_kept_before_milder_findings_and_all_are_counted() -> None:
    with transaction.atomic():
        stage = Stage(4549, kept=2)
        mild = Issue(severity=Severity.INFO, code="MILD", message="")
        take(stage, mild, mild, mild, Issue(severity=Severity.ERROR, code="BAD", message=""))
    assert {issue.code for issue in stage.issues} == {"MILD", "BAD"}
    assert stage.tally == {Severity.INFO: 3, Severity.ERROR: 1}
