"""A load can be undone as a new version: the city stands as before it, and its past stays to be asked."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from tests.cities import city, write
from tests.tables import HANGZHOU, make_table, put
from twin import published
from twin.ingest import Order, load, unload
from twin.models import Building, Load, Published, Revision

pytestmark = pytest.mark.usefixtures("twin")


def bring(tmp_path: Path, heights: dict[str, int], **order: bool) -> int:
    """Load an edition of the city; gives the load's number."""
    return load(write(tmp_path / "one.city.json", city(heights)), Order(**order), "tester").load


def heights() -> dict[str, float | None]:
    """What stands now."""
    return dict(Building.objects.filter(recorded__upper_inf=True).values_list("code", "height"))


def test_an_undone_load_leaves_the_city_as_it_stood_before(tmp_path: Path) -> None:
    bring(tmp_path, {"a": 9, "b": 12})
    things = dict(Building.objects.values_list("code", "thing_id"))
    second = bring(tmp_path, {"a": 10, "c": 6})
    before = Building.objects.count()
    undone = unload(second, "tester")
    assert (undone.closed, undone.reopened, undone.kept) == (2, 2, 0)
    assert heights() == {"a": 9.0, "b": 12.0}
    assert dict(Building.objects.filter(code="a").values_list("code", "thing_id"))["a"] == things["a"]
    assert Building.objects.count() == before + 2, "nothing is lost"
    assert Revision.objects.get(kind="building").number == 3
    moment = Load.objects.get(pk=second).moment
    then = Building.objects.filter(recorded__contains=moment)
    assert set(then.values_list("code", "height")) == {("a", 10.0), ("c", 6.0)}


def test_what_a_later_load_changed_is_left_as_it_made_it(tmp_path: Path) -> None:
    bring(tmp_path, {"a": 9, "b": 12})
    second = bring(tmp_path, {"a": 10, "b": 13})
    bring(tmp_path, {"a": 11}, partial=True)
    undone = unload(second, "tester")
    assert undone.kept == 1
    assert heights() == {"a": 11.0, "b": 12.0}


def test_the_first_load_undone_leaves_nothing_and_can_come_again(tmp_path: Path) -> None:
    first = bring(tmp_path, {"a": 9})
    unload(first, "tester")
    assert heights() == {}
    again = load(tmp_path / "one.city.json", Order(), "tester")
    assert again.status == Load.Status.DONE
    assert heights() == {"a": 9.0}


def test_an_undoing_can_be_undone(tmp_path: Path) -> None:
    bring(tmp_path, {"a": 9})
    second = bring(tmp_path, {"a": 10})
    undone = unload(second, "tester")
    unload(undone.load, "tester")
    assert heights() == {"a": 10.0}
    assert Load.objects.get(pk=second).status == Load.Status.DONE
    unload(second, "tester")
    assert heights() == {"a": 9.0}


def test_a_row_that_stands_again_is_of_the_file_it_came_from(tmp_path: Path) -> None:
    first = bring(tmp_path, {"a": 9, "b": 12})
    unload(bring(tmp_path, {"a": 10, "b": 12}), "tester")
    assert set(Building.objects.filter(recorded__upper_inf=True).values_list("load_id", flat=True)) == {first}
    assert unload(first, "tester").closed == 2
    assert heights() == {}


def test_an_edition_of_a_published_table_is_undone_alike() -> None:
    put(make_table("plots", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    second = put(make_table("plots", {"n": "integer"}, [("1", HANGZHOU, (2,)), ("2", HANGZHOU, (3,))]))
    unload(second.load, "tester")
    rows = published.model_of(Published.objects.get())._default_manager.filter(recorded__upper_inf=True)
    assert list(rows.values_list("code", "c1")) == [("1", 1)]


def test_what_cannot_be_undone_is_refused_by_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no load 99"):
        unload(99)
    first = bring(tmp_path, {"a": 9})
    unload(first, "tester")
    with pytest.raises(RefusedError, match="undone"):
        unload(first)
