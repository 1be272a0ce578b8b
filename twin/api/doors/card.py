"""The house ID card (房屋身份证) of a building, house or dwelling: a document, and a page that prints."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.request import Request

from spatial.drawings import Mark, draw_site, draw_solid, frame_site
from spatial.text import Text
from twin.access.personal import Reading
from twin.access.purposes import PURPOSES
from twin.api.cards import CARD, Teller, stack_homes
from twin.api.qr import draw_code
from twin.api.residents import lay_out
from twin.card import Card, gather
from twin.card.card import Shown, Site
from twin.door import Door
from twin.doorway.bearing import number_of
from twin.doorway.describing import describe_get
from twin.doorway.parameters import JSON_OR_HTML, LANG
from twin.doorway.resource import HTML, JSON, Resource

WORDS = {
    "card": CARD,
    "map": Text("返回地图", "Back to the map"),
    "print": Text("打印", "Print"),
    "uri": Text("永久标识", "Permanent id"),
    "codes": Text("编码", "Codes"),
    "unknown": Text("未知", "unknown"),
    "outline_alone": Text("来源只给出轮廓。", "Its source tells its outline alone."),
    "withheld": Text("受保护（需登录）", "protected (sign in)"),
    "gone": Text(
        "已不再存在于来源中，以下为最后状态", "No longer told by its source; this is its last state"
    ),
    "source": Text("来源", "Source"),
    "picture": Text("建筑三维图", "The building in 3D"),
    "extruded": Text("由轮廓与高度拉伸", "footprint raised to its height"),
    "no_height": Text("高度未知，仅示轮廓", "height unknown, footprint alone"),
    "no_site": Text("尚未与任何建筑轮廓关联，位置未知。", "Tied to no footprint yet; its place is unknown."),
    "plan": Text("位置示意图", "Location"),
    "homes": Text("户（套）一览", "Dwellings"),
    "count": Text("套数", "Dwellings"),
    "sum_area": Text("建筑面积合计", "Gross floor area in all"),
    "without_area": Text("套面积未知", "without an area"),
    "beyond": Text("仅列前 2000 套", "the first 2000 are listed"),
    "no_homes": Text("尚无户（套）与之关联。", "No dwellings are tied to it yet."),
    "staircase": Text("单元", "Staircase"),
    "floor": Text("层", "Floor"),
    "occupancy": Text("居住情况", "Occupancy"),
    "households": Text("户数（家庭）", "Households"),
    "persons": Text("人数", "Persons"),
    "protected": Text("受保护", "protected"),
    "below": Text("少于下限的数不显示，下限为", "Counts below the threshold are not shown; it is"),
    "no_occupants": Text(
        "尚无人口与之关联，不等于空置。", "Nobody is tied to it yet, which does not mean vacant."
    ),
    "purpose": Text("查询目的", "Purpose"),
    "note": Text("事由（可填案号）", "Why (a case number, say)"),
    "audited": Text("查询将连同目的记入审计链。", "The read goes into the audit chain with its purpose."),
    "read": Text("查看居住人员", "Show who lives here"),
    "hazards": Text("灾害风险", "Hazards"),
    "exposed": Text("受影响", "Exposed"),
    "modelled": Text("已建模，未受影响", "Modelled, not exposed"),
    "not_modelled": Text("未建模（不等于安全）", "Not modelled (which does not mean safe)"),
    "pipes": Text("地下管线", "Pipelines"),
    "reach": Text("以内", "within"),
    "under": Text("楼下", "under it"),
    "pipes_closed": Text("管线图层未向您开放。", "Pipelines are not open to you."),
    "pipes_none": Text("所载管线数据中此范围内无记录。", "None is recorded there in the data held."),
    "pipes_unheld": Text("尚未载入管线数据。", "No pipeline data are held."),
    "section": Text("断面 mm", "Section, mm"),
    "material": Text("材质", "Material"),
    "level": Text("埋深/高程", "Level"),
    "distance": Text("距离", "Distance"),
    "more": Text("另有更多", "and more"),
    "conflicts": Text("来源不一致", "Where sources differ"),
    "no_conflicts": Text("各来源无不一致。", "No sources differ."),
    "counts_as": Text("采用", "counts"),
    "since": Text("自", "since"),
    "unsettled": Text("待核定", "awaits a ruling"),
    "history": Text("历史", "History"),
    "first": Text("首次录入", "First recorded"),
    "changed": Text("变更", "Changed"),
    "ended": Text("来源不再列出", "No longer in its source"),
    "reshaped": Text("几何形状变更", "its shape"),
    "valid": Text("生效", "valid from"),
    "load": Text("加载", "Load"),
    "sources": Text("数据来源", "Sources"),
    "printed": Text("打印时间", "Printed"),
    "earlier": Text("更早的记录见永久标识。", "Earlier history: see the permanent id."),
    "as_viewer": Text("按您的权限显示", "Shown as your account may see it"),
    "sign_in": Text("登录", "sign in"),
    "signed_out": Text("未登录，仅显示公开内容", "Not signed in: open content alone"),
}


class OneCard(Resource):
    """`/card/{id}`."""

    http_method_names = [*Resource.http_method_names, "post"]
    asks_by = ("POST",)
    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request, number: int) -> HttpResponse:
        """The card as the viewer may see it, without rows about persons."""
        return self.answer(gather(self.viewer, number, drawn=self.wants_html()))

    def post(self, request: Request, number: int) -> HttpResponse:
        """The card with who lives there, for the purpose given; the read is audited."""
        reading = Reading(
            viewer=self.viewer,
            who=request.user.get_username(),
            purpose=self.sent("purpose"),
            door=request.path,
            note=self.sent("note"),
            token=number_of(request),
        )
        response = self.answer(gather(self.viewer, number, reading, self.wants_html()))
        response["Cache-Control"] = "no-store"
        return response

    def answer(self, card: Card) -> HttpResponse:
        """The card in the form asked for."""
        teller = Teller(self.language, self.root)
        told = teller.tell(card)
        if not self.wants_html():
            page = self.link(self.request.path, "alternate", HTML, query={"f": "html"})
            return self.send({**told, "links": [self.link_self(), page]})
        words = {name: text.in_(self.language) for name, text in WORDS.items()}
        content = {
            "card": told,
            "words": words,
            "language": self.language,
            "units": stack_homes(told["dwellings"]["listed"]) if told["dwellings"] else [],
            "qr": draw_code(told["uri"]),
            "picture": draw_picture(card.site, words) if card.site else None,
            "plan": draw_plan(card, words) if card.site else None,
            "extruded": card.site.extruded if card.site else False,
            "height": card.site.height if card.site else None,
            "purposes": self.list_purposes() if card.occupancy.shown is Shown.ASKS else [],
            "people": [
                (words[kind], [lay_out(row, self.language) for row in told["occupancy"][f"{kind[:-1]}_rows"]])
                for kind in ("households", "persons")
            ],
            "signed_in": self.signed_in,
        }
        return render(self.request, "card.html", content)

    def list_purposes(self) -> list[tuple[str, str]]:
        """The purposes this viewer may read for."""
        return [
            (one.id, one.title.in_(self.language))
            for one in PURPOSES.values()
            if one.groups & self.viewer.groups
        ]


def draw_picture(site: Site, words: dict[str, str]) -> str | None:
    """The building in 3D as SVG."""
    return draw_solid(site.faces, words["picture"])


def draw_plan(card: Card, words: dict[str, str]) -> str:
    """The building among its neighbours, on its parcel, with the pipelines beside it."""
    site = card.site
    assert site is not None
    pipes = card.pipes.near if card.pipes else ()
    marks = [
        *(Mark("parcel", shape) for shape in site.parcels),
        *(Mark("road", shape) for shape in site.roads),
        *(Mark("neighbour", shape) for shape in site.neighbours),
        *(Mark("pipe", pipe.line, pipe.colour) for pipe in pipes),
        Mark("subject", site.footprint),
    ]
    return draw_site(frame_site(site.footprint), marks, words["plan"])


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("card/<int:number>", OneCard.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
    parameters = [number, *(parameter.tell() for parameter in OneCard.parameters)]
    both = {JSON: {"type": "object"}, HTML: {"type": "string"}}
    return {
        "/card/{number}": describe_get("card", "The card of a house, dwelling or building", parameters, both)
    }


DOOR = Door(id="card", title=WORDS["card"], routes=routes, paths=paths)
