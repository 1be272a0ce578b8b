"""Any table becomes a layer at once, whatever its columns are called, and keeps its past."""

import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
from django.db import connection
from django.test import Client
from shapely import LineString, Point, Polygon, box

from spatial.errors import RefusedError
from spatial.gcj02 import obscure
from spatial.tables import Column
from tests.tables import HANGZHOU, HOSTILE_NAMES, bad_row, make_table, put
from twin.ingest import Order
from twin.ingest.publishing import name_layer
from twin.models import Load, Published, Quarantined, Source
from twin.published import model_of

pytestmark = pytest.mark.usefixtures("twin")
UNTOLD = Column(name="d", type="string", untold=True)
HOSTILE = [*HOSTILE_NAMES, "id", "geometry", "c1", "limit"]


def features(client: Client, layer: str, query: str = "") -> list[dict[str, Any]]:
    """What REST tells of a layer."""
    answer = client.get(f"/collections/{layer}/items?{query}")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["features"]
    return found


def test_a_table_is_live_at_the_next_request(client: Client) -> None:
    assert client.get("/collections/trees").status_code == 404
    put(make_table("trees", {"kind": "string", "height": "number"}, [("1", HANGZHOU, ("樟", 12.5))]))
    [feature] = features(client, "trees")
    assert feature["properties"] == {"kind": "樟", "height": 12.5}
    assert feature["geometry"]["coordinates"] == pytest.approx([120.16, 30.26])
    style = client.get("/tiles/style.json").json()
    assert "trees" in style["sources"]
    item = client.get(f"/collections/trees/items/{feature['id']}").json()
    assert item["provenance"]["source"]["dataset"] == "trees"


def test_a_table_is_indexed_when_it_is_filled_and_stays_so() -> None:
    for value in (1, 2):
        put(make_table("plots", {"n": "integer"}, [("1", HANGZHOU, (value,))]))
        name = f"d{Published.objects.get().pk}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [name])
            found = {index for (index,) in cursor.fetchall()}
        parts = ("pkey", "thing", "load", "begun", "ended", "tile", "footprint")
        assert found == {f"{name}_{part}" for part in parts}


def test_what_lies_in_the_city_is_kept_in_its_crs_and_the_world_in_degrees() -> None:
    put(make_table("here", {}, [("1", HANGZHOU, ())]))
    put(make_table("world", {}, [("1", HANGZHOU, ()), ("2", Point(-70, -50), ())]))
    srids = dict(Published.objects.values_list("layer", "srid"))
    assert srids == {"here": 4549, "world": 4326}


def test_a_world_wide_layer_is_told_to_reach_the_pole(client: Client) -> None:
    report = put(make_table("world", {}, [("1", box(-180, -90, 180, 83), ())]))
    assert list(report.counts) == ["world"]
    told = client.get("/collections/world").json()["extent"]["spatial"]["bbox"]
    assert told == [[-180.0, -90.0, 180.0, 83.0]]


def test_hostile_names_are_harmless_and_told_as_they_are(client: Client) -> None:
    columns = dict.fromkeys(HOSTILE, "integer")
    put(make_table("hostile", columns, [("1", HANGZHOU, tuple(range(len(HOSTILE))))]))
    [feature] = features(client, "hostile")
    assert feature["properties"] == {name: index for index, name in enumerate(HOSTILE)}
    tile = client.get("/tiles/hostile/0/0/0.mvt")
    [drawn] = mapbox_vector_tile.decode(tile.content)["hostile"]["features"]
    assert drawn["properties"] == {name: index for index, name in enumerate(HOSTILE)}
    assert client.get("/tiles/hostile.json").status_code == 200
    assert client.get("/collections/hostile/schema").status_code == 200
    assert features(client, "hostile", "max__h=2")
    assert not features(client, "hostile", "max__h=3")


@pytest.mark.parametrize("name", ['q"x', "a%b", "auth_user", "学校", "x" * 80, "../up", "a b", "<script>"])
def test_a_hostile_table_name_makes_a_harmless_layer(client: Client, name: str) -> None:
    put(make_table(name, {"a": "integer"}, [("1", HANGZHOU, (1,))]))
    id = name_layer(name)
    assert [one["properties"] for one in features(client, id)] == [{"a": 1}]
    assert client.get(f"/tiles/{id}/0/0/0.mvt").status_code == 200


def test_a_name_that_is_taken_is_refused_naming_the_option(client: Client) -> None:
    report = put(make_table("buildings", {}, [("1", HANGZHOU, ())]))
    assert report.status == Load.Status.REFUSED
    assert "--as" in report.reason
    put(make_table("trees", {}, [("1", HANGZHOU, ())]))
    other = put(make_table("trees", {}, [("1", HANGZHOU, ())]), Order(dataset="another"))
    assert other.status == Load.Status.REFUSED
    assert put(make_table("buildings", {}, [("1", HANGZHOU, ())]), Order(layer="sheds")).status == "done"
    with pytest.raises(RefusedError, match="--as"):
        name_layer("???")


