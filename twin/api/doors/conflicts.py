"""Where sources differ over one thing, for those who work with the twin; the housing bureau rules."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from spatial.errors import RefusedError
from spatial.text import Text
from twin.api.cards import Teller
from twin.authority import count_conflicts, rule, tell_conflicts
from twin.authority.book import PAGE
from twin.door import Door, Link
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter, read_integer
from twin.doorway.resource import HTML, JSON, Resource
from twin.layer import ADMIN, HOUSING, STAFF
from twin.layer.register import find_field
from twin.linkage.titles import KINDS

AFTER = Parameter(
    name="after",
    about="Only conflicts numbered above this: the next page begins after the last number told.",
    wants="an integer",
    read=read_integer,
    schema={"type": "integer"},
    default=0,
)
DIGITS = 18
WORDS = {
    "title": Text("多源核验：来源不一致", "Where sources differ"),
    "about": Text(
        "一数一源、多源核验：各来源的数据都保留，采用的值按规则得出，人工裁定不覆盖任何来源。",
        "Every source's claim is kept. Which counts is worked out by rule; a ruling overwrites none of them.",
    ),
    "thing": Text("对象", "Thing"),
    "field": Text("字段", "Field"),
    "claims": Text("各来源的值", "What the sources say"),
    "counts": Text("采用的值", "What counts"),
    "rule": Text("依据", "By"),
    "age": Text("已存在天数", "Days old"),
    "right": Text("裁定", "Rule for"),
    "note": Text("理由", "Why"),
    "none": Text("各来源之间没有不一致。", "No sources differ."),
    "end": Text("没有更多了。", "There are no more."),
    "number": Text("处不一致", "conflicts"),
    "more": Text("下一页", "Next page"),
    "map": Text("返回地图", "Back to the map"),
}


class Conflicts(Resource):
    """`/conflicts`."""

    http_method_names = [*Resource.http_method_names, "post"]
    parameters = (AFTER, JSON_OR_HTML, LANG)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.viewer.groups & STAFF:
            raise PermissionDenied("Conflicts are for those who work with the twin; sign in at /login/.")

    def get(self, request: Request) -> HttpResponse:
        """A page of conflicts, in the order they were found."""
        listed = tell_conflicts(self.viewer, self.asked[AFTER.name])
        told = [self.word(one) for one in listed]
        if self.wants_html():
            rules = bool(self.viewer.groups & {HOUSING, ADMIN})
            content = {
                "conflicts": told,
                "number": count_conflicts(self.viewer),
                "rules": rules,
                "next": told[-1]["id"] if len(told) == PAGE else None,
            }
            return self.render("conflicts.html", WORDS, content)
        links = [self.link_self()]
        if told:
            links.append(self.link("/conflicts", "next", query={"after": told[-1]["id"]}))
        return self.send({"conflicts": told, "number": count_conflicts(self.viewer), "links": links})

    def word(self, conflict: dict[str, Any]) -> dict[str, Any]:
        """A conflict in the viewer's language, each value as people read it too."""
        field = find_field(conflict["kind"], conflict["field"])
        teller = Teller(self.language, self.root)
        return {
            **conflict,
            "rule": conflict["rule"].in_(self.language),
            "title": field.title.in_(self.language),
            "kind_title": KINDS[conflict["kind"]].in_(self.language),
            "shown": teller.show(field, conflict["value"]),
            "claims": [{**one, "shown": teller.show(field, one["value"])} for one in conflict["claims"]],
        }

    def post(self, request: Request) -> HttpResponse:
        """Rule for one source's claim."""
        if not self.viewer.groups & {HOUSING, ADMIN}:
            raise PermissionDenied("The housing bureau rules on conflicts.")
        number = self.sent("conflict")
        if not number.isascii() or not number.isdecimal() or len(number) > DIGITS:
            raise RefusedError("Name the conflict by its number.")
        note = self.sent("note").replace("\0", "").strip()
        rule(self.viewer, int(number), self.sent("dataset"), request.user.get_username(), note)
        response = HttpResponse(status=303)
        response["Location"] = "/conflicts?f=html"
        return response


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("conflicts", Conflicts.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    parameters = [parameter.tell() for parameter in Conflicts.parameters]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    return {"/conflicts": describe_get("conflicts", "Where sources differ (for staff)", parameters, both)}


DOOR = Door(
    id="conflicts",
    title=WORDS["title"],
    routes=routes,
    paths=paths,
    links=(Link(href="/conflicts?f=html", rel="related", type=HTML, title=WORDS["title"], staff=True),),
)
