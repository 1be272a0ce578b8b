"""What has changed, of one collection or of all: a feed in the order of recording, without gaps."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.access.feed import BEGINNING, Position, read_changes, settled_of
from twin.api.changes import write_change, write_moment
from twin.api.paging import LIMIT, MOST
from twin.api.positions import SINCE, write_position
from twin.door import Door, Link
from twin.doorway.describing import describe_get, refer
from twin.doorway.parameters import JSON_ONLY, LANG, Parameter
from twin.doorway.resource import JSON, Resource
from twin.layer import Layer

CHANGES = Text("变更", "Changes")
MONITOR = "monitor"
AT_MOST = replace(LIMIT, about=f"How many changes at most; more than {MOST} are served as {MOST}.")
COLLECTIONS = Parameter(
    name="collections",
    about="Only changes of these collections, their ids with commas between; without it, of all.",
    wants="ids of collections with commas between",
    read=lambda text: tuple(dict.fromkeys(text.split(","))),
)


class Changes(Resource):
    """`/changes`."""

    parameters: tuple[Parameter, ...] = (SINCE, AT_MOST, COLLECTIONS, JSON_ONLY, LANG)

    def chosen(self, collection: str | None) -> list[Layer]:
        """The layers asked for; raises UnknownEntryError for one that is not there for the viewer."""
        named = (collection,) if collection is not None else self.asked[COLLECTIONS.name]
        if named is None:
            return access.visible(self.viewer)
        return [access.layer(self.viewer, id) for id in named]

    def get(self, request: Request, collection: str | None = None) -> HttpResponse:
        """A page of changes that are settled; `cursor` leads on, now or later."""
        layers = self.chosen(collection)
        since = self.asked[SINCE.name] or BEGINNING
        settled = settled_of(layers)
        page = read_changes(self.viewer, layers, since, self.asked[AT_MOST.name], settled)
        links = [self.link_self(), self.link_on("next" if page.more else MONITOR, page.resume)]
        if collection is not None:
            links.append(self.link(f"/collections/{collection}", "collection"))
        return self.send(
            {
                "links": links,
                "timeStamp": write_moment(timezone.now()),
                "settled": settled and write_moment(settled),
                "cursor": write_position(page.resume),
                "numberReturned": len(page.changes),
                "changes": [write_change(change, self.root) for change in page.changes],
            }
        )

    def link_on(self, rel: str, position: Position) -> dict[str, Any]:
        """The link to what follows a position."""
        given = {**self.request.query_params.dict(), SINCE.name: write_position(position)}
        return self.link(self.request.path, rel, JSON, CHANGES.in_(self.language), given)


class ChangesOfCollection(Changes):
    """`/collections/{collectionId}/changes`."""

    parameters = (SINCE, AT_MOST, JSON_ONLY, LANG)


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
        "/changes": describe_get("changes", "What has changed, in the order of recording", of_all),
        "/collections/{collectionId}/changes": describe_get(
            "collectionChanges", "What has changed of its features", [collection, *of_one]
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
