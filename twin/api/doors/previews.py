"""A file of tables looked at in the browser before it is loaded, with the profile that would fit it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.tabular.preview import MOST_VALUES
from spatial.text import Text
from twin.door import Door
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG
from twin.doorway.resource import HTML, JSON, Resource
from twin.ingest.previews import preview_sent, tell, write_proposals
from twin.layer import ADMIN, PLANNER

WORDS = {
    "title": Text("预览", "Preview"),
    "back": Text("返回数据加载记录", "Back to the book of loads"),
    "rows": Text("行", "rows"),
    "column": Text("列", "Column"),
    "type": Text("类型", "Type"),
    "filled": Text("非空", "Filled"),
    "different": Text("不同取值", "Different values"),
    "values": Text("取值示例", "Values"),
    "field": Text("建议字段", "Proposed field"),
    "over": Text("超过", "over"),
    "fits": Text("最符合的记录类型", "Fits best"),
    "none": Text(
        "列名不符合任何登记类型；可直接加载为图层。",
        "It fits no kind of record by its columns' names; it can be loaded as a layer of its own.",
    ),
    "profile": Text("建议的列映射", "Proposed column profile"),
    "profile_about": Text(
        "请逐行核对，另存为 .toml 文件，再与数据文件一起上传。",
        "Check every line, save it as a .toml file, and send it together with the file.",
    ),
    "save": Text("另存为 profile.toml", "Save as profile.toml"),
    "masked": Text("已脱敏", "masked"),
}


class Previews(Resource):
    """`/preview`."""

    http_method_names = [*Resource.http_method_names, "post"]
    parameters = (JSON_OR_HTML, LANG)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.viewer.groups & {PLANNER, ADMIN}:
            raise PermissionDenied("Files are sent by planners and administrators; sign in at /login/.")

    def get(self, request: Request) -> HttpResponse:
        """To the form by which a file is sent."""
        response = HttpResponse(status=303)
        response["Location"] = "/loads?f=html"
        return response

    def post(self, request: Request) -> HttpResponse:
        """Look at a file that is sent; nothing of it is kept."""
        file = request.FILES.get("file")
        if file is None:
            raise RefusedError("Choose a file to send.")
        asked = Asked(crs=str(request.data.get("crs", "")).strip() or None)
        previews = preview_sent(file.name, file.size, file.chunks(), asked)
        content = {
            "file": file.name,
            "tables": list(map(tell, previews)),
            "profile": write_proposals(previews),
        }
        if not self.wants_html():
            return self.send(content)
        words = {name: text.in_(self.language) for name, text in WORDS.items()}
        page = {**content, "words": words, "language": self.language, "most": MOST_VALUES}
        return render(request, "preview.html", page)


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("preview", Previews.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    content = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    described = describe_get("preview", "To the form by which a file is sent (for planners)", [], content)
    return {"/preview": described}


DOOR = Door(id="previews", title=WORDS["title"], routes=routes, paths=paths)
