"""A plan keeps families whole and in order, each object once, under an id of its own."""

import pytest
from psycopg.errors import UniqueViolation

from tests.factories import make_version
from twin.access import NOBODY, rows
from twin.export import plan as planning
from twin.export.plan import Plan
from twin.export.sketches import Sketch, sketch
from twin.layer import layers
from twin.models import Building, Road

pytestmark = pytest.mark.django_db


def buildings(*codes: str, dataset: str = "made") -> list[Sketch]:
    """The outlines of buildings that are made for them."""
    for code in codes:
        make_version(Building, code, dataset=dataset)
    return list(sketch(rows(NOBODY, layers["buildings"]), layers["buildings"]))


def test_batches_are_whole_families_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "ROWS", 2)
    a, b, c, d, e = buildings("a", "b", "c", "d", "e")
    plan = Plan()
    plan.add([[a, b, c], [d]])
    plan.add([[e]])
    plan.name()
    assert [[entry.id for entry in batch] for batch in plan.batches()] == [["a", "b", "c"], ["d", "e"]]
    assert (plan.families, plan.objects) == (3, 5)
    assert plan.planned([a.thing, -1]) == {a.thing}


def test_large_bodies_make_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "BYTES", -1)
    plan = Plan()
    plan.add([one] for one in buildings("a", "b"))
    assert [len(batch) for batch in plan.batches()] == [1, 1]


def test_an_object_goes_out_once() -> None:
    [a] = buildings("a")
    plan = Plan()
    plan.add([[a]])
    with pytest.raises(UniqueViolation):
        plan.add([[a]])


def test_objects_of_one_code_are_told_apart_by_dataset_and_kind() -> None:
    make_version(Road, "a")
    plan = Plan()
    plan.add([one] for one in buildings("a", "b"))
    plan.add([one] for one in sketch(rows(NOBODY, layers["roads"]), layers["roads"]))
    plan.name()
    assert [entry.id for batch in plan.batches() for entry in batch] == [
        "made/building/a",
        "b",
        "made/road/a",
    ]
    [(key, called)] = plan.resolve(["a", "x"]).items()
    assert (key[1], called) == ("a", {1: "made/building/a", 3: "made/road/a"})


def test_rows_wait_until_they_are_planned() -> None:
    a, b = buildings("a", "b")
    plan = Plan()
    plan.wait([a, b])
    assert list(plan.waiting()) == [("buildings", [a.row, b.row])]
    assert plan.awaited(["a"], [b.thing]) == {a.thing, (a.dataset, "a"), b.thing, (b.dataset, "b")}
    plan.add([[a]])
    assert list(plan.waiting()) == [("buildings", [b.row])]
    assert plan.awaited(["a"], []) == set()
