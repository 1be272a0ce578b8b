"""A plan names tiles in order, in batches of about equal cost; what the tiles follow from has one name."""

from collections import Counter

import pytest
from pmtiles.tile import tileid_to_zxy

from tests.archives import fill
from tiles.archive.planning import LEAST, Wanted, batches, divide, take_stock
from tiles.asking import Asked
from twin.access import NOBODY, Times, Viewer
from twin.layer import EVERYONE, layers
from twin.models import Openness, Road

ROADS = Asked(NOBODY, (layers["roads"],))


def test_batches_cost_about_the_same_and_keep_the_order() -> None:
    costs = Counter({id: 100 + id % 7 * 50 for id in range(5000, 0, -1)})
    parted = list(batches(costs))
    assert [id for batch in parted for id in batch] == sorted(costs)
    spent = [sum(costs[id] for id in batch) for batch in parted]
    assert all(one >= LEAST for one in spent[:-1])
    assert max(spent) < 1.2 * min(spent[:-1])


def test_a_tile_that_costs_much_is_a_batch_of_its_own() -> None:
    assert list(batches(Counter({1: 10**6, 2: 10**6, 3: 5}))) == [[1], [2], [3]]


@pytest.mark.django_db
def test_a_plan_names_the_tiles_of_all_zooms_and_layers() -> None:
    fill("roads", [1, 50])
    fill("buildings", [3])
    both = Asked(NOBODY, (layers["roads"], layers["buildings"]))
    ids = [id for batch in divide(Wanted(both, (12, 14))) for id in batch]
    assert ids == sorted(set(ids))
    assert {tileid_to_zxy(id)[0] for id in ids} == {12, 13, 14}
    boxed = [id for batch in divide(Wanted(both, (14, 14), ((120.15, 30.2, 120.17, 30.3),))) for id in batch]
    assert set(boxed) < set(ids)


@pytest.mark.usefixtures("twin")
def test_whatever_changes_in_the_rows_or_the_question_is_seen() -> None:
    fill("roads", [1, 2])
    wanted = Wanted(ROADS, (12, 14))
    first, extent = take_stock(wanted)
    assert extent is not None and extent[0] < extent[2]
    assert take_stock(wanted) == (first, extent)
    told = {
        take_stock(other)[0]
        for other in (
            Wanted(ROADS, (12, 15)),
            Wanted(ROADS, (12, 14), ((120.0, 30.0, 121.0, 31.0),)),
            Wanted(ROADS, (12, 14), language="en"),
            Wanted(Asked(Viewer(EVERYONE), ROADS.layers), (12, 14)),
            Wanted(Asked(NOBODY, ROADS.layers, Times((None, None))), (12, 14)),
        )
    }
    assert len(told | {first}) == 6
    Road.objects.filter(code="code 1").update(name="renamed")
    renamed = take_stock(wanted)[0]
    Road.objects.filter(code="code 1").update(openness=Openness.CLOSED)
    assert len({first, renamed, take_stock(wanted)[0]}) == 3


@pytest.mark.django_db
def test_without_rows_there_is_no_extent_and_no_batch() -> None:
    wanted = Wanted(ROADS, (12, 14))
    assert take_stock(wanted)[1] is None
    assert divide(wanted) == []
