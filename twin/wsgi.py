"""The WSGI entry for the HTTP server, in whose processes kept tiles are looked after."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")

application = get_wsgi_application()

if settings.TWIN_SERVED:
    from tiles import keeper

    keeper.start()
    # All that is loaded stays: going through it again and again for what is no longer used takes a tenth
    # of a second each time, in the middle of an answer.
    assert get_resolver().url_patterns
    gc.collect()
    gc.freeze()
