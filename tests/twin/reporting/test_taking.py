"""Of who reports nothing is kept longer than it is needed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from spatial.errors import RefusedError
from tests.reports import put_building
from twin.access import NOBODY, Known, find_object
from twin.models import ErrorReport
from twin.reporting import Said, TooManyError, take
from twin.reporting.taking import OF_DAY, forget_old, know_sender

pytestmark = pytest.mark.django_db
SAID = Said(about="other", field="", words="层数", contact="li@example.org")


def put(code: str = "B1") -> Known:
    """A building as a stranger knows it."""
    known = find_object(NOBODY, put_building(code).thing_id)
    assert known is not None
    return known


def test_an_address_is_kept_as_a_hash_of_the_day() -> None:
    now = timezone.localtime()
    one = know_sender("192.0.2.1", now)
    assert one != know_sender("192.0.2.2", now)
    assert one != know_sender("192.0.2.1", now + timedelta(days=1))
    assert know_sender("2001:db8::1", now) == know_sender("2001:db8::2", now)
    assert know_sender("not an address", now) != one


def test_one_sender_makes_so_many_reports_a_day() -> None:
    for number in range(OF_DAY):
        take(put(str(number)), SAID, "192.0.2.1")
    with pytest.raises(TooManyError):
        take(put("one more"), SAID, "192.0.2.1")


def test_a_field_is_told_only_of_what_is_about_one() -> None:
    known = put()
    take(known, Said(about="other", field="height", words="x"), "192.0.2.1")
    assert ErrorReport.objects.get().field == ""
    with pytest.raises(RefusedError, match="Name the field"):
        take(known, Said(about="field", field="", words="x"), "192.0.2.1")


def test_contacts_and_senders_go_in_time() -> None:
    take(put(), SAID, "192.0.2.1")
    made = ErrorReport.objects.all()
    forget_old()
    assert made.get().contact and made.get().sender
    made.update(made=timezone.now() - timedelta(days=2))
    forget_old()
    assert (made.get().contact, made.get().sender) == ("li@example.org", "")
    made.update(made=timezone.now() - timedelta(days=181))
    forget_old()
    assert made.get().contact == ""
