"""What has changed, of one collection or of all: a feed in the order of recording, without gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from spatial.errors import UnknownEntryError
from spatial.text import Text
from twin import access
from twin.access.feed import BEGINNING, Position, read_changes, settled_of
from twin.access.tokens import viewer_by
from twin.api.changes import write_change, write_moment
from twin.api.listings import show_changes
from twin.api.paging import LIMIT, MOST
from twin.api.positions import SINCE, write_position
from twin.api.streaming import EVENT_STREAM, HUB, Stream
from twin.door import Door, Link
from twin.doorway.bearing import number_of
from twin.doorway.describing import describe_get, offer, refer
from twin.doorway.parameters import LANG, Parameter, choose
from twin.doorway.problems import BusyError, NamedProblemError
from twin.doorway.resource import JSON, Resource
from twin.layer import Layer

CHANGES = Text("变更", "Changes")
PLAINLY = "This is answered by pages alone: ask for a stream by “f=sse”, no letter of it escaped."
CONTENT = {**offer(JSON), EVENT_STREAM: {"type": "string"}}
MONITOR = "monitor"
AT_MOST = replace(LIMIT, about=f"How many changes at most; more than {MOST} are served as {MOST}.")
COLLECTIONS = Parameter(
    name="collections",
    about="Only changes of these collections, their ids with commas between; without it, of all.",
    wants="ids of collections with commas between",
    read=lambda text: tuple(dict.fromkeys(text.split(","))),
)


FORM = Parameter(
    name="f",
    about="A page of `json` or `html`, or a stream of events (`sse`) that does not end; without it, Accept "
    "decides.",
    wants="“json”, “html” or “sse”",
    read=choose("json", "html", "sse"),
    schema={"type": "string", "enum": ["json", "html", "sse"]},
)


class Changes(Resource):
    """`/changes`."""

    parameters: tuple[Parameter, ...] = (SINCE, AT_MOST, COLLECTIONS, FORM, LANG)

    def chosen(self, collection: str | None) -> list[Layer]:
        """The layers asked for; raises UnknownEntryError for one that is not there for the viewer."""
        named = (collection,) if collection is not None else self.asked[COLLECTIONS.name]
        if named is None:
            return access.visible(self.viewer)
        return [access.layer(self.viewer, id) for id in named]

    def get(self, request: Request, collection: str | None = None) -> HttpResponseBase:
        """A page of changes that are settled; `cursor` leads on, now or later."""
        layers = self.chosen(collection)
        if request.method == "GET" and self.wants_stream():
            return self.stream(layers, collection)
        since = self.asked[SINCE.name] or BEGINNING
        settled = settled_of(layers)
        page = read_changes(self.viewer, layers, since, self.asked[AT_MOST.name], settled)
        # Where nothing was told the way on is the same: who follows every link comes to an end.
        behind = page.resume if page.changes else since
        links = [
            *self.link_forms(JSON),
            self.link_on("next" if page.more else MONITOR, behind),
            self.link_on("alternate", behind, EVENT_STREAM),
        ]
        if collection is not None:
            links.append(self.link(f"/collections/{collection}", "collection"))
        body = {
            "links": links,
            "timeStamp": write_moment(timezone.now()),
            "settled": settled and write_moment(settled),
            "cursor": write_position(page.resume),
            "numberReturned": len(page.changes),
            "changes": [write_change(change, self.root) for change in page.changes],
        }
        if self.wants_html():
            return show_changes(self, CHANGES, layers[0] if collection is not None else None, body)
        return self.send(body)

    def wants_stream(self) -> bool:
        """Whether events are asked for by `f`, else before all by name in Accept."""
        form, raw = self.asked[FORM.name], self.request._request
        if isinstance(raw, ASGIRequest):
            return (form or self.request.get_preferred_type([JSON, EVENT_STREAM])) in ("sse", EVENT_STREAM)
        if form == "sse":
            raise NamedProblemError(406, "about:blank", PLAINLY)
        return False

    def stream(self, layers: list[Layer], collection: str | None) -> StreamingHttpResponse:
        """The events behind the last one known to who comes again, else behind `since`, else from now on."""
        last = self.request.headers.get("Last-Event-ID")
        since = SINCE.take(last) if last else self.asked[SINCE.name]
        if since is None and (settled := settled_of(layers)):
            since = Position(settled)
        if HUB.is_full or since is None:
            raise BusyError("streams")
        stream = Stream(self.viewer, layers, since, self.root, lambda: self.look_again(collection))
        # Else a connection would be held as long as somebody listens.
        close_old_connections()
        response = StreamingHttpResponse(HUB.follow(stream), content_type=EVENT_STREAM)
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
        return response

    def look_again(self, collection: str | None) -> Sequence[Layer] | None:
        """The layers as they are now; None where this is another viewer now, or there is no such layer."""
        asked, number = self.request._request, number_of(self.request)
        session: Any = import_module(settings.SESSION_ENGINE)
        asked.session = session.SessionStore(asked.session.session_key)
        asked.user = auth.get_user(asked)
        try:
            viewer = viewer_by(number) if number else access.viewer(self.initialize_request(asked).user)
            return self.chosen(collection) if viewer == self.viewer else None
        except (APIException, UnknownEntryError):
            return None

    def link_on(self, rel: str, position: Position, form: str = JSON) -> dict[str, Any]:
        """The link to what follows a position."""
        given = {**self.request.query_params.dict(), SINCE.name: write_position(position)}
        return self.link(self.request.path, rel, form, CHANGES.in_(self.language), given)


class ChangesOfCollection(Changes):
    """`/collections/{collectionId}/changes`."""

    parameters = (SINCE, AT_MOST, FORM, LANG)


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("changes", Changes.as_view()),
        path("collections/<str:collection>/changes", ChangesOfCollection.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    of_all, of_one = (
        [parameter.tell() for parameter in resource.parameters] for resource in (Changes, ChangesOfCollection)
    )
    collection = refer("parameters", "collectionId")
    return {
        "/changes": describe_get("changes", "What has changed, in the order of recording", of_all, CONTENT),
        "/collections/{collectionId}/changes": describe_get(
            "collectionChanges", "What has changed of its features", [collection, *of_one], CONTENT
        ),
    }


def link_changes(layer: Layer) -> Iterable[Link]:
    """The link from a collection to its changes."""
    return [Link(href=f"/collections/{layer.id}/changes", rel=MONITOR, type=JSON, title=CHANGES)]


DOOR = Door(
    id="changes",
    title=CHANGES,
    routes=routes,
    paths=paths,
    links=(Link(href="/changes", rel=MONITOR, type=JSON, title=CHANGES),),
    of_collection=link_changes,
)
