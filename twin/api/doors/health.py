"""Whether the server and its database answer, for whoever watches them."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin.api.release import read_version
from twin.door import Door
from twin.doorway.describing import describe_get, refer
from twin.doorway.parameters import JSON_ONLY
from twin.doorway.resource import Resource


class Health(Resource):
    """`/health`; a database that does not answer becomes a 503 problem."""

    authentication_classes = ()
    parameters = (JSON_ONLY,)

    def get(self, request: Request) -> HttpResponse:
        """Ask the database the smallest question there is."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        response = self.send({"status": "ok", "database": "ok", "version": read_version()})
        response["Cache-Control"] = "no-store"
        return response


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("health", Health.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    parameters = [parameter.tell() for parameter in Health.parameters]
    away = {"503": refer("responses", "problem")}
    return {"/health": describe_get("health", "Whether the twin is well", parameters, **away)}


DOOR = Door(id="health", title=Text("运行状态", "Health"), routes=routes, paths=paths)
