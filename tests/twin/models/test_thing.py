"""A thing is one object of one dataset, whatever becomes of its versions."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_load
from twin.models import Thing

pytestmark = pytest.mark.django_db


def test_a_thing_has_a_permanent_address() -> None:
    thing = Thing.objects.create(dataset=make_load("osm").source.dataset, kind="building", code="way-1")
    assert thing.uri == "/id/osm/building/way-1"


def test_one_code_of_a_dataset_and_kind_is_one_thing() -> None:
    dataset = make_load("osm").source.dataset
    Thing.objects.create(dataset=dataset, kind="building", code="way-1")
    Thing.objects.create(dataset=dataset, kind="road", code="way-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Thing.objects.create(dataset=dataset, kind="building", code="way-1")
