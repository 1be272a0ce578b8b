"""OGC API Processes: every analysis a process that is described, run at once or as a job, and a form."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.request import Request

from spatial.analysis import Analysis, analyses
from spatial.errors import RefusedError, UnknownEntryError
from spatial.text import Text
from twin import access
from twin.api.executions import FORMS, Execution, read_form, read_json
from twin.api.jobs import FILTERS, filter_runs
from twin.api.openapi import describe_get, refer
from twin.api.parameters import JSON_OR_HTML, LANG, Parameter
from twin.api.problems import NamedProblemError
from twin.api.processes import (
    JOBS_REL,
    PROCESSES_REL,
    RESULT,
    describe,
    list_fields,
    summarise,
    tabulate,
    tell_status,
)
from twin.api.resource import HTML, JSON, Resource
from twin.door import Door, Link
from twin.runner import Asker, defer, dismiss, execute, find, runs
from twin.runner.zoning import is_open

EXCEPTIONS = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0"
CONFORMS = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf"
WORDS = {
    "processes": Text("分析", "Analyses"),
    "jobs": Text("分析任务", "Jobs"),
    "job": Text("任务", "Job"),
    "map": Text("返回地图", "Back to the map"),
    "run": Text("运行", "Run"),
    "background": Text("在后台运行", "Run in the background"),
    "how": Text("算法与依据", "How it is worked out"),
    "status": Text("状态", "Status"),
    "when": Text("时间", "When"),
    "analysis": Text("分析", "Analysis"),
    "dismiss": Text("取消任务", "Dismiss"),
    "results": Text("结果", "Results"),
    "place": Text("分区", "Zone"),
    "part": Text("类别", "Class"),
    "value": Text("值", "Value"),
    "numerator": Text("分子", "Numerator"),
    "denominator": Text("分母", "Denominator"),
    "unknown": Text("未知", "Unknown"),
    "inputs": Text("输入", "Inputs"),
    "zoning": Text("分区方案", "Zoning"),
    "sources": Text("数据来源（加载时间）", "Sources (when loaded)"),
    "times": Text("有效日期 / 系统所知时刻", "Valid on / as known at"),
    "none": Text("无", "none"),
    "again": Text("再次运行", "Run it again"),
    "none_yet": Text("还没有任务。", "There are no jobs yet."),
    "city": Text("全市", "The whole city"),
}


class OfProcesses(Resource):
    """What the addresses of processes and jobs share."""

    parameters: tuple[Parameter, ...] = (JSON_OR_HTML, LANG)

    def asker(self) -> Asker:
        """Who asks, by the name their runs are kept under."""
        return Asker(self.request.user.get_username(), self.viewer)

    def process(self, id: str) -> Analysis:
        """The analysis of that id."""
        try:
            return analyses[id]
        except UnknownEntryError:
            known = ", ".join(analyses.entries)
            raise NamedProblemError(
                404, f"{EXCEPTIONS}/no-such-process", f"There is no process “{id[:60]}”; there are: {known}."
            ) from None

    def job(self, id: str) -> Any:
        """The run of that id, where the asker may know of it."""
        try:
            found = find(UUID(id), self.asker())
        except ValueError:
            found = None
        if found is None:
            raise NamedProblemError(404, f"{EXCEPTIONS}/no-such-job", f"There is no job “{id[:60]}”.")
        return found

    def show(self, template: str, status: int = 200, **content: Any) -> HttpResponse:
        """The content as a page."""
        words = {name: text.in_(self.language) for name, text in WORDS.items()}
        told = {**content, "words": words, "language": self.language}
        return render(self.request, template, told, status=status)

    def show_form(self, analysis: Analysis, given: dict[str, str], wrong: str = "") -> HttpResponse:
        """The form of a process, with what is wrong with what was sent."""
        layers = [
            layer
            for layer in access.visible(self.viewer)
            if "polygon" in layer.geometry and is_open(self.viewer, layer)
        ]
        zonings = [("city", WORDS["city"].in_(self.language))]
        zonings += [(layer.id, layer.title.in_(self.language)) for layer in layers]
        return self.show(
            "process.html",
            status=400 if wrong else 200,
            process=summarise(analysis, self.language, self.link),
            how=analysis.how.in_(self.language),
            fields=list_fields(analysis, self.language, given, zonings),
            wrong=wrong,
        )


class Processes(OfProcesses):
    """`/processes`."""

    def get(self, request: Request) -> HttpResponse:
        """The processes there are (OGC 18-062r2 §7.9)."""
        listed = [summarise(analysis, self.language, self.link) for analysis in analyses]
        if self.wants_html():
            return self.show("processes.html", processes=listed)
        return self.send({"processes": listed, "links": [self.link_self()]})


class Process(OfProcesses):
    """`/processes/{processId}`."""

    def get(self, request: Request, process: str) -> HttpResponse:
        """What a process takes and gives (OGC 18-062r2 §7.10), or its form."""
        analysis = self.process(process)
        if self.wants_html():
            return self.show_form(analysis, {})
        return self.send(describe(analysis, self.language, self.link))


class ExecutionOfProcess(OfProcesses):
    """`/processes/{processId}/execution`."""

    http_method_names = [*Resource.http_method_names, "post"]

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
            listed = [{**job, "title": titles.get(job["processID"], job["processID"])} for job in jobs]
            return self.show("jobs.html", jobs=listed)
        return self.send({"jobs": jobs, "links": [self.link_self()]})


class Job(OfProcesses):
    """`/jobs/{jobId}`."""

    http_method_names = [*Resource.http_method_names, "delete", "post"]

    def get(self, request: Request, job: str) -> HttpResponse:
        """How a job stands."""
        run = self.job(job)
        if self.wants_html():
            return self.show("job.html", job=tell_status(run, self.link), title=self.title_of(run))
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


class Results(OfProcesses):
    """`/jobs/{jobId}/results`."""

    def get(self, request: Request, job: str) -> HttpResponse:
        """What came of a job (OGC 18-062r2 §7.13)."""
        run = self.job(job)
        if run.status != run.Status.SUCCESSFUL:
            self.refuse(run)
        if not self.wants_html():
            return self.send(give(run))
        outcome = run.outcome
        return self.show(
            "outcome.html",
            outcome=outcome,
            title=outcome["title"][self.language],
            how=outcome["how"][self.language],
            tables=tabulate(outcome, self.language),
            job=str(run.id),
        )

    def refuse(self, run: Any) -> None:
        """Say why there is nothing to give."""
        if run.status == run.Status.FAILED:
            raise NamedProblemError(400, f"{EXCEPTIONS}/job-failed", run.message)
        if run.status == run.Status.DISMISSED:
            raise NamedProblemError(410, f"{EXCEPTIONS}/job-dismissed", "This job was dismissed.")
        raise NamedProblemError(
            404, f"{EXCEPTIONS}/result-not-ready", "The job is not over; ask again, or follow its status."
        )


def give(run: Any) -> Any:
    """The outcome as it was asked for: by itself, or in a document of outputs (OGC 18-062r2 §7.13)."""
    return {RESULT: {"value": run.outcome}} if run.response == "document" else run.outcome


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("processes", Processes.as_view()),
        path("processes/<str:process>", Process.as_view()),
        path("processes/<str:process>/execution", ExecutionOfProcess.as_view()),
        path("jobs", Jobs.as_view()),
        path("jobs/<str:job>", Job.as_view()),
        path("jobs/<str:job>/results", Results.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    process = {"name": "process", "in": "path", "required": True, "schema": {"type": "string"}}
    job = {"name": "job", "in": "path", "required": True, "schema": {"type": "string"}}
    shared = [parameter.tell() for parameter in OfProcesses.parameters]
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
        "/processes/{process}": describe_get("process", "What one takes and gives", [process, *shared], both),
        "/processes/{process}/execution": execution,
        "/jobs": describe_get("jobs", "One's own jobs, newest first", listed, both),
        "/jobs/{job}": one,
        "/jobs/{job}/results": describe_get("results", "What came of a job", [job, *shared], both),
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
