"""Rows about persons: for the bureau alone, for a purpose, masked, and never unknown to the audit."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from spatial.errors import RefusedError
from tests.factories import LONG_AGO, make_version
from tests.residents import tie
from twin.access import NOBODY, Viewer, audit
from twin.access.audit import LEDGER, entries
from twin.access.personal import MOST, PERSONAL, NotOpenError, Reading, living_at, read, whole_table
from twin.layer import HOUSING, LIFELINE, PLANNER, layers
from twin.models import AuditEntry, Dwelling, Household, Openness, Person, Residence

pytestmark = pytest.mark.django_db(databases=["default", LEDGER])
ROOT = Path(__file__).resolve().parents[3]
BUREAU = Viewer(frozenset({HOUSING}))
HASH = "5f" * 16


def reading(purpose: str = "house-card", who: str = "wang", viewer: Viewer = BUREAU) -> Reading:
    return Reading(viewer, who, purpose, "card", "申请 17")


def make_person(code: str = HASH, **values: Any) -> Any:
    given = {"household": "h1", "birth_year": 1987, "sex": "female", "attributes": {"姓名": "李梅"}} | values
    return make_version(Person, code, **given)  # type: ignore[type-var]


def test_a_row_is_masked_and_its_read_is_written_down() -> None:
    person = make_person()
    [row] = read(reading(), "person", [person.thing_id])
    assert row["birth_year"] == "1985-1989"
    assert row["sex"] == "female"
    assert HASH not in str(row)
    assert "李梅" not in str(row)
    [entry] = entries()
    assert (entry.who, entry.groups, entry.purpose, entry.note) == (
        "wang",
        [HOUSING],
        "house-card",
        "申请 17",
    )
    assert (entry.kind, entry.things, entry.rows) == ("person", f"things {person.thing_id}", 1)
    assert set(entry.fields) == set(row) - {"valid"}
    assert entry.door == "card"


def test_a_case_is_worked_on_with_whole_values_but_never_the_hash() -> None:
    person = make_person()
    [row] = read(reading("case-work"), "person", [person.thing_id])
    assert row["birth_year"] == 1987
    assert HASH not in str(row)


def test_a_person_goes_by_one_name_for_a_reader_and_by_another_for_the_next() -> None:
    person = make_person()
    lives = make_version(Residence, "r1", person=HASH, dwelling="d1")  # type: ignore[type-var]
    [mine] = read(reading(), "person", [person.thing_id])
    [where] = read(reading(), "residence", [lives.thing_id])
    [others] = read(reading(who="li"), "person", [person.thing_id])
    assert mine["code"] == where["person"] != others["code"]


@pytest.mark.parametrize("viewer", [NOBODY, Viewer(frozenset({PLANNER, LIFELINE}))])
def test_others_are_refused_and_nothing_is_read(viewer: Viewer) -> None:
    person = make_person()
    with pytest.raises(NotOpenError, match="housing bureau alone"):
        read(reading(viewer=viewer), "person", [person.thing_id])
    with pytest.raises(NotOpenError):
        whole_table(reading(viewer=viewer), "person")
    assert entries() == []


def test_a_read_without_purpose_or_reader_is_refused() -> None:
    with pytest.raises(RefusedError, match="Say for which purpose"):
        read(reading(""), "person", [1])
    with pytest.raises(RefusedError, match="names its reader"):
        read(reading(who=""), "person", [1])
    with pytest.raises(RefusedError, match="at most 1000"):
        read(reading(), "person", range(MOST + 1))
    assert entries() == []


def test_no_row_is_given_that_the_audit_does_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*entries: AuditEntry) -> None:
        raise OSError("the disk is full")

    person = make_person()
    monkeypatch.setattr(audit, "write", fail)
    with pytest.raises(OSError, match="disk"):
        read(reading(), "person", [person.thing_id])


def test_who_lives_at_a_dwelling_is_told_by_ties_that_stand() -> None:
    dwelling, elsewhere = (make_version(Dwelling, code) for code in ("d1", "d2"))  # type: ignore[type-var]
    household = make_version(Household, "h1", size=2)  # type: ignore[type-var]
    member, lodger, maybe = make_person("a1"), make_person("b2", household=None), make_person("c3")
    tie("household-dwelling", household, dwelling)
    tie("person-household", member, household)
    tie("person-dwelling", lodger, dwelling)
    tie("person-dwelling", maybe, dwelling, standing="proposed")
    found = living_at(reading(), dwelling.thing_id)
    assert [row["size"] for row in found.households] == [2]
    assert len(found.persons) == 2
    assert found.persons[0]["household"] == found.households[0]["code"]
    assert living_at(reading(), elsewhere.thing_id).persons == []
    assert [(entry.kind, entry.rows) for entry in entries()][:2] == [("household", 1), ("person", 2)]


def test_two_sources_of_one_dwelling_tell_of_the_same_occupants() -> None:
    ours, theirs = (make_version(Dwelling, "d1", dataset=key) for key in ("housing", "police"))  # type: ignore[type-var]
    tie("same", theirs, ours)
    tie("person-dwelling", make_person(), theirs)
    assert len(living_at(reading(), ours.thing_id).persons) == 1


def test_rows_closed_to_the_bureau_are_not_there_for_it() -> None:
    person = make_person(openness=Openness.CLOSED)
    assert read(reading(), "person", [person.thing_id]) == []
    [entry] = entries()
    assert entry.rows == 0


def test_a_whole_table_is_given_for_figures_and_written_down_as_such() -> None:
    make_person("a1"), make_person("b2", recorded=(LONG_AGO, timezone.now()))
    found = whole_table(reading("statistics"), "person")
    assert found.count() == 1
    [entry] = entries()
    assert (entry.kind, entry.things, entry.rows) == ("person", "all, for figures", 1)


GATES = ("twin/models/", "twin/ingest/", "twin/linkage/", "twin/publication/", "twin/access/personal.py")


def test_the_tables_of_persons_are_named_in_the_gate_and_where_rows_are_written_alone() -> None:
    names = {table.__name__ for table in PERSONAL.values()}
    outside = [
        f"{file}: {name}"
        for room in ("twin", "tiles")
        for path in sorted((ROOT / room).rglob("*.py"))
        for file in [str(path.relative_to(ROOT))]
        if not file.startswith((*GATES, "twin/migrations/"))
        for name in sorted(models_named(path) & names)
    ]
    assert outside == []


def models_named(path: Path) -> set[str]:
    """The models a file imports, reaches by attribute, or asks the registry of apps for."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith("twin.models"):
                found |= {alias.name for alias in node.names}
            case ast.Attribute(value=ast.Name(id="models" | "register") | ast.Attribute(attr="models")):
                found.add(node.attr)
            case ast.Call(func=ast.Attribute(attr="get_model")):
                found |= {str(one.value) for one in node.args if isinstance(one, ast.Constant)}
    return found


def test_no_layer_shows_rows_of_persons() -> None:
    assert [layer.id for layer in layers if layer.model.lower() in PERSONAL] == []
