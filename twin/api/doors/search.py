"""Finding places and addresses by what people type."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.door import Door
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_ONLY, LANG, Parameter, read_integer
from twin.doorway.resource import GEOJSON, Resource
from twin.layer import Layer

LONGEST, MOST = 200, 50


def read_words(text: str) -> str:
    """What was typed."""
    if len(text) > LONGEST:
        raise ValueError(text)
    return text.strip()


def read_limit(text: str) -> int:
    """At least 1; more than the most is served as the most."""
    limit = read_integer(text)
    if limit < 1:
        raise ValueError(text)
    return min(limit, MOST)


Q = Parameter(
    name="q",
    about="Words of a name, street or house number; each must occur.",
    wants=f"at most {LONGEST} characters without control characters",
    read=read_words,
    schema={"type": "string", "maxLength": LONGEST},
    default="",
)
LIMIT = Parameter(
    name="limit",
    about=f"How many places at most; more than {MOST} are served as {MOST}.",
    wants=f"an integer from 1 to {MOST}",
    read=read_limit,
    schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": 10},
    default=10,
)


class Search(Resource):
    """`/search`."""

    parameters = (Q, LIMIT, JSON_ONLY, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The best matches as points, the closest match first."""
        layers = {layer.id: layer for layer in access.visible(self.viewer)}
        features = [
            {
                "type": "Feature",
                "id": match["thing_id"],
                "geometry": {"type": "Point", "coordinates": [round(degree, 7) for degree in match["point"]]},
                "properties": {
                    "label": match["label"],
                    "detail": self.name_class(layers[match["layer"]], match["kind"]),
                    "layer": match["layer"],
                    "kind": match["kind"],
                },
            }
            for match in access.find(self.viewer, self.asked[Q.name], self.asked[LIMIT.name])
        ]
        return self.send({"type": "FeatureCollection", "features": features}, GEOJSON)

    def name_class(self, layer: Layer, kind: str | None) -> str:
        """What the legend calls a feature of that class, else its layer's title."""
        named = (
            line.title for line in layer.paint.classes if layer.paint.by == "class" and kind in line.values
        )
        return next(named, layer.title).in_(self.language)


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("search", Search.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    parameters = [parameter.tell() for parameter in Search.parameters]
    return {
        "/search": describe_get(
            "search", "Places and addresses by name", parameters, {GEOJSON: {"type": "object"}}
        )
    }


DOOR = Door(id="search", title=Text("搜索", "Search"), routes=routes, paths=paths)
