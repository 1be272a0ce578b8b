"""A question is worked out anew when anything it is worked out of has changed, and only then."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from spatial.analysis import analyses
from tests.registers import Planted
from twin.access import NOBODY, Viewer
from twin.changes import raise_revision
from twin.layer import EVERYONE
from twin.models import Dwelling, House, Relation, Tie
from twin.runner import Asker, execute, jobs
from twin.runner.freshness import stamp

pytestmark = pytest.mark.usefixtures("ledger")
ROOT, ANYBODY = Asker("root", Viewer(EVERYONE)), Asker("", NOBODY)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[Asker]:
    """For whom figures were worked out anew."""
    made: list[Asker] = []
    run: Callable[..., Any] = jobs.run

    def note(analysis: Any, given: Any, asker: Asker, *limits: Any) -> Any:
        made.append(asker)
        return run(analysis, given, asker, *limits)

    monkeypatch.setattr(jobs, "run", note)
    return made


def ask(asker: Asker = ROOT, **given: Any) -> Any:
    """The outcome of vacancy."""
    return execute(analyses["vacancy"], given, asker).outcome


def test_the_same_question_on_the_same_state_is_worked_out_once(worked_out: list[Asker]) -> None:
    Planted()
    first, again = ask(), ask(proof="register")
    assert worked_out == [ROOT]
    assert {**again, "recorded": first["recorded"]} == first
    assert again["recorded"] > first["recorded"]
    ask(proof="both")
    ask(ANYBODY)
    assert worked_out == [ROOT, ROOT, ANYBODY]


def test_changed_rows_and_ties_are_counted_again(worked_out: list[Asker]) -> None:
    planted = Planted()
    ask()
    Dwelling.objects.filter(code="lost-1").delete()
    with transaction.atomic():
        raise_revision(Dwelling)
    [habitable] = [row["value"] for row in ask()["rows"] if row["part"] == "habitable"]
    assert habitable == 25
    planted.tie(Relation.DWELLING_IN_HOUSE, (Dwelling, "lost-2"), (House, "h1"))
    planted.write()
    by_district = {"zoning": "admin-areas", "admin_level": 6}
    west = next(row for row in ask(**by_district)["rows"] if row["part"] == "habitable")
    assert west["value"] == 13
    Tie.objects.filter(thing=planted.things[Dwelling, "lost-2"]).update(standing="rejected")
    west = next(row for row in ask(**by_district)["rows"] if row["part"] == "habitable")
    assert west["value"] == 12
    assert len(worked_out) == 4


def test_the_threshold_and_the_groups_are_part_of_the_state(settings: Any) -> None:
    whole = stamp(ROOT.viewer)
    assert stamp(ROOT.viewer) == whole != stamp(NOBODY)
    settings.TWIN_K = 11
    assert stamp(ROOT.viewer) != whole
