"""Several questions are answered in one go as each would be by itself."""

import pytest
from django.contrib.gis.db.models.functions import Distance
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_version, outline
from twin.models import Building, Road
from twin.together import ask_together

pytestmark = pytest.mark.django_db


def test_each_question_has_the_rows_it_would_have_alone_and_all_go_at_once() -> None:
    house = make_version(Building, "B1", outline("polygon", 0), height=12.5)
    make_version(Road, "R1", outline("line", 0))
    far = Distance("footprint", house.footprint)
    questions = (
        Building.objects.values("thing_id", "thing__dataset__key", "height", "valid", "recorded"),
        Road.objects.annotate(metres=far).order_by("metres").values("footprint", "metres"),
        Building.objects.filter(code="100% sure").values("id"),
    )
    alone = [list(question) for question in questions]
    with CaptureQueriesContext(connection) as asked:
        found = ask_together(*questions)
    assert (found, len(asked)) == (alone, 1)
    assert found[1][0]["metres"].m == 0


def test_a_question_that_can_have_no_answer_is_not_asked() -> None:
    make_version(Building, "B1", outline("polygon", 0))
    nothing, one = ask_together(Road.objects.none().values("id"), Building.objects.values("code"))
    assert (nothing, one) == ([], [{"code": "B1"}])
    with CaptureQueriesContext(connection) as asked:
        assert ask_together(Road.objects.none().values("id")) == [[]]
    assert len(asked) == 0
