"""How a test reaches its database beside Django's own connection."""

from typing import Any

from django.db import connection

PARTS = ("host", "port", "user", "password", "dbname")


def login() -> dict[str, Any]:
    """The parameters of libpq's for a connection to the tests' database."""
    told = connection.get_connection_params()
    return {name: told[name] for name in PARTS if told.get(name)}
