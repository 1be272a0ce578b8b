"""The WSGI entry for the HTTP server, in whose processes kept tiles are looked after."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")

application = get_wsgi_application()

if settings.TWIN_SERVED:
    from tiles import keeper
    from twin.doorway import worker

    application = worker.hand_over(application)
    worker.settle()
    keeper.start()
