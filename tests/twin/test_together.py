"""Several questions are answered in one go as each would be by itself."""

import pytest
from django.conf import settings
from django.contrib.gis.db.models.functions import Distance
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.factories import make_version, outline
from twin.models import Building, Road
from twin.together import Blank, ask_together, geometry, one_of, prepare

pytestmark = pytest.mark.django_db
PLACE = geometry(Blank("place"), settings.TWIN_CRS)


def test_each_question_has_the_rows_it_would_have_alone_and_all_go_at_once() -> None:
    make_version(Building, "B1", outline("polygon", 0), height=12.5)
    asked = {
        "buildings": Building.objects.values(
            "thing_id", "thing__dataset__key", "height", "footprint", "valid"
        ),
        "odd": Building.objects.filter(code="100% sure").values("id"),
    }
    alone = {name: list(question) for name, question in asked.items()}
    with CaptureQueriesContext(connection) as told:
        found = ask_together({name: prepare(question) for name, question in asked.items()})
    assert (found, len(told)) == (alone, 1)


def test_a_question_is_asked_again_with_other_values_in_its_blanks() -> None:
    one, other = (make_version(Building, f"B{place}", outline("polygon", place)) for place in (0, 5))
    mine = Q(one_of("thing_id", Blank("things"))) | Q(one_of("parent_id", Blank("things")))
    near = Building.objects.annotate(far=Distance("footprint", PLACE)).filter(footprint__intersects=PLACE)
    questions = {
        "mine": prepare(Building.objects.filter(mine).values("code")),
        "near": prepare(near.values("code", "far")),
    }
    for row in (one, other):
        row.refresh_from_db()
        told = ask_together(questions, things=[row.thing_id, 0], place=row.footprint.hexewkb.decode())
        assert told["mine"] == [{"code": row.code}]
        [found] = told["near"]
        assert (found["code"], found["far"].m) == (row.code, 0)
    assert ask_together({"mine": questions["mine"]}, things=[]) == {"mine": []}


def test_a_question_that_can_have_no_answer_is_not_asked() -> None:
    make_version(Building, "B1", outline("polygon", 0))
    nothing, some = prepare(Road.objects.none().values("id")), prepare(Building.objects.values("code"))
    assert ask_together({"nothing": nothing, "some": some}) == {"nothing": [], "some": [{"code": "B1"}]}
    with CaptureQueriesContext(connection) as asked:
        assert ask_together({"nothing": nothing}) == {"nothing": []}
    assert len(asked) == 0
