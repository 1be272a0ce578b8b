"""Reports of errors: anyone tells what is wrong with an object, staff work through the list and answer."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from spatial.errors import RefusedError
from spatial.text import Text
from twin import reporting
from twin.api.cards import write
from twin.api.doors.objects import NUMBER, find
from twin.door import Door, Link
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG, UNWANTED, Parameter, choose, read_key
from twin.doorway.problems import problem
from twin.doorway.resource import HTML, JSON, Resource
from twin.layer import STAFF
from twin.reporting.book import STATES
from twin.reporting.taking import ABOUT

LENGTHS = {"about": 20, "field": 200, "words": 2000, "contact": 200, "note": 2000}
"""How many characters each text of a report may have."""


AFTER = Parameter(
    name="after",
    about="Only reports listed behind the one of this number.",
    wants="the number of a “next” link",
    read=read_key,
    schema={"type": "integer", "minimum": 0},
    default=0,
)
STATE = Parameter(
    name="state",
    about="Only reports in this state.",
    wants=f"one of {', '.join(STATES)}",
    read=choose(*STATES),
    schema={"type": "string", "enum": list(STATES), "default": STATES[0]},
    default=STATES[0],
)
DATASET = Parameter(
    name="dataset",
    about="Only reports about objects of this dataset.",
    wants="the key of a dataset",
    read=str,
)
TITLES = {
    "field": Text("某个属性有误", "A field is wrong"),
    "position": Text("位置或形状有误", "Its position or shape is wrong"),
    "missing": Text("该对象不存在", "It does not exist"),
    "other": Text("其他", "Something else"),
    "open": Text("待处理", "Open"),
    "accepted": Text("已采纳并更正", "Accepted and corrected"),
    "rejected": Text("未采纳", "Rejected"),
}
WORDS = {
    **TITLES,
    "title": Text("报告错误", "Report an error"),
    "reports": Text("错误报告", "Reports of errors"),
    "list_about": Text(
        "任何人都可以报告对象的错误；更正数据后采纳，或说明理由不予采纳。联系方式在处理后删除。",
        "Anyone may say that an object is wrong. Correct the data and accept, or reject and say why. "
        "Contacts are deleted once a report is answered.",
    ),
    "about": Text("哪里有误？", "What is wrong?"),
    "which": Text("哪个属性？", "Which field?"),
    "choose": Text("请选择", "choose"),
    "words": Text("请说明错误，以及您所知的正确情况", "Say what is wrong, and what is right if you know it"),
    "contact": Text("联系方式（可不填）", "How to reach you (may be left empty)"),
    "contact_about": Text(
        "电子邮箱或电话，仅供处理人员查看，处理后删除，最长保存 180 天。",
        "E-mail or telephone: seen only by those who answer, deleted then, or after 180 days.",
    ),
    "send": Text("提交", "Send"),
    "back": Text("返回对象页", "Back to the object"),
    "thanks": Text(
        "已收到报告。请保存此页地址，只有凭此地址才能查看处理结果。",
        "Your report was received. Keep the address of this page: it alone leads to the answer.",
    ),
    "object": Text("对象", "Object"),
    "hidden": Text("对象现不可见", "no longer open"),
    "made": Text("报告时间", "Reported"),
    "closed": Text("处理时间", "Answered"),
    "state": Text("状态", "State"),
    "answer": Text("答复", "Answer"),
    "said": Text("说明", "What was said"),
    "dataset": Text("数据集", "Dataset"),
    "days": Text("天", "days"),
    "reach": Text("联系方式", "Contact"),
    "note": Text("答复（不采纳时必填）", "Answer (needed to reject)"),
    "accept": Text("已更正，采纳", "Corrected, accept"),
    "reject": Text("不采纳", "Reject"),
    "none": Text("没有这样的报告。", "There are no such reports."),
    "more": Text("下一页", "Next page"),
    "every": Text("全部数据集", "All datasets"),
    "map": Text("返回地图", "Back to the map"),
}


class OfReports(Resource):
    """What these addresses share: forms are taken from our own pages alone, and no cache keeps an answer."""

    http_method_names = [*Resource.http_method_names, "post"]
    parameters: tuple[Parameter, ...] = (JSON_OR_HTML, LANG)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # Other sites can make a browser send a form, and no JSON: that takes a preflight, which is not met.
        if request.method == "POST" and not self.is_json():
            SessionAuthentication().enforce_csrf(request)

    def is_json(self) -> bool:
        """Whether the body is said to be JSON."""
        return str(self.request.content_type).partition(";")[0].strip().lower() == JSON

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response.setdefault("Cache-Control", "no-store")
        return super().finalize_response(request, response, *args, **kwargs)

    def told(self, name: str) -> str:
        """A text of the body, lines kept. Raises RefusedError for one too long or with hidden characters."""
        text = self.sent(name).replace("\r\n", "\n").strip()
        if len(text) > LENGTHS[name]:
            raise RefusedError(f"“{name}” has {len(text)} characters; it takes {LENGTHS[name]}.")
        if UNWANTED.search(text.replace("\n", " ").replace("\t", " ")):
            raise RefusedError(f"“{name}” holds control characters or such that turn text around; drop them.")
        return text

    def word(self, report: dict[str, Any]) -> dict[str, Any]:
        """A report with its choices in words and moments in the city's time."""
        titles = {f"{name}_title": TITLES[report[name]].in_(self.language) for name in ("about", "state")}
        moments = {name: write(report[name]) for name in ("made", "closed")}
        title = report["field_title"]
        titles["field_title"] = title.in_(self.language) if title else report["field"]
        return {**report, **moments, **titles}


