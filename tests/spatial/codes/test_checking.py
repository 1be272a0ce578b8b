"""Records of the registers are an error where they are impossible, a warning where they are suspicious."""

from datetime import date
from typing import Any

import pytest

from spatial.codes.checking import check_record
from spatial.quality import Aspect, aspect_of
from spatial.records import Record, Severity
from spatial.registers import (
    Dwelling,
    Employment,
    Enterprise,
    House,
    Household,
    HouseholdKind,
    Parcel,
    Person,
    Residence,
    Workplace,
)

TODAY = date(2026, 11, 26)
NOWHERE: dict[str, Any] = {"code": "r", "footprint": None}


def told(record: Record) -> list[tuple[str, str]]:
    """Severity and code of what is found."""
    return [(issue.severity.value, issue.code) for issue in check_record(record, TODAY)]


@pytest.mark.parametrize(
    "record",
    [
        Parcel(**NOWHERE, unit_code="330106001002GB00001", area=812.5, floor_area_ratio=2.2),
        House(**NOWHERE, year=2026, storeys=18, storeys_below=0, area_gross=9000.0),
        Dwelling(**NOWHERE, area_gross=89.2, area_net=89.2, price=41000.0, rent=0.0, rooms=0),
        Household(**NOWHERE, kind=HouseholdKind.FAMILY, size=20, income=0.0),
        Household(**NOWHERE, kind=HouseholdKind.COLLECTIVE, size=300),
        Person(**NOWHERE, birth_year=2026),
        Person(**NOWHERE, birth_year=1896),
        Enterprise(**NOWHERE, credit_code="91350100M000100Y43", sector="K"),
        Workplace(**NOWHERE, sector="C", jobs=0),
        Residence(
            **NOWHERE, person="p", dwelling="d", valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1)
        ),
        Employment(**NOWHERE, person="p", workplace="w"),
        *(kind(**NOWHERE) for kind in (Parcel, House, Dwelling, Household, Person, Enterprise, Workplace)),
    ],
)
def test_a_sound_record_or_one_of_unknowns_raises_no_finding(record: Record) -> None:
    assert check_record(record, TODAY) == []


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (Parcel(**NOWHERE, area=0.0), "VALUE_NOT_POSITIVE"),
        (Parcel(**NOWHERE, floor_area_ratio=-1.0), "VALUE_NOT_POSITIVE"),
        (House(**NOWHERE, area_gross=-9.0), "VALUE_NOT_POSITIVE"),
        (House(**NOWHERE, storeys=-1), "VALUE_NEGATIVE"),
        (House(**NOWHERE, valid_from=date(2001, 5, 1), valid_to=date(1999, 5, 1)), "VALUE_DATES_REVERSED"),
        (Dwelling(**NOWHERE, area_gross=float("nan")), "VALUE_NOT_POSITIVE"),
        (Dwelling(**NOWHERE, area_net=float("inf")), "VALUE_NOT_POSITIVE"),
        (Dwelling(**NOWHERE, area_gross=88.0, area_net=89.2), "VALUE_NET_ABOVE_GROSS"),
        (Dwelling(**NOWHERE, price=-1.0), "VALUE_NEGATIVE"),
        (Dwelling(**NOWHERE, rent=-1.0), "VALUE_NEGATIVE"),
        (Household(**NOWHERE, size=0), "VALUE_NOT_POSITIVE"),
        (Household(**NOWHERE, income=-1.0), "VALUE_NEGATIVE"),
        (Person(**NOWHERE, birth_year=2027), "VALUE_IN_FUTURE"),
        (Enterprise(**NOWHERE, credit_code="91350100M000100Y44"), "CODE_CHECK_DIGIT"),
        (Workplace(**NOWHERE, jobs=-3), "VALUE_NEGATIVE"),
        (Person(**NOWHERE, codes=(("person-id", "110105194912310021"),)), "CODE_CHECK_DIGIT"),
    ],
)
def test_what_cannot_be_is_an_error(record: Record, code: str) -> None:
    assert told(record) == [("error", code)]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (Parcel(**NOWHERE, unit_code="330106001002KB00001"), "CODE_CHARACTERS"),
        (Dwelling(**NOWHERE, unit_code="330106"), "CODE_LENGTH"),
        (Dwelling(**NOWHERE, price=0.0), "VALUE_SUSPICIOUS"),
        (House(**NOWHERE, year=2027), "VALUE_IN_FUTURE"),
        (House(**NOWHERE, codes=(("house-jgjt246", "1"), ("a city's own", "1"))), "CODE_LENGTH"),
        (Household(**NOWHERE, kind=HouseholdKind.FAMILY, size=21), "VALUE_SUSPICIOUS"),
        (Household(**NOWHERE, size=300), "VALUE_SUSPICIOUS"),
        (Person(**NOWHERE, birth_year=1895), "VALUE_SUSPICIOUS"),
        (Enterprise(**NOWHERE, sector="U"), "UNKNOWN_CODE"),
        (Workplace(**NOWHERE, sector="C13"), "UNKNOWN_CODE"),
    ],
)
def test_what_is_suspicious_or_breaks_a_rule_not_seen_in_print_is_a_warning(
    record: Record, code: str
) -> None:
    assert told(record) == [("warning", code)]


def test_each_finding_names_its_record_says_what_to_do_and_has_an_aspect_of_quality() -> None:
    record = Dwelling(**NOWHERE, area_gross=-1.0, area_net=2.0, price=-1.0, rent=-1.0, unit_code="?")
    issues = check_record(record, TODAY)
    assert len(issues) == 5
    for issue in issues:
        assert issue.object == "r" and issue.severity in (Severity.ERROR, Severity.WARNING)
        assert any(word in issue.message for word in ("give", "leave", "swap", "mend"))
        assert aspect_of(issue.code) in (Aspect.CODES, Aspect.ATTRIBUTES)
