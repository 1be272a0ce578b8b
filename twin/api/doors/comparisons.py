"""Two runs of one analysis beside each other, as JSON and as a page."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin.api.comparison import compare, list_differences, tabulate_comparison
from twin.api.figures import list_columns
from twin.api.runs import OfProcesses
from twin.door import Door
from twin.doorway.describing import describe_get
from twin.doorway.problems import BadParameterError
from twin.doorway.resource import HTML, JSON


class Comparison(OfProcesses):
    """`/jobs/{jobId}/compare/{otherId}`."""

    def get(self, request: Request, job: str, other: str) -> HttpResponse:
        """The figures of both runs and their differences."""
        first, second = self.finished(job), self.finished(other)
        if first.analysis != second.analysis:
            raise BadParameterError(
                "other",
                f"Runs of one analysis can be compared, not “{first.analysis}” with “{second.analysis}”.",
            )
        one, last = first.outcome, second.outcome
        rows = compare(one, last, self.language)
        differs = list_differences(one, last, self.language)
        if not self.wants_html():
            told = {"analysis": first.analysis, "runs": [job, other], "differs": differs, "rows": rows}
            page = self.link(request.path, "alternate", HTML, query={"f": "html"})
            return self.send({**told, "links": [self.link_self(), page]})
        return self.show(
            "comparison.html",
            title=last["title"][self.language],
            process=first.analysis,
            jobs=(job, other),
            differs=differs,
            tables=tabulate_comparison(rows, list_columns(last, self.language), self.language),
        )


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("jobs/<str:job>/compare/<str:other>", Comparison.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    ends = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in ("job", "other")
    ]
    shared = [*ends, *(parameter.tell() for parameter in Comparison.parameters)]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    told = describe_get("comparison", "Two runs of one analysis beside each other", shared, both)
    return {"/jobs/{job}/compare/{other}": told}


DOOR = Door(
    id="comparisons",
    title=Text("运行比较", "Comparisons of runs"),
    routes=routes,
    paths=paths,
)
