"""What is kept of a table and brought in step with changes is what a full count finds, to the bit."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from django.utils import timezone

from spatial.multiset import Multiset
from tests.registers import SOUTH, WEST, WIDE, Planted, furnish, square
from twin.access import NOW, Viewer
from twin.access.audit import entries
from twin.access.personal import Reading
from twin.changes import take_moment, writing
from twin.layer import EVERYONE
from twin.models import (
    AdminArea,
    Building,
    CommuteFlow,
    Dwelling,
    HazardZone,
    House,
    Household,
    Kept,
    KeptPart,
    Person,
    Place,
    Relation,
    Tie,
    Workplace,
)
from twin.runner import keeping
from twin.runner.gathering import FLOAT, INTEGER, fetch_alike
from twin.runner.keeping import Wanted, recall
from twin.runner.running import one_moment
from twin.runner.sql import Coded
from twin.runner.statements import Ground, Plan, write_plan
from twin.runner.tables import TABLES
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("twin")
VIEWER = Viewer(EVERYONE)
READING = Reading(VIEWER, "root", "statistics", "test")
WHOLE_NUMBERS = {"zone", "work", "lived_in", "year", "month", "resident", "rank"}
KEPT = [name for name, table in TABLES.items() if table.kept]
WORDS = {"use_state", "safety", "sale", "kind", "hukou", "household", "supply", "mode", "state"}


def want(name: str) -> Wanted:
    """A table with all its columns, those of words as numbers of their letters."""
    table = TABLES[name]
    columns = {
        column: f"ascii({sql}) * 1000 + length({sql})"
        if column in WORDS and not isinstance(sql, Coded)
        else sql
        for column, sql in table.columns.items()
    }
    types = {column: INTEGER if column in WHOLE_NUMBERS | WORDS else FLOAT for column in columns}

    def plan(ground: Ground) -> Plan:
        return write_plan(table, columns, ground, grouped=False)

    return Wanted(name, table, types, plan, lambda ground: fetch_alike(plan(ground), types, ground, False))


def ask(name: str, divided: bool = True, moves: bool = False) -> Multiset:
    """The table, by way of what is kept, which may move on; by districts or of the whole city."""
    with one_moment(None) as settled:
        zoning = find_zoning(VIEWER, NOW, "admin-areas", 6) if divided else Zoning()
        return recall(want(name), Ground(READING, NOW, zoning, settled=settled, moves=moves))


def count(name: str) -> Multiset:
    """The table, counted in full and kept from the start."""
    Kept.objects.all().delete()
    return ask(name)


def told(rows: Multiset) -> list[Any]:
    """The rows to the bit."""
    return [(name, column.dtype, column.tobytes()) for name, column in rows.columns.items()] + [
        rows.count.tolist()
    ]


@pytest.fixture
def planted() -> Planted:
    """The register."""
    return furnish(Planted())


@pytest.fixture
def full_counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the tables that were counted in full."""
    counted: list[str] = []
    begin = keeping.begin

    def note(wanted: Wanted, *rest: Any) -> Multiset:
        counted.append(wanted.name)
        return begin(wanted, *rest)

    monkeypatch.setattr(keeping, "begin", note)
    yield counted


class Town(Planted):
    """The register, in which things happen at the moment they are written."""

    def __init__(self) -> None:
        super().__init__()
        furnish(self)

    def happen(self, moment: Any) -> None:
        """Write what was put down as of a moment."""
        self.rows = [
            (model, code, {**values, "recorded": (moment, None)}) for model, code, values in self.rows
        ]
        self.ties = [(*tie[:3], {**tie[3], "recorded": (moment, None)}) for tie in self.ties]
        self.write()

    def end(self, model: Any, moment: Any, **which: Any) -> list[Any]:
        """Close rows or ties; gives them as they were."""
        found = list(model.objects.filter(recorded__upper_inf=True, **which))
        for one in found:
            one.recorded = (one.recorded.lower, moment)
        model.objects.bulk_update(found, ["recorded"])
        return found

    def alter(self, model: Any, code: str, moment: Any, **values: Any) -> None:
        """Another version of a thing."""
        for former in self.end(model, moment, code=code):
            kept = {"valid": (former.valid.lower, former.valid.upper), "footprint": former.footprint}
            same = {
                field.name: getattr(former, field.name)
                for field in model._meta.concrete_fields
                if field.name not in {"id", "thing", "load", "code", "digest", "tile", "recorded", "shape"}
            }
            self.rows.append((model, code, {**same, **kept, **values}))


