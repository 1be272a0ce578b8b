"""Statistics of a loaded city are those of the features that its items list, one by one."""

from typing import Any

import pandas as pd
import pytest
from django.test import Client

from tests.aggregates import aggregate

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("hangzhou")
def test_a_loaded_citys_buildings_are_measured_as_their_features_are(client: Client) -> None:
    features: list[dict[str, Any]] = []
    address = "/collections/buildings/items?limit=1000"
    while address:
        page = client.get(address).json()
        features += page["features"]
        address = next((one["href"] for one in page["links"] if one["rel"] == "next"), "")
    table = pd.DataFrame([feature["properties"] for feature in features])
    assert len(table) > 200
    measures = "sum:height,mean:height,min:height,max:height,p10:height,p50:height,p99:height"
    told = aggregate(client, group_by="class", measures=measures)
    grouped = table.groupby("class", dropna=False)["height"]
    assert told["numberOfGroups"] == grouped.ngroups
    for group in told["groups"]:
        key = group["keys"]["class"]
        one = table[table["class"].isna() if key is None else table["class"] == key]
        height = one["height"].astype(float)
        assert group["count"] == len(one)
        assert group["without"]["height"] == height.isna().sum()
        expected = [height.sum(), height.mean(), height.min(), height.max()]
        expected += [height.quantile(part) for part in (0.1, 0.5, 0.99)]
        assert list(group["values"].values()) == pytest.approx(expected, rel=1e-9)
    cells = aggregate(client, group_by="h3:9", measures=measures)
    assert sum(group["count"] for group in cells["groups"]) == len(table)
    assert cells["total"]["values"] == pytest.approx(told["total"]["values"], rel=1e-9)
