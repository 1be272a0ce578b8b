"""The WSGI entry for the HTTP server, in whose processes kept tiles are looked after."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")

SELDOM = 20_000
"""Objects made before it is looked for those that are no longer used."""


def settle() -> None:
    """Have this process do much rather than at once.

    What is loaded stays: going through it for what is no longer used takes a tenth of a second each time, in
    the middle of an answer. A thread that is woken waits until the one at work stops: they cannot both work.
    """
    get_resolver().url_patterns  # noqa: B018  # loads all views
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 10, 10)
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


application = get_wsgi_application()

if settings.TWIN_SERVED:
    from tiles import keeper

    settle()
    keeper.start()
