"""Every answer about tiles says who may keep it and is sent once to who has it."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tiles.sealing import conclude, seal, takes_gzip


def request(user: object = None, **headers: str) -> HttpRequest:
    """A request of that user with these headers."""
    made = RequestFactory().get("/tiles/style.json", headers=headers)
    made.user = user or AnonymousUser()  # type: ignore[assignment]
    return made


def test_the_publics_answer_may_be_kept_by_all_and_read_from_anywhere() -> None:
    sealed = seal(request(), HttpResponse(b"x"))
    assert sealed["Cache-Control"] == "public, no-cache"
    assert sealed["Access-Control-Allow-Origin"] == "*"


def test_a_signed_in_viewers_answer_is_nobody_elses() -> None:
    sealed = seal(request(User(username="planner")), HttpResponse(b"x"))
    assert sealed["Cache-Control"] == "private, no-cache"
    assert not sealed.has_header("Access-Control-Allow-Origin")
    assert {"Cookie", "Authorization", "Accept-Encoding"} <= set(sealed["Vary"].split(", "))


@pytest.mark.parametrize(
    ("tag", "known"), [('"1-2"', True), ('W/"1-2"', True), ("*", True), ('"1-3"', False)]
)
def test_who_has_it_is_told_so_under_the_same_seal(tag: str, known: bool) -> None:
    answer = HttpResponse(b"x", headers={"ETag": '"1-2"'})
    told = conclude(request(**{"if-none-match": tag}), answer)
    assert (told.status_code, told.content) == ((304, b"") if known else (200, b"x"))
    assert told["ETag"] == '"1-2"'
    assert told["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip; q=1", True),
        ("gzip;q=0", False),
        ("gzip ; q=0.000, br", False),
        ("br", False),
        ("x-gzipped", False),
        ("", False),
    ],
)
def test_gzip_is_for_who_names_it(header: str, takes: bool) -> None:
    assert takes_gzip(request(**{"accept-encoding": header})) is takes
