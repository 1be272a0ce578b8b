"""The dashboard of the city's housing and commute, as JSON and as a page, fed by runs of analyses."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.analysis import analyses
from spatial.text import Text
from twin import access
from twin.api.dashboard import THEMES, make_tile
from twin.door import Door, Link
from twin.doorway.bearing import number_of
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter, read_integer
from twin.doorway.resource import HTML, JSON, Resource
from twin.runner import Asker
from twin.runner.zone import ADMIN_AREAS
from twin.runner.zoning import list_levels

TITLE = Text("住房与通勤总览", "Housing and commute")
WORDS = {
    "title": TITLE,
    "processes": Text("全部分析", "All analyses"),
    "map": Text("地图", "Map"),
    "run": Text("查看地图、图表与依据", "Map, chart and how"),
    "unknown": Text("未知", "unknown"),
    "highest": Text("最高", "Highest"),
    "lowest": Text("最低", "Lowest"),
    "zones": Text("个分区", "zones"),
    "by_level": Text("行政级别", "Administrative level"),
    "whole": Text("全市", "Whole city"),
    "waiting": Text("正在计算", "Being worked out"),
    "sign_in": Text("登录", "sign in"),
    "signed_out": Text("未登录，仅显示公开内容", "Not signed in: open content alone"),
    "as_viewer": Text("按您的权限显示", "Shown as your account may see it"),
    "as_known": Text("系统所知时刻", "As known at"),
    "print": Text("打印", "Print"),
}
LEVEL = Parameter(
    name="admin_level",
    about="The administrative level whose areas are told apart; without it, the widest there is.",
    wants="an administrative level the twin holds",
    read=read_integer,
    schema={"type": "integer"},
)


class Dashboard(Resource):
    """`/dashboard`."""

    parameters = (LEVEL, JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The city's figures by theme, each from a run of its own."""
        levels = list_levels(self.viewer)
        level = self.asked["admin_level"] or next(iter(levels), None)
        where = {"zoning": ADMIN_AREAS, "admin_level": level} if level else {}
        asker = Asker(request.user.get_username(), self.viewer, number_of(request))
        themes = [
            {
                "id": theme.id,
                "title": theme.title.in_(self.language),
                "tiles": [
                    self.lead(make_tile(told, analyses[told.analysis], where, asker, self.language))
                    for told in theme.told
                    if told.analysis in analyses.entries
                ],
            }
            for theme in THEMES
        ]
        if not self.wants_html():
            page = self.link(request.path, "alternate", HTML, query={"f": "html"})
            return self.send({"themes": themes, "links": [self.link_self(), page]})
        content = {
            "city": access.title(self.language),
            "themes": themes,
            "levels": levels,
            "level": level,
            "signed_in": self.signed_in,
        }
        return self.render("dashboard.html", WORDS, content)

    def lead(self, tile: dict[str, Any]) -> dict[str, Any]:
        """The tile with the links to its run and its process."""
        links = [self.link(f"/processes/{tile['analysis']}", "about")]
        if tile["state"] == "told":
            links.append(self.link(f"/jobs/{tile['job']}/results", "via"))
        if tile["state"] == "waiting":
            links.append(self.link(f"/jobs/{tile['job']}", "monitor"))
        return {**tile, "links": links}


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("dashboard", Dashboard.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    shared = [parameter.tell() for parameter in Dashboard.parameters]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    return {"/dashboard": describe_get("dashboard", "The city's housing and commute", shared, both)}


DOOR = Door(
    id="dashboard",
    title=TITLE,
    routes=routes,
    paths=paths,
    links=(Link(href="/dashboard?f=html", rel="related", type=HTML, title=TITLE),),
)
