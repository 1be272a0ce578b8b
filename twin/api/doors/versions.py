"""All versions of a feature that the viewer may see, the newest first, and in what each differs."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.access.feed import BEGUN
from twin.api.asking import find_shape
from twin.api.boxes import CRS
from twin.api.changes import link_as_of
from twin.api.collections import OfCollections
from twin.api.doors.features import read_id
from twin.api.features import SKIP_GEOMETRY, ZOOM_LEVEL, select, write_features
from twin.api.listings import show_versions
from twin.api.paging import CURSOR, LIMIT, read_cursor, write_cursor
from twin.api.positions import START
from twin.clock import TICK
from twin.door import Door
from twin.doorway.describing import describe_get, offer, refer
from twin.doorway.parameters import JSON_OR_HTML, LANG
from twin.doorway.resource import GEOJSON
from twin.layer import STAFF, Field, Layer

SOURCE = "load__source"
ORIGIN = ["valid", "recorded", "load_id", "load__began", "load__who", f"{SOURCE}__file", f"{SOURCE}__sha256"]


VERSIONS = Text("版本", "Versions")
AFTER = replace(CURSOR, read=read_cursor)
TELLING = (CRS, ZOOM_LEVEL, SKIP_GEOMETRY)


class Versions(OfCollections):
    """`/collections/{collectionId}/items/{featureId}/versions`."""

    parameters = (LIMIT, AFTER, *TELLING, JSON_OR_HTML, LANG)

    def get(self, request: Request, collection: str, feature: str) -> HttpResponse:
        """A page of the versions of a feature, each as a feature with both its times and its source."""
        layer, id = access.layer(self.viewer, collection), read_id(feature)
        fields, limit, cursor = access.columns(self.viewer, layer), self.asked["limit"], self.asked["cursor"]
        shape = find_shape(self.asked)
        rows = access.layer_versions(self.viewer, layer).filter(thing_id=id)
        if cursor is not None:
            ticks, version = cursor
            moment = read_ticks(ticks)
            rows = rows.filter(Q(**{f"{BEGUN}__lt": moment}) | Q(**{BEGUN: moment}, id__lt=version))
        found = list(select(rows.order_by(f"-{BEGUN}", "-id"), fields, shape)[: limit + 1])
        if not found and cursor is None:
            raise Http404(f"“{layer.id}” holds no version of a feature {id}.")
        page = found[:limit]
        origins = {
            row.pop("id"): row for row in rows.filter(id__in=[row[1] for row in page]).values("id", *ORIGIN)
        }
        here = f"/collections/{layer.id}/items/{id}"
        links = [*self.link_forms(GEOJSON), self.link(here, "latest-version", GEOJSON)]
        links.append(self.link(f"/collections/{layer.id}", "collection"))
        if len(found) > limit:
            begun = origins[page[-1][1]]["recorded"].lower
            query = {
                **self.request.query_params.dict(),
                AFTER.name: write_cursor(((begun - START) // TICK, page[-1][1])),
            }
            links.append(self.link(self.request.path, "next", GEOJSON, query=query))
        features = [*write_features(page, fields)]
        for row, older, told in zip(page, [*found[1:], None][: len(page)], features, strict=True):
            told.update(self.tell(layer, row, older, fields, origins[row[1]]))
        body = {
            "type": "FeatureCollection",
            "links": links,
            "numberReturned": len(page),
            "features": features,
        }
        if self.wants_html():
            return show_versions(self, VERSIONS, layer, body)
        return self.send_features(body, shape.system)

    def tell(
        self, layer: Layer, row: Any, older: Any, fields: tuple[Field, ...], origin: dict[str, Any]
    ) -> dict[str, Any]:
        """What is told of a version beside its properties."""
        recorded, valid = origin["recorded"], origin["valid"]
        who = {"who": origin["load__who"]} if self.viewer.groups & STAFF else {}
        return {
            "version": row[1],
            "valid": [valid.lower, valid.upper],
            "recorded": [recorded.lower, recorded.upper],
            "load": {"id": origin["load_id"], "when": origin["load__began"], **who},
            "source": {"file": origin[f"{SOURCE}__file"], "sha256": origin[f"{SOURCE}__sha256"]},
            "changed": compare(row, older, fields),
            "links": [
                {
                    "href": link_as_of(self.root, layer.id, row[0], recorded.lower),
                    "rel": "memento",
                    "type": GEOJSON,
                }
            ],
        }


def compare(row: Any, older: Any, fields: tuple[Field, ...]) -> list[str] | None:
    """The names of what differs from the version before, `geometry` among them; None for the first."""
    if older is None:
        return None
    names = ["geometry", *(field.name for field in fields)]
    return [name for name, new, old in zip(names, row[2:], older[2:], strict=True) if new != old]


def read_ticks(ticks: int) -> datetime:
    """The moment of a cursor; one that no clock tells lies behind all that was recorded."""
    try:
        return START + ticks * TICK
    except OverflowError:
        return START


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("collections/<str:collection>/items/<str:feature>/versions", Versions.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    place = [refer("parameters", "collectionId"), refer("parameters", "featureId")]
    return {
        "/collections/{collectionId}/items/{featureId}/versions": describe_get(
            "versions",
            "All versions of a feature, the newest first",
            [*place, *(parameter.tell() for parameter in Versions.parameters)],
            offer(GEOJSON, refer("schemas", "features")),
        )
    }


DOOR = Door(id="versions", title=VERSIONS, routes=routes, paths=paths)