class Report(OfReports):
    """`/objects/{number}/report`."""

    def get(self, request: Request, number: int) -> HttpResponse:
        """What a report is made of, as a form."""
        known = find(self.viewer, number)
        fields = [(field.name, field.title.in_(self.language)) for field in known.fields]
        if self.wants_html():
            content = {
                "object": known.thing.pk,
                "named": known.title,
                "choices": [(one, TITLES[one].in_(self.language)) for one in ABOUT],
                "fields": fields,
                "lengths": LENGTHS,
            }
            return self.render("report.html", WORDS, content)
        return self.send(
            {
                "object": known.thing.pk,
                "about": list(ABOUT),
                "field": [name for name, _ in fields],
                "longest": {name: LENGTHS[name] for name in ("words", "contact")},
                "links": [self.link_self()],
            }
        )

    def post(self, request: Request, number: int) -> HttpResponse:
        """Take a report; its address is the way to the answer."""
        known = find(self.viewer, number)
        said = reporting.Said(**{name: self.told(name) for name in ("about", "field", "words", "contact")})
        try:
            ticket = reporting.take(known, said, read_address(request))
        except reporting.TooManyError as error:
            refused = problem(429, str(error))
            refused["Retry-After"] = str(error.after)
            return refused
        address = f"/reports/{ticket}"
        if self.is_json():
            answer = self.send({"state": STATES[0], "links": [self.link(address, "monitor")]})
            answer.status_code = 201
            answer["Location"] = address
            return answer
        return see_other(f"{address}?f=html&lang={self.language}")


class OneReport(OfReports):
    """`/reports/{ticket}`."""

    http_method_names = Resource.http_method_names

    def get(self, request: Request, ticket: str) -> HttpResponse:
        """What became of a report, for who holds its ticket."""
        told = None if UNWANTED.search(ticket) else reporting.tell_state(self.viewer, ticket)
        if told is None:
            raise Http404("There is no report at this address; take it whole from where you kept it.")
        report = self.word(told)
        if self.wants_html():
            return self.render("report_state.html", WORDS, {"report": report})
        return self.send({**report, "links": [self.link_self()]})


