"""The book of loads, for those who work with the twin: what was read, how it went, what was found."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from spatial.errors import RefusedError
from spatial.format import Asked, formats
from spatial.text import Text
from twin.door import Door, Link
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter, read_integer
from twin.doorway.resource import HTML, JSON, Resource
from twin.ingest import book, reports, uploads
from twin.layer import ADMIN, PLANNER, STAFF

BEFORE = Parameter(
    name="before",
    about="Only loads numbered below this: the next page begins at the last number told.",
    wants="an integer",
    read=read_integer,
    schema={"type": "integer"},
    default=None,
)
WORDS = {
    "loads": Text("数据加载记录", "Book of loads"),
    "load": Text("加载", "Load"),
    "dataset": Text("数据集", "Dataset"),
    "file": Text("文件", "File"),
    "status": Text("状态", "Status"),
    "who": Text("操作人", "Who"),
    "when": Text("时间", "When"),
    "counts": Text("数量", "Counts"),
    "findings": Text("发现的问题", "Findings"),
    "quality": Text("质量报告", "Quality report"),
    "score": Text("得分", "Score"),
    "quarantined": Text("隔离的行", "Rows left out"),
    "none": Text("没有发现问题。", "Nothing was found wrong."),
    "empty": Text("还没有加载过数据。", "Nothing has been loaded yet."),
    "older": Text("更早的记录", "Older loads"),
    "map": Text("返回地图", "Back to the map"),
    "send": Text("上传数据文件", "Send a file"),
    "limit": Text("不超过 60 MB", "up to 60 MB"),
    "keep_good": Text("只接收正确的行，隔离有误的行", "Take the good rows, leave the bad ones out"),
    "openness": Text("谁可以看到", "Who may see it"),
    "as_before": Text("与数据集以往一致（新数据集：所有人）", "As the dataset was (a new one: everyone)"),
    "open": Text("无条件开放：所有人", "Open: everyone"),
    "limited": Text("受限开放：工作人员", "Limited: those who work with the twin"),
    "closed": Text("禁止开放：管理员", "Closed: administrators"),
    "profile": Text("列映射（TOML，可选）", "Column profile (TOML, optional)"),
    "profile_about": Text(
        "给出列映射，表就成为城市对象；不给，则每张表成为一个图层。",
        "With a profile the tables become city objects; without, each becomes a layer.",
    ),
    "crs": Text("坐标系（--crs）", "Coordinate system (--crs)"),
    "heights": Text("高程基准（--heights）", "Height datum (--heights)"),
    "as_told": Text("文件已写明时留空", "leave empty where the file tells"),
    "swap_axes": Text("北坐标在前（--swap-axes）", "Its first axis is north (--swap-axes)"),
    "repair": Text("修复可修复的几何（--repair）", "Mend geometries that can be mended (--repair)"),
    "start": Text("上传并加载", "Send and load"),
    "preview": Text("先预览（不加载）", "Look at it first (nothing is loaded)"),
    "preview_about": Text(
        "预览表格的列与取值，并给出建议的列映射；不超过 16 MB。",
        "Shows a table's columns and values, and proposes a column profile; up to 16 MB.",
    ),
    "waiting": Text("个文件正在等待或加载", "files wait or are being loaded"),
}


class OfLoads(Resource):
    """What the addresses below `/loads` share: they are for staff."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.viewer.groups & STAFF:
            raise PermissionDenied(
                "The book of loads is for those who work with the twin; sign in at /login/."
            )

    def show(self, request: Request, template: str, content: dict[str, Any]) -> HttpResponse:
        """The content as a page."""
        words = {name: text.in_(self.language) for name, text in WORDS.items()}
        return render(request, template, {**content, "words": words, "language": self.language})


class Loads(OfLoads):
    """`/loads`."""

    http_method_names = [*OfLoads.http_method_names, "post"]
    parameters = (BEFORE, JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The latest loads, newest first."""
        loads = book.tell_loads(self.asked[BEFORE.name])
        older = loads[-1]["id"] if len(loads) == book.PAGE else None
        if self.wants_html():
            content = {"loads": loads, "older": older, "waiting": uploads.waiting()}
            content["formats"] = [format.title.in_(self.language) for format in formats]
            return self.show(request, "loads.html", content)
        links = [self.link_self()]
        if older:
            links.append(self.link("/loads", "next", query={"before": older}))
        return self.send({"loads": loads, "links": links})

    def post(self, request: Request) -> HttpResponse:
        """Take a file that planners and administrators send; the worker loads it."""
        if not self.viewer.groups & {PLANNER, ADMIN}:
            raise PermissionDenied("Files are sent by planners and administrators.")
        file = request.FILES.get("file")
        if file is None:
            raise RefusedError("Choose a file to send.")
        profile = request.FILES.get("profile")
        parcel = uploads.Parcel(
            name=file.name,
            size=file.size,
            chunks=file.chunks(),
            keep_good=bool(request.data.get("keep_good")),
            openness=request.data.get("openness") or None,
            profile=profile.read() if profile else None,
            asked=Asked(
                crs=str(request.data.get("crs", "")).strip() or None,
                heights=str(request.data.get("heights", "")).strip() or None,
                swap_axes=bool(request.data.get("swap_axes")),
                repair=bool(request.data.get("repair")),
            ),
        )
        uploads.receive(parcel, request.user.get_username())
        response = HttpResponse(status=303)
        response["Location"] = "/loads?f=html"
        return response


class OneLoad(OfLoads):
    """`/loads/{number}`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request, number: int) -> HttpResponse:
        """One load with its findings."""
        load = book.tell_load(number) if number < 2**63 else None
        if load is None:
            raise Http404(f"There is no load {number}.")
        return self.show(request, "load.html", {"load": load}) if self.wants_html() else self.send(load)


class Quality(OfLoads):
    """`/loads/{number}/quality`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request, number: int) -> HttpResponse:
        """The quality report of one load."""
        report = book.tell_quality(number) if number < 2**63 else None
        if report is None:
            raise Http404(f"There is no quality report of load {number}.")
        if not self.wants_html():
            return self.send(report)
        return HttpResponse(reports.write_html(report, self.language))


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("loads", Loads.as_view()),
        path("loads/<int:number>", OneLoad.as_view()),
        path("loads/<int:number>/quality", Quality.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    many = [parameter.tell() for parameter in Loads.parameters]
    one = [number, *(parameter.tell() for parameter in OneLoad.parameters)]
    return {
        "/loads": describe_get("loads", "The latest loads (for staff)", many, both),
        "/loads/{number}": describe_get("load", "One load with its findings (for staff)", one, both),
        "/loads/{number}/quality": describe_get("quality", "A load's quality report (for staff)", one, both),
    }


DOOR = Door(
    id="loads",
    title=WORDS["loads"],
    routes=routes,
    paths=paths,
    links=(Link(href="/loads?f=html", rel="related", type=HTML, title=WORDS["loads"], staff=True),),
)
