"""The pages of what is a list of rows: functions of filters, versions, changes, statistics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpResponse

from spatial.text import Text
from twin.api.pages import list_copies, list_links, show
from twin.doorway.resource import GEOJSON, JSON, Resource
from twin.layer import Layer

FUNCTION_COLUMNS = (Text("函数", "Function"), Text("说明", "About"), Text("取", "Takes"), Text("得", "Gives"))
VERSION_COLUMNS = (
    Text("版本", "Version"),
    Text("系统记录自", "Recorded from"),
    Text("至", "Until"),
    Text("有效自", "So in the world from"),
    Text("至", "Until"),
    Text("变化", "Changed"),
    Text("来源文件", "Source"),
)
CHANGE_COLUMNS = (
    Text("记录于", "Recorded"),
    Text("图层", "Collection"),
    Text("编号", "Id"),
    Text("变更", "Change"),
)


ALL = Text("合计", "All")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, where it leads to, and whether it is a figure."""

    text: Any
    href: str = ""
    figure: bool = False


def show_listing(
    view: Resource,
    heading: Text,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    body: Mapping[str, Any],
    layer: Layer | None = None,
    media: str = JSON,
) -> HttpResponse:
    """The page of a body whose rows are told by columns, with its links."""
    of = layer and {"id": layer.id, "title": layer.title.in_(view.language)}
    following = next((one["href"] for one in body["links"] if one["rel"] == "next"), None)
    told = list(rows)
    first = told[0] if told else [Cell("")] * len(columns)
    content = {
        "heading": heading.in_(view.language),
        "of": of,
        "columns": [(title, cell.figure) for title, cell in zip(columns, first, strict=True)],
        "rows": told,
        "note": body.get("note", ""),
        "next": following and ask_html(following),
        "links": list_links(body["links"], view.language, "next"),
        "copies": list_copies(view, layer.id if layer else None),
    }
    return show(view, "listing.html", content, media)


def ask_html(href: str) -> str:
    """An address of our own, asked for as a page."""
    parts = urlsplit(href)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "f"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("f", "html")])))


def show_functions(view: Resource, heading: Text, body: Mapping[str, Any]) -> HttpResponse:
    """The page of the functions that filters may call."""
    rows = [
        [
            Cell(one["name"]),
            Cell(one["description"]),
            Cell(", ".join(one["arguments"][0]["type"])),
            Cell(", ".join(one["returns"])),
        ]
        for one in body["functions"]
    ]
    return show_listing(view, heading, name_columns(view, FUNCTION_COLUMNS), rows, body)


def show_versions(view: Resource, heading: Text, layer: Layer, body: Mapping[str, Any]) -> HttpResponse:
    """The page of the versions of a feature, each leading to the feature as it was."""
    rows = [
        [
            Cell(one["version"], ask_html(one["links"][0]["href"])),
            *(Cell("…" if end is None else end) for end in (*one["recorded"], *one["valid"])),
            Cell(", ".join(one["changed"] or ())),
            Cell(one["source"]["file"]),
        ]
        for one in body["features"]
    ]
    return show_listing(view, heading, name_columns(view, VERSION_COLUMNS), rows, body, layer, GEOJSON)


def show_changes(view: Resource, heading: Text, layer: Layer | None, body: Mapping[str, Any]) -> HttpResponse:
    """The page of changes, each leading to the feature as it was from then on, or last."""
    rows = [
        [
            Cell(one["recorded"]),
            Cell(one["collection"]),
            Cell(one["id"], ask_html(one["href"])),
            Cell(one["change"]),
        ]
        for one in body["changes"]
    ]
    return show_listing(view, heading, name_columns(view, CHANGE_COLUMNS), rows, body, layer)


def show_groups(view: Resource, heading: Text, layer: Layer, body: Mapping[str, Any]) -> HttpResponse:
    """The page of statistics: a row for each group, its keys in words, what was measured of it as figures."""
    keys, measures = body["group-by"], body["measures"]
    rows = [
        [
            *(Cell(group["titles"].get(key["name"], group["keys"][key["name"]])) for key in keys),
            *list_figures(group, measures),
        ]
        for group in body["groups"]
    ]
    if keys and rows:
        blank = [Cell("")] * (len(keys) - 1)
        rows.append([Cell(ALL.in_(view.language)), *blank, *list_figures(body["total"], measures)])
    columns = [*(key["title"] for key in keys), *(f"{one['title']} {one['unit'] or ''}" for one in measures)]
    return show_listing(view, heading, columns, rows, body, layer)


def list_figures(group: Mapping[str, Any], measures: Iterable[Mapping[str, Any]]) -> list[Cell]:
    """What was measured of a group, or why it is not told."""
    values = {**group["values"], **({"count": group["count"]} if "count" in group else {})}
    reason = group.get("reason") or ""
    return [Cell(write(values.get(one["name"])) or reason, figure=True) for one in measures]


def write(value: Any) -> str:
    """A figure, as short as it is exact enough to read."""
    return "" if value is None else f"{value:,.6g}" if isinstance(value, float) else f"{value:,}"


def name_columns(view: Resource, columns: Iterable[Text]) -> list[str]:
    """The titles of columns in the viewer's language."""
    return [column.in_(view.language) for column in columns]