class Reports(OfReports):
    """`/reports`."""

    parameters = (STATE, DATASET, AFTER, JSON_OR_HTML, LANG)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.viewer.groups & STAFF:
            raise PermissionDenied(
                "The list of reports is for those who work with the twin; sign in at /login/."
            )

    def get(self, request: Request) -> HttpResponse:
        """A page of reports, dataset by dataset."""
        asked = {one.name: self.asked[one.name] for one in (STATE, DATASET)}
        page = reporting.tell_reports(self.viewer, asked["state"], asked["dataset"], self.asked[AFTER.name])
        reports = [self.word(one) for one in page["reports"]]
        if self.wants_html():
            states = [(one, TITLES[one].in_(self.language)) for one in STATES]
            content = {"reports": reports, "next": page["next"], "states": states, **asked}
            return self.render("reports.html", WORDS, content)
        links = [self.link_self()]
        if page["next"]:
            given = {name: value for name, value in asked.items() if value}
            links.append(self.link("/reports", "next", query={**given, "after": page["next"]}))
        return self.send({"reports": reports, "links": links})

    def post(self, request: Request) -> HttpResponse:
        """Answer a report: accept or reject it."""
        decision, number = self.sent("decision"), self.sent("report")
        if decision not in ("accept", "reject"):
            raise RefusedError("Give a decision: “accept” or “reject”.")
        try:
            named = read_key(number)
        except ValueError:
            raise RefusedError("Name the report by its number.") from None
        who = request.user.get_username()
        reporting.answer(self.viewer, named, decision == "accept", self.told("note"), who)
        return self.send({"report": named}) if self.is_json() else see_other("/reports?f=html")


def read_address(request: Request) -> str:
    """The sender's address: what the proxy of this machine says, else who is connected."""
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return passed_on if passed_on and nearest in ("", "127.0.0.1", "::1") else nearest


def see_other(address: str) -> HttpResponse:
    """Another address to go to (RFC 9110 §15.4.4)."""
    response = HttpResponse(status=303)
    response["Location"] = address
    return response


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("objects/<int:number>/report", Report.as_view()),
        path("reports", Reports.as_view()),
        path("reports/<str:ticket>", OneReport.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    plain = [parameter.tell() for parameter in OfReports.parameters]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    ticket = {"name": "ticket", "in": "path", "required": True, "schema": {"type": "string"}}
    listed = [parameter.tell() for parameter in Reports.parameters]
    return {
        "/objects/{number}/report": {
            **describe_get("reportForm", "What a report of an error is made of", [NUMBER, *plain], both),
            "post": describe_post("report", "Report an error of an object", [NUMBER, *plain], SAID, "201"),
        },
        "/reports": {
            **describe_get("reports", "Reports of errors (for staff)", listed, both),
            "post": describe_post("answerReport", "Answer a report (for staff)", listed, ANSWER, "200"),
        },
        "/reports/{ticket}": describe_get("reportState", "What became of a report", [ticket, *plain], both),
    }


SAID = {
    "type": "object",
    "required": ["about", "words"],
    "properties": {
        "about": {"type": "string", "enum": list(ABOUT)},
        **{name: {"type": "string", "maxLength": LENGTHS[name]} for name in ("field", "words", "contact")},
    },
}
ANSWER = {
    "type": "object",
    "required": ["report", "decision"],
    "properties": {
        "report": {"type": "integer"},
        "decision": {"type": "string", "enum": ["accept", "reject"]},
        "note": {"type": "string", "maxLength": LENGTHS["note"]},
    },
}


def describe_post(
    id: str, summary: str, parameters: list[dict[str, Any]], schema: dict[str, Any], status: str
) -> dict[str, Any]:
    """A POST of a JSON body."""
    refused = {"$ref": "#/components/responses/problem"}
    return {
        "operationId": id,
        "summary": summary,
        "parameters": parameters,
        "requestBody": {"required": True, "content": {JSON: {"schema": schema}}},
        "responses": {
            status: {"description": summary, "content": {JSON: {"schema": {"type": "object"}}}},
            **dict.fromkeys(("400", "403", "404", "429"), refused),
        },
    }


DOOR = Door(
    id="reports",
    title=WORDS["reports"],
    routes=routes,
    paths=paths,
    links=(Link(href="/reports?f=html", rel="related", type=HTML, title=WORDS["reports"], staff=True),),
)
