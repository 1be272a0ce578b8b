"""Every public route is asked once as a stranger would: it answers, or says what is wrong, never 500."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import fill_layer
from twin.layer import layers

pytestmark = pytest.mark.django_db

EXAMPLES = {
    "collection": "places",
    "layer": "places",
    "layers": "places",
    "stack": "Noto Sans Regular",
    "span": "0-255",
    "name": "light.json",
    "feature": "1",
    "dataset": "made",
    "kind": "place",
    "code": "x",
    "scheme": "cadastre",
    "ticket": "x",
    "number": "1",
    "process": "vacancy",
    "export": "0e2bbd4c-98d4-4f2b-8f3e-6a4a2b1f0c77",
    "job": "0e2bbd4c-98d4-4f2b-8f3e-6a4a2b1f0c77",
    "other": "0e2bbd4c-98d4-4f2b-8f3e-6a4a2b1f0c77",
    "z": "12",
    "x": "1",
    "y": "1",
    "grid": "WebMercatorQuad",
    "row": "1",
    "column": "1",
}
ODD = ["%00", "%E2%80%AE%EF%BB%BF", "9" * 40, "-1", "NaN", "'%22%3B--", "..%2F..", "%F0%9F%8F%99"]


def routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Every route below the root, the administration's left out: it is Django's own."""
    for one in patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver) and not path.startswith("admin"):
            yield from routes(one.url_patterns, path)
        elif isinstance(one, URLPattern):
            yield path


ROUTES = sorted(route for route in routes(get_resolver().url_patterns) if not route.startswith("admin"))


def fill(route: str, change: str | None = None, value: str = "") -> str:
    """The route with an example in each place; `change` names one that gets `value` instead."""

    def example(part: re.Match[str]) -> str:
        name = part[1].split(":")[-1]
        return value if name == change else EXAMPLES[name]

    return "/" + re.sub(r"<([^>]+)>", example, route)


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_answers_a_stranger(client: Client, route: str) -> None:
    fill_layer(layers["places"], [1])
    answer = client.get(fill(route))
    assert answer.status_code in (200, 204, 302, 303, 403, 404), answer.content
    if answer.status_code in (403, 404):
        assert answer["Content-Type"].startswith("application/problem+json")
        assert answer.json()["detail"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("route", ROUTES)
def test_odd_words_in_a_route_are_never_the_servers_fault(client: Client, route: str, odd: str) -> None:
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        assert client.get(fill(route, name, odd)).status_code < 500
    for name in ("q", "bbox", "datetime", "as-of", "limit", "cursor", "lang", "f", "offset", "count"):
        assert client.get(f"{fill(route)}?{name}={odd}").status_code < 500
