"""Figures that are found out when somebody asks for them: of the database, and of nginx."""

import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from twin.setup.proxy import status_socket

PATIENCE = 2.0
COUNTS = """
    SELECT (SELECT count(*) FROM twin_mark), (SELECT count(*) FROM twin_change),
        coalesce((SELECT max(extract(epoch FROM now() - xact_start)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()), 0)
"""
CONNECTIONS = """
    SELECT CASE WHEN application_name IN ('small tiles', 'large tiles', 'tile keeper') THEN application_name
        ELSE 'other' END AS name, coalesce(state, 'unknown'), count(*)
    FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1, 2 ORDER BY 1, 2
"""
UP = "Whether the database answers; what else is told of it is missing where it does not."
ANSWERED = re.compile(rb"^ \d+ \d+ (\d+)", re.MULTILINE)
OPEN = re.compile(rb"^Active connections: (\d+)", re.MULTILINE)


class Database(Collector):
    """What the database holds and who is at it."""

    def collect(self) -> Iterator[Metric]:
        """Marks, changes and connections now."""
        try:
            with connection.cursor() as cursor:
                cursor.execute(COUNTS)
                marks, changes, oldest = cursor.fetchone()
                cursor.execute(CONNECTIONS)
                connected = cursor.fetchall()
        except Error:
            yield GaugeMetricFamily("twin_database_up", UP, 0)
            return
        yield GaugeMetricFamily("twin_database_up", UP, 1)
        yield GaugeMetricFamily(
            "twin_marks", "Marks that stand: what was changed and may not be kept.", marks
        )
        yield GaugeMetricFamily("twin_changes_waiting", "Changes noted that nobody has seen to yet.", changes)
        yield GaugeMetricFamily("twin_oldest_transaction_seconds", "How long one has been going on.", oldest)
        family = GaugeMetricFamily(
            "twin_database_connections",
            "Connections to the database, all processes'.",
            labels=["of", "state"],
        )
        for name, state, number in connected:
            family.add_metric([name, state], number)
        yield family


class Nginx(Collector):
    """What nginx says of itself; nothing where it does not answer or is not there."""

    def __init__(self, address: Path) -> None:
        self.address = address

    def collect(self) -> Iterator[Metric]:
        """All requests it has had, the app's among them, and the connections open to it."""
        told = ask(self.address)
        answered, opened = ANSWERED.search(told), OPEN.search(told)
        if answered and opened:
            yield CounterMetricFamily(
                "twin_nginx_requests",
                "Requests nginx has had since it was started, those it passed on to the app among them and "
                "each asking of this figure; less twin_requests it is what nginx answered alone: kept tiles, "
                "static files, refusals of its own.",
                int(answered[1]),
            )
            yield GaugeMetricFamily("twin_nginx_connections", "Connections to nginx now.", int(opened[1]))


def ask(address: Path) -> bytes:
    """nginx's page about itself, from its private socket; empty where nobody listens."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(str(address))
            line.sendall(b"GET / HTTP/1.1\r\nHost: nginx\r\nConnection: close\r\n\r\n")
            answer = http.client.HTTPResponse(line)
            answer.begin()
            return answer.read()
    except (OSError, http.client.HTTPException):
        return b""


def soundings() -> list[Collector]:
    """All that is found out for an answer."""
    return [Database(), Nginx(status_socket(settings.INSTANCE))]
