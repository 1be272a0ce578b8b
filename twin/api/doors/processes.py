"""OGC API Processes: every analysis a process that is described, run at once or as a job, and a form."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.analysis import Analysis, analyses
from spatial.errors import RefusedError
from spatial.inputs import list_inputs
from spatial.text import Text
from twin import access
from twin.api.executions import FORMS, Execution, read_form, read_json
from twin.api.jobs import FILTERS, filter_runs
from twin.api.processes import (
    JOBS_REL,
    PROCESSES_REL,
    describe,
    list_fields,
    summarise,
    tell_inputs,
    tell_status,
    write,
)
from twin.api.provenance import write_moment
from twin.api.runs import STATES, WORDS, OfProcesses, give
from twin.door import Door, Link
from twin.doorway.describing import describe_get, refer
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter
from twin.doorway.problems import BadParameterError
from twin.doorway.resource import HTML, JSON, Resource
from twin.runner import defer, dismiss, execute, runs
from twin.runner.cells import PREFIX
from twin.runner.zoning import is_open, list_levels

CONFORMS = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf"


GRID, GRIDS = Text("H3 网格（{} 级）", "H3 grid of resolution {}"), ("7", "8")


class OfForms(OfProcesses):
    """What gives forms."""

    def show_form(self, analysis: Analysis, given: dict[str, str], wrong: str = "") -> HttpResponse:
        """The form of a process, with what is wrong with what was sent."""
        layers = [
            layer
            for layer in access.visible(self.viewer)
            if "polygon" in layer.geometry and is_open(self.viewer, layer)
        ]
        zonings = [("city", WORDS["city"].in_(self.language))]
        zonings += [(layer.id, layer.title.in_(self.language)) for layer in layers]
        zonings += [(f"{PREFIX}{grid}", GRID.in_(self.language).format(grid)) for grid in GRIDS]
        if (other := given.get("zoning")) and other not in dict(zonings):
            zonings.append((other, other))
        levels = [("", "–"), *((str(level), str(level)) for level in list_levels(self.viewer))]
        if (level := given.get("admin_level")) and level not in dict(levels):
            levels.append((level, level))
        return self.show(
            "process.html",
            status=400 if wrong else 200,
            process=summarise(analysis, self.language, self.link),
            how=analysis.how.in_(self.language),
            fields=list_fields(analysis, self.language, given, {"zoning": zonings, "admin_level": levels}),
            wrong=wrong,
            filled="" if given else WORDS["example"].in_(self.language),
            history=self.list_runs(analysis.id),
        )


class Processes(OfProcesses):
    """`/processes`."""

    def get(self, request: Request) -> HttpResponse:
        """The processes there are (OGC 18-062r2 §7.9)."""
        listed = [summarise(analysis, self.language, self.link) for analysis in analyses]
        if self.wants_html():
            return self.show("processes.html", processes=listed)
        return self.send({"processes": listed, "links": [self.link_self()]})


FROM = Parameter(
    name="from",
    about="A job of this process whose inputs fill the form.",
    wants="the id of a job",
    read=str,
    schema={"type": "string", "format": "uuid"},
)


class Process(OfForms):
    """`/processes/{processId}`."""

    parameters = (*OfForms.parameters, FROM)

    def get(self, request: Request, process: str) -> HttpResponse:
        """What a process takes and gives (OGC 18-062r2 §7.10), or its form."""
        analysis = self.process(process)
        if self.wants_html():
            return self.show_form(analysis, self.recall(analysis) if self.asked["from"] else {})
        return self.send(describe(analysis, self.language, self.link))

    def recall(self, analysis: Analysis) -> dict[str, str]:
        """The inputs of an earlier run as a form holds them."""
        run = self.job(self.asked["from"])
        if run.analysis != analysis.id:
            raise BadParameterError("from", f"The job was of “{run.analysis}”, not of “{analysis.id}”.")
        asked = list_inputs(analysis)
        return {one.name: write(run.inputs.get(one.name, one.default)) for one in asked}


class ExecutionOfProcess(OfForms):
    """`/processes/{processId}/execution`."""

    http_method_names = [*Resource.http_method_names, "post"]
    asks_by = ("POST",)

    def get(self, request: Request, process: str) -> HttpResponse:
        """What is to be sent here."""
        return self.send(describe(self.process(process), self.language, self.link))

    def post(self, request: Request, process: str) -> HttpResponse:
        """Run a process (OGC 18-062r2 §7.11): at once, or as a job where that is preferred."""
        analysis = self.process(process)
        by_form = (request.content_type or "").split(";")[0].strip() in FORMS
        try:
            if by_form:
                return self.post_form(analysis, read_form(analysis, request.data.dict()))
            execution = read_json(request.body, request.headers.get("Prefer", ""))
            if execution.background:
                return self.accept(analysis, execution)
            run = execute(analysis, execution.inputs, self.asker(), execution.response)
        except RefusedError as refusal:
            if not by_form:
                raise
            return self.show_form(analysis, request.data.dict(), str(refusal))
        return self.send(give(run))

    def accept(self, analysis: Analysis, execution: Execution) -> HttpResponse:
        """Begin a job and say where it can be followed (OGC 18-062r2 §7.11.4)."""
        run = defer(analysis, execution.inputs, self.asker(), execution.response)
        response = self.send(tell_status(run, self.link))
        response.status_code = 201
        response["Location"] = f"{self.root}/jobs/{run.id}"
        response["Preference-Applied"] = "respond-async"
        return response

    def post_form(self, analysis: Analysis, execution: Execution) -> HttpResponse:
        """Run what a form asks for and lead to its page."""
        begin = defer if execution.background else execute
        run = begin(analysis, execution.inputs, self.asker())
        response = HttpResponse(status=303)
        response["Location"] = f"/jobs/{run.id}{'' if execution.background else '/results'}?f=html"
        return response


class Jobs(OfProcesses):
    """`/jobs`."""

    parameters = (*FILTERS, JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The asker's jobs, newest first (OGC 18-062r2 §11)."""
        found = filter_runs(runs(self.asker()), self.asked)
        jobs = [tell_status(run, self.link) for run in found]
        if self.wants_html():
            titles = {analysis.id: analysis.title.in_(self.language) for analysis in analyses}
            listed = [
                {
                    **job,
                    "title": titles.get(job["processID"], job["processID"]),
                    "state": STATES[job["status"]].in_(self.language),
                    "when": write_moment(job["created"]),
                }
                for job in jobs
            ]
            return self.show("jobs.html", jobs=listed)
        return self.send({"jobs": jobs, "links": [self.link_self()]})


