"""A worker hands over what is there as a whole at once, and what is not piece by piece."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.signals import request_finished
from django.http import HttpResponse, StreamingHttpResponse

from twin.doorway.worker import hand_over

pytestmark = pytest.mark.django_db
SETTLED = """
import gc, os, django
from django.core.signals import request_started
django.setup()
from twin.doorway.worker import settle
settle()
batch, frozen = os.sched_getscheduler(0) == os.SCHED_BATCH, gc.get_freeze_count() > 100_000
print(batch, frozen, request_started.has_listeners())
"""
SHARED = """
import os, threading, time, django
django.setup()
over = threading.Event()
before = threading.Thread(target=over.wait)
before.start()
from twin.doorway.worker import settle
settle()
after = threading.Thread(target=over.wait)
after.start()
for thread in (threading.main_thread(), before, after):
    print(sorted(os.sched_getaffinity(thread.native_id)))
over.set()
"""


def application(response: Iterable[bytes]) -> Callable[..., Iterable[bytes]]:
    """An application that answers so."""
    return lambda environ, start_response: response


def test_a_whole_body_is_a_list_and_the_request_ended() -> None:
    ended: list[object] = []

    def note(sender: Any, **more: Any) -> None:
        ended.append(sender)

    request_finished.connect(note)
    try:
        body = hand_over(application(HttpResponse(b"whole")))({}, print)
    finally:
        request_finished.disconnect(note)
    assert body == [b"whole"]
    assert len(ended) == 1


@pytest.mark.parametrize("response", [StreamingHttpResponse([b"a", b"b"]), [b"a", b"b"]])
def test_what_comes_in_pieces_is_left_so(response: Iterable[bytes]) -> None:
    assert hand_over(application(response))({}, print) is response


def test_a_settled_worker_looks_for_nothing_that_is_not_there() -> None:
    done = settled(SETTLED)
    assert done.stdout.split(" ", 2) == ["True", "True", "False\n"], done.stderr


@pytest.mark.parametrize("number", range(3))
def test_the_threads_of_a_settled_worker_share_the_core_that_is_theirs(number: int) -> None:
    cores = sorted(os.sched_getaffinity(0))
    done = settled(SHARED, TWIN_CORE=str(number))
    assert done.stdout == f"[{cores[number % len(cores)]}]\n" * 3, done.stderr


def settled(code: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """What a process says that settles."""
    told = {**os.environ, **more}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=told)
