"""Statistics of a collection: its features grouped, counted and measured."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.access.people import tells_of_people
from twin.api.aggregation import forms
from twin.api.aggregation.cells import count_cells
from twin.api.aggregation.counting import count_groups
from twin.api.aggregation.groupings import GROUP_BY, Grouping, read_grouping, refuse
from twin.api.aggregation.groups import ORDER, Groups
from twin.api.aggregation.limits import bounded
from twin.api.aggregation.measures import MEASURES, Measure, read_measures
from twin.api.aggregation.people import CITY, draw_people, read_declared, tell_people
from twin.api.asking import ROWS, choose_rows, find_times
from twin.api.listings import show_groups
from twin.door import Door, Link
from twin.doorway.comparing import comparable, equality
from twin.doorway.describing import FIELDS, describe_get, offer, refer
from twin.doorway.parameters import LANG, Parameter, choose
from twin.doorway.resource import GEOJSON, HTML, JSON, Resource
from twin.layer import Layer, Sensitivity

CSV = "text/csv"
MEDIA = {"json": JSON, "html": HTML, "csv": CSV, "geojson": GEOJSON}
FORMS = tuple(MEDIA)
FORM = Parameter(
    name="f",
    about="The form of the answer; “geojson” tells areas and cells with their shapes. Without it, Accept "
    "decides between “json” and “html”.",
    wants=f"one of {', '.join(FORMS)}",
    read=choose(*FORMS),
    schema={"type": "string", "enum": list(FORMS)},
)
TITLE = Text("统计", "Statistics")


class Aggregate(Resource):
    """`/collections/{collectionId}/aggregate`."""

    parameters = (GROUP_BY, MEASURES, ORDER, *ROWS, FORM, LANG)
    of_people = (GROUP_BY, FORM, LANG)

    def accepted(self, **kwargs: Any) -> Iterable[Parameter]:
        self.layer = access.layer(self.viewer, kwargs["collection"])
        # What tells of persons is for whoever reads single rows with a purpose, and not to be added up.
        self.fields = [
            field
            for field in access.columns(self.viewer, self.layer)
            if field.sensitivity is not Sensitivity.PERSONAL
        ]
        self.compared = comparable(self.fields, self.parameters)
        return [*self.parameters, *map(equality, self.compared)]

    def get(self, request: Request, collection: str) -> HttpResponse:
        """The groups of the features that meet every condition, with what is measured of them."""
        if tells_of_people(self.layer):
            return self.tell_published()
        times = find_times(self.asked)
        grouping = read_grouping(self.asked[GROUP_BY.name], self.viewer, times, self.fields)
        measures = read_measures(self.asked[MEASURES.name], self.fields)
        found = access.rows(self.viewer, self.layer, times)
        rows = choose_rows(found, self.layer, self.asked, self.fields, self.parameters)
        with bounded() as deadline:
            groups = self.count(rows, grouping, measures, deadline)
            told = forms.tell(grouping, measures, groups, self.language)
            places = grouping.places.name if grouping.places else None
            return self.give(told, places, lambda: forms.draw_places(grouping, groups))

    def count(
        self, rows: QuerySet[Any], grouping: Grouping, measures: list[Measure], deadline: float
    ) -> Groups:
        """The groups of the rows: by cells the twin's own way, else the database's."""
        order = self.asked[ORDER.name]
        if grouping.places and not grouping.places.zoning:
            return count_cells(rows, grouping, measures, order, deadline)
        return count_groups(rows, access.srid(self.layer), grouping, measures, order)

    def tell_published(self) -> HttpResponse:
        """The figures about people by a declared zoning and dimension, as they are published."""
        given = self.request.query_params
        zoning, dimension = read_declared(self.asked[GROUP_BY.name], given, self.of_people)
        told = tell_people(self.viewer, zoning, dimension, self.language)
        zones = [group["keys"][zoning] for group in told["groups"]]
        drawn = None if zoning == CITY else zoning
        return self.give(told, drawn, lambda: draw_people(self.viewer, zoning, zones))

    def give(self, told: dict[str, Any], places: str | None, draw: Callable[[], Any]) -> HttpResponse:
        """The answer in the form asked for; shapes are drawn where that form has them."""
        form = self.asked[FORM.name] or ("html" if self.wants_html() else "json")
        if form == "csv":
            response = HttpResponse(forms.write_csv(told), content_type=CSV)
            response["Content-Disposition"] = f'attachment; filename="{self.layer.id}-aggregate.csv"'
            return response
        if form == "geojson" and places is None:
            raise refuse("Only areas and cells have shapes; group by “zone:” or “h3:” too, or give f=json.")
        others = [one for one in FORMS if one != form and (places or one != "geojson")]
        asked = {name: value for name, value in self.request.query_params.items() if name != FORM.name}
        here = self.request.path
        links = [
            self.link_self(MEDIA[form]),
            self.link(f"/collections/{self.layer.id}", "collection"),
            *(self.link(here, "alternate", MEDIA[one], query={**asked, "f": one}) for one in others),
        ]
        if form == "geojson":
            body = forms.write_geojson(told, draw(), places or "")
            return self.send({**body, "links": links}, GEOJSON)
        title = self.layer.title.in_(self.language)
        body = {"collection": self.layer.id, "title": title, "links": links, **told}
        return show_groups(self, TITLE, self.layer, body) if form == "html" else self.send(body)


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("collections/<str:collection>/aggregate", Aggregate.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    return {
        "/collections/{collectionId}/aggregate": describe_get(
            "aggregate",
            "Its features grouped, counted and measured",
            [
                refer("parameters", "collectionId"),
                *(parameter.tell() for parameter in Aggregate.parameters),
                FIELDS,
            ],
            {**offer(JSON), CSV: {"type": "string"}, GEOJSON: {"type": "object"}},
            **{"503": refer("responses", "problem")},
        )
    }


def link_aggregate(layer: Layer) -> list[Link]:
    """The way to a collection's statistics."""
    return [Link(href=f"/collections/{layer.id}/aggregate", rel="related", type=JSON, title=TITLE)]


DOOR = Door(id="aggregates", title=TITLE, routes=routes, paths=paths, of_collection=link_aggregate)
