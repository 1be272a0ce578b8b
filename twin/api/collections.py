"""What the resources below `/collections` share: how a collection is told, and in which system features."""

from typing import Any

from django.http import HttpResponse

from twin import access
from twin.api.schemas import SCHEMA
from twin.door import doors
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter
from twin.doorway.resource import GEOJSON, HTML, Resource
from twin.doorway.systems import CRS84, System, known, name_storage
from twin.layer import Layer

SCHEMA_REL = "http://www.opengis.net/def/rel/ogc/1.0/schema"
QUERYABLES_REL = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
SORTABLES_REL = "http://www.opengis.net/def/rel/ogc/1.0/sortables"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


class OfCollections(Resource):
    """What the addresses below `/collections` share."""

    parameters: tuple[Parameter, ...] = (JSON_OR_HTML, LANG)

    def describe(self, layer: Layer, state: access.State) -> dict[str, Any]:
        """A collection (OGC 17-069r4 §7.14, 18-058r1 §6.2)."""
        here = f"/collections/{layer.id}"
        [layer] = access.dress([layer], {layer.id: state})
        title = layer.title.in_(self.language)
        extent: dict[str, Any] = {"temporal": {"interval": [[None, None]], "trs": GREGORIAN}}
        if state.extent:
            extent["spatial"] = {"bbox": [state.extent], "crs": CRS84.uri}
        return {
            "id": layer.id,
            "title": title,
            "description": layer.about.in_(self.language),
            "links": [
                self.link(here, "self"),
                self.link(here, "alternate", HTML, query={"f": "html"}),
                self.link(f"{here}/items", "items", GEOJSON, title),
                self.link(f"{here}/schema", SCHEMA_REL, SCHEMA),
                self.link(f"{here}/feature-schema", "describedby", SCHEMA),
                self.link(f"{here}/queryables", QUERYABLES_REL, SCHEMA),
                self.link(f"{here}/sortables", SORTABLES_REL, SCHEMA),
                *(
                    self.link(one.href, one.rel, one.type, one.title.in_(self.language))
                    for door in doors
                    for one in door.of_collection(layer)
                ),
            ],
            "extent": extent,
            "itemType": "feature",
            "crs": [system.uri for system in known()],
            "storageCrs": name_storage(access.srid(layer)),
        }

    def send_features(self, body: dict[str, Any], system: System) -> HttpResponse:
        """Features in a system, which a header tells (OGC 18-058r1 §6.5)."""
        response = self.send(body, GEOJSON)
        response["Content-Crs"] = f"<{system.uri}>"
        return response
