"""The pages of features: a table of many with the question they answer, and one with where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpResponse, QueryDict

from spatial.text import Text
from twin import access
from twin.api.asking import ASKING, Question
from twin.api.boxes import BBOX, BBOX_CRS
from twin.api.exports import strip
from twin.api.locators import draw_features, find_middle
from twin.api.pages import list_copies, list_links, show
from twin.api.paging import CURSOR, FARTHEST, LIMIT, OFFSET
from twin.api.provenance import write_moment
from twin.api.sorting import SORTBY, sortable
from twin.api.wording import FIGURES, Heading, head
from twin.doorway.comparing import comparable
from twin.doorway.filtering import FILTER
from twin.doorway.parameters import LANG
from twin.doorway.resource import GEOJSON, Resource
from twin.doorway.systems import LONLAT, System
from twin.export.form import forms
from twin.layer import Field, Layer

MOST = 1000
"""Features on a page for people; a table of more is slow to lay out and long to read."""

# What the form asks by fields of its own; the rest that was given goes along hidden, but where the page is.
ASKED_BY_FORM = (BBOX.name, LIMIT.name, SORTBY.name, FILTER.name)
NOT_KEPT = ("f", LANG.name, CURSOR.name, OFFSET.name)
ORIGIN = {
    "uri": Text("永久地址", "Permanent address"),
    "dataset": Text("数据集", "Dataset"),
    "file": Text("文件", "File"),
    "sha256": Text("SHA-256", "SHA-256"),
    "format": Text("格式", "Format"),
    "publisher": Text("发布者", "Publisher"),
    "licence": Text("许可", "Licence"),
    "attribution": Text("署名", "Attribution"),
    "reference_date": Text("数据日期", "As of"),
    "when": Text("加载时间", "Loaded"),
    "valid": Text("有效期", "So in the world"),
    "recorded": Text("系统所知", "Known to the twin"),
}


def drop_blanks(query: QueryDict) -> QueryDict:
    """What was asked, without what a form sends of the fields that are left blank."""
    kept = query.copy()
    for name, values in query.lists():
        kept.setlist(name, [value for value in values if value])
        if not kept.getlist(name):
            del kept[name]
    return kept


def tell_given(view: Resource) -> dict[str, str]:
    """What was asked, as it was written."""
    return {name: str(value) for name, value in view.given().items()}


def show_items(view: Resource, query: Question, body: Mapping[str, Any]) -> HttpResponse:
    """The page of a page of features."""
    told = orjson.loads(orjson.dumps(body))
    layer, language = query.layer, view.language
    headings = list(head(query.fields, language).values())
    here = f"/collections/{layer.id}"
    titles = [
        (name_feature(layer, one, language), f"{here}/items/{one['id']}?f=html") for one in told["features"]
    ]
    state = access.state(layer)
    title = layer.title.in_(language)
    content = {
        "collection": {"id": layer.id, "title": title},
        "told": told,
        "headings": headings,
        "rows": [
            {"id": one["id"], "cells": write_cells(headings, one["properties"], language)}
            for one in told["features"]
        ],
        "locator": draw_features(
            query.viewer, told["features"], query.shape.system, state.extent, titles, title
        ),
        "pages": turn(view, told),
        "form": fill_form(view, query),
        "files": list_files(view, query),
        "copies": list_copies(view, layer.id, find_box(view)),
    }
    return show(view, "items.html", content, GEOJSON)


def list_files(view: Resource, query: Question) -> list[dict[str, str]]:
    """The forms of files that all features found can be had in, and where."""
    question = strip(view.given())
    return [
        {
            "href": f"?{question}{'&' if question else ''}f={form.id}",
            "type": form.media_type,
            "title": form.title.in_(view.language),
            "limits": form.limits.in_(view.language),
        }
        for form in forms
        if not form.degrees or query.shape.system.srid == LONLAT
    ]


def name_feature(layer: Layer, feature: Mapping[str, Any], language: str) -> str:
    """What a feature is called: its name, else its id after the layer's title."""
    named = feature["properties"].get(layer.paint.named_by or "")
    return str(named or f"{layer.title.in_(language)} {feature['id']}")


def write_cells(
    headings: Sequence[Heading], properties: Mapping[str, Any], language: str
) -> list[tuple[Heading, str]]:
    """The values of a feature under their headings."""
    return [(heading, heading.write(properties.get(heading.name), language)) for heading in headings]


