"""Whatever is asked at the addresses of the OpenAPI document is answered in time, and never by a failure."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor

from tests.clients.mutants import mutate
from tests.few import FULL
from tests.journeys.conftest import OtherTwin
from tests.journeys.machine import await_that

SEED, CLIENTS, PATIENCE = 8, 4, 10.0
COUNT = 2000 if FULL else 200
BUSY = (
    "SELECT state, left(query, 200) FROM pg_stat_activity WHERE datname = current_database() "
    "AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'"
)


def ask(address: str, target: str) -> tuple[str, int, float]:
    """The address's end, and the status and seconds of the answer to it."""
    line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=3 * PATIENCE)
    begun = time.perf_counter()
    try:
        line.request("GET", target)
        answer = line.getresponse()
        answer.read()
    finally:
        line.close()
    return target[:300], answer.status, time.perf_counter() - begun


def test_mutated_requests_are_answered_in_time_and_leave_nothing_behind(
    served: tuple[OtherTwin, str],
) -> None:
    twin, address = served
    targets = list(mutate(twin.fetch(f"{address}/api"), SEED, COUNT))
    with ThreadPoolExecutor(CLIENTS) as clients:
        answers = list(clients.map(lambda target: ask(address, target), targets))
    assert [one for one in answers if one[1] >= 500] == []
    assert [one for one in answers if one[2] > PATIENCE] == []
    statuses = {status for _, status, _ in answers}
    assert {200, 400, 404} <= statuses
    await_that(lambda: twin.ask(BUSY) == [])
