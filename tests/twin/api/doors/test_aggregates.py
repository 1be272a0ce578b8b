"""Statistics at a collection's address tell nothing that a viewer could not read row by row."""

import pandas as pd
import pytest
from django.test import Client

from tests.aggregates import WIDE, aggregate, refusal, settle
from tests.factories import LATITUDE, LONGITUDE
from tests.housing import sign_up
from tests.tables import HANGZHOU, make_table, put
from twin.access import NOBODY, visible
from twin.models import Building, Openness, Published

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(twin: None) -> None:
    """A table with an open column, one for staff and one about persons."""
    columns = {"use": "string", "rent": "number", "income": "number"}
    rows = [(str(at), HANGZHOU, ("flat", 10.0 * at, 1000.0 * at)) for at in range(1, 5)]
    put(make_table("lets", columns, rows))
    row = Published.objects.get()
    row.columns[1]["sensitivity"], row.columns[2]["sensitivity"] = "internal", "personal"
    row.save()


def ways(field: str) -> list[dict[str, str]]:
    """Every way to ask for a field."""
    return [
        {"group_by": field},
        {"group_by": f"use,{field}"},
        {"group_by": f"{field},h3:8"},
        {"measures": f"sum:{field}"},
        {"measures": f"p50:{field}", "group_by": "h3:8"},
        {field: "10"},
        {field: "nothing"},
        {"filter": f"{field} > 10"},
        {"filter": f"NOT ({field} IS NULL)", "group_by": "use"},
    ]


def masked(said: str, field: str) -> str:
    """A refusal without the name of the field it is about."""
    return said.replace(f"“{field}”", "“…”")


def test_a_hidden_field_is_as_unknown_as_one_that_is_not_there(client: Client, secrets: None) -> None:
    for hidden in ("rent", "income"):
        for asked, other in zip(ways(hidden), ways("nowhere"), strict=True):
            said = masked(refusal(client, "lets", **asked), hidden)
            assert said == masked(refusal(client, "lets", **other), "nowhere")
    assert aggregate(client, "lets", group_by="use")["groups"][0]["count"] == 4


@pytest.mark.parametrize("group", ["housing", "admin"])
def test_what_tells_of_persons_is_added_up_for_nobody(client: Client, secrets: None, group: str) -> None:
    client.force_login(sign_up("wang", group))
    features = client.get("/collections/lets/items").json()["features"]
    assert {feature["properties"]["income"] for feature in features} == {1000, 2000, 3000, 4000}
    for asked, other in zip(ways("income"), ways("nowhere"), strict=True):
        said = masked(refusal(client, "lets", **asked), "income")
        assert said == masked(refusal(client, "lets", **other), "nowhere")
    told = aggregate(client, "lets", measures="sum:rent,p50:rent")["total"]
    assert told["values"] == {"sum:rent": 100, "p50:rent": 25}


def test_rows_closed_to_a_viewer_are_not_counted(client: Client) -> None:
    settle(10)
    Building.objects.filter(code__in=["b1", "b2", "b3"]).update(openness=Openness.LIMITED)
    for name in ("class", "zone:admin-areas/8", "h3:8"):
        assert aggregate(client, group_by=name)["total"]["count"] == 7
    client.force_login(sign_up("wang", "planner"))
    assert aggregate(client)["total"]["count"] == 10


def test_a_layer_for_others_is_as_unknown_as_one_that_is_not_there(client: Client) -> None:
    for layer in ("housing-vacancy", "nowhere"):
        answer = client.get(f"/collections/{layer}/aggregate")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_every_collection_leads_to_its_statistics_and_they_lead_back(client: Client) -> None:
    for layer in visible(NOBODY):
        told = client.get(f"/collections/{layer.id}").json()
        [href] = [one["href"] for one in told["links"] if one["href"].endswith("/aggregate")]
        assert client.get(href).status_code in (200, 400)
    settle(3)
    told = aggregate(client, group_by="zone:admin-areas/8")
    for link in told["links"]:
        answer = client.get(link["href"])
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(link["type"])
    assert {link["rel"] for link in told["links"]} == {"self", "collection", "alternate"}
    assert told["collection"] == "buildings"


def test_the_openapi_document_tells_it(client: Client) -> None:
    document = client.get("/api").json()
    told = document["paths"]["/collections/{collectionId}/aggregate"]["get"]
    names = {one.get("name") for one in told["parameters"]}
    assert {
        "group-by",
        "measures",
        "order",
        "bbox",
        "datetime",
        "as-of",
        "filter",
        "f",
        "lang",
        "fields",
    } <= names
    assert set(told["responses"]["200"]["content"]) == {
        "application/json",
        "text/html",
        "text/csv",
        "application/geo+json",
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"group-by": "\0"},
        {"group-by": "zone:\0"},
        {"group-by": "zone:" + "x" * 900},
        {"group-by": ",,,,,"},
        {"group-by": "h3:99999999999999999999"},
        {"group-by": "zone:admin-areas/99999999999"},
        {"group-by": "zone:admin-areas/999"},
        {"group-by": "zone:buildings/8"},
        {"measures": "p1e400:height"},
        {"measures": "p٥:height"},
        {"measures": "sum:height;drop"},
        {"measures": "sum:'; --"},
        {"order": "up"},
        {"f": "html5"},
        {"bbox": "\ufeff\u202e"},
        {"nothing": "1"},
    ],
)
def test_odd_questions_are_refused_in_a_sentence(client: Client, asked: dict[str, str]) -> None:
    settle(3)
    answer = client.get("/collections/buildings/aggregate", asked)
    assert answer.status_code == 400, answer.content
    assert answer.json()["detail"].endswith((".", "?"))


@pytest.mark.usefixtures("twin")
def test_hostile_names_of_columns_are_harmless(client: Client) -> None:
    columns = {'q"x': "number", "a%b": "string", "max__h": "number", "%s": "string", "{0}": "number"}
    put(make_table("odd", columns, [(str(at), HANGZHOU, (at, "a", at, "b", at)) for at in range(4)]))
    measures = 'sum:q"x,max:max__h,p50:{0}'
    for name in ("a%b,%s", "h3:8,%s", "zone:admin-areas/8,%s"):
        if name.startswith("zone"):
            settle(1)
        told = aggregate(client, "odd", group_by=name, measures=measures)
        assert told["total"]["values"] == {'sum:q"x': 6, "max:max__h": 3, "p50:{0}": 1.5}
        assert told["groups"][0]["count"] == 4


def test_a_filter_leaves_what_meets_it_and_is_refused_where_it_cannot_be_read(client: Client) -> None:
    table = pd.DataFrame(settle())
    west = f"BBOX({LONGITUDE},{LATITUDE},{LONGITUDE + WIDE},{LATITUDE + WIDE})"
    inside = (table["x"] <= LONGITUDE + WIDE) & (table["y"] <= LATITUDE + WIDE)
    for condition, found in (
        ("height > 20 AND class = 'house'", (table["height"] > 20) & (table["class"] == "house")),
        (
            "class IN ('house', 'warehouse') OR height IS NULL",
            table["class"].isin(["house", "warehouse"]) | table["height"].isna(),
        ),
        (f"S_INTERSECTS(geometry, {west})", inside),
    ):
        for name in ("class", "zone:admin-areas/8", "h3:8"):
            told = aggregate(client, group_by=name, filter=condition, measures="sum:height")["total"]
            assert told["count"] == found.sum()
            assert told["values"]["sum:height"] == pytest.approx(table[found]["height"].astype(float).sum())
    assert refusal(client, filter="height >")
    assert refusal(client, filter="S_INTERSECTS(geometry, POINT(")
