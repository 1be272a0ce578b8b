"""The questions of a card are made ready once, and anew where the viewer, their layers or the day differ."""

from dataclasses import replace
from datetime import date

import pytest

from tests.housing import PLANNER
from twin.access import NOBODY
from twin.card.questions import make_ready, questions_of
from twin.layer import STAFF, layers

pytestmark = pytest.mark.django_db


def test_they_are_made_ready_once_for_a_viewer() -> None:
    assert questions_of(NOBODY) is questions_of(NOBODY)
    assert questions_of(NOBODY) is not questions_of(PLANNER)


def test_another_day_has_questions_of_its_own() -> None:
    one, other = (make_ready(NOBODY, (), date(2025, 1, day)) for day in (1, 2))
    assert one is not other


def test_a_layer_that_is_closed_to_the_viewer_is_no_longer_asked_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(questions_of(NOBODY).site) == {"buildings", "roads", "bodies"}
    monkeypatch.setitem(layers.entries, "roads", replace(layers.entries["roads"], audience=STAFF))
    assert set(questions_of(NOBODY).site) == {"buildings", "bodies"}
    assert set(questions_of(PLANNER).site) == {"buildings", "roads", "bodies"}
