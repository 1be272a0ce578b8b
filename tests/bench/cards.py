"""How fast house cards come beside plain SQL for the same rows: `python -m tests.bench.cards ADDRESS`.

Run it in the environment of the twin that answers at ADDRESS. Random buildings and dwellings are asked for
over one kept connection, by a stranger and by the housing bureau, as JSON and as a page; in the same turn
psycopg reads the rows of the thing and of what it is tied to, with nothing computed or told.
"""

import argparse
import http.client
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg

WHO = "bench-cards"
WARM = 20
KINDS = ("dwelling", "building")
FORMS = ("json", "html")
PICK = """
    SELECT thing_id FROM twin_{kind} WHERE upper_inf(recorded) AND thing_id IN (
        SELECT DISTINCT (%(first)s + random() * (%(last)s - %(first)s))::bigint
        FROM generate_series(1, %(many)s)
    ) {whole} LIMIT %(wanted)s
"""
RANGE = "SELECT min(thing_id), max(thing_id) FROM twin_{kind} WHERE upper_inf(recorded)"
TIED = """
    SELECT target_id FROM twin_tie WHERE thing_id = ANY(%(things)s)
        AND upper_inf(recorded) AND standing = 'stands'
    UNION SELECT thing_id FROM twin_tie WHERE target_id = ANY(%(things)s) AND relation = 'house-building'
        AND upper_inf(recorded) AND standing = 'stands'
"""
ROWS = "SELECT * FROM twin_{kind} WHERE thing_id = ANY(%(things)s)"
HOMES = """
    SELECT dwelling.* FROM twin_tie AS tie JOIN twin_dwelling AS dwelling ON dwelling.thing_id = tie.thing_id
    WHERE tie.target_id = ANY(%(things)s) AND tie.relation = 'dwelling-house' AND upper_inf(tie.recorded)
        AND tie.standing = 'stands' AND upper_inf(dwelling.recorded)
"""
ZONES = """
    SELECT zone.* FROM twin_building AS building JOIN twin_hazardzone AS zone
        ON ST_Intersects(zone.footprint, building.footprint) AND upper_inf(zone.recorded)
    WHERE building.thing_id = ANY(%(things)s) AND upper_inf(building.recorded)
"""


def read_plainly(database: "psycopg.Connection[Any]", kind: str, thing: int) -> None:
    """The rows a card is made of, as the database holds them."""
    things = [thing]
    for _ in range(3 if kind == "dwelling" else 2):
        found = database.execute(TIED, {"things": things}).fetchall()
        things = sorted({*things, *(one for [one] in found)})
    for other in ("dwelling", "house", "building", "parcel") if kind == "dwelling" else ("house", "building"):
        database.execute(ROWS.format(kind=other), {"things": things}).fetchall()
    for query in (ZONES,) if kind == "dwelling" else (HOMES, ZONES):
        database.execute(query, {"things": things}).fetchall()


def choose(database: "psycopg.Connection[Any]", kind: str, wanted: int) -> list[int]:
    """Things of a kind at random, which have stood untouched for as long as anybody."""
    first, last = database.execute(RANGE.format(kind=kind)).fetchall()[0]
    whole = "AND parent_id IS NULL" if kind == "building" else ""
    asked = {"first": first, "last": last, "many": wanted * 20, "wanted": wanted}
    return [thing for [thing] in database.execute(PICK.format(kind=kind, whole=whole), asked).fetchall()]


@contextmanager
def signed_in() -> Iterator[str]:
    """The cookie of a housing officer who is there for the bench alone."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import Group, User
    from django.contrib.sessions.backends.db import SessionStore

    from twin.layer import HOUSING

    user, _ = User.objects.get_or_create(username=WHO)
    user.groups.add(Group.objects.get_or_create(name=HOUSING)[0])
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    try:
        yield f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    finally:
        session.delete()
        user.delete()


def fetch(server: http.client.HTTPConnection, thing: int, form: str, headers: dict[str, str]) -> None:
    """One card."""
    server.request("GET", f"/card/{thing}?f={form}&lang=zh", headers=headers)
    answer = server.getresponse()
    body = answer.read()
    assert answer.status == 200, (thing, answer.status, body[:300])


def time_all(sides: dict[str, Callable[[int], None]], things: Sequence[int]) -> dict[str, list[float]]:
    """Milliseconds of each side for each thing, in turn; the first few warm up and do not count."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for number, thing in enumerate([*things[:WARM], *things]):
        for name, side in list(sides.items())[:: 1 if number % 2 else -1]:
            begun = time.perf_counter()
            side(thing)
            if number >= WARM:
                taken[name].append((time.perf_counter() - begun) * 1000)
    return taken


def run(options: argparse.Namespace) -> None:
    """Time every side on things of each kind."""
    from django.db import connection

    address = urlsplit(options.address)
    server = http.client.HTTPConnection(address.hostname or "127.0.0.1", address.port)
    parameters = connection.get_connection_params()
    reach = {
        name: parameters[name]
        for name in ("dbname", "user", "password", "host", "port")
        if name in parameters
    }
    with signed_in() as cookie, psycopg.connect(**reach, autocommit=True) as database:
        for kind in KINDS:
            things = choose(database, kind, options.things)
            sides: dict[str, Callable[[int], None]] = {
                "plain SQL": lambda thing, kind=kind: read_plainly(database, kind, thing)  # type: ignore[misc]
            }
            for who, headers in (("stranger", {}), ("housing", {"Cookie": cookie})):
                for form in FORMS:
                    sides[f"{who}, {form}"] = lambda thing, form=form, headers=headers: fetch(  # type: ignore[misc]
                        server, thing, form, headers
                    )
            print(f"{len(things)} cards of kind {kind}, milliseconds")
            for name, figures in time_all(sides, things).items():
                print(f"  {name:<16} {told(figures)}")


def told(figures: Sequence[float]) -> str:
    """The median and how far the slow ones reach."""
    cuts = statistics.quantiles(figures, n=100, method="inclusive")
    shares = "  ".join(f"p{share} {cuts[share - 1]:6.1f}" for share in (50, 95, 99))
    return f"{shares}  most {max(figures):6.1f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("address", help="where the twin answers, as http://127.0.0.1:8000")
    parser.add_argument("--things", type=int, default=300, help="cards of each kind (300)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django

    django.setup()
    run(options)
