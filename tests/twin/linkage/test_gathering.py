"""What steps find is gathered once for each thing, the surest first."""

import json
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from tests.factories import make_tie, make_version
from twin.linkage.codes import quote
from twin.linkage.gathering import Gathering
from twin.linkage.steps import Step, because, fetch
from twin.models import Dwelling, House, Method, Reason, Relation, Tie

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
HOUSE, WORK = Relation.DWELLING_IN_HOUSE, Relation.PERSON_AT_WORKPLACE


@pytest.fixture(params=[True, False], ids=["first run", "later run"])
def fresh(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether the relations have no ties yet."""
    if not request.param:
        things = [make_version(House, code).thing for code in "ab"]
        for relation in (HOUSE, WORK):
            make_tie(relation, *things)
    with transaction.atomic():
        yield request.param


def step(relation: Relation, method: Method, *rows: str, sure: bool = False) -> Step:
    """A step that finds those rows."""
    named = f"(VALUES {', '.join(rows)}) AS named (thing_id, target_id, score, code, doubtful)"
    told = f"{because(Reason.ADDRESS, quote('code'))}, doubtful"
    return Step(relation, method, f"SELECT thing_id, target_id, score, {told} FROM {named}", sure)


def found() -> list[tuple[int, int, str, str]]:
    """What is gathered."""
    return fetch("SELECT thing_id, target_id, method, standing FROM found ORDER BY thing_id, target_id")


def test_the_first_step_that_finds_a_thing_has_it(fresh: bool) -> None:
    gathering = Gathering(HOUSE, timezone.now())
    assert gathering.fresh is fresh
    gathering.take(step(HOUSE, Method.CODE, "(91, 1, 1.0, '', false)", sure=True))
    gathering.take(step(HOUSE, Method.ADDRESS, "(91, 2, 1.0, '', false)", "(92, 2, 1.0, '', true)"))
    assert found() == [(91, 1, "code", "stands"), (92, 2, "address", "proposed")]
    assert gathering.counts == {"code": 1, "address": 1}
    gathering.put_away()
    assert Gathering(WORK, timezone.now()).counts == {}


def test_once_each_thing_is_tied_nothing_more_is_looked_for(fresh: bool) -> None:
    homes = [make_version(Dwelling, code).thing for code in "cd"]
    gathering = Gathering(HOUSE, timezone.now())
    for home in homes:
        assert not gathering.complete
        gathering.take(step(HOUSE, Method.CODE, f"({home.pk}, 1, 1.0, '', false)", sure=True))
    assert gathering.complete
    gathering.take(step(HOUSE, Method.ADDRESS, "(92, 2, 1.0, '', true)"))
    assert found() == [(home.pk, 1, "code", "stands") for home in homes]


def test_a_tie_numbered_by_its_thing_takes_no_others_number() -> None:
    home = make_version(Dwelling, "c").thing
    with transaction.atomic():
        gathering = Gathering(WORK, timezone.now())
        for target in (1, 2):
            gathering.take(step(WORK, Method.CODE, f"({home.pk}, {target}, 1.0, '', false)"))
        gathering.put_away()
        numbered = Gathering(HOUSE, timezone.now())
        numbered.take(step(HOUSE, Method.CODE, f"({home.pk}, 1, 1.0, '', false)", sure=True))
    later = make_tie(Relation.SAME, home, home)
    numbers = list(Tie.objects.order_by("pk").values_list("relation", flat=True))
    assert numbers == [WORK, WORK, HOUSE, "same"]
    assert later.pk > Tie.objects.get(relation=HOUSE).pk


def test_of_several_targets_none_is_guessed_where_there_can_be_but_one(fresh: bool) -> None:
    rows = ("(91, 1, 1.0, 'So', false)", "(91, 2, 1.0, 'So', false)", "(91, 2, 0.5, 'Or so', true)")
    one, several = Gathering(HOUSE, timezone.now()), step(HOUSE, Method.CODE, *rows)
    one.take(several)
    assert found() == [(91, 1, "code", "proposed"), (91, 2, "code", "proposed")]
    [[reason, quoted]] = fetch("SELECT DISTINCT reason, quoted FROM found")
    assert (reason, json.loads(quoted)) == ("address", {"code": "So", "number": 2})
    one.put_away()
    Gathering(WORK, timezone.now()).take(step(WORK, Method.CODE, *rows))
    assert found() == [(91, 1, "code", "stands"), (91, 2, "code", "stands")]
