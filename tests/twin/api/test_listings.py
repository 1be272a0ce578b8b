"""Lists of rows have pages whose cells lead on, and what the data holds is never taken for markup."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.factories import fill_layer
from twin.api.listings import ask_html, write
from twin.layer import layers

pytestmark = pytest.mark.django_db
ROADS = "/collections/roads"


def read(client: Client, address: str) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("text/html")
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_list_has_a_page_in_both_languages(client: Client, language: str) -> None:
    [row] = fill_layer(layers["roads"], [1], name="<script>alert(1)</script>")
    addresses = {
        "/functions": "casei",
        "/changes": "roads",
        f"{ROADS}/changes": str(row.thing_id),
        f"{ROADS}/items/{row.thing_id}/versions": "made.json",
        f"{ROADS}/aggregate": "1",
        f"{ROADS}/aggregate?group-by=name": "&lt;script&gt;alert(1)",
        f"{ROADS}/aggregate?group-by=name&measures=count": '<td class="figure">1</td>',
    }
    for address, told in addresses.items():
        page = read(client, f"{address}{'&' if '?' in address else '?'}f=html&lang={language}")
        assert told in page, address
        assert "<script>alert" not in page


def test_a_version_leads_to_the_feature_as_it_was(client: Client) -> None:
    [row] = fill_layer(layers["roads"], [1])
    body = client.get(f"{ROADS}/items/{row.thing_id}/versions").json()
    href = ask_html(body["features"][0]["links"][0]["href"])
    assert parse_qs(urlsplit(href).query)["f"] == ["html"]
    assert read(client, href)


def test_figures_are_written_short() -> None:
    assert [write(value) for value in (None, 1234567, 0.5, 1234.5678)] == ["", "1,234,567", "0.5", "1,234.57"]
