"""Every layer through the REST door: what is promised of one collection is promised of all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from django.contrib.gis.geos import LinearRing
from django.test import Client

from tests.factories import LATITUDE, LONGITUDE, STEP, fill_layer, value_of
from twin.access import NOBODY, columns
from twin.access.rows import model_of
from twin.changes import raise_revision
from twin.layer import ANONYMOUS, Layer, Sensitivity, layers
from twin.models import Openness

pytestmark = pytest.mark.django_db
ALL = sorted(layer.id for layer in layers if ANONYMOUS in layer.audience)
EARLIER, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture(params=ALL)
def layer(request: pytest.FixtureRequest) -> Layer:
    """Each layer in turn."""
    return layers[request.param]


@pytest.fixture
def items(layer: Layer) -> str:
    """The address of its features."""
    return f"/collections/{layer.id}/items"


def siblings(layer: Layer) -> list[Layer]:
    """The layers over the same table, itself among them: one thing may be told by each of them."""
    return [one for one in layers if one.model == layer.model]


def read(client: Client, address: str, /, **query: Any) -> dict[str, Any]:
    """The GeoJSON at an address."""
    answer = client.get(f"{address}?{urlencode(query)}" if query else address)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/geo+json"
    told: dict[str, Any] = answer.json()
    return told


def ids(page: dict[str, Any]) -> list[int]:
    """The ids of a page's features, in order."""
    return [feature["id"] for feature in page["features"]]


def link(told: dict[str, Any], rel: str) -> str | None:
    """Where a link of that relation leads."""
    return next((one["href"] for one in told["links"] if one["rel"] == rel), None)


def walk(client: Client, address: str, /, **query: Any) -> list[int]:
    """The ids of all pages."""
    page = read(client, address, **query)
    found = ids(page)
    while following := link(page, "next"):
        page = read(client, following)
        found += ids(page)
    return found


def test_an_answer_is_as_its_schema_says(client: Client, layer: Layer, items: str) -> None:
    [row] = fill_layer(layer, [1])
    schema = client.get(f"/collections/{layer.id}/schema")
    assert schema["Content-Type"] == "application/schema+json"
    [feature] = read(client, items)["features"]
    assert ["geometry", *feature["properties"]] == list(schema.json()["properties"])
    jsonschema.Draft202012Validator.check_schema(schema.json())
    jsonschema.validate(feature["properties"], schema.json())
    assert feature["properties"] == {field.name: value_of(field, 1) for field in columns(NOBODY, layer)}
    assert feature["id"] == row.thing_id
    assert (
        feature["geometry"]["type"].lower().endswith(layer.geometry[0].removesuffix("e").removesuffix("lin"))
    )


def test_outer_rings_run_counterclockwise(client: Client, layer: Layer, items: str) -> None:
    fill_layer(layer, [1])
    [feature] = read(client, items)["features"]
    if feature["geometry"]["type"] == "Polygon":
        ring = LinearRing(feature["geometry"]["coordinates"][0])
        assert ring.is_counterclockwise
    else:
        assert layer.geometry[0] != "polygon"


def test_empty_values_and_places_are_null(client: Client, layer: Layer, items: str) -> None:
    [row] = fill_layer(layer, [1])
    model = model_of(layer)
    needed = {column.attname for column in model._meta.concrete_fields if not column.null} | {"parent_id"}
    empty = {field.source: None for field in layer.fields if field.source not in needed}
    model._default_manager.filter(pk=row.pk).update(footprint=None, tile=None, **empty)
    [feature] = read(client, items)["features"]
    assert feature["geometry"] is None
    jsonschema.validate(feature["properties"], client.get(f"/collections/{layer.id}/schema").json())
    assert read(client, items, bbox="-180,-90,180,90")["features"] == []


def test_a_collection_says_where_its_rows_lie(client: Client, layer: Layer) -> None:
    assert "spatial" not in client.get(f"/collections/{layer.id}").json()["extent"]
    fill_layer(layer, [0, 3])
    told = client.get(f"/collections/{layer.id}").json()
    west, south, east, _north = told["extent"]["spatial"]["bbox"][0]
    assert (west, south) == pytest.approx((LONGITUDE, LATITUDE), abs=1e-5)
    assert pytest.approx(east, abs=2e-3) == LONGITUDE + 3 * STEP
    assert told["title"] == layer.title.zh
    assert client.get(f"/collections/{layer.id}?lang=en").json()["title"] == layer.title.en
    assert told in client.get("/collections").json()["collections"]


