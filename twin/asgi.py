"""The ASGI entry for the one process that serves streams; they end with it."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")

django = get_asgi_application()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Requests are Django's; the server tells of its own end by the lifespan protocol (ASGI 3.0)."""
    if scope["type"] != "lifespan":
        await django(scope, receive, send)
        return
    from twin.api.streaming import HUB

    while True:
        told = (await receive())["type"]
        if told == "lifespan.shutdown":
            HUB.close()
        await send({"type": f"{told}.complete"})
        if told == "lifespan.shutdown":
            return
