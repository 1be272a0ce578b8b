"""Exports that are made by the worker: how each stands, its file, and letting go of it."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.api import spooling
from twin.api.exports import tell_status
from twin.api.provenance import write_moment
from twin.api.runs import STATES
from twin.door import Door
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG
from twin.doorway.problems import NamedProblemError
from twin.doorway.resource import HTML, JSON, Resource
from twin.export import keeping
from twin.export.form import forms

TITLE = Text("导出", "Export")
WORDS = {
    "title": TITLE,
    "map": Text("返回地图", "Back to the map"),
    "progress": Text("进度", "Progress"),
    "features": Text("要素", "features"),
    "download": Text("下载文件", "Download the file"),
    "dismiss": Text("取消", "Cancel"),
    "let_go": Text("删除此文件", "Delete this file"),
    "until": Text("保留至", "Kept until"),
    "limits": Text("格式说明", "About the form"),
}
UNKNOWN = "There is no such export for you; it is kept for three days, for whoever asked."
GONE = "about:blank"


class OfExports(Resource):
    """What both addresses of an export share."""

    parameters = (JSON_OR_HTML, LANG)

    def export(self, id: str) -> Any:
        """The export of that id, where the asker may know of it."""
        found = spooling.find(id, self.request.user.get_username(), self.viewer)
        if found is None:
            raise Http404(UNKNOWN)
        return found


class Export(OfExports):
    """`/exports/{exportId}`."""

    http_method_names = [*Resource.http_method_names, "delete", "post"]

    def get(self, request: Request, export: str) -> HttpResponse:
        """How an export stands."""
        kept = self.export(export)
        told = tell_status(kept, self.link)
        if not self.wants_html():
            return self.send(told)
        form = forms[kept.form]
        return self.render(
            "export.html",
            WORDS,
            {
                "export": told,
                "layer": access.layer(self.viewer, kept.layer).title.in_(self.language),
                "form": form.title.in_(self.language),
                "limits": form.limits.in_(self.language),
                "state": STATES[kept.status].in_(self.language),
                "until": write_moment(told["expires"]) if "expires" in told else "",
                "open": kept.status in keeping.OPEN,
                "file": f"/exports/{kept.pk}/file" if kept.file else "",
            },
        )

    def delete(self, request: Request, export: str) -> HttpResponse:
        """Stop an export, or let go of its file."""
        return self.send(tell_status(keeping.dismiss(self.export(export)), self.link))

    def post(self, request: Request, export: str) -> HttpResponse:
        """The same from its page: forms cannot delete."""
        keeping.dismiss(self.export(export))
        response = HttpResponse(status=303)
        response["Location"] = f"/exports/{export}?f=html"
        return response


class File(OfExports):
    """`/exports/{exportId}/file`."""

    def get(self, request: Request, export: str) -> Any:
        """The finished file; behind nginx that sends it, and parts of it, once its asker is known."""
        kept = self.export(export)
        if kept.status == keeping.Status.DISMISSED:
            raise NamedProblemError(410, GONE, "This export was let go of; ask again.")
        if kept.status == keeping.Status.FAILED:
            raise NamedProblemError(409, GONE, kept.message)
        if kept.status != keeping.Status.SUCCESSFUL:
            raise NamedProblemError(
                409, GONE, f"The file is being written; follow it at /exports/{kept.pk} and ask again."
            )
        if settings.TWIN_SERVED:
            response: Any = HttpResponse()
            response["X-Accel-Redirect"] = f"/.exports/{kept.pk}/{kept.file}"
        else:
            response = FileResponse(spooling.path_of(kept).open("rb"))
        response["Content-Type"] = forms[kept.form].media_type
        response["Content-Disposition"] = f'attachment; filename="{kept.file}"'
        response["Cache-Control"] = "private, no-cache"
        return response


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("exports/<str:export>", Export.as_view()),
        path("exports/<str:export>/file", File.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    one = {"name": "exportId", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    shared = [one, *(parameter.tell() for parameter in OfExports.parameters)]
    status = describe_get(
        "export", "How an export stands", shared, {JSON: {"type": "object"}, HTML: {"type": "string"}}
    )
    status["delete"] = describe_get("dropExport", "Stop an export, or let go of its file", [one])["get"]
    binary = {"type": "string", "format": "binary"}
    file = describe_get(
        "exportFile", "Its file", shared, dict.fromkeys(sorted({one.media_type for one in forms}), binary)
    )
    return {"/exports/{exportId}": status, "/exports/{exportId}/file": file}


DOOR = Door(id="exports", title=TITLE, routes=routes, paths=paths)
