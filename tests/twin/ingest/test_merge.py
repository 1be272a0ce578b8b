"""What only the whole of a load shows is found before anything is merged."""

from dataclasses import replace

import pytest
from django.db import transaction
from shapely import box

from spatial.records import Building, CityObject, Severity
from tests.factories import make_load
from twin.changes import kinds
from twin.ingest.merge import check, merge, same_things
from twin.ingest.staging import Stage
from twin.models import Thing

pytestmark = pytest.mark.django_db


def staged(*records: CityObject) -> Stage:
    """A stage that has taken the records."""
    stage = Stage(4549, kept=10)
    for _ in stage.take(records):
        pass
    return stage


def building(code: str, parent: str | None = None) -> Building:
    """A building of ten metres by ten."""
    return Building(code=code, parent=parent, footprint=box(515000, 3349000, 515010, 3349010))


def test_two_rows_of_one_id_are_an_error_naming_it() -> None:
    with transaction.atomic():
        stage = staged(building("a"), building("a"), building("b"))
        check(stage)
    [issue] = stage.issues
    assert (issue.severity, issue.code, issue.object) == (Severity.ERROR, "DUPLICATE_ID", "a")
    assert "2 objects" in issue.message


def test_a_part_whose_whole_is_not_in_the_file_is_an_error() -> None:
    with transaction.atomic():
        stage = staged(building("whole"), building("part", "whole"), building("stray", "gone"))
        check(stage)
    [issue] = stage.issues
    assert (issue.code, issue.object) == ("NO_PARENT", "stray")


@pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
def test_other_codes_are_closed_with_the_edition_that_drops_them() -> None:
    load = make_load("coded")
    for codes in [(("cadastre", "1"), ("heritage", "A")), (("cadastre", "2"), ("heritage", "A"))]:
        with transaction.atomic():
            merge(staged(replace(building("a"), codes=codes)), load, False, kinds())
    thing = Thing.objects.get(code="a")
    now = thing.codes.filter(recorded__upper_inf=True)
    assert set(now.values_list("scheme", "code")) == {("cadastre", "2"), ("heritage", "A")}
    assert thing.codes.get(code="1").recorded.upper is not None
    assert thing.codes.count() == 3


def test_ids_that_no_dataset_has_are_nobodys_edition() -> None:
    with transaction.atomic():
        assert same_things(staged(building("a")), dataset=0) is None
