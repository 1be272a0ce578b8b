"""Refusals and failures as RFC 9457 problem documents, for the views and for Django's own error answers."""

import logging
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404
from rest_framework.exceptions import APIException, MethodNotAllowed

from spatial.errors import TwinError, UnknownEntryError
from spatial.inputs import BadInputError
from twin import metrics
from twin.access.personal import NotOpenError
from twin.access.tokens import BadTokenError

PROBLEM = "application/problem+json"
NOTHING_HERE = "There is nothing at this address; the landing page at / lists what there is."
FAILED = (
    "The server failed on this request; its log says why. Tell whoever runs it, with the time and address."
)
UNREADABLE = "This server does not take such a request: its host name, size or form is not one it knows."
CHALLENGE = 'Bearer realm="twin", error="invalid_token"'  # RFC 6750 §3
AWAY = "The database does not answer; try again in a moment."

log = logging.getLogger(__name__)


class BadParameterError(TwinError):
    """A query parameter cannot be taken; `parameter` is its name, `members` what else the problem tells."""

    def __init__(self, parameter: str, sentence: str, **members: Any) -> None:
        super().__init__(sentence)
        self.parameter, self.members = parameter, members


class BusyError(TwinError):
    """As much is being done as the server can bear; it may be asked again `after` some seconds.

    The `reason` is what such refusals are counted by.
    """

    after = 2
    sentence = "The server does as much as it can bear; ask again in a moment."

    def __init__(self, reason: str) -> None:
        super().__init__(self.sentence)
        self.reason = reason


class TooSlowError(BusyError):
    """The database was given long enough."""

    after = 30
    sentence = (
        "This takes longer than the database is given; ask for less: a larger scale, fewer layers or "
        "properties, or when less is being done."
    )


class NamedProblemError(TwinError):
    """A problem with a status and a type of its own, such as a standard's."""

    def __init__(self, status: int, type: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.type = status, type


def problem(status: int, detail: str, **members: Any) -> HttpResponse:
    """A problem document; `members` are its extensions."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **members,
    }
    response = HttpResponse(orjson.dumps(body), content_type=PROBLEM, status=status)
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The problem for what a view raised; None leaves an unforeseen error to Django, which logs it."""
    match error:
        case BadTokenError():
            unknown = problem(401, str(error))
            unknown["WWW-Authenticate"] = CHALLENGE
            return unknown
        case NotOpenError():
            return problem(403, str(error))
        case BadParameterError():
            return problem(400, str(error), parameter=error.parameter, **error.members)
        case BadInputError():
            return problem(400, str(error), parameter=error.input)
        case NamedProblemError():
            return problem(error.status, str(error), type=error.type)
        case BusyError():
            metrics.REFUSED.labels(error.reason).inc()
            busy = problem(503, str(error))
            busy["Retry-After"] = str(error.after)
            return busy
        case UnknownEntryError():
            return problem(404, str(error))
        case PermissionDenied():
            return problem(
                403, str(error) or "This is not open to you; sign in with an account that may see it."
            )
        case TwinError():
            return problem(400, str(error))
        case Http404():
            return problem(404, str(error) or NOTHING_HERE)
        case SuspiciousOperation():
            return problem(400, UNREADABLE)
        case MethodNotAllowed():
            return problem(
                405, "This address does not take that method; the Allow header lists those it takes."
            )
        case APIException():
            return problem(error.status_code, str(error.detail))
        case DataError():
            log.warning("The database refused a value", exc_info=error)
            return problem(
                400, "A value of this request is beyond what the database can hold; give a smaller one."
            )
        case OperationalError() | InterfaceError():
            log.error("The database does not answer", exc_info=error)
            away = problem(503, AWAY)
            away["Retry-After"] = "5"
            return away
    return None


def refuse_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return problem(400, UNREADABLE)


def refuse_address(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404; a view's own sentence is kept, the resolver's list of routes is not."""
    said = "" if isinstance(exception, Resolver404) else str(exception)
    return problem(404, said or NOTHING_HERE)


def report_failure(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    return problem(500, FAILED)
