"""Faults of the registers themselves are counted exactly, and name nobody."""

import pytest

from twin.access import Viewer
from twin.layer import ADMIN, HOUSING
from twin.linkage import tell_findings
from twin.models import Dwelling, Openness, Residence

pytestmark = [pytest.mark.django_db(databases=["default", "ledger"]), pytest.mark.usefixtures("linked")]
WHOLE = Viewer(frozenset({ADMIN}))


def counts() -> dict[tuple[str, str], int]:
    """The remarks by code and source."""
    return {(one.code, one.dataset): one.number for one in tell_findings(WHOLE)}


def test_a_person_at_two_dwellings_at_once_and_a_gap_are_found() -> None:
    found = counts()
    assert found[("PERSON_AT_TWO_DWELLINGS", "police")] == 1
    assert found[("RESIDENCE_GAP", "police")] == 1


def test_being_registered_elsewhere_is_no_second_dwelling() -> None:
    Residence.objects.filter(person="hash2", dwelling="police-3").update(kind="registered")
    assert ("PERSON_AT_TWO_DWELLINGS", "police") not in counts()


def test_dwellings_of_one_house_without_a_room_are_found() -> None:
    assert counts()[("DWELLING_WITHOUT_ROOM", "housing")] == 9 * 4
    Dwelling.objects.filter(house__isnull=False).update(room="101")
    assert ("DWELLING_WITHOUT_ROOM", "housing") not in counts()


def test_the_message_says_what_to_do() -> None:
    told = next(one for one in tell_findings(WHOLE) if one.code == "RESIDENCE_GAP")
    assert told.message.en == "Persons with a gap between two residences; mend the date of moving out or in."
    assert told.message.zh.endswith("请更正迁出或迁入日期。")


def test_a_row_closed_to_the_viewer_is_not_counted() -> None:
    Dwelling.objects.filter(code="D1-1").update(openness=Openness.CLOSED)
    told = {one.code: one.number for one in tell_findings(Viewer(frozenset({HOUSING})))}
    assert told["DWELLING_WITHOUT_ROOM"] == counts()[("DWELLING_WITHOUT_ROOM", "housing")] - 1
