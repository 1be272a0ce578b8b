"""What has a process of the HTTP server answer more: bodies go whole, and nothing is looked for in vain."""

import gc
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries
from django.http import HttpResponse
from django.urls import get_resolver

SELDOM = 20_000
"""Objects made before it is looked for those that are no longer used."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def hand_over(application: Application) -> Application:
    """The WSGI application, its bodies as lists where they are there as a whole.

    What is not a list the server asks for piece by piece, from a thread of its own each time.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        response = application(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response
        try:
            return [response.content]
        finally:
            response.close()

    return answer


def settle() -> None:
    """Have this process do much rather than at once.

    What is loaded stays: going through it for what is no longer used takes a tenth of a second each time, in
    the middle of an answer. Connections are given back as each request ends, so none is looked at as one
    begins, and there is no cache to be closed. A thread that is woken waits until the one at work stops:
    they cannot both work.
    """
    request_started.disconnect(close_old_connections)
    request_started.disconnect(reset_queries)
    request_finished.disconnect(close_caches)
    get_resolver().url_patterns  # noqa: B018  # loads all views
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 10, 10)
    with suppress(PermissionError):  # of a container, where it is only slower
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