def test_paging_visits_every_row_once_while_rows_are_added(client: Client, layer: Layer, items: str) -> None:
    things = [row.thing_id for row in fill_layer(layer, range(7))]
    first = read(client, items, limit=3)
    assert (ids(first), first["numberReturned"]) == (things[:3], 3)
    late = [row.thing_id for row in fill_layer(layer, range(7, 9))]
    following = link(first, "next")
    assert following is not None
    assert ids(first) + walk(client, following) == things + late


def test_a_last_page_has_no_next_link_and_counts_are_exact(client: Client, layer: Layer, items: str) -> None:
    fill_layer(layer, range(4))
    assert link(read(client, items, limit=4), "next") is None
    assert read(client, items, limit=4)["numberMatched"] == 4
    cut = read(client, items, limit=2)
    assert (cut["numberMatched"], cut["numberMatchedIs"]) == (4, "exact")
    assert "numberMatched" not in read(client, items, limit=2, count="none")
    assert "numberMatched" not in read(client, str(link(read(client, items, limit=1), "next")))
    assert read(client, items, limit=2, count="exact")["numberMatched"] == 4
    assert read(client, items, limit=2, offset=3)["numberMatched"] == 4
    assert read(client, items, limit=2, offset=5, count="exact")["numberMatched"] == 4
    assert read(client, items, limit=10**12)["numberReturned"] == 4


def test_a_next_link_keeps_what_was_asked(client: Client, layer: Layer, items: str) -> None:
    things = [row.thing_id for row in fill_layer(layer, range(6))]
    box = f"{LONGITUDE - STEP / 2},30,{LONGITUDE + 4.5 * STEP},31"
    assert walk(client, items, limit=2, bbox=box, offset=1, count="exact") == things[1:5]


def test_a_box_gives_what_meets_it(client: Client, layer: Layer, items: str) -> None:
    things = [row.thing_id for row in fill_layer(layer, range(3))]
    west, south = LONGITUDE + STEP, LATITUDE
    around = f"{west - 0.004},{south - 0.004},{west + 0.004},{south + 0.004}"
    assert ids(read(client, items, bbox=around)) == [things[1]]
    assert ids(read(client, items, bbox=f"{west - 0.004},29,-100,{west + 0.004},31,9000")) == [things[1]]
    assert ids(read(client, items, bbox=f"{west},{south},{west},{south}")) == [things[1]]
    assert ids(read(client, items, bbox="-180,-90,180,90")) == things
    assert ids(read(client, items, bbox=f"{west - 0.004},-90,-170,90")) == things[1:]
    assert ids(read(client, items, bbox="170,-90,-170,90")) == []


def test_datetime_asks_what_was_so_then(client: Client, layer: Layer, items: str) -> None:
    today = date.today()
    [past] = fill_layer(layer, [0], valid=(date(2001, 1, 1), date(2002, 1, 1)))
    [now] = fill_layer(layer, [1], valid=(date(2002, 1, 1), None))
    [ahead] = fill_layer(layer, [2], valid=(today + timedelta(days=30), None))
    asked = {
        "2001-06-01": [past],
        "2001-06-01T08:00:00Z": [past],
        "2001-12-31/2002-01-01": [past, now],
        "../2001-06-01": [past],
        "2001-06-01/..": [past, now, ahead],
        "2001-06-01/": [past, now, ahead],
        "../..": [past, now, ahead],
        "1999-01-01": [],
    }
    for moment, rows in asked.items():
        assert ids(read(client, items, datetime=moment)) == [row.thing_id for row in rows], moment
    assert ids(read(client, items)) == [now.thing_id]
    assert client.get(f"{items}/{past.thing_id}").status_code == 404
    assert read(client, f"{items}/{past.thing_id}", datetime="2001-06-01")["id"] == past.thing_id


