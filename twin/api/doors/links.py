"""The review of links between the registers, for those who work with housing: what waits, rates, orphans."""

from dataclasses import asdict, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from spatial.errors import RefusedError
from spatial.text import Text
from twin import linkage
from twin.access.objects import LARGEST_ID
from twin.door import Door, Link
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter, choose, read_boolean, read_key
from twin.doorway.resource import HTML, JSON, Resource
from twin.layer import ADMIN, HOUSING
from twin.layer.land import WORDS as LAND_USES
from twin.linkage import titles
from twin.linkage.orphans import PAGE, WINDOW, WINDOWS
from twin.linkage.rates import EXPECTED

OWN = frozenset({"code", "name"})
"""Fields that each thing has for itself, so that it tells nothing where they differ."""


AFTER = Parameter(
    name="after",
    about="Only ties numbered above this: the next page begins at the last number told.",
    wants="the number of a “next” link",
    read=read_key,
    schema={"type": "integer", "minimum": 0},
)
RELATION = Parameter(
    name="relation",
    about="Only ties of this relation.",
    wants=f"one of {', '.join(titles.RELATIONS)}",
    read=choose(*titles.RELATIONS),
    schema={"type": "string", "enum": list(titles.RELATIONS)},
)
ORPHANS_AFTER = replace(
    AFTER,
    about="Only things numbered above this: the next page begins at the last number looked at.",
    default=0,
)
EXPECTS = tuple(relation.value for relation in EXPECTED)
ORPHANS_OF = Parameter(
    name="relation",
    about="What is not linked by this relation.",
    wants=f"one of {', '.join(EXPECTS)}",
    read=choose(*EXPECTS),
    schema={"type": "string", "enum": list(EXPECTS), "default": EXPECTS[0]},
    default=EXPECTS[0],
)
DISTRICTS = Parameter(
    name="districts",
    about="With `true` the rates are told of each district too, by where a thing or its building lies.",
    wants="“true” or “false”",
    read=read_boolean,
    schema={"type": "boolean", "default": False},
    default=False,
)
WORDS = {
    "links": Text("人房地关联审核", "Review of links"),
    "rates": Text("关联率", "Linkage rates"),
    "orphans": Text("未关联清单", "What is not linked"),
    "waiting": Text("条待审核", "await review"),
    "all": Text("全部关系", "All relations"),
    "empty": Text("没有待审核的关联。", "Nothing awaits review."),
    "none": Text("全部已关联。", "Everything is linked."),
    "confirm": Text("确认", "Confirm"),
    "reject": Text("否决", "Reject"),
    "score": Text("得分", "Score"),
    "method": Text("方法", "Method"),
    "reason": Text("理由", "Reason"),
    "relation": Text("关系", "Relation"),
    "kind": Text("种类", "Kind"),
    "dataset": Text("数据集", "Dataset"),
    "district": Text("区划", "District"),
    "districts": Text("按区划统计", "By district"),
    "share": Text("比率", "Rate"),
    "things": Text("总数", "In all"),
    "linked": Text("已关联", "Linked"),
    "proposed": Text("待审核", "Proposed"),
    "code": Text("编码", "Code"),
    "who": Text("审核人", "Decided by"),
    "hidden": Text("此处不显示个人信息。", "Nothing of persons is shown here."),
    "more": Text("下一页", "Next page"),
    "end": Text("没有更多了。", "There are no more."),
    "further": Text(
        "已查看的对象均已关联；请看下一页。", "All looked at so far are linked; see the next page."
    ),
    "shown": Text(
        f"每页至多查看 {WINDOW * WINDOWS // 10_000} 万个对象，列出其中至多 {PAGE} 条；"
        "完整清单用 manage.py link --orphans --out 导出。",
        f"A page looks at up to {WINDOW * WINDOWS:,} things and lists up to {PAGE}; "
        "manage.py link --orphans --out writes them all.",
    ),
    "findings": Text("登记数据的问题", "Faults of the registers"),
    "map": Text("返回地图", "Back to the map"),
}


class OfLinks(Resource):
    """What the addresses below `/links` share: they are for the housing bureau and administrators."""

    parameters: tuple[Parameter, ...] = (JSON_OR_HTML, LANG)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.viewer.groups & {HOUSING, ADMIN}:
            raise PermissionDenied(
                "Links are reviewed by the housing bureau and administrators; sign in at /login/."
            )

    def show(self, template: str, content: dict[str, Any]) -> HttpResponse:
        """The content as a page."""
        return self.render(template, WORDS, content)

    def title(self, among: dict[str, Text], id: str) -> str:
        """What something is called in the reader's language."""
        return among[id].in_(self.language)

    def word(self, tie: dict[str, Any]) -> dict[str, Any]:
        """A tie with its reason in the reader's language; empty where it is kept back."""
        return {**tie, "reason": tie["reason"].in_(self.language) if tie["reason"] else ""}

    def say(self, name: str, value: Any) -> Any:
        """A value as people read it: codes of land use in words, all else as it is."""
        return LAND_USES[value].in_(self.language) if name == "klass" and value in LAND_USES else value

    def translate(self, tie: dict[str, Any]) -> dict[str, Any]:
        """A tie in the reader's words."""
        sides = [tie["thing"], tie["target"]]
        names = list(dict.fromkeys(name for side in sides for name in side["fields"]))
        return {
            **self.word(tie),
            "relation": self.title(titles.RELATIONS, tie["relation"]),
            "method": self.title(titles.METHODS, tie["method"]),
            "sides": [{**side, "kind": self.title(titles.KINDS, side["kind"])} for side in sides],
            "rows": [
                (
                    self.title(titles.FIELDS, name),
                    name not in OWN,
                    *(self.say(name, side["fields"].get(name)) for side in sides),
                )
                for name in names
                if any(side["fields"].get(name) is not None for side in sides)
            ],
        }


