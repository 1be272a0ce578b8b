"""Queries of items as files: sent at once while they are small, else made by the worker and fetched later."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponse, QueryDict

from twin.api import spooling
from twin.doorway.bearing import number_of
from twin.doorway.parameters import Parameter, choose
from twin.doorway.problems import BadParameterError, BusyError
from twin.doorway.resource import HTML, JSON, Resource
from twin.export import Form, Query, check, make, measure
from twin.export.form import forms
from twin.export.keeping import KEPT
from twin.export.origins import cite_system

FORMS: tuple[str, ...] = tuple(forms.entries)
"""The words that `f` takes for them."""

FORM = Parameter(
    name="f",
    about="The form of the answer: a page of features as `json` or `html` (without it, Accept decides), or "
    "all of them as a file. A large file is made by a job, whose address is answered.",
    wants=f"one of json, html, {', '.join(FORMS)}",
    read=choose("json", "html", *FORMS),
    schema={"type": "string", "enum": ["json", "html", *FORMS]},
)
FILES = {form.media_type: {"type": "string", "format": "binary"} for form in forms}
"""What a file may be, as OpenAPI tells it; and that a large one is made later."""
LATER = {
    "202": {
        "description": "The export that is being made.",
        "content": {JSON: {"schema": {"type": "object"}}},
    },
    "303": {"description": "The page of the export that is being made."},
}
PAGES = ("limit", "offset", "cursor", "count")
PAGING = ("f", *PAGES, "lang")
"""The parameters of a page and its form, which say nothing of what rows are meant."""

MOST_BYTES, MOST_ROWS = 8 * 2**20, 200_000
"""More than that is not sent at once; of more rows nothing is written to see."""


class TooLargeError(Exception):
    """What is written has more bytes than can be sent at once."""


class ManyExportsError(BusyError):
    """Somebody waits for as many exports as anyone may."""

    after = 60
    sentence = "As many exports as you may have at a time are being made; ask again once one is done."


def send_export(resource: Resource, query: Query, form: str) -> HttpResponse:
    """The file of a query in one of the FORMS, or (202) where the export is that is being made of it.

    Browsers are led there (303). Raises RefusedError where the form does not take the query.
    """
    chosen, request = forms[form], resource.request
    for name in PAGES:
        if name in request.query_params:
            raise BadParameterError(
                name,
                f"A file holds all features that the question finds; leave “{name}” out, or ask for f=json.",
            )
    check(chosen, [query])
    question = strip(request.query_params)
    if request.method == "HEAD":
        return seal(HttpResponse(), chosen, query)
    if not prefers_waiting(request.headers.get("Prefer", "")):
        address = spooling.write_address(resource.root, query.layer.id, question)
        if (body := write(chosen, query, address)) is not None:
            return seal(HttpResponse(body), chosen, query)
    who = request.user.get_username()
    kept = spooling.defer(who, number_of(request), query, form, question, resource.root)
    if kept is None:
        raise ManyExportsError("exports")
    return lead(resource, kept)


def strip(given: QueryDict) -> str:
    """The question as a query string, without what pages and forms are asked by."""
    question = given.copy()
    for name in PAGING:
        question.pop(name, None)
    return question.urlencode()


def prefers_waiting(preference: str) -> bool:
    """Whether the client asks to be answered later (RFC 7240 §4.1)."""
    return "respond-async" in [one.strip() for one in preference.split(",")]


def write(form: Form, query: Query, address: str) -> bytes | None:
    """The file of a query; None where it is too large."""
    if query.rows.order_by().values("pk")[: MOST_ROWS + 1].count() > MOST_ROWS:
        return None
    with TemporaryDirectory() as place:
        folder = Path(place)

        def pace(done: int, rows: int) -> None:
            if measure(folder) > MOST_BYTES:
                raise TooLargeError

        path = folder / f"{query.layer.id}.{form.extension}"
        try:
            size = make(form, [replace(query, address=address)], path, pace)
        except TooLargeError:
            return None
        return path.read_bytes() if size <= MOST_BYTES else None


def seal(response: HttpResponse, form: Form, query: Query) -> HttpResponse:
    """The response with what a client is to know of the file."""
    response["Content-Type"] = form.media_type
    response["Content-Disposition"] = f'attachment; filename="{query.layer.id}.{form.extension}"'
    if not form.id.startswith("cityjson"):
        response["Content-Crs"] = f"<{cite_system(query.srid)}>"
    return response


def lead(resource: Resource, kept: Any) -> HttpResponse:
    """Where an export can be followed: its page for a browser, else its status."""
    by_browser = resource.request.get_preferred_type([JSON, HTML]) == HTML
    here = f"{resource.root}/exports/{kept.pk}"
    response = HttpResponse(status=303) if by_browser else resource.send(tell_status(kept, resource.link))
    if not by_browser:
        response.status_code = 202
        response["Preference-Applied"] = "respond-async"
    response["Location"] = f"{here}?f=html" if by_browser else here
    response["Cache-Control"] = "no-store"
    return response


def tell_status(kept: Any, link: Any) -> dict[str, Any]:
    """How an export stands, in the members of a job of OGC API Processes (OGC 18-062r2 §7.12)."""
    here, form = f"/exports/{kept.pk}", forms[kept.form]
    moments = {"created": kept.made, "started": kept.began, "finished": kept.ended}
    ready = kept.status == "successful"
    links = [link(here, "self")]
    if ready:
        links.append(link(f"{here}/file", "enclosure", form.media_type, kept.file))
    return {
        "jobID": str(kept.pk),
        "type": "export",
        "status": kept.status,
        **({"message": kept.message} if kept.message else {}),
        **{name: moment.isoformat() for name, moment in moments.items() if moment},
        "progress": 100 if ready else round(100 * kept.done / kept.rows) if kept.rows else 0,
        "collection": kept.layer,
        "form": kept.form,
        "query": kept.question,
        "rowsDone": kept.done,
        **({"rows": kept.rows} if kept.rows is not None else {}),
        **({"size": kept.size, "expires": tell_end(kept.made, KEPT)} if ready else {}),
        "links": links,
    }


def tell_end(made: Any, span: timedelta) -> str:
    """When a file is let go of."""
    return str((made + span).isoformat())