def test_as_of_shows_what_the_twin_knew(client: Client, layer: Layer, items: str) -> None:
    told = "attributes" if "attributes" in {field.name for field in layer.fields} else "name"
    editions = {name: {"edition": name} if told == "attributes" else name for name in ("old", "new")}
    [old] = fill_layer(layer, [1], recorded=(EARLIER, LATER), **{told: editions["old"]})
    fill_layer(layer, [1], recorded=(LATER, None), **{told: editions["new"]})
    one = f"{items}/{old.thing_id}"
    for moment, edition in {"2020-06-01": "old", "2020-06-01T00:00:00Z": "old", "2021-06-01": "new"}.items():
        [feature] = read(client, items, **{"as-of": moment})["features"]
        assert feature["properties"][told] == editions[edition], moment
        assert read(client, one, **{"as-of": moment})["properties"][told] == editions[edition]
    assert read(client, items)["features"][0]["properties"][told] == editions["new"]
    assert read(client, items, **{"as-of": "2019-12-31"})["features"] == []
    assert client.get(f"{one}?as-of=2019-12-31").status_code == 404


def test_a_feature_leads_back_to_its_source(client: Client, layer: Layer, items: str) -> None:
    [row] = fill_layer(layer, [1])
    feature = read(client, f"{items}/{row.thing_id}")
    assert feature["provenance"]["source"]["sha256"] == "0" * 64
    assert "who" not in feature["provenance"]["load"]
    moved = client.get(feature["provenance"]["uri"])
    assert moved.status_code == 303
    assert moved["Location"] in {f"/collections/{one.id}/items/{row.thing_id}" for one in siblings(layer)}
    assert feature["properties"] == read(client, items)["features"][0]["properties"]


def test_every_open_field_filters(client: Client, layer: Layer, items: str) -> None:
    fill_layer(layer, [2, 3])
    for field in columns(NOBODY, layer):
        value = value_of(field, 3)
        if field.type == "object":
            continue
        asked = str(value).lower() if field.type == "boolean" else str(value)
        found = read(client, items, **{field.name: asked})["features"]
        assert found, field.name
        assert {feature["properties"][field.name] for feature in found} == {value}


def test_a_value_of_the_wrong_type_is_refused(client: Client, layer: Layer, items: str) -> None:
    wrong = {"integer": "1.5", "number": "NaN", "boolean": "1", "string": "a\x00b"}
    for field in layer.fields:
        if field.type in wrong:
            assert_refused(client, items, {field.name: wrong[field.type]}, field.name)
        if field.format:
            assert_refused(client, items, {field.name: "yesterday"}, field.name)
    assert_refused(client, items, {"attributes": "{}"}, "attributes")


