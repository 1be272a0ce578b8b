"""What changes registers or ties queues one catching up of the figures, once any are kept."""

import pytest

from tests.queues import waiting
from tests.registers import Planted, furnish
from twin.changes import take_moment, writing
from twin.models import Dwelling, Kept, Road
from twin.runner import keeping
from twin.runner.following import renew
from twin.runner.priming import prime

pytestmark = pytest.mark.usefixtures("twin")


def change() -> None:
    """End a dwelling."""
    with writing() as changed:
        gone = Dwelling.objects.get(code="lost-1")
        gone.recorded = (gone.recorded.lower, take_moment())
        gone.save(update_fields=["recorded"])
        changed.add(Dwelling)


def test_figures_follow_what_changed_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(Planted())
    with writing() as changed:
        changed.add(Dwelling)
    assert renew.name not in waiting()
    list(prime("li"))
    Kept.objects.filter(name__startswith="workplaces").delete()
    before = {kept.name: kept.rows for kept in Kept.objects.all()}
    change()
    assert waiting().count(renew.name) == 1
    monkeypatch.setattr(keeping, "begin", None)
    renew()
    after = {kept.name: kept.rows for kept in Kept.objects.all()}
    assert {name: before[name] - after[name] for name in before if "dwellings" in name} == {
        name: 1 for name in before if "dwellings" in name
    }


def test_what_figures_are_not_counted_from_queues_nothing() -> None:
    furnish(Planted())
    list(prime("li"))
    with writing() as changed:
        changed.add(Road)
    assert renew.name not in waiting()
