"""The pages of features: asked by a form without a script, turned both ways, told in words."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from tests.factories import fill_layer
from twin.api import item_pages
from twin.api.item_pages import drop_blanks, write_period
from twin.export.form import forms
from twin.layer import layers

pytestmark = pytest.mark.django_db
ITEMS = "/collections/buildings/items"


def read(client: Client, address: str) -> str:
    """The page at an address, in English."""
    answer = client.get(address, headers={"accept": "text/html", "accept-language": "en"})
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def links(page: str, rel: str) -> list[str]:
    """Where the visible links of a relation lead."""
    return [unescape(href) for href in re.findall(rf'<a rel="{rel}" href="([^"]+)"', page)]


def ids(page: str) -> list[int]:
    """The ids in the first column."""
    return [int(id) for id in re.findall(r'<th scope="row"><a href="[^"]+">(\d+)</a>', page)]


def test_pages_are_turned_forth_and_back(client: Client) -> None:
    things = [row.thing_id for row in fill_layer(layers["buildings"], range(5))]
    first = read(client, f"{ITEMS}?limit=2&f=html&lang=en")
    assert ids(first) == things[:2] and "1–2 of 5" in first
    [following] = dict.fromkeys(links(first, "next"))
    second = read(client, ITEMS + following)
    assert ids(second) == things[2:4] and "3–4 of 5" in second
    [back] = dict.fromkeys(links(second, "prev"))
    assert ids(read(client, ITEMS + back)) == things[:2]
    assert links(first, "prev") == [] and "lang=en" in following


def test_beyond_what_is_counted_a_cursor_leads_on_and_to_the_beginning(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_pages, "FARTHEST", 1)
    things = [row.thing_id for row in fill_layer(layers["buildings"], range(5))]
    [following] = dict.fromkeys(links(read(client, f"{ITEMS}?limit=2&f=html"), "next"))
    assert "cursor=" in following
    second = read(client, following)
    assert ids(second) == things[2:4]
    assert links(second, "prev") == [] and "First page" in second


def test_values_are_words_with_units_and_names_lead_to_their_feature(client: Client) -> None:
    [row] = fill_layer(layers["buildings"], [1], height=1234.5, klass="apartments", name="Tower <1>")
    page = read(client, f"{ITEMS}?f=html&lang=en")
    assert "<td>Apartments</td>" in page
    assert '<td class="figure">1,234.5</td>' in page and "Height<small>m</small>" in page
    assert f'href="{ITEMS}/{row.thing_id}?f=html"' in page
    assert "<title>Tower &lt;1&gt;</title>" in page


def test_the_form_asks_without_a_script_and_keeps_what_else_was_asked(client: Client) -> None:
    things = [row.thing_id for row in fill_layer(layers["buildings"], range(3))]
    blank = "f=html&lang=en&bbox=&sortby=&name=&class=&storeys="
    page = read(client, f"{ITEMS}?{blank}&limit=10&zoom-level=14")
    assert client.get(f"{ITEMS}?f=json&storeys=").status_code == 400
    assert ids(read(client, f"{ITEMS}?{blank}")) == things
    assert '<input type="hidden" name="zoom-level" value="14">' in page
    assert len(re.findall('name="limit"', page)) == 1


def test_a_name_asked_for_is_kept_in_its_field(client: Client) -> None:
    [_, row] = fill_layer(layers["buildings"], range(2))
    page = read(client, f"{ITEMS}?f=html&name=name+1&sortby=-height")
    assert ids(page) == [row.thing_id]
    assert re.search(r'<input id="ask-\d+" name="name" value="name 1"', page)
    assert '<option value="-height" selected>' in page and "<details open>" in page


def test_a_filter_is_asked_in_its_box_and_kept_there(client: Client) -> None:
    rows = fill_layer(layers["buildings"], range(4))
    asked = {"f": "html", "lang": "en", "filter": "height > 2 AND name <> 'x'", "sortby": ""}
    page = read(client, f"{ITEMS}?{urlencode(asked)}")
    assert ids(page) == [row.thing_id for row in rows if row.height > 2]
    assert "height &gt; 2 AND name &lt;&gt; &#x27;x&#x27;</textarea>" in page


def test_all_that_is_found_can_be_had_in_files(client: Client) -> None:
    fill_layer(layers["buildings"], range(3))
    page = read(client, f"{ITEMS}?f=html&lang=en&limit=1&sortby=&name=name+1")
    files = [unescape(href) for href in re.findall(r'href="([^"]+)" type="[^"]+" title=', page)]
    assert len(files) == len(list(forms))
    [csv] = [href for href in files if href.endswith("f=csv")]
    told = client.get(ITEMS + csv)
    assert (told.status_code, len(told.content.splitlines())) == (200, 2)
    moved = read(client, f"{ITEMS}?f=html&crs=EPSG:4549")
    assert len(re.findall(r'type="[^"]+" title=', moved)) < len(files)


def test_a_page_for_people_is_no_longer_than_they_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twin.api.doors.features.MOST", 2)
    fill_layer(layers["buildings"], range(3))
    assert len(ids(read(client, f"{ITEMS}?f=html&limit=10000"))) == 2
    assert client.get(f"{ITEMS}?limit=10000").json()["numberReturned"] == 3


def test_nothing_found_is_said(client: Client) -> None:
    assert "No features meet" in read(client, f"{ITEMS}?f=html&name=nowhere")


def test_the_box_asked_for_is_in_the_lines_to_copy(client: Client) -> None:
    assert "-spat 120 30 121 31" in read(client, f"{ITEMS}?f=html&bbox=120,30,121,31")
    assert "-spat 120 30 121 31" in read(client, f"{ITEMS}?f=html&bbox=120,30,0,121,31,9")
    assert "-spat" not in read(client, f"{ITEMS}?f=html&bbox=30,120,31,121&bbox-crs=EPSG:4326")


def test_a_feature_tells_its_fields_its_origin_and_its_card(client: Client) -> None:
    [row] = fill_layer(layers["buildings"], [1], name="Tower")
    page = read(client, f"{ITEMS}/{row.thing_id}?f=html&lang=en")
    assert "<h1>Tower" in page and "0" * 64 in page
    assert f"/card/{row.thing_id}" in page
    assert f"obj=buildings/{row.thing_id}" in page and "#map=17/30.25" in page
    assert f'href="{client.get(f"{ITEMS}/{row.thing_id}").json()["provenance"]["uri"]}"' in page
    bare = read(client, f"{ITEMS}/{row.thing_id}?f=html&lang=en&properties=&skipGeometry=true")
    assert "<svg" not in bare and f"<h1>Buildings {row.thing_id}" in bare


def test_what_is_blank_is_not_asked() -> None:
    assert drop_blanks(QueryDict("a=&b=1&c=&c=2")).urlencode() == "b=1&c=2"


def test_a_period_may_be_open() -> None:
    assert write_period(["2001-01-01", None], str) == "2001-01-01 – …"
