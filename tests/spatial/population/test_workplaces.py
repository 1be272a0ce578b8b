"""Enterprises come before their workplaces and have codes that check."""

from collections import Counter

from spatial.codes.checking import check_record
from spatial.population.plan import Plan
from spatial.records import Record
from spatial.registers import Enterprise, Workplace


def test_each_workplace_names_an_enterprise_told_before_it(people: list[Record]) -> None:
    known: dict[str, Enterprise] = {}
    for record in people:
        if isinstance(record, Enterprise):
            assert record.code not in known
            known[record.code] = record
        if isinstance(record, Workplace):
            assert known[record.enterprise or ""].sector == record.sector
    assert len(known) > 100


def test_jobs_are_those_planned_and_codes_stand_up_to_the_checks(plan: Plan, people: list[Record]) -> None:
    places = [record for record in people if isinstance(record, Workplace)]
    assert [place.jobs for place in places] == plan.work_jobs.tolist()
    assert not [issue for record in people for issue in check_record(record)]
    assert max(Counter(place.enterprise for place in places).values()) < 30
