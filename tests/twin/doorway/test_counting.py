"""Requests are counted by route and outcome, and no address is told."""

import time

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from twin import metrics
from twin.doorway.counting import NOWHERE, OTHER, count


def counted(method: str, route: str, status: str) -> float:
    """How often such an answer was counted."""
    told = {"method": method, "route": route, "status": status}
    return metrics.OWN.get_sample_value("twin_requests_total", told) or 0


@pytest.mark.django_db
def test_an_answer_is_counted_by_the_pattern_of_its_route(client: Client) -> None:
    kind = ("GET", "tiles/<str:layers>/<int:z>/<int:x>/<int:y>.mvt", "4xx")
    before = counted(*kind)
    client.get("/tiles/somebody-s/3/1/1.mvt")
    assert counted(*kind) == before + 1
    assert b"somebody" not in metrics.expose([])


@pytest.mark.parametrize("path", ["/no/such/address", "/no-other"])
def test_addresses_that_are_none_are_counted_together(client: Client, path: str) -> None:
    before = counted("GET", NOWHERE, "4xx")
    client.get(path)
    assert counted("GET", NOWHERE, "4xx") == before + 1


def test_methods_that_somebody_thought_of_are_counted_together(client: Client) -> None:
    before = counted(OTHER, "health", "4xx")
    client.generic("BREW", "/health")
    assert counted(OTHER, "health", "4xx") == before + 1


def test_counting_costs_next_to_nothing() -> None:
    request, response = HttpRequest(), HttpResponse()
    request.method = "GET"
    answer, often = count(lambda request: response), 2_000
    best = min(timed(lambda: [answer(request) for _ in range(often)]) for _ in range(5))
    assert best / often < 20e-6


def timed(work: object) -> float:
    """Seconds that work takes."""
    began = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - began
