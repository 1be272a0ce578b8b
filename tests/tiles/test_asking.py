"""Only the public's own question of what is now has answers for everybody."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tiles.asking import Asked
from twin.access import NOBODY, Times, Viewer
from twin.layer import EVERYONE, layers

PLAIN = Asked(NOBODY, (layers["buildings"], layers["roads"]))


def test_the_publics_question_of_what_is_now_is_plain() -> None:
    assert PLAIN.plain
    assert replace(PLAIN, viewer=Viewer(NOBODY.groups)).plain, "Equal groups see equal things."


@pytest.mark.parametrize(
    "narrower",
    [
        {"viewer": Viewer(EVERYONE)},
        {"times": Times(recorded=datetime(2026, 1, 1, tzinfo=UTC))},
        {"times": Times(valid=(None, None))},
        {"times": Times(valid=(date(2026, 1, 1), date(2026, 1, 1)))},
        {"fields": frozenset()},
        {"fields": frozenset({"height"})},
        {"conditions": (("height", 0),)},
    ],
)
def test_any_other_question_is_not(narrower: dict[str, object]) -> None:
    assert not replace(PLAIN, **narrower).plain  # type: ignore[arg-type]
