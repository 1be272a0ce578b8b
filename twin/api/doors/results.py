"""What came of a run: as JSON, as a page with chart, map and tables, as GeoJSON, and as files to keep."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.inputs import BadInputError
from spatial.text import Text
from twin import access
from twin.api.geoparquet import write_geoparquet
from twin.api.maps import write_map
from twin.api.processes import tell_inputs
from twin.api.provenance import tell_sources, write_moment
from twin.api.qr import draw_code
from twin.api.runs import WORDS, OfProcesses, give
from twin.api.sheets import write_csv, write_workbook
from twin.api.tables import tabulate, tabulate_city, tabulate_flows, tabulate_found
from twin.door import Door
from twin.doorway.describing import describe_get
from twin.doorway.parameters import LANG, Parameter, choose
from twin.doorway.resource import GEOJSON, HTML, JSON
from twin.runner.outlines import outline_zones
from twin.runner.zone import CITY

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"json": JSON, "html": HTML, "geojson": GEOJSON, "csv": CSV, "xlsx": EXCEL, "geoparquet": PARQUET}
FILES = {CSV: "csv", EXCEL: "xlsx", PARQUET: "parquet", GEOJSON: "geojson"}
FORM = Parameter(
    name="f",
    about="The form of the answer; without it, Accept decides.",
    wants=f"one of {', '.join(FORMS)}",
    read=choose(*FORMS),
    schema={"type": "string", "enum": list(FORMS)},
)
DOWNLOADS = (
    ("csv", "CSV"),
    ("xlsx", "Excel"),
    ("geoparquet", "GeoParquet"),
    ("geojson", "GeoJSON"),
    ("json", "JSON"),
)
GUARD = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""What the page may load: its own alone; the chart's and the page's styles stand in the page."""
DRAWN = {
    "shown": Text("显示", "Show"),
    "in_table": Text("数值见下表。", "The tables below have the figures."),
    "greatest": Text("图中为最大的", "Drawn are the greatest"),
    "zones_without": Text("无数值的分区", "Zones without a figure"),
    "without": Text("无数值", "no figure"),
    "flows": Text("显示最大的流", "Greatest flows shown"),
    "map_of_zones": Text("分区地图", "Map of the zones"),
    "hold_control": Text("按住 Ctrl 滚动以缩放地图", "Hold Ctrl while scrolling to zoom the map"),
    "two_fingers": Text("用双指移动地图", "Use two fingers to move the map"),
    "zoom_in": Text("放大", "Zoom in"),
    "zoom_out": Text("缩小", "Zoom out"),
    "no_webgl": Text(
        "浏览器不支持 WebGL 2，无法绘制地图；表格不受影响。",
        "This browser has no WebGL 2, so no map can be drawn; the tables have all figures.",
    ),
    "not_drawn": Text("图表无法绘制：", "Chart and map cannot be drawn:"),
}
"""What the page says of what it draws."""


class Results(OfProcesses):
    """`/jobs/{jobId}/results`."""

    parameters = (FORM, LANG)

    def get(self, request: Request, job: str) -> HttpResponse:
        """What came of a job (OGC 18-062r2 §7.13)."""
        run = self.finished(job)
        answers: dict[str, Callable[[Any], HttpResponse]] = {
            HTML: self.show_outcome,
            GEOJSON: self.send_map,
            CSV: lambda run: self.send_file(write_csv(run.outcome, self.uri(run), self.language)),
            EXCEL: lambda run: self.send_file(write_workbook(run.outcome, self.uri(run), self.language)),
            PARQUET: self.send_geoparquet,
        }
        response = answers.get(self.form(), lambda run: self.send(give(run)))(run)
        if ending := FILES.get(self.form()):
            name = f"{run.analysis}-{run.outcome['valid']}.{ending}"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def uri(self, run: Any) -> str:
        """Where the page of results is."""
        return f"{self.root}/jobs/{run.id}/results?f=html"

    def send_file(self, content: bytes) -> HttpResponse:
        """A file of the type asked for."""
        return HttpResponse(content, content_type=self.form())

    def send_geoparquet(self, run: Any) -> HttpResponse:
        """The places with their shapes, where these can be seen."""
        shapes, _ = self.outline(run)
        return self.send_file(write_geoparquet(run.outcome, shapes, self.uri(run), self.language))

    def form(self) -> str:
        """The media type asked for by `f`, else by name in Accept."""
        asked = self.asked["f"]
        return FORMS[asked] if asked else self.request.get_preferred_type(list(FORMS.values())) or JSON

    def show_outcome(self, run: Any) -> HttpResponse:
        """The page."""
        outcome = run.outcome
        page = {
            "figures": f"/jobs/{run.id}/results?f=geojson&lang={self.language}",
            "style": "/tiles/style.json",
            "language": self.language,
            "words": {name: text.in_(self.language) for name, text in DRAWN.items()},
        }
        response = self.show(
            "outcome.html",
            outcome=outcome,
            title=outcome["title"][self.language],
            how=outcome["how"][self.language],
            city=tabulate_city(outcome, self.language),
            tables=tabulate(outcome, self.language),
            flows=tabulate_flows(outcome, self.language),
            found=tabulate_found(outcome, self.language),
            job=str(run.id),
            page=page,
            zoning=self.name_zoning(outcome["inputs"]["zoning"]),
            inputs=tell_inputs(outcome, self.language),
            sources=", ".join(tell_sources(outcome)) or WORDS["none"].in_(self.language),
            recorded=write_moment(outcome["recorded"]),
            downloads=DOWNLOADS,
            others=[one for one in self.list_runs(run.analysis, run.status) if one["job"] != str(run.id)],
            uri=self.uri(run),
            qr=draw_code(self.uri(run)),
        )
        response["Content-Security-Policy"] = GUARD
        return response

    def name_zoning(self, id: str) -> str:
        """What the areas are called; nothing for a grid, whose id says it."""
        if id == CITY:
            return WORDS["city"].in_(self.language)
        titles = {layer.id: layer.title.in_(self.language) for layer in access.visible(self.viewer)}
        return titles.get(id, "")

    def send_map(self, run: Any) -> HttpResponse:
        """The places with their figures; where they cannot be seen any more, without their shapes."""
        shapes, why = self.outline(run)
        told = write_map(run.outcome, shapes, self.language)
        return self.send({**told, "unplaced_because": why, "links": [self.link_self(GEOJSON)]}, GEOJSON)

    def outline(self, run: Any) -> tuple[dict[Any, Any], str | None]:
        """The shapes of the zones, or why there are none to be seen."""
        try:
            return outline_zones(run.outcome, self.viewer), None
        except BadInputError as refusal:
            return {}, str(refusal)


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("jobs/<str:job>/results", Results.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    job = {"name": "job", "in": "path", "required": True, "schema": {"type": "string"}}
    kinds: dict[str, dict[str, str]] = {form: {"type": "string", "format": "binary"} for form in FILES}
    kinds |= {form: {"type": "object"} for form in (JSON, GEOJSON)}
    kinds |= {form: {"type": "string"} for form in (HTML, CSV)}
    shared = [job, *(parameter.tell() for parameter in Results.parameters)]
    return {"/jobs/{job}/results": describe_get("results", "What came of a job", shared, kinds)}


DOOR = Door(
    id="results",
    title=Text("分析结果", "Results of analyses"),
    routes=routes,
    paths=paths,
)
