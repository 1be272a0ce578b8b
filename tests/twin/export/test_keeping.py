"""Kept exports: one for each question that is asked twice, so many at a time, so many bytes in all."""

from pathlib import Path
from typing import Any

import pytest

from twin.access import NOBODY, Viewer
from twin.export import keeping
from twin.models import Export

pytestmark = pytest.mark.django_db
PLANNER = Viewer(frozenset({"anonymous", "planner"}))


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, settings: Any) -> None:
    settings.TWIN_EXPORTS = tmp_path / "exports"


def begin(who: str = "", question: str = "") -> tuple[Export | None, bool]:
    """An export of buildings as CSV."""
    viewer = PLANNER if who else NOBODY
    return keeping.begin(who, viewer, "buildings", "csv", question=question, language="zh", root="")


def finish(kept: Export, size: int) -> Path:
    """Write a file of that size for an export."""
    keeping.folder(kept).mkdir()
    file = keeping.folder(kept) / "a.csv"
    file.write_bytes(b"a" * size)
    Export.objects.filter(pk=kept.pk).update(status="successful", file=file.name, size=size)
    return file


def test_the_same_question_of_one_person_is_one_export_while_it_waits() -> None:
    first, new = begin("li")
    assert new
    assert begin("li") == (first, False)
    assert begin("li", "code=a")[1]
    assert begin("wang")[1]
    assert begin()[0] != begin()[0]


def test_as_many_as_anyone_may_have_are_begun() -> None:
    assert [begin("li", str(at))[1] for at in range(6)] == [True] * 5 + [False]
    assert [begin(question=str(at))[1] for at in range(21)] == [True] * 20 + [False]


def test_the_oldest_files_make_room(settings: Any) -> None:
    settings.TWIN_EXPORT_SPACE = 250
    files = [finish(kept, 100) for at in range(4) if (kept := begin("li", str(at))[0])]
    keeping.clean()
    assert [file.exists() for file in files] == [False, False, True, True]
    assert list(Export.objects.order_by("made").values_list("status", flat=True)) == [
        *["dismissed"] * 2,
        *["successful"] * 2,
    ]


def test_folders_that_belong_to_nothing_go() -> None:
    stray = keeping.room() / "stray"
    stray.mkdir()
    kept, _ = begin("li")
    assert kept
    file = finish(kept, 1)
    keeping.clean()
    assert (stray.exists(), file.exists()) == (False, True)


def test_nobody_may_list_the_files() -> None:
    assert keeping.room().stat().st_mode & 0o777 == 0o711
