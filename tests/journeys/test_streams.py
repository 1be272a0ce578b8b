"""Changes reach who listens through the twin's own servers, also after the line was cut."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from tests.journeys.machine import Machine, kill

CHANGE = """
    WITH moment AS (SELECT now() AS at), dataset AS (
        INSERT INTO twin_dataset (key, title, openness, made) VALUES ('streamed', '', 0, now())
        ON CONFLICT (key) DO UPDATE SET title = '' RETURNING id
    ), thing AS (
        INSERT INTO twin_thing (dataset_id, kind, code) SELECT id, 'place', '{code}' FROM dataset RETURNING id
    )
    INSERT INTO twin_place (thing_id, code, valid, recorded, load_id, openness, digest, attributes)
    SELECT thing.id, '{code}', '(,)', tstzrange(at, NULL), 0, {openness}, '\\x00', '{{}}' FROM thing, moment
"""


@contextmanager
def listening(machine: Machine, path: str, **headers: str) -> Iterator[http.client.HTTPResponse]:
    """A stream, cut off in the end."""
    line = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=20)
    line.request("GET", path, headers={"Accept": "text/event-stream", **headers})
    answer = line.getresponse()
    try:
        yield answer
    finally:
        line.close()


def hear(answer: http.client.HTTPResponse) -> tuple[str, str, Any]:
    """The next event: id, what it was, its data; words without data are passed over."""
    told: dict[str, str] = {}
    while True:
        line = answer.readline()
        assert line, "the stream has ended"
        if line == b"\n":
            if "data" in told:
                return told["id"], told["event"], json.loads(told["data"])
            told = {}
        else:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            told[name] = value


def put(machine: Machine, code: str, openness: int = 0) -> None:
    """A new place, by plain SQL."""
    machine.execute(CHANGE.format(code=code, openness=openness))


def stream_server(machine: Machine) -> list[int]:
    """Its processes."""
    return machine.pids("twin.asgi")


def test_who_listens_hears_each_change_and_after_a_cut_what_was_missed(machine: Machine) -> None:
    with listening(machine, "/collections/places/changes") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream")
        began = time.monotonic()
        put(machine, "hidden", 2)
        put(machine, "first")
        last, turn, data = hear(answer)
        assert time.monotonic() - began < 5
        assert (turn, data["collection"], data["change"]) == ("created", "places", "created")
    put(machine, "second")
    put(machine, "third")
    with listening(machine, "/collections/places/changes?f=sse", **{"Last-Event-ID": last}) as answer:
        missed = [hear(answer)[2]["id"] for _ in range(2)]
        put(machine, "fourth")
        ids = [data["id"], *missed, hear(answer)[2]["id"]]
    codes = dict(machine.ask("SELECT thing_id, code FROM twin_place"))
    assert [codes[id] for id in ids] == ["first", "second", "third", "fourth"]
    page = machine.get(f"/changes?since={last}")
    assert [one["id"] for one in page["changes"]] == ids[1:]


def test_many_may_listen_while_pages_are_answered(machine: Machine) -> None:
    with ExitStack() as stack:
        crowd = [stack.enter_context(listening(machine, "/changes")) for _ in range(60)]
        for answer in crowd:
            assert answer.status == 200
            assert answer.readline().startswith(b"retry")
        began = time.monotonic()
        for _ in range(20):
            machine.get("/health")
        assert time.monotonic() - began < 5
        held = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'twin'"
        assert machine.ask(held)[0][0] < 30
        put(machine, "crowd")
        assert len({hear(answer)[2]["id"] for answer in crowd}) == 1


def test_streams_begin_again_where_their_server_was_killed(machine: Machine) -> None:
    with listening(machine, "/changes") as answer:
        put(machine, "before")
        last, _, _ = hear(answer)
        kill(stream_server(machine))
        with pytest.raises(http.client.IncompleteRead):
            answer.read()
    put(machine, "between")
    for _ in range(100):
        with listening(machine, "/changes", **{"Last-Event-ID": last}) as again:
            if again.status == 200:
                assert hear(again)[1] == "created"
                return
        time.sleep(0.3)
    pytest.fail("the stream server did not come back")


def test_streams_end_with_the_twin(machine: Machine) -> None:
    with listening(machine, "/changes") as answer:
        assert answer.readline().startswith(b"retry")
        began = time.monotonic()
        machine.stop()
        assert time.monotonic() - began < 9
        while answer.readline():
            pass
    machine.start()