def choose(town: Town, dice: random.Random, moment: Any) -> None:
    """Something that happens in a town: to a dwelling, a house, people, land or what is known of them."""
    home = f"{dice.randint(1, 11)}-{dice.randint(1, 2)}"
    house, building = f"h{dice.randint(1, 12)}", f"b{dice.randint(1, 12)}"
    match dice.randint(0, 9):
        case 0:
            town.alter(Dwelling, home, moment, use_state=dice.choice(["vacant", "occupied", None]))
        case 1:
            town.alter(House, house, moment, year=dice.randint(1950, 2020), area_gross=dice.random() * 900)
        case 2:
            west = WEST + dice.random() * 3 * WIDE
            town.alter(Building, building, moment, footprint=square(west, SOUTH + WIDE / 2, 20))
        case 3:
            town.end(Tie, moment, thing=town.things[House, house], relation="house-building")
            town.tie(Relation.HOUSE_IS_BUILDING, (House, house), (Building, building))
        case 4:
            twin = town.add(Dwelling, f"{home} by {moment}", use_state="occupied", price=dice.random() * 9e4)
            town.tie(Relation.SAME, twin, (Dwelling, home))
        case 5:
            town.end(Tie, moment, relation="same")
        case 6:
            town.end(Tie, moment, target=town.things[Dwelling, home], relation="household-dwelling")
        case 7:
            name = town.add(Household, f"new {moment}", kind="family", size=2, income=dice.random() * 1e5)
            town.tie(Relation.HOUSEHOLD_AT_DWELLING, name, (Dwelling, home))
            someone = town.add(Person, f"one {moment}", hukou="local", resident=True, occupation="employed")
            town.tie(Relation.PERSON_AT_WORKPLACE, someone, (Workplace, dice.choice(["factory", "office"])))
            town.tie(Relation.PERSON_IN_HOUSEHOLD, someone, name)
            town.tie(Relation.PERSON_AT_DWELLING, someone, (Dwelling, f"{dice.randint(1, 11)}-1"))
        case 8:
            town.alter(Workplace, dice.choice(["factory", "office"]), moment, jobs=dice.randint(0, 500))
            town.alter(CommuteFlow, "1 west to 2 east by all", moment, commuters=dice.randint(0, 500))
            place = Point(WEST + dice.random() * 3 * WIDE, SOUTH + WIDE / 2, srid=4549)
            town.alter(Place, dice.choice(["old school", "new school"]), moment, footprint=place)
        case _:
            for one in town.end(Tie, moment, thing=town.things[Dwelling, home], relation="dwelling-house"):
                Tie.objects.create(
                    relation=one.relation,
                    thing=one.thing,
                    target=one.target,
                    method="hand",
                    score=0,
                    reason="reference",
                    standing="rejected",
                    recorded=(moment, None),
                )


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 20))])
def test_whatever_happens_what_is_kept_is_what_a_full_count_finds(seed: int, full_counts: list[str]) -> None:
    dice, town = random.Random(seed), Town()
    first = {name: told(ask(name)) for name in KEPT}
    ask("dwellings", divided=False)
    full_counts.clear()
    for _ in range(3):
        with writing():
            moment = take_moment()
            for _ in range(4):
                choose(town, dice, moment)
            town.happen(moment)
        for name in KEPT:
            assert told(ask(name)) == told(ask(name, moves=True))
        ask("dwellings", divided=False, moves=dice.random() < 0.5)
    kept = {name: told(ask(name)) for name in KEPT}
    undivided = told(ask("dwellings", divided=False))
    assert full_counts == []
    assert kept != first
    assert kept == {name: told(count(name)) for name in KEPT}
    Kept.objects.all().delete()
    assert undivided == told(ask("dwellings", divided=False))


def test_a_table_is_counted_in_full_once(planted: Planted, full_counts: list[str]) -> None:
    found = [told(ask("dwellings")) for _ in range(3)]
    assert full_counts == ["dwellings"]
    assert found[0] == found[1] == found[2]
    assert Kept.objects.get().rows == 26


def test_nothing_is_kept_while_somebody_else_writes(planted: Planted) -> None:
    with one_moment(None) as settled:
        assert settled is not None
        ground = Ground(READING, NOW, Zoning())
        recall(want("dwellings"), ground)
        recall(want("dwellings"), replace(ground, settled=settled - timedelta(days=9999)))
    assert not Kept.objects.exists()


def test_what_begins_or_ends_at_midnight_is_followed(full_counts: list[str]) -> None:
    town = Town()
    today = timezone.localdate()
    with writing():
        moment = take_moment()
        town.alter(Dwelling, "1-1", moment, valid=(None, today))
        town.alter(Dwelling, "1-2", moment, valid=(today + timedelta(days=1), None))
        town.happen(moment)
    ask("dwellings")
    yesterday = today - timedelta(days=1)
    # As it was kept the day before: with the one that ended, and without the other.
    rows = keep_of(yesterday)
    assert rows == told(ask("dwellings"))
    assert full_counts == ["dwellings"]