def test_every_type_is_kept(client: Client) -> None:
    types = {
        "string": "文",
        "integer": 2**53,
        "number": 0.1,
        "boolean": True,
        "date": "2026-01-02",
        "time": "03:04:05",
        "datetime": "2026-01-02T03:04:05+00:00",
        "object": {"a": [1, None]},
    }
    put(make_table("typed", dict(zip(types, types, strict=True)), [("1", HANGZHOU, tuple(types.values()))]))
    told = features(client, "typed")[0]["properties"]
    assert told.pop("datetime").startswith("2026-01-02T03:04:05")
    assert told == {name: value for name, value in types.items() if name != "datetime"}
    assert client.get("/collections/typed/items?date=nonsense").status_code == 400


def test_a_key_follows_rows_through_editions(client: Client) -> None:
    columns = {"no": "string", "n": "integer"}
    first = put(
        make_table("plots", columns, [("1", HANGZHOU, ("A", 1)), ("2", HANGZHOU, ("B", 2))]), Order(key="no")
    )
    ids = {one["properties"]["no"]: one["id"] for one in features(client, "plots")}
    second = put(make_table("plots", columns, [("9", HANGZHOU, ("B", 3))]))
    assert [one["opened"] for one in first.counts.values()] == [2]
    assert list(second.counts.values()) == [{"read": 1, "opened": 1, "closed": 2, "unchanged": 0}]
    [now] = features(client, "plots")
    assert (now["id"], now["properties"]["n"]) == (ids["B"], 3)
    moment = Load.objects.get(pk=first.load).moment.isoformat().replace("+", "%2B")
    assert {one["properties"]["no"] for one in features(client, "plots", f"as-of={moment}")} == {"A", "B"}


def test_the_same_table_twice_changes_nothing() -> None:
    table = make_table("plots", {"n": "integer"}, [("1", HANGZHOU, (1,))])
    put(table, sha256="f" * 64)
    assert put(table, sha256="f" * 64).status == Load.Status.UNCHANGED
    assert put(table).status == Load.Status.UNCHANGED


def test_a_new_edition_may_bring_columns_but_not_change_their_type(client: Client) -> None:
    put(make_table("plots", {"a": "integer"}, [("1", HANGZHOU, (1,))]))
    put(
        make_table(
            "plots", {"b": "string", "a": "integer"}, [("1", HANGZHOU, ("x", 1)), ("2", HANGZHOU, ("y", 2))]
        )
    )
    told = [one["properties"] for one in features(client, "plots")]
    assert told == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    refused = put(make_table("plots", {"a": "string"}, [("1", HANGZHOU, ("1",))]))
    assert refused.status == Load.Status.REFUSED
    assert "was integer and is string" in refused.reason


def test_a_column_takes_what_json_can_only_write_otherwise(client: Client) -> None:
    columns = {"n": "number", "at": "time", "d": "date"}
    put(make_table("plots", columns, [("1", HANGZHOU, (12.0, time(8), date(2026, 1, 2)))]))
    first = Published.objects.get().edition
    same = replace(
        make_table(
            "plots", {"n": "integer", "at": "string", "d": "string"}, [("1", HANGZHOU, (12, "08:00", None))]
        ),
        columns=(Column(name="n", type="integer"), Column(name="at", type="string"), UNTOLD),
    )
    assert [one["unchanged"] for one in put(same, Order(partial=True)).counts.values()] == [0]
    assert Published.objects.get().edition == first
    assert features(client, "plots")[0]["properties"] == {"n": 12.0, "at": "08:00:00", "d": None}
    wrong = make_table("plots", {"at": "string"}, [("2", HANGZHOU, ("noon",))])
    report = put(wrong, Order(partial=True))
    assert report.status == Load.Status.REFUSED
    assert [(issue.object, issue.message) for issue in report.issues] == [
        ("2", "“noon” is no time such as 08:00:00")
    ]


def test_a_table_that_is_not_in_its_system_is_refused_and_what_is_astray_told() -> None:
    metres = put(make_table("metres", {}, [("1", Point(518_000, 3_349_000), ())]))
    assert metres.status == Load.Status.REFUSED
    assert "--crs EPSG:n" in metres.reason
    swapped = put(make_table("swapped", {}, [("1", Point(30.26, 120.16), ())]))
    assert "--swap-axes" in swapped.reason
    rows: list[Any] = [("1", HANGZHOU, ()), ("2", Point(30.26, 120.16), ())]
    astray = put(make_table("astray", {}, rows), Order(keep_good=True))
    assert [(issue.code, issue.object) for issue in astray.issues] == [
        ("OUTSIDE_SYSTEM", ""),
        ("NOWHERE_ON_EARTH", "2"),
    ]
    abroad = put(make_table("abroad", {}, [("1", Point(-70, -50), ())]))
    assert [issue.code for issue in abroad.issues] == ["OUTSIDE_CITY"]