def turn(view: Resource, told: Mapping[str, Any]) -> dict[str, Any]:
    """Where this page stands and the addresses of those beside it.

    Pages are counted as far as that is allowed, so that one leads back; beyond, a cursor leads on.
    """
    cursor, offset, limit = (view.asked[one.name] for one in (CURSOR, OFFSET, LIMIT))
    given = tell_given(view)
    for name in (CURSOR.name, OFFSET.name):
        given.pop(name, None)
    following = next((one["href"] for one in told["links"] if one["rel"] == "next"), None)
    after = offset + told["numberReturned"]
    counted = cursor is None
    if following and counted and after <= FARTHEST:
        following = f"?{urlencode({**given, OFFSET.name: after})}"
    before = max(0, offset - limit)
    return {
        "next": following,
        "previous": f"?{urlencode({**given, OFFSET.name: before})}" if counted and offset else None,
        "first": None if counted else f"?{urlencode(given)}",
        "from": f"{offset + 1:,}" if counted and told["numberReturned"] else None,
        "to": f"{after:,}",
        "matched": f"{told['numberMatched']:,}" if "numberMatched" in told else None,
    }


def fill_form(view: Resource, query: Question) -> dict[str, Any]:
    """The fields of the form with what was asked by them."""
    language, fields = view.language, access.columns(query.viewer, query.layer)
    conditions = comparable(fields, [*ASKING, *view.parameters])
    given = tell_given(view)
    named = head(conditions, language)
    orders = [
        (f"{sign}{field.name}", f"{field.title.in_(language)} {arrow}")
        for field in sortable(fields)
        for sign, arrow in (("", "↑"), ("-", "↓"))
    ]
    order = given.get(SORTBY.name, "")
    if order and order not in dict(orders):
        orders.append((order, order))
    return {
        "bbox": given.get(BBOX.name, ""),
        "limit": view.asked[LIMIT.name],
        "most": MOST,
        "orders": orders,
        "order": order,
        "conditions": [(heading, given.get(name, "")) for name, heading in named.items()],
        "conditioned": not named.keys().isdisjoint(given),
        "filter": given.get(FILTER.name, ""),
        "example": write_example(fields),
        "kept": [
            (name, value)
            for name, value in given.items()
            if name not in (*ASKED_BY_FORM, *NOT_KEPT) and name not in named
        ],
    }


def write_example(fields: Sequence[Field]) -> str:
    """A filter in CQL2 as these features could be asked by."""
    for field in fields:
        if field.type in FIGURES and field.name.isidentifier() and field.name.isascii():
            return f"{field.name} > 10"
    return "S_INTERSECTS(geometry, BBOX(120, 30, 121, 31))"


def find_box(view: Resource) -> list[float] | None:
    """The box asked for in degrees, longitude first; None where there is none of that order."""
    given = tell_given(view)
    if not given.get(BBOX.name) or given.get(BBOX_CRS.name):
        return None
    numbers = [float(number) for number in given[BBOX.name].split(",")]
    half = len(numbers) // 2
    return [*numbers[:2], *numbers[half : half + 2]]


def show_item(
    view: Resource, layer: Layer, fields: Sequence[Field], system: System, body: Mapping[str, Any]
) -> HttpResponse:
    """The page of one feature."""
    told = orjson.loads(orjson.dumps(body))
    language = view.language
    name, middle = name_feature(layer, told, language), find_middle(told, system)
    extent = access.state(layer).extent
    content = {
        "collection": {"id": layer.id, "title": layer.title.in_(language)},
        "feature": told,
        "name": name,
        "cells": write_cells(list(head(fields, language).values()), told["properties"], language),
        "locator": draw_features(view.viewer, [told], system, extent, [(name, "")], name),
        "place": middle and f"{middle[1]:.6f}/{middle[0]:.6f}",
        "origin": list_origin(told["provenance"], language),
        "links": list_links(told["links"], language, "collection", "describedby"),
        "copies": list_copies(view, layer.id),
    }
    return show(view, "item.html", content, GEOJSON)


def list_origin(provenance: Mapping[str, Any], language: str) -> list[tuple[str, str, str]]:
    """Each line of a provenance: its name, its words and, where they lead somewhere, the address."""
    if not provenance:
        return []
    told = {
        **provenance["source"],
        "uri": provenance["uri"],
        "when": write_moment(provenance["load"]["when"]),
        "valid": write_period(provenance["valid"], str),
        "recorded": write_period(provenance["recorded"], write_moment),
    }
    return [
        (words.in_(language), str(told[name]), told[name] if name == "uri" else "")
        for name, words in ORIGIN.items()
        if told.get(name)
    ]


def write_period(ends: Sequence[str | None], write: Callable[[str], str]) -> str:
    """A period from its first to its last, either of which may be open."""
    return " – ".join("…" if end is None else write(end) for end in ends)