def keep_of(day: date) -> list[Any]:
    """Let the table of dwellings be kept as it was on a day, of which today's is told."""
    wanted = want("dwellings")
    with one_moment(None) as settled:
        zoning = find_zoning(VIEWER, NOW, "admin-areas", 6)
        ground = Ground(READING, NOW, zoning, settled=settled)
        today, then = (
            wanted.gather(replace(ground, kept=set(), times=times))
            for times in (NOW, replace(NOW, valid=(day, day)))
        )
        assert len(then) and told(today) != told(then)
        kept = Kept.objects.get()
        parts = keeping.cut(then, ground)
        KeptPart.objects.filter(kept=kept).delete()
        keeping.store(kept, ground, parts, list(parts))
        Kept.objects.update(day=day)
        ordered = keeping.cut(today, ground)
        return told(keeping.put_together(ordered, wanted))


def test_other_zones_are_counted_anew(planted: Planted, full_counts: list[str]) -> None:
    ask("dwellings")
    with writing() as changed:
        AdminArea.objects.filter(code="2 east").update(footprint=square(WEST + 2 * WIDE, SOUTH, WIDE))
        changed.add(AdminArea)
    zones = ask("dwellings").columns["zone"]
    assert full_counts == ["dwellings"] * 2
    assert Kept.objects.count() == 1
    assert np.unique(zones).tolist() == [-1, 0]


def test_other_hazard_zones_are_counted_anew_be_it_by_a_change_or_by_midnight(
    full_counts: list[str],
) -> None:
    town, name = Town(), "buildings-met-flood"
    before = told(ask(name))
    with writing():
        moment = take_moment()
        town.end(HazardZone, moment, code="silent")
        town.happen(moment)
    after = told(ask(name))
    assert (full_counts, before != after) == ([name] * 2, True)
    # Over since today, without any row that would tell.
    gone = (None, timezone.localdate())
    HazardZone.objects.filter(code="deep").update(valid=gone)
    assert told(ask(name)) != after
    assert told(ask(name)) == told(count(name))
    assert full_counts == [name] * 4


def test_a_kept_table_that_is_not_what_the_twin_says_is_counted_anew(full_counts: list[str]) -> None:
    town = Town()
    ask("dwellings")
    KeptPart.objects.filter(part=0).delete()
    assert ask("dwellings").count.sum() == 26
    assert full_counts == ["dwellings"] * 2
    KeptPart.objects.filter(part=0).update(part=7)
    KeptPart.objects.filter(part=1).update(part=0)
    with writing():
        moment = take_moment()
        town.alter(Dwelling, "1-1", moment, use_state="occupied")
        town.happen(moment)
    assert ask("dwellings").count.sum() == 26
    assert full_counts == ["dwellings"] * 3


def test_what_is_counted_anew_goes_by_whole_steps(full_counts: list[str]) -> None:
    town = Town()
    ask("households")
    KeptPart.objects.filter(part=0).update(part=7)
    KeptPart.objects.filter(part=1).update(part=0)
    with writing():
        moment = take_moment()
        town.alter(Household, "household 1-2", moment, income=1.0)
        town.happen(moment)
    with one_moment(None) as settled:
        ground = Ground(READING, NOW, find_zoning(VIEWER, NOW, "admin-areas", 6), settled=settled)
        recall(want("dwellings"), ground)
        found = recall(want("households"), ground)
    assert full_counts == ["households", "dwellings", "households"]
    assert told(found) == told(count("households"))


def test_more_than_is_worth_following_is_counted_anew(
    full_counts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twin.runner.touching.MOST", 2)
    town = Town()
    ask("dwellings")
    with writing():
        moment = take_moment()
        for number in range(1, 6):
            town.alter(Dwelling, f"{number}-1", moment, use_state="vacant")
        town.happen(moment)
    with one_moment(None) as settled:
        zoning = find_zoning(VIEWER, NOW, "admin-areas", 6)
        recall(want("dwellings"), Ground(READING, NOW, zoning, settled=settled))
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_seqscan")
            assert cursor.fetchone() == ("on",)
    assert full_counts == ["dwellings"] * 2


def test_each_reading_of_what_is_kept_about_persons_is_told_to_the_audit(planted: Planted) -> None:
    for _ in range(3):
        ask("persons")
    told_of = [entry for entry in entries() if entry.kind == "person"]
    assert len(told_of) == 3
    assert len({entry.rows for entry in told_of}) == 1
