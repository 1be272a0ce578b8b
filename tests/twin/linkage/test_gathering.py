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
from twin.models import House, Method, Reason, Relation

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
