"""Groups by cells are what the H3 library and pandas find in the same rows."""

import h3
import pandas as pd
import pytest
from django.test import Client

from tests.aggregates import aggregate, refusal, settle
from tests.twin.api.aggregation.test_counting import MEASURES, compare
from twin.api.aggregation import cells

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resolution", [0, 7, 9])
def test_groups_by_cells_are_those_of_pandas(
    client: Client, resolution: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "BATCH", 7)
    table = pd.DataFrame(settle())
    table["cell"] = [
        h3.latlng_to_cell(y + 1e-4, x + 1e-4, resolution) for x, y in zip(table["x"], table["y"], strict=True)
    ]
    name = f"h3:{resolution}"
    compare(aggregate(client, group_by=name, measures=MEASURES), table, {name: "cell"})
    both = aggregate(client, group_by=f"class,{name}", measures=MEASURES)
    compare(both, table, {"class": "class", name: "cell"})
    assert list(both["groups"][0]["keys"]) == ["class", name]


def test_cells_are_in_the_order_asked_for(client: Client) -> None:
    settle()
    told = aggregate(client, group_by="h3:8", order="key")["groups"]
    keys = [group["keys"]["h3:8"] for group in told]
    assert keys == sorted(keys)
    assert len(told) > 2


def test_nothing_has_no_cells(client: Client) -> None:
    told = aggregate(client, group_by="h3:8", measures="mean:height")
    assert told["groups"] == []
    assert told["total"] == {"count": 0, "values": {"mean:height": None}, "without": {"height": 0}}


def test_more_numbers_than_are_kept_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    monkeypatch.setattr(cells, "MOST_NUMBERS", 100)
    assert "measure fewer fields" in refusal(client, group_by="h3:8", measures="sum:height,sum:storeys")
    assert aggregate(client, group_by="h3:8", measures="sum:height")["total"]["count"] == 60
