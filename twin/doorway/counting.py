"""Counts each request the app answers, by what was asked and how it went."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter

from twin import metrics

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER, NOWHERE = "other", "nowhere"


def count(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a route's name is its pattern, so that no address and no id is told."""

    def answer_counted(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        found = request.resolver_match
        counter(request.method or OTHER, found.route if found else NOWHERE, response.status_code // 100).inc()
        return response

    return answer_counted


@lru_cache(maxsize=4096)
def counter(method: str, route: str, status: int) -> Counter:
    """The counter of one kind of answers; anybody can think of more methods than there are."""
    known = method if method in METHODS else OTHER
    return metrics.REQUESTS.labels(known, route, f"{status}xx")
