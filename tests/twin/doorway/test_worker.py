"""A worker hands over what is there as a whole at once, and what is not piece by piece."""

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
    done = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=False)
    assert done.stdout.split(" ", 2) == ["True", "True", "False\n"], done.stderr
