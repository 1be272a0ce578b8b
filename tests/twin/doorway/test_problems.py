"""Every refusal is a problem with a sentence, and a failure tells nothing of the inside."""

import json
import logging

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from rest_framework.exceptions import MethodNotAllowed

from spatial.errors import RefusedError, UnknownEntryError
from twin.doorway.problems import BadParameterError, answer, report_failure


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadParameterError("limit", "Give a number."), 400),
        (UnknownEntryError("There is none."), 404),
        (RefusedError("Take another."), 400),
        (Http404("It is gone."), 404),
        (Http404(), 404),
        (PermissionDenied(), 403),
        (SuspiciousOperation("inner words"), 400),
        (MethodNotAllowed("PUT"), 405),
        (DataError("inner words"), 400),
        (OperationalError("inner words"), 503),
    ],
)
def test_every_refusal_is_a_problem(error: Exception, status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="twin.doorway.problems")
    told = answer(error, {})
    assert told is not None
    assert (told.status_code, told["Content-Type"]) == (status, "application/problem+json")
    body = json.loads(told.content)
    assert body["status"] == status
    assert body["detail"].endswith(".")
    assert "inner" not in body["detail"]
    assert told["Cache-Control"] == "no-store"


def test_an_unforeseen_error_is_left_to_be_logged() -> None:
    assert answer(ZeroDivisionError(), {}) is None
    assert report_failure(RequestFactory().get("/")).status_code == 500


def test_an_address_that_is_not_there_is_a_problem_without_the_list_of_routes(client: Client) -> None:
    told = client.get("/nothing/here")
    assert (told.status_code, told["Content-Type"]) == (404, "application/problem+json")
    assert told.json()["detail"].startswith("There is nothing at this address")


def test_a_strange_host_is_a_problem(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="django.security.DisallowedHost")
    told = client.get("/", headers={"host": "elsewhere.example"})
    assert (told.status_code, told["Content-Type"]) == (400, "application/problem+json")
    assert "ALLOWED_HOSTS" not in told.json()["detail"]
