"""The database's groups are what pandas finds in the same rows, by properties and by areas."""

from typing import Any

import pandas as pd
import pytest
from django.test import Client
from shapely import box

from tests.aggregates import WIDE, aggregate, refusal, settle
from tests.factories import LATITUDE, LONGITUDE
from tests.tables import make_table, put
from twin.api.aggregation import groups
from twin.models import AdminArea, Building

pytestmark = pytest.mark.django_db
MEASURES = "count,sum:height,mean:height,min:height,max:height,p25:height,p90:height,sum:storeys,max:storeys"


def expect(found: pd.DataFrame) -> dict[str, Any]:
    """What the measures are, by pandas."""
    height, storeys = found["height"].astype(float), found["storeys"].astype(float)
    numbers = {
        "sum:height": height.sum() if height.count() else None,
        "mean:height": height.mean(),
        "min:height": height.min(),
        "max:height": height.max(),
        "p25:height": height.quantile(0.25),
        "p90:height": height.quantile(0.9),
        "sum:storeys": storeys.sum() if storeys.count() else None,
        "max:storeys": storeys.max(),
    }
    return {
        "count": len(found),
        "values": {
            name: None if pd.isna(one) else pytest.approx(one, rel=1e-12) for name, one in numbers.items()
        },
        "without": {"height": int(height.isna().sum()), "storeys": int(storeys.isna().sum())},
    }


def compare(told: dict[str, Any], table: pd.DataFrame, keys: dict[str, str]) -> None:
    """See that each group and the total are as pandas has them; `keys` are columns by the names asked for."""
    expected = {key: expect(found) for key, found in table.groupby(list(keys.values()), dropna=False)}
    assert told["numberOfGroups"] == len(told["groups"]) == len(expected)
    for group in told["groups"]:
        key = tuple(group["keys"][name] for name in keys)
        [wanted] = [
            one
            for known, one in expected.items()
            if all(a == b or (a is None and pd.isna(b)) for a, b in zip(key, known, strict=True))
        ]
        assert {name: group[name] for name in wanted} == wanted
    whole = expect(table)
    assert {name: told["total"][name] for name in whole} == whole
    ranks = [-group["count"] for group in told["groups"]]
    assert ranks == sorted(ranks)


def test_groups_by_properties_are_those_of_pandas(client: Client) -> None:
    table = pd.DataFrame(settle())
    told = aggregate(client, group_by="class", measures=MEASURES)
    compare(told, table, {"class": "class"})
    compare(
        aggregate(client, group_by="storeys,class", measures=MEASURES),
        table,
        {"storeys": "storeys", "class": "class"},
    )
    assert [one["unit"] for one in told["measures"]][:3] == [None, "m", "m"]
    assert told["groups"][-1]["titles"]["class"] != ""


def test_groups_by_areas_hold_each_feature_once_and_those_in_none(client: Client) -> None:
    table = pd.DataFrame(settle())
    ids = {area.code: area.thing_id for area in AdminArea.objects.all()}
    table["area"] = table["zone"].map(ids)
    told = aggregate(client, group_by="zone:admin-areas/8", measures=MEASURES)
    compare(told, table, {"zone:admin-areas/8": "area"})
    names = {group["keys"]["zone:admin-areas/8"]: group["titles"] for group in told["groups"]}
    assert names[ids["west"]] == {"zone:admin-areas/8": "West"}
    assert names[None] == {"zone:admin-areas/8": "None"}
    assert told["attribution"]["by"] == "point-on-surface"
    compare(
        aggregate(client, group_by="class,zone:admin-areas/8", measures=MEASURES),
        table,
        {"class": "class", "zone:admin-areas/8": "area"},
    )


@pytest.mark.usefixtures("twin")
def test_areas_and_rows_of_other_systems_meet(client: Client) -> None:
    table = pd.DataFrame(settle())
    north = LATITUDE + WIDE
    squares = [
        box(LONGITUDE, LATITUDE, LONGITUDE + WIDE, north),
        box(LONGITUDE + WIDE, LATITUDE, LONGITUDE + 2 * WIDE, north),
        box(-180, 40, 180, 90),
        box(-180, 89.9, 180, 90),
    ]
    rows = [(str(at), shape, (f"area {at}",)) for at, shape in enumerate(squares)]
    put(make_table("wide", {"name": "string"}, rows))
    told = aggregate(client, group_by="zone:wide")
    counts = {group["titles"]["zone:wide"]: group["count"] for group in told["groups"]}
    expected = table["zone"].map({"west": "area 0", "east": "area 1"}).fillna("None").value_counts()
    assert counts == expected.to_dict()
    back = aggregate(client, "wide", group_by="zone:admin-areas/8")
    assert [group["count"] for group in back["groups"]] == [2, 1, 1]
    itself = aggregate(client, "wide", group_by="zone:wide")
    assert [group["count"] for group in itself["groups"]] == [2, 1, 1]


def test_areas_over_each_other_count_a_feature_for_the_first(client: Client) -> None:
    settle(9)
    AdminArea.objects.update(admin_level=8)
    told = aggregate(client, group_by="zone:admin-areas/8")
    assert sum(group["count"] for group in told["groups"]) == told["total"]["count"] == 9
    assert "Both" not in {group["titles"]["zone:admin-areas/8"] for group in told["groups"]}


def test_conditions_leave_what_meets_them(client: Client) -> None:
    table = pd.DataFrame(settle())
    west = f"{LONGITUDE},{LATITUDE},{LONGITUDE + WIDE},{LATITUDE + WIDE}"
    inside = table[(table["x"] <= LONGITUDE + WIDE) & (table["y"] <= LATITUDE + WIDE)]
    assert aggregate(client, bbox=west)["total"]["count"] == len(inside)
    houses = aggregate(client, **{"class": "house"}, measures="mean:height")["total"]
    wanted = table.loc[table["class"] == "house", "height"]
    assert houses["values"]["mean:height"] == pytest.approx(wanted.mean())
    assert aggregate(client, as_of="1999-01-01")["total"] == {"count": 0, "values": {}, "without": {}}
    assert aggregate(client, datetime="2020-01-01/2021-01-01")["total"]["count"] == len(table)


def test_nothing_is_a_total_of_nought(client: Client) -> None:
    told = aggregate(client, group_by="class", measures="sum:height,p50:height")
    assert (told["groups"], told["numberOfGroups"]) == ([], 0)
    assert told["total"] == {
        "count": 0,
        "values": {"sum:height": None, "p50:height": None},
        "without": {"height": 0},
    }


def test_a_feature_without_a_shape_is_of_no_area_and_what_is_no_number_of_no_sum(
    client: Client,
) -> None:
    settle(2)
    Building.objects.update(footprint=None, tile=None, height="NaN")
    for name in ("zone:admin-areas/8", "h3:9"):
        [group] = aggregate(client, group_by=name, measures="sum:height,max:height")["groups"]
        assert group["keys"] == {name: None}
        assert (group["values"], group["without"]) == (
            {"sum:height": None, "max:height": None},
            {"height": 2},
        )


def test_the_order_is_by_count_or_key_with_nothing_last(client: Client) -> None:
    settle()
    told = aggregate(client, group_by="class", order="key")["groups"]
    assert [group["keys"]["class"] for group in told] == ["apartments", "house", "warehouse", None]


def test_too_many_groups_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(20)
    monkeypatch.setattr(groups, "MOST", 5)
    for name in ("code", "h3:15"):
        assert "more than 5 groups" in refusal(client, group_by=name)
