"""Sources that differ are found, kept while they do, ruled on, closed when they agree; nothing is lost."""

import pytest

from spatial.errors import RefusedError
from tests.claims import register, tie
from twin.access import Viewer
from twin.authority import look_for_conflicts, rule, set_ranks, tell, tell_conflicts
from twin.layer import ADMIN
from twin.models import Conflict, Dwelling, Relation, Standing

pytestmark = pytest.mark.django_db
WHOLE = Viewer(frozenset({ADMIN}))


@pytest.fixture
def dwelling() -> Dwelling:
    """A dwelling that the housing bureau and the police tell of, with different areas."""
    deeds = register("Dwelling", "fangchan", "D1", area_gross=89.2, rooms=3)
    police = register("Dwelling", "gongan", "P1", area_gross=88.0, rooms=3)
    tie(Relation.SAME, police, deeds)
    return deeds


def areas() -> list[tuple[float, str, bool]]:
    """What counts in the open conflicts, of which source, and whether that is settled."""
    return [(one["value"], one["source"], one["settled"]) for one in tell_conflicts(WHOLE)]


def test_a_difference_is_a_row_with_both_claims(dwelling: Dwelling) -> None:
    assert look_for_conflicts().opened == 1
    [told] = tell_conflicts(WHOLE)
    assert (told["field"], told["days"]) == ("area_gross", 0)
    assert {claim["dataset"]: claim["value"] for claim in told["claims"]} == {
        "fangchan": 89.2,
        "gongan": 88.0,
    }


def test_authority_settles_it_and_leaves_both_claims(dwelling: Dwelling) -> None:
    set_ranks("dwelling", "area_gross", ["fangchan", "gongan"])
    look_for_conflicts()
    assert areas() == [(89.2, "fangchan", True)]
    choice = tell("dwelling", dwelling.thing_id)["area_gross"]
    assert choice.claim.value == 89.2
    assert [claim.value for claim in choice.others] == [88.0]


def test_without_authority_the_newest_counts_until_somebody_rules(dwelling: Dwelling) -> None:
    look_for_conflicts()
    assert areas() == [(88.0, "gongan", False)]
    rule(WHOLE, Conflict.objects.get().pk, "fangchan", "wang", "测绘报告")
    assert areas() == [(89.2, "fangchan", True)]
    assert tell("dwelling", dwelling.thing_id)["area_gross"].claim.value == 89.2
    assert Conflict.objects.count() == 2, "the state before the ruling is kept"


def test_a_second_look_changes_nothing(dwelling: Dwelling) -> None:
    look_for_conflicts()
    did = look_for_conflicts()
    assert (did.opened, did.lasting, did.changed, did.ended) == (0, 1, 0, 0)
    assert Conflict.objects.count() == 1


def test_a_conflict_ends_when_the_sources_agree_and_its_past_stays(dwelling: Dwelling) -> None:
    look_for_conflicts()
    register("Dwelling", "gongan", "P1", area_gross=89.2, rooms=3)
    assert look_for_conflicts().ended == 1
    assert areas() == []
    assert Conflict.objects.count() == 1
    assert tell("dwelling", dwelling.thing_id)["area_gross"].rule.en == "all sources agree"


def test_a_ruling_falls_when_the_claim_it_was_for_changes(dwelling: Dwelling) -> None:
    look_for_conflicts()
    since = rule(WHOLE, Conflict.objects.get().pk, "fangchan", "wang", "").since
    register("Dwelling", "gongan", "P1", area_gross=87.5, rooms=3)
    look_for_conflicts()
    assert areas() == [(89.2, "fangchan", True)], "the ruled claim stands"
    register("Dwelling", "fangchan", "D1", area_gross=90.0, rooms=3)
    assert look_for_conflicts().changed == 1
    assert areas() == [(90.0, "fangchan", False)]
    assert Conflict.objects.get(recorded__upper_inf=True).since == since, (
        "its age is that of the first notice"
    )


def test_a_rejected_tie_is_no_ground_for_a_conflict(dwelling: Dwelling) -> None:
    third = register("Dwelling", "third", "T1", area_gross=10.0)
    tie(Relation.SAME, third, dwelling, standing=Standing.REJECTED)
    look_for_conflicts()
    assert len(tell_conflicts(WHOLE)[0]["claims"]) == 2


def test_what_cannot_be_ruled_is_refused(dwelling: Dwelling) -> None:
    look_for_conflicts()
    with pytest.raises(RefusedError, match="claims nothing here"):
        rule(WHOLE, Conflict.objects.get().pk, "third", "wang", "")
    with pytest.raises(RefusedError, match="no open conflict"):
        rule(WHOLE, 10**6, "fangchan", "wang", "")
