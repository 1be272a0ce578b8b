"""Has the doorstep listen, in a thread of a process of the HTTP server."""

import asyncio
import logging
from pathlib import Path
from threading import Thread

from granian.constants import HTTPModes, Interfaces
from granian.server.embed import Server

from tiles.doorstep.answering import Doorstep

log = logging.getLogger(__name__)


def listen(path: Path) -> None:
    """Listen at that socket, for as long as the process lives; the app answers where this ends."""
    Thread(target=stand, args=[path], name="doorstep", daemon=True).start()


def stand(path: Path) -> None:
    """Answer until the process ends; a killed one leaves its socket's file."""
    path.unlink(missing_ok=True)
    try:
        asyncio.run(serve(path))
    except Exception:
        log.exception("The doorstep has fallen; the app answers alone")


async def serve(path: Path) -> None:
    """Serve at the socket, which its folder keeps from others."""
    server = Server(
        Doorstep(),
        uds=path,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
    )
    server.uds_permissions = 0o666
    await server.serve()