class Links(OfLinks):
    """`/links`."""

    parameters = (AFTER, RELATION, JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The ties that await review."""
        relation = self.asked[RELATION.name]
        queue = linkage.tell_queue(self.viewer, relation, self.asked[AFTER.name])
        if self.wants_html():
            ties = [self.translate(tie) for tie in queue["ties"]]
            relations = [(id, title.in_(self.language)) for id, title in titles.RELATIONS.items()]
            content = {**queue, "ties": ties, "chosen": relation, "relations": relations}
            return self.show("links.html", content)
        links = [self.link_self()]
        if queue["next"] is not None:
            query = {"after": queue["next"], **({"relation": relation} if relation else {})}
            links.append(self.link("/links", "next", query=query))
        return self.send({**queue, "ties": [self.word(tie) for tie in queue["ties"]], "links": links})


class OneLink(OfLinks):
    """`/links/{number}`."""

    http_method_names = [*OfLinks.http_method_names, "post"]

    def find(self, number: int) -> dict[str, Any]:
        """The tie of that number, where there is one for the viewer."""
        tie = linkage.tell_tie(self.viewer, number) if number <= LARGEST_ID else None
        if tie is None:
            raise Http404(f"There is no link {number}.")
        return tie

    def get(self, request: Request, number: int) -> HttpResponse:
        """One tie."""
        tie = self.find(number)
        if not self.wants_html():
            return self.send(self.word(tie))
        return self.show("link.html", {"tie": self.translate(tie)})

    def post(self, request: Request, number: int) -> HttpResponse:
        """Confirm or reject it."""
        self.find(number)
        decision = self.sent("decision")
        if decision not in ("confirm", "reject"):
            raise RefusedError("Give a decision: “confirm” or “reject”.")
        linkage.decide(number, decision == "confirm", request.user.get_username())
        response = HttpResponse(status=303)
        response["Location"] = "/links?f=html"
        return response


class Rates(OfLinks):
    """`/links/rates`."""

    parameters = (DISTRICTS, JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """How much is linked, by relation, kind and source."""
        rates = linkage.tell_rates(self.viewer, self.asked[DISTRICTS.name])
        remarks = [
            {**asdict(one), "message": one.message.in_(self.language)}
            for one in linkage.tell_findings(self.viewer)
        ]
        if not self.wants_html():
            told = [{**asdict(rate), "share": rate.share} for rate in rates]
            return self.send({"rates": told, "findings": remarks})
        rows = [
            {
                **asdict(rate),
                "share": rate.percent,
                "relation": self.title(titles.RELATIONS, rate.relation),
                "kind": self.title(titles.KINDS, rate.kind),
            }
            for rate in rates
        ]
        return self.show(
            "rates.html", {"rates": rows, "findings": remarks, "districts": self.asked[DISTRICTS.name]}
        )


class Orphans(OfLinks):
    """`/links/orphans`."""

    parameters = (ORPHANS_OF, ORPHANS_AFTER, JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """A page of the things that are not linked by a relation, with the reason."""
        relation, after = self.asked[ORPHANS_OF.name], self.asked[ORPHANS_AFTER.name]
        page = linkage.turn_page(self.viewer, relation, after)
        orphans = [{**asdict(one), "reason": one.reason.in_(self.language)} for one in page.orphans]
        if self.wants_html():
            rows = [{**one, "kind": self.title(titles.KINDS, one["kind"])} for one in orphans]
            relations = [(id, self.title(titles.RELATIONS, id)) for id in EXPECTS]
            content = {"chosen": relation, "relations": relations, "after": after, "next": page.next}
            return self.show("orphans.html", {**content, "orphans": rows})
        links = [self.link_self()]
        if page.next is not None:
            query = {"relation": relation, "after": page.next}
            links.append(self.link("/links/orphans", "next", query=query))
        return self.send({"relation": relation, "orphans": orphans, "next": page.next, "links": links})


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("links", Links.as_view()),
        path("links/rates", Rates.as_view()),
        path("links/orphans", Orphans.as_view()),
        path("links/<int:number>", OneLink.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}

    def told(view: type[OfLinks]) -> list[dict[str, Any]]:
        return [parameter.tell() for parameter in view.parameters]

    return {
        "/links": describe_get("links", "Links that await review (for housing)", told(Links), both),
        "/links/{number}": describe_get("link", "One link (for housing)", [number, *told(OneLink)], both),
        "/links/rates": describe_get("linkRates", "Linkage rates (for housing)", told(Rates), both),
        "/links/orphans": describe_get(
            "linkOrphans", "What is not linked (for housing)", told(Orphans), both
        ),
    }


DOOR = Door(
    id="links",
    title=WORDS["links"],
    routes=routes,
    paths=paths,
    links=(Link(href="/links?f=html", rel="related", type=HTML, title=WORDS["links"], staff=True),),
)
