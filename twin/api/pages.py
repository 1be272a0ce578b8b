"""The pages of the resources: what a program gets as JSON, laid out for people, who need no script for it."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from spatial.text import Text
from twin import access
from twin.api.copying import Copy, write_copies
from twin.api.locators import draw_city, draw_layer
from twin.api.schemas import SCHEMA
from twin.api.wording import head
from twin.doorway.resource import JSON, Resource
from twin.layer import Field, Layer

WORDS = {
    "map": Text("地图", "Map"),
    "collections": Text("数据图层", "Collections"),
    "conformance": Text("符合性声明", "Conformance"),
    "api": Text("接口", "API"),
    "items": Text("要素", "Features"),
    "schema": Text("字段说明", "Schema"),
    "feature-schema": Text("要素结构", "Schema of a feature"),
    "queryables": Text("可查询字段", "Queryables"),
    "sortables": Text("可排序字段", "Sortables"),
    "layer": Text("图层", "Layer"),
    "about": Text("说明", "About"),
    "open_map": Text("在地图上打开", "Open on the map"),
    "copies": Text("复制使用", "Copy for other tools"),
    "copy": Text("复制", "Copy"),
    "copied": Text("已复制", "Copied"),
    "links": Text("链接", "Links"),
    "extent": Text("范围（经纬度）", "Extent in degrees"),
    "storage": Text("存储坐标系", "Stored in"),
    "crs": Text("可用坐标系", "Served in"),
    "name": Text("名称", "Name"),
    "title": Text("标题", "Title"),
    "type": Text("类型", "Type"),
    "unit": Text("单位", "Unit"),
    "codes": Text("代码", "Codes"),
    "number": Text("编号", "Id"),
    "field": Text("字段", "Field"),
    "value": Text("值", "Value"),
    "none": Text("没有符合条件的要素。", "No features meet these conditions."),
    "empty": Text("没有对您开放的图层。", "No collection is open to you."),
    "first": Text("回到第一页", "First page"),
    "previous": Text("上一页", "Previous"),
    "next": Text("下一页", "Next"),
    "of": Text("共", "of"),
    "about_as_many": Text("约", "about"),
    "ask": Text("筛选", "Filter"),
    "clear": Text("清除", "Clear"),
    "bbox": Text("范围：西,南,东,北（度）", "Box: west,south,east,north (degrees)"),
    "limit": Text("每页数量", "Features a page"),
    "sortby": Text("排序", "Order"),
    "unsorted": Text("默认", "As stored"),
    "any": Text("不限", "Any"),
    "conditions": Text("按字段筛选（等于）", "Where a field equals"),
    "filter": Text("CQL2 条件", "CQL2 filter"),
    "files": Text("下载全部结果", "Download all that is found"),
    "provenance": Text("数据来历", "Provenance"),
}
SCHEMAS = ("schema", "feature-schema", "queryables", "sortables")
RELATIONS = {
    **{name: WORDS[name] for name in ("items", *SCHEMAS)},
    "describedby": WORDS["feature-schema"],
    "collection": WORDS["layer"],
    "latest-version": Text("最新版本", "The feature as it is now"),
    "version-history": Text("历史版本", "Versions"),
    "canonical": Text("对象主页", "Page of the object"),
}
"""What links of these relations are called, whatever their titles."""

SCRIPT = render_to_string("pages.js")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; "
    f"frame-ancestors 'self'; script-src 'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
)
"""What a page may load and run: its own looks and the one script, nothing that comes with the data."""


def show(view: Resource, template: str, content: Mapping[str, Any], media: str = JSON) -> HttpResponse:
    """A page that tells what the resource tells programs as `media`."""
    page = view.render(template, WORDS, {**content, "media": media, "script": SCRIPT})
    page["Content-Security-Policy"] = POLICY
    return page


def list_copies(
    view: Resource, collection: str | None = None, extent: Sequence[float] | None = None
) -> list[Copy]:
    """The lines to copy of the page that is asked for."""
    given = {
        name: value
        for name, value in view.request.query_params.items()
        if name not in ("f", "lang") and value
    }
    return write_copies(view.root, view.request.path, given, view.language, collection, extent)


def list_links(links: Iterable[Mapping[str, str]], language: str, *but: str) -> list[dict[str, str]]:
    """The links of a body but those of some relations, each with words for it."""
    listed = []
    for one in links:
        if one["rel"] not in ("self", "alternate", *but):
            name = one["rel"].rpartition("/")[2]
            words = RELATIONS.get(name)
            listed.append({**one, "words": words.in_(language) if words else one.get("title") or name})
    return listed


def write_header(links: Iterable[Mapping[str, str]]) -> str:
    """Links as the value of a Link header (RFC 8288 §3)."""
    return ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"' for one in links)


def show_collections(view: Resource, body: Mapping[str, Any]) -> HttpResponse:
    """The page of the collections."""
    boxes = [one["extent"]["spatial"]["bbox"][0] for one in body["collections"] if "spatial" in one["extent"]]
    return show(
        view,
        "collections.html",
        {
            "collections": body["collections"],
            "locator": draw_city(view.viewer, boxes, access.title(view.language)),
            "heading": access.title(view.language),
            "copies": list_copies(view),
        },
    )


def show_collection(view: Resource, layer: Layer, body: Mapping[str, Any]) -> HttpResponse:
    """The page of one collection."""
    extent = body["extent"].get("spatial", {}).get("bbox", [None])[0]
    return show(
        view,
        "collection.html",
        {
            "collection": body,
            "extent": extent and ", ".join(f"{number:.6g}" for number in extent),
            "locator": draw_layer(view.viewer, layer, extent, body["title"]),
            "links": list_links(body["links"], view.language),
            "copies": list_copies(view, layer.id),
        },
    )


def show_schema(
    view: Resource, layer: Layer, fields: Iterable[Field], kind: str, body: Mapping[str, Any]
) -> HttpResponse:
    """The page of a schema; `kind` says of which: schema, queryables or sortables."""
    headings = head(fields, view.language)
    listed = [
        {
            "name": name,
            "title": told["title"],
            "type": told.get("format") or "".join(one for one in as_list(told["type"]) if one != "null"),
            "unit": headings[name].unit if name in headings else "",
            "words": headings[name].words if name in headings else {},
        }
        for name, told in body["properties"].items()
    ]
    heading = WORDS[kind].in_(view.language)
    content = {
        "schema": body,
        "listed": listed,
        "heading": heading,
        "collection": layer.id,
        "kinds": [(one, WORDS[one].in_(view.language)) for one in SCHEMAS],
        "kind": kind,
        "copies": list_copies(view, layer.id),
    }
    return show(view, "schema.html", content, SCHEMA)


def as_list(type: str | list[str]) -> list[str]:
    """The types that a JSON Schema names."""
    return [type] if isinstance(type, str) else type


def show_conformance(view: Resource, body: Mapping[str, Any]) -> HttpResponse:
    """The page of the conformance classes, by the document that asks for them."""
    parts: dict[str, list[str]] = {}
    for uri in body["conformsTo"]:
        document, _, name = uri.partition("/conf/")
        parts.setdefault(document, []).append(name or uri)
    return show(view, "conformance.html", {"documents": parts, "copies": list_copies(view)})
