"""The WSGI entry for the HTTP server, in whose processes kept tiles are looked after, and others drawn."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from twin.doorway.worker import Application, hand_over, settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")

application: Application = get_wsgi_application()

if settings.TWIN_SERVED:
    from tiles import keeper
    from tiles.doorstep import lessons, listening

    application = hand_over(lessons.watch(application))
    settle()
    keeper.start()
    if place := os.environ.get("TWIN_DOORSTEP"):
        listening.listen(Path(place))
