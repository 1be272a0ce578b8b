"""The permanent page of an object: what it is, since when, from which file, and how to report an error."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.api.objects import ObjectTeller, flatten
from twin.api.plans import draw_place
from twin.door import Door
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG
from twin.doorway.resource import GEOJSON, HTML, JSON, Resource

UNKNOWN = (
    "There is no object {} open to you; search by its name at /search, or sign in at /login/ with an account "
    "that may see it."
)
WORDS = {
    "map": Text("返回地图", "Back to the map"),
    "gone": Text("已不再收录，以下为最后状态；自", "No longer recorded; this is its last state. Since"),
    "not_now": Text(
        "今日不在其有效期内，以下为最近的状态。", "Not valid today; this is the state nearest to it."
    ),
    "fields": Text("属性", "What is recorded"),
    "empty": Text("来源未给出任何属性。", "Its source tells nothing but its place."),
    "unknown": Text("未知", "unknown"),
    "codes": Text("编码", "Codes"),
    "own": Text("来源编码", "Id in its source"),
    "where": Text("位置示意图", "Where it is"),
    "nowhere": Text("来源未给出位置。", "Its source gives it no place."),
    "told_in": Text("所在图层", "Collections"),
    "item": Text("要素", "feature"),
    "versions": Text("历史版本", "versions"),
    "card": Text("房屋身份证", "House ID card"),
    "times": Text("时间", "Time"),
    "valid": Text("有效期", "True in the world"),
    "recorded": Text("收录时间", "Known to this system"),
    "always": Text("起止未知", "no dates given"),
    "from": Text("自", "from"),
    "until": Text("至", "until"),
    "now": Text("今", "now"),
    "source": Text("数据来源", "Where it comes from"),
    "dataset": Text("数据集", "Dataset"),
    "publisher": Text("发布者", "Publisher"),
    "licence": Text("许可", "Licence"),
    "attribution": Text("署名", "Attribution"),
    "file": Text("文件", "File"),
    "format": Text("格式", "Format"),
    "crs": Text("坐标系", "Coordinate system"),
    "heights": Text("高程基准", "Height datum"),
    "reference_date": Text("数据时点", "As of"),
    "load": Text("加载", "Load"),
    "cite": Text("引用地址", "Cite as"),
    "cite_about": Text("此地址永久有效，数据更新后仍指向该对象。", "This address stays, whatever changes."),
    "copy": Text("在其他工具中使用", "Use it elsewhere"),
    "qgis": Text(
        "QGIS：数据源管理器 → 矢量 → 协议 HTTP(S)", "QGIS: Data Source Manager → Vector → Protocol: HTTP(S)"
    ),
    "report": Text("报告错误", "Report an error"),
    "open_only": Text("未登录，仅显示公开内容", "Not signed in: open content alone"),
    "as_viewer": Text("按您的权限显示", "Shown as your account may see it"),
}


def find(viewer: access.Viewer, number: int) -> access.Known:
    """The object of that number. Raises Http404 where there is none for the viewer."""
    known = access.find_object(viewer, number)
    if known is None:
        raise Http404(UNKNOWN.format(number))
    return known


class OneObject(Resource):
    """`/objects/{number}`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request, number: int) -> HttpResponse:
        """The object as this viewer may see it, also when it has ended."""
        known = find(self.viewer, number)
        told = ObjectTeller(self.viewer, self.language, self.root).tell_object(known)
        if not self.wants_html():
            return self.send({**told, "links": self.link_object(told)})
        title = WORDS["where"].in_(self.language)
        item = next((one["item"] for one in told["collections"] if one["item"]), None)
        content = {
            "object": told,
            "filled": [
                {**field, "parts": flatten(field["value"])}
                for field in told["fields"]
                if field["value"] not in (None, "", {}, [])
            ],
            "empty": [field["title"] for field in told["fields"] if field["value"] in (None, "", {}, [])],
            "plan": draw_place(self.viewer, known, title),
            "item": item,
            "signed_in": self.signed_in,
        }
        return self.render("object.html", WORDS, content)

    def link_object(self, told: dict[str, Any]) -> list[dict[str, str]]:
        """What leads on from it."""
        here, id = self.request.path, told["id"]
        links = [
            self.link_self(),
            self.link(here, "alternate", HTML, query={"f": "html"}),
            {"href": told["uri"], "rel": "cite-as", "type": JSON},  # RFC 8574
            self.link(f"{here}/report", "report", HTML, WORDS["report"].in_(self.language)),
        ]
        links += [
            {"href": one["item"], "rel": "item", "type": GEOJSON, "title": one["title"]}
            for one in told["collections"]
            if one["item"]
        ]
        if told["card"]:
            links.append(self.link(f"/card/{id}", "card", HTML, WORDS["card"].in_(self.language)))
        return links


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("objects/<int:number>", OneObject.as_view())]


NUMBER = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    parameters = [NUMBER, *(parameter.tell() for parameter in OneObject.parameters)]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    return {
        "/objects/{number}": describe_get("object", "One object and where it comes from", parameters, both)
    }


DOOR = Door(id="objects", title=Text("对象页", "Objects"), routes=routes, paths=paths)