@pytest.mark.parametrize(
    ("place", "crs", "said"),
    [
        (Point(30.26, 120.16), "EPSG:4326", "--swap-axes"),
        (Point(40_515_300, 3_349_722), "EPSG:4549", "give --crs EPSG:4528"),
        (Point(515_300, 3_349_722), "EPSG:4528", "give --crs EPSG:4549"),
        (Point(515_300, 3_349_722), "EPSG:2437", "+towgs84"),
    ],
)
def test_axes_or_zones_mistaken_are_refused_naming_the_option(place: Point, crs: str, said: str) -> None:
    report = put(make_table("trees", {}, [("1", place, ())], crs=crs))
    assert report.status == Load.Status.REFUSED
    assert said in report.reason


def test_a_table_in_a_web_map_s_system_comes_home_with_a_remark() -> None:
    hidden = Point(*obscure(np.array([[120.16, 30.26]]))[0])
    report = put(make_table("trees", {}, [("1", hidden, ())], crs="GCJ-02"))
    assert [issue.code for issue in report.issues] == ["WEB_MAP_SYSTEM"]
    row = Published.objects.get()
    [place] = model_of(row)._default_manager.values_list("footprint", flat=True)
    assert place.srid == 4549
    assert place.transform(4326, clone=True).coords == pytest.approx((120.16, 30.26), abs=1e-8)
    assert Source.objects.get().crs == "GCJ-02"


def test_a_refused_table_leaves_no_layer(client: Client) -> None:
    report = put(make_table("plots", {"a": "integer"}, [("1", HANGZHOU, (1,)), bad_row("2")]))
    assert report.status == Load.Status.REFUSED
    assert client.get("/collections/plots").status_code == 404
    assert not Published.objects.exists()


def test_good_rows_can_be_kept_and_the_bad_come_again_mended(client: Client) -> None:
    good, columns = ("1", HANGZHOU, (1,)), {"a": "integer"}
    report = put(make_table("plots", columns, [good, bad_row("2")]), Order(keep_good=True))
    assert report.status == Load.Status.DONE
    assert len(features(client, "plots")) == 1
    row = Quarantined.objects.get()
    assert (row.object, row.reasons, row.content) == ("2", ["BAD: It is bad."], {"code": "2"})
    mended = put(make_table("plots", columns, [("2", HANGZHOU, (2,))]), Order(partial=True))
    row.refresh_from_db()
    assert row.released_id == mended.load
    assert [one["properties"]["a"] for one in features(client, "plots")] == [1, 2]


def test_what_stands_of_a_row_is_not_touched_by_its_bad_edition(client: Client) -> None:
    columns = {"a": "integer"}
    put(make_table("plots", columns, [("1", HANGZHOU, (1,)), ("2", HANGZHOU, (2,))]))
    bow = Polygon([(120.1, 30.2), (120.2, 30.3), (120.2, 30.2), (120.1, 30.3)])
    put(make_table("plots", columns, [("1", HANGZHOU, (10,)), ("2", bow, (20,))]), Order(keep_good=True))
    assert [one["properties"]["a"] for one in features(client, "plots")] == [10, 2]
    assert "POLYGON" in json.dumps(Quarantined.objects.get().content)


def test_the_poles_and_the_antimeridian_are_drawn_as_far_as_the_map_goes(client: Client) -> None:
    shapes = [
        box(-180, -90, 180, -60),
        LineString([(170, 0), (180, 10)]),
        Point(0, 90),
        box(100, 80, 110, 90),
    ]
    put(make_table("world", {"n": "integer"}, [(str(n), one, (n,)) for n, one in enumerate(shapes)]))
    assert len(features(client, "world")) == 4
    tile = mapbox_vector_tile.decode(client.get("/tiles/world/0/0/0.mvt").content)["world"]["features"]
    assert {one["properties"]["n"] for one in tile} == {0, 1, 3}
    assert features(client, "world", "bbox=175,-5,-175,15")


def test_a_table_without_geometry_is_told_but_not_drawn(client: Client) -> None:
    put(make_table("register", {"a": "integer"}, [("1", None, (1,))], crs=None))
    assert features(client, "register")[0]["geometry"] is None
    assert client.get("/tiles/register/0/0/0.mvt").status_code == 204
    assert client.get("/tiles/style.json").status_code == 200