class Job(OfProcesses):
    """`/jobs/{jobId}`."""

    http_method_names = [*Resource.http_method_names, "delete", "post"]
    asks_by = ("DELETE", "POST")

    def get(self, request: Request, job: str) -> HttpResponse:
        """How a job stands."""
        run = self.job(job)
        if self.wants_html():
            return self.show(
                "job.html",
                job=tell_status(run, self.link),
                title=self.title_of(run),
                state=STATES[run.status].in_(self.language),
                moments=[write_moment(at.isoformat()) for at in (run.made, run.ended) if at],
                open=run.status in (run.Status.ACCEPTED, run.Status.RUNNING),
                inputs=tell_inputs({"analysis": run.analysis, "inputs": run.inputs}, self.language),
            )
        return self.send(tell_status(run, self.link))

    def delete(self, request: Request, job: str) -> HttpResponse:
        """Dismiss a job (OGC 18-062r2 §13)."""
        return self.send(tell_status(dismiss(self.job(job)), self.link))

    def post(self, request: Request, job: str) -> HttpResponse:
        """Dismiss a job from its page: forms cannot delete."""
        dismiss(self.job(job))
        response = HttpResponse(status=303)
        response["Location"] = f"/jobs/{job}?f=html"
        return response

    def title_of(self, run: Any) -> str:
        """What was run."""
        entry = analyses.entries.get(run.analysis)
        return entry.title.in_(self.language) if entry else run.analysis


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("processes", Processes.as_view()),
        path("processes/<str:process>", Process.as_view()),
        path("processes/<str:process>/execution", ExecutionOfProcess.as_view()),
        path("jobs", Jobs.as_view()),
        path("jobs/<str:job>", Job.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    process = {"name": "process", "in": "path", "required": True, "schema": {"type": "string"}}
    job = {"name": "job", "in": "path", "required": True, "schema": {"type": "string"}}
    shared = [parameter.tell() for parameter in OfProcesses.parameters]
    formed = [process, FROM.tell(), *shared]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    execution = describe_get("executionAbout", "What is to be sent to run a process", [process, *shared])
    execution["post"] = {
        "operationId": "execute",
        "summary": "Run a process, at once or (Prefer: respond-async) as a job",
        "parameters": [process],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": {"type": "object", "properties": {"inputs": {"type": "object"}}}}},
        },
        "responses": {
            "200": {"description": "The results", "content": {JSON: {"schema": {"type": "object"}}}},
            "201": {"description": "A job was begun", "content": {JSON: {"schema": {"type": "object"}}}},
            "400": refer("responses", "problem"),
            "404": refer("responses", "problem"),
        },
    }
    one = describe_get("job", "How a job stands", [job, *shared], both)
    one["delete"] = describe_get("dismiss", "Dismiss a job", [job])["get"]
    listed = [parameter.tell() for parameter in Jobs.parameters]
    return {
        "/processes": describe_get("processes", "The analyses there are", shared, both),
        "/processes/{process}": describe_get("process", "What one takes and gives", formed, both),
        "/processes/{process}/execution": execution,
        "/jobs": describe_get("jobs", "One's own jobs, newest first", listed, both),
        "/jobs/{job}": one,
    }


DOOR = Door(
    id="processes",
    title=WORDS["processes"],
    routes=routes,
    paths=paths,
    conforms=tuple(
        f"{CONFORMS}/{name}"
        for name in ("core", "ogc-process-description", "json", "html", "oas30", "job-list", "dismiss")
    ),
    links=(
        Link(href="/processes", rel=PROCESSES_REL, type=JSON, title=WORDS["processes"]),
        Link(href="/jobs", rel=JOBS_REL, type=JSON, title=WORDS["jobs"]),
        Link(href="/processes?f=html", rel="related", type=HTML, title=WORDS["processes"]),
    ),
)
