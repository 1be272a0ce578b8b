"""More homes or jobs change the indices as the calibrated model has it; none change nothing."""

import pytest

from spatial.analyses.commute_what_if import PARTS, Codes, change_city
from spatial.analysis import Reason, Series
from spatial.figures import Places
from spatial.inputs import BadInputError
from tests.columns import pick, values, words
from tests.trips import lie, publish, register

SPOTS = ((0.0, 0.0), (4.0, 0.0), (0.0, 5.0), (9.0, 9.0))
MATRIX = [[90.0, 30, 20, 5], [25, 80, 10, 15], [15, 10, 60, 10], [5, 20, 10, 70]]
NAMED = Codes(code=words("a", "b", "c", "d"))


def change(zone: str = "d", dwellings: int = 0, jobs: int = 0) -> tuple[Series, ...]:
    """The city with so many more dwellings and jobs."""
    return change_city(NAMED, publish(MATRIX), lie(*SPOTS), Places(4), zone, dwellings, jobs, workers=1.0)


def test_no_change_changes_nothing() -> None:
    found = change()
    for name in ("mean-minutes", "mean-kilometres", "separation", "self-containment"):
        before, after, difference = (values(found, name, part)[0] for part in PARTS)
        assert before == pytest.approx(after, rel=1e-5)
        assert difference == pytest.approx(0, abs=1e-4)
    assert values(found, "jobs-factor") == [1]


def test_homes_far_from_jobs_lengthen_the_commute_and_jobs_beside_them_shorten_it_again() -> None:
    homes, both = change(dwellings=200), change(dwellings=200, jobs=200)
    [longer], [less] = (values(found, "mean-kilometres", "change") for found in (homes, both))
    assert longer is not None and less is not None and longer > 0 > less - longer
    assert values(homes, "commuters", "change") == [200]
    assert values(homes, "jobs-factor")[0] == pytest.approx(675 / 475)
    assert values(both, "jobs-factor")[0] == pytest.approx(1)


def test_the_ratio_of_the_zone_falls_with_its_homes() -> None:
    before, after = (
        values(change(dwellings=105), "jobs-per-commuter", part)[3] for part in ("before", "after")
    )
    assert before == pytest.approx(100 / 105)
    assert after == pytest.approx(100 / 210 * 580 / 475)


@pytest.mark.parametrize(
    ("asked", "input"),
    [({"zone": "nowhere"}, "zone"), ({"dwellings": -500}, "dwellings"), ({"jobs": -500}, "jobs")],
)
def test_what_cannot_be_changed_is_refused_by_name(asked: dict[str, object], input: str) -> None:
    with pytest.raises(BadInputError) as refused:
        change(**asked)  # type: ignore[arg-type]
    assert refused.value.input == input


def test_nobody_or_one_zone_is_null_with_a_reason() -> None:
    for commuters, spots, reason in (
        (publish([[5]]), SPOTS[:1], Reason.NO_ZONES),
        (register(), SPOTS[:2], Reason.NO_DENOMINATOR),
    ):
        found = change_city(NAMED, commuters, lie(*spots), Places(len(spots)), "a")
        assert {why for one in found for why in one.reasons} == {reason}
        assert pick(found, "separation", "after").reasons == (reason,)
