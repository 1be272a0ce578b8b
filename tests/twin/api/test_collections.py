"""A collection tells its systems and leads to everything that is told of it."""

import pytest
from django.test import Client

from twin.doorway.systems import known

pytestmark = pytest.mark.django_db


def test_a_collection_lists_the_systems_of_its_answers_and_that_of_its_rows(client: Client) -> None:
    told = client.get("/collections/buildings").json()
    assert told["crs"] == [one.uri for one in known()]
    assert told["storageCrs"] == "http://www.opengis.net/def/crs/EPSG/0/4549"
    assert told["storageCrs"] in told["crs"]


def test_every_link_of_a_collection_leads_somewhere(client: Client) -> None:
    links = client.get("/collections/buildings").json()["links"]
    rels = [one["rel"].rpartition("/")[2] for one in links]
    assert {"self", "items", "schema", "queryables", "sortables"} <= set(rels)
    for one in links:
        answer = client.get(one["href"])
        assert answer.status_code == 200, one
        assert answer["Content-Type"].startswith(one["type"]), one


def test_features_tell_their_system_in_a_header(client: Client) -> None:
    for system in known():
        answer = client.get("/collections/buildings/items", {"crs": system.uri})
        assert answer["Content-Crs"] == f"<{system.uri}>"
