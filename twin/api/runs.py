"""What the addresses of processes, jobs and results share: who asks, the run or process meant, the pages."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from spatial.analysis import Analysis, analyses
from spatial.errors import UnknownEntryError
from spatial.text import Text
from twin.api.processes import RESULT, tell_inputs
from twin.api.provenance import write_moment
from twin.doorway.bearing import number_of
from twin.doorway.languages import remember
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter
from twin.doorway.problems import NamedProblemError
from twin.doorway.resource import Resource
from twin.runner import Asker, find, runs
from twin.runner.zone import CITY

LISTED = 12
STATES = {
    "accepted": Text("等待中", "waiting"),
    "running": Text("运行中", "running"),
    "successful": Text("完成", "done"),
    "failed": Text("失败", "failed"),
    "dismissed": Text("已取消", "dismissed"),
}
EXCEPTIONS = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0"
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
    "dismiss": Text("取消任务", "Cancel"),
    "let_go": Text("删除此次运行及结果", "Delete this run and its results"),
    "progress": Text("进度", "Progress"),
    "results": Text("结果", "Results"),
    "place": Text("分区", "Zone"),
    "part": Text("类别", "Class"),
    "value": Text("值", "Value"),
    "numerator": Text("分子", "Numerator"),
    "denominator": Text("分母", "Denominator"),
    "made_of": Text("分子 / 分母", "Numerator / denominator"),
    "unknown": Text("未知", "Unknown"),
    "inputs": Text("输入", "Inputs"),
    "zoning": Text("分区方案", "Zoning"),
    "sources": Text("数据来源（加载时间）", "Sources (when loaded)"),
    "times": Text("有效日期 / 系统所知时刻", "Valid on / as known at"),
    "none": Text("无", "none"),
    "again": Text("再次运行", "Run it again"),
    "none_yet": Text("还没有任务。", "There are no jobs yet."),
    "city": Text("全市", "The whole city"),
    "download": Text("下载", "Download"),
    "changed": Text("改动输入后再运行", "Again with changed inputs"),
    "example": Text("已填入示例，可直接运行。", "Filled with an example, ready to run."),
    "history": Text("您的最近运行", "Your last runs"),
    "compare": Text("比较", "Compare"),
    "compare_before": Text("与上一次比较", "Compare with the one before"),
    "compare_with": Text("与另一次运行比较", "Compare with another run"),
    "one": Text("第一次运行", "First run"),
    "other": Text("第二次运行", "Second run"),
    "difference": Text("差值", "Difference"),
    "relative": Text("变化", "Change"),
    "differs": Text("两次运行的不同之处", "What differs between the runs"),
    "same": Text("输入、来源和时刻均相同。", "Inputs, sources and times are the same for both."),
    "all_same": Text("两次运行的数值相同", "Both runs have the same figures"),
    "silent": Text("两次运行均无数值的分区", "Zones without a figure in either run"),
    "nothing": Text("未给出", "not given"),
    "null_stays": Text(
        "任一次运行中没有数值（未知或受保护）之处不计算差值。",
        "Where either run has no figure, unknown or protected, no difference is told.",
    ),
    "flows": Text("最大的流", "greatest flows"),
    "from": Text("起点", "From"),
    "to": Text("终点", "To"),
    "more_flows": Text("未列出的流", "Flows not listed here"),
    "hidden_flows": Text("因人数过少而隐藏的流", "Flows hidden, being of too few people"),
    "print": Text("打印报告", "Print a report"),
    "printed": Text("打印时间", "Printed"),
    "permalink": Text("永久链接", "Permalink"),
    "chart": Text("图表", "Chart"),
    "map_of_zones": Text("分区地图", "Map of the zones"),
}


class OfProcesses(Resource):
    """What the addresses of processes and jobs share."""

    parameters: tuple[Parameter, ...] = (JSON_OR_HTML, LANG)

    def asker(self) -> Asker:
        """Who asks, by the name their runs are kept under."""
        return Asker(self.request.user.get_username(), self.viewer, number_of(self.request))

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

    def finished(self, id: str) -> Any:
        """The run of that id, over and successful; else it is said why there is nothing to give."""
        run = self.job(id)
        if run.status == run.Status.FAILED:
            raise NamedProblemError(400, f"{EXCEPTIONS}/job-failed", run.message)
        if run.status == run.Status.DISMISSED:
            raise NamedProblemError(410, f"{EXCEPTIONS}/job-dismissed", "This job was dismissed.")
        if run.status != run.Status.SUCCESSFUL:
            raise NamedProblemError(
                404, f"{EXCEPTIONS}/result-not-ready", "The job is not over; ask again, or follow its status."
            )
        return run

    def list_runs(self, analysis: str, *states: str) -> list[dict[str, Any]]:
        """The asker's own last runs of an analysis, in words: of the states given, else all but dismissed."""
        asker = self.asker()
        found = runs(asker).filter(who=asker.who, analysis=analysis).defer("outcome")
        found = found.filter(status__in=states) if states else found.exclude(status="dismissed")
        listed = list(found[:LISTED])
        done = [str(run.id) for run in listed if run.status == run.Status.SUCCESSFUL]
        before = dict(pairwise(done))
        return [
            {
                "job": str(run.id),
                "before": before.get(str(run.id)),
                "status": run.status,
                "state": STATES[run.status].in_(self.language),
                "when": write_moment(run.made.isoformat()),
                "inputs": tell_inputs({"analysis": analysis, "inputs": run.inputs}, self.language),
                "zoning": run.inputs.get("zoning", CITY),
            }
            for run in listed
        ]

    def show(self, template: str, status: int = 200, **content: Any) -> HttpResponse:
        """The content as a page."""
        words = {name: text.in_(self.language) for name, text in WORDS.items()}
        told = {**content, "words": words, "language": self.language}
        page = render(self.request, template, told, status=status)
        return remember(page, self.language) if self.asked.get(LANG.name) else page


def give(run: Any) -> Any:
    """The outcome as it was asked for: by itself, or in a document of outputs (OGC 18-062r2 §7.13)."""
    return {RESULT: {"value": run.outcome}} if run.response == "document" else run.outcome
