"""Parcels, houses and dwellings that refer to each other by codes, the same each time."""

import subprocess
import sys
from collections import Counter

from spatial.codes.checking import check_record
from spatial.population.land import address_of
from spatial.population.plan import Plan
from spatial.records import Record
from spatial.registers import Dwelling, House, Parcel, UseState

DIGEST = """
import hashlib
from pathlib import Path
from spatial.format import Asked
from spatial.formats.population import FORMAT
told = hashlib.sha256()
for record in FORMAT.read(Path("fixtures/population/quarter.jsonl"), Asked()):
    told.update(repr(record).encode())
print(told.hexdigest())
"""


def test_each_reference_leads_to_a_record(land: list[Record]) -> None:
    parcels = {one.code for one in land if isinstance(one, Parcel)}
    houses = {one.code: one for one in land if isinstance(one, House)}
    assert {house.parcel for house in houses.values()} == parcels
    dwellings = [one for one in land if isinstance(one, Dwelling)]
    assert len({one.code for one in dwellings}) == len({one.unit_code for one in dwellings}) == len(dwellings)
    for one in dwellings:
        house = houses[one.house or ""]
        assert one.house_code == house.house_code and one.valid_from == house.valid_from
        [(_, place)] = house.codes
        assert (one.unit_code or "").startswith(place) and one.safety == house.safety


def test_one_house_a_building_and_as_many_dwellings_as_planned(plan: Plan, land: list[Record]) -> None:
    assert [one.code for one in land if isinstance(one, House)] == plan.stock.codes
    counts = Counter(one.house for one in land if isinstance(one, Dwelling))
    assert [counts[code] for code in plan.stock.codes] == plan.homes.tolist()
    states = Counter(one.use_state for one in land if isinstance(one, Dwelling))
    assert states[UseState.OCCUPIED] == plan.households.sum() and states.total() == plan.homes.sum()


def test_what_is_told_stands_up_to_the_checks_of_registers(land: list[Record]) -> None:
    assert not [issue for record in land for issue in check_record(record)]


def test_everything_says_that_it_was_generated(land: list[Record]) -> None:
    assert all(record.attributes["generated"] is True for record in land)


def test_addresses_are_written_as_the_house_s_is() -> None:
    assert address_of("文书街道玉苑街2号", 1, "301") == "文书街道玉苑街2号1单元301室"
    assert address_of("улица Достык 5, Астана", 2, "302") == "улица Достык 5, Астана, 2-302"
    assert address_of(None, 1, "101") is None


def test_another_process_with_other_hashes_tells_the_same() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", DIGEST], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
