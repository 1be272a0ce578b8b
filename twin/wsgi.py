"""The WSGI entry for the HTTP server, in whose processes kept tiles are looked after."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")

application = get_wsgi_application()

from tiles import keeper  # noqa: E402  The apps are loaded only now.

keeper.start()