@pytest.mark.parametrize(
    ("name", "values"),
    {
        "limit": ["0", "-1", "ten", "1.5", "", "9" * 5000, "1_0", "１"],
        "offset": ["-1", "10001", "x"],
        "cursor": ["x", "é", "AAAA", "A" * 900],
        "bbox": [
            *("", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,10,1,5", "0,0,181,1", "0,-91,1,1"),
            *("NaN,0,1,1", "0,0,Infinity,1", "1e400,0,1,1", "0,0,5,1,1,0", "0,0,1,1);DROP", "0,0,1,1\x00"),
        ],
        "datetime": [
            *("yesterday", "2020", "2020-13-01", "2021-01-01/2020-01-01", "a/b/c", "/x", "\u202e2020-01-01"),
            *("2020-01-01T00:00:00", "0000-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
        ],
        "as-of": ["../2020-01-01", "now", "2020-01-01T25:00:00Z", "9999-12-31", "10000-01-01"],
        "count": ["all"],
        "lang": ["fr"],
        "f": ["xml", "HTML", ""],
        "bbox-crs": ["http://www.opengis.net/def/crs/EPSG/0/28992", "x", ""],
        "crs": ["http://www.opengis.net/def/crs/EPSG/0/28992", "EPSG:4326/..", "CRS84h0"],
        "sortby": ["", "+", "attributes", "-nothing", "height,,name"],
        "properties": ["nothing", "height,nothing", ","],
        "skipGeometry": ["yes"],
        "zoom-level": ["-1", "25", "1.5"],
        "colour": ["red"],
        "na\x00me": ["x"],
    }.items(),
)
def test_a_bad_parameter_is_refused_by_name(client: Client, name: str, values: list[str]) -> None:
    for value in values:
        assert_refused(client, "/collections/buildings/items", {name: value}, name.replace("\x00", "�"))
    assert_refused(
        client, "/collections/buildings/items", [(name, values[0]), (name, "2")], name.replace("\x00", "�")
    )


def assert_refused(client: Client, address: str, query: Any, name: str) -> None:
    """The request is refused with a problem that names the parameter."""
    answer = client.get(f"{address}?{urlencode(query)}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), query
    told = answer.json()
    assert told["parameter"] == name
    assert f"“{name}”" in told["detail"]
    assert told["detail"].endswith(".")


def test_numbers_beyond_the_column_find_nothing(client: Client) -> None:
    fill_layer(layers["buildings"], [1])
    for query in ({"storeys": 10**20}, {"storeys": -(10**20)}, {"height": "1e300"}, {"height": "1e-300"}):
        assert read(client, "/collections/buildings/items", **query)["features"] == []
        assert read(client, "/collections/buildings/items", **query, offset=9)["numberMatched"] == 0


@pytest.mark.parametrize("id", ["x", "1.5", "-1", "9" * 19, "9" * 400, "1%00", "%E0%A5%A7"])
def test_a_feature_that_cannot_be_is_not_found(client: Client, id: str) -> None:
    answer = client.get(f"/collections/buildings/items/{id}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_head_gives_the_headers_alone(client: Client, layer: Layer, items: str) -> None:
    fill_layer(layer, [1])
    asked, told = client.head(items), client.get(items)
    assert (asked.status_code, asked.content) == (200, b"")
    ours = ("Content-Type", "Content-Length", "Vary", "Cache-Control", "Access-Control-Allow-Origin")
    assert {name: asked[name] for name in ours} == {name: told[name] for name in ours}


def test_only_reading_is_possible(client: Client) -> None:
    answer = client.post("/collections/buildings/items", {})
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert "GET" in answer["Allow"]
    preflight = client.options("/collections/buildings/items")
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")


def test_few_questions_are_asked_of_the_database(
    client: Client, layer: Layer, items: str, django_assert_max_num_queries: Any
) -> None:
    rows = fill_layer(layer, range(5))
    with django_assert_max_num_queries(1):
        client.get(items)
    with django_assert_max_num_queries(3):
        client.get(items, {"limit": 2})
    with django_assert_max_num_queries(3):
        client.get(f"{items}/{rows[0].thing_id}")
    with django_assert_max_num_queries(2):
        client.get("/collections")


def test_nothing_private_is_found_by_asking_for_it(
    client: Client, layer: Layer, items: str, monkeypatch: pytest.MonkeyPatch, admin_client: Client
) -> None:
    inner, personal = layer.fields[1], layer.fields[2]
    hidden = {inner.name: Sensitivity.INTERNAL, personal.name: Sensitivity.PERSONAL}
    for one in siblings(layer):
        guarded = tuple(
            replace(field, sensitivity=hidden.get(field.name, field.sensitivity)) for field in one.fields
        )
        monkeypatch.setitem(layers.entries, one.id, replace(one, fields=guarded, search=(inner.name,)))
    hidden_rows = [
        *fill_layer(layer, [91], code="SECRETLIMITED", openness=Openness.LIMITED),
        *fill_layer(layer, [92], code="SECRETCLOSED", openness=Openness.CLOSED),
    ]
    [shown] = fill_layer(layer, [1], **{inner.source: "SECRETINNER", personal.source: "SECRETPERSON"})
    told = client.get("/search?q=SECRETINNER").content.decode()
    assert '"features":[]' in told
    assert ids(read(client, items)) == [shown.thing_id]
    for row in hidden_rows:
        assert client.get(f"{items}/{row.thing_id}").status_code == 404
        assert client.get(row.thing.uri).status_code == 404
    for field in (inner, personal):
        assert_refused(client, items, {field.name: "SECRET"}, field.name)
        assert field.name not in read(client, items)["features"][0]["properties"]
    assert len(read(admin_client, items)["features"]) == 3
    assert read(admin_client, items, **{personal.name: "SECRETPERSON"})["numberReturned"] == 1


def test_a_layer_without_audience_is_unknown(
    client: Client, layer: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    [row] = fill_layer(layer, [1])
    for one in siblings(layer):
        monkeypatch.setitem(layers.entries, one.id, replace(one, audience=frozenset({"admin"})))
    here = f"/collections/{layer.id}"
    addresses = [here, f"{here}/schema", f"{here}/items", f"{here}/items/{row.thing_id}", row.thing.uri]
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert layer.id not in [one["id"] for one in client.get("/collections").json()["collections"]]
    assert layer.id not in client.get("/api").json()["components"]["schemas"]
    raise_revision(model_of(layer))
