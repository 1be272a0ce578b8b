"""What nginx answers by itself where it refuses a request or does not reach the twin: problem documents."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from twin.setup.limits import indent

PLACE = "/.refused/"
"""Addresses and no names: what cannot be read has no address to come back to from a named location."""

RETRY = 1  # second, after which there is room again
STARTING = 5  # seconds in which a twin that was struck down is mostly there again


@dataclass(frozen=True)
class Refusal:
    """That by these of nginx's codes (494 is its own, for a head too large) a `status` is answered."""

    name: str
    codes: tuple[int, ...]
    status: HTTPStatus
    detail: str
    retry: int | None = None

    def write(self) -> str:
        """The location of nginx.conf that gives it (RFC 9457)."""
        told = {"type": "about:blank", "title": self.status.phrase, "status": int(self.status)}
        body = json.dumps({**told, "detail": self.detail})
        headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
        if self.retry is not None:
            headers["Retry-After"] = str(self.retry)
        lines = [f"    add_header {name} {value} always;" for name, value in headers.items()]
        return "\n".join(
            [
                f"location = {PLACE}{self.name} {{",
                "    internal;",
                "    client_max_body_size 0;",
                "    lingering_close always;",
                "    default_type application/problem+json;",
                *lines,
                f"    return {int(self.status)} '{body}';",
                "}",
            ]
        )


REFUSALS = (
    Refusal(
        "crowded",
        (429,),
        HTTPStatus.TOO_MANY_REQUESTS,
        f"You ask more often than one client may; ask again in {RETRY} s, and fewer at a time.",
        RETRY,
    ),
    Refusal(
        "unreadable",
        (400,),
        HTTPStatus.BAD_REQUEST,
        "This is no request that can be read; send one of HTTP/1.1 whose parts are percent-encoded.",
    ),
    Refusal(
        "overlong",
        (414,),
        HTTPStatus.REQUEST_URI_TOO_LONG,
        "The address is longer than 32 kB; ask for less at once.",
    ),
    Refusal(
        "overloaded",
        (494,),
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "A header is longer than 32 kB; send fewer cookies.",
    ),
    Refusal(
        "overlarge",
        (413,),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "The body is larger than 64 MB; send the file in parts, or load it on the server by manage.py load.",
    ),
    Refusal(
        "away",
        (502,),
        HTTPStatus.BAD_GATEWAY,
        f"The twin does not answer; it may be starting. Ask again in {STARTING} s.",
        STARTING,
    ),
    Refusal(
        "slow",
        (504,),
        HTTPStatus.GATEWAY_TIMEOUT,
        "The twin took longer than any answer may; ask for less.",
    ),
)


def write() -> dict[str, str]:
    """What stands in nginx.conf for the marks @ERRORS@ and @REFUSALS@."""
    pages = [
        f"error_page {' '.join(map(str, one.codes))} ={int(one.status)} {PLACE}{one.name};"
        for one in REFUSALS
    ]
    places = "\n".join(one.write() for one in REFUSALS).splitlines()
    return {"@ERRORS@": indent(pages, 8), "@REFUSALS@": indent(places, 8)}
