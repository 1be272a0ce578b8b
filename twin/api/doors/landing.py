"""The way in: landing page, conformance and the OpenAPI document, added up from what the doors declare."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.request import Request

from spatial.text import LANGUAGES, Text
from twin import access
from twin.api.openapi import OPENAPI, write_openapi
from twin.api.pages import show_conformance
from twin.door import Door, Link, doors
from twin.doorway.describing import describe_get, offer
from twin.doorway.languages import remember
from twin.doorway.parameters import JSON_OR_HTML, LANG
from twin.doorway.resource import HTML, JSON, Resource
from twin.layer import STAFF

ABOUT = Text(
    "一座城市的数字孪生：图层、要素与瓦片。", "The digital twin of a city: its layers, features and tiles."
)
ON_THE_MAP = ("service-doc", "data", "related")


def offered(viewer: access.Viewer) -> list[Link]:
    """The links of every door that are for this viewer."""
    staff = bool(viewer.groups & STAFF)
    return [link for door in doors for link in door.links if staff or not link.staff]


def guard_map() -> str:
    """What the map's page may load: its own, pictures of the base map named in the settings, any archive."""
    place = urlsplit(settings.TWIN_BASEMAP)
    basemap = f" {place.scheme}://{place.netloc}" if place.netloc else ""
    return (
        f"default-src 'self'; connect-src *; img-src 'self' data:{basemap}; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    )


class Landing(Resource):
    """`/`: links for programs, the map for people."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The landing page (OGC 17-069r4 §7.2)."""
        if self.wants_html():
            return self.show_map(request)
        state = access.state(*access.visible(self.viewer))
        body: dict[str, Any] = {
            "title": access.title(self.language),
            "description": ABOUT.in_(self.language),
            "attribution": " · ".join(access.attributions(self.viewer)),
            "links": [
                self.link_self(),
                self.link("/", "alternate", HTML, query={"f": "html"}),
                *(
                    self.link(one.href, one.rel, one.type, one.title.in_(self.language))
                    for one in offered(self.viewer)
                ),
            ],
        }
        if state.extent:
            body["extent"] = {"spatial": {"bbox": [state.extent]}}
        return self.send(body)

    def show_map(self, request: Request) -> HttpResponse:
        """The map's page with what it has to know."""
        page = {
            "style": "/tiles/style.json",
            "search": "/search",
            "languages": LANGUAGES,
            "language": self.language,
            "title": access.title(self.language),
            "user": request.user.get_username() or None,
            "login": "/login/?next=/",
            "logout": "/logout/",
            "links": [
                {"title": one.title.in_(self.language), "href": one.href}
                for one in offered(self.viewer)
                if one.rel in ON_THE_MAP
            ],
        }
        response = render(request, "map.html", {"page": page})
        response["Content-Security-Policy"] = guard_map()
        return remember(response, self.language) if self.asked[LANG.name] else response


class Conformance(Resource):
    """`/conformance`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The conformance classes of every door (OGC 17-069r4 §7.4)."""
        body = {
            "links": self.link_forms(),
            "conformsTo": sorted({uri for door in doors for uri in door.conforms}),
        }
        return show_conformance(self, body) if self.wants_html() else self.send(body)


class Api(Resource):
    """`/api`: the OpenAPI document, and a plain list of it for people."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """What can be asked, where and how (OGC 17-069r4 §7.3)."""
        document = write_openapi(self.viewer, self.root, access.title(self.language), self.language)
        if not self.wants_html():
            return self.send(document, OPENAPI)
        operations = [
            {"path": path, "method": method.upper(), **operation}
            for path, item in document["paths"].items()
            for method, operation in item.items()
        ]
        words = {name: text.in_(self.language) for name, text in WORDS.items()}
        return render(
            request,
            "api.html",
            {
                "title": document["info"]["title"],
                "operations": operations,
                "words": words,
                "language": self.language,
            },
        )


WORDS = {
    "api": Text("接口", "API"),
    "document": Text("OpenAPI 3.0 文档", "OpenAPI 3.0 document"),
    "map": Text("地图", "Map"),
    "parameters": Text("参数", "Parameters"),
}


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("", Landing.as_view()),
        path("conformance", Conformance.as_view()),
        path("api", Api.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    both = [parameter.tell() for parameter in Landing.parameters]
    return {
        "/": describe_get("landing", "Landing page", both, offer(JSON)),
        "/conformance": describe_get("conformance", "Conformance classes", both, offer(JSON)),
        "/api": describe_get("api", "This document", both, offer(OPENAPI)),
    }


DOOR = Door(
    id="landing",
    title=Text("入口", "Landing page"),
    routes=routes,
    paths=paths,
    conforms=("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",),
    links=(
        Link(href="/api", rel="service-desc", type=OPENAPI, title=Text("接口描述", "API description")),
        Link(href="/api?f=html", rel="service-doc", type=HTML, title=Text("接口文档", "API documentation")),
        Link(href="/conformance", rel="conformance", type=JSON, title=Text("符合性声明", "Conformance")),
    ),
)
