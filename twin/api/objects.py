"""An object in the words of a language: one document, sent as JSON and laid out as its permanent page."""

from typing import Any
from urllib.parse import quote

from twin import access
from twin.api.cards import KINDS, Teller, name_scheme, write
from twin.card import has_cards
from twin.layer import Layer
from twin.moving import bring

WGS84 = 4326


class ObjectTeller(Teller):
    """Tells objects to one viewer in one language."""

    def __init__(self, viewer: access.Viewer, language: str, root: str) -> None:
        super().__init__(language, root)
        self.viewer = viewer

    def tell_object(self, known: access.Known) -> dict[str, Any]:
        """The whole document."""
        origin = access.tell_origin(self.viewer, known.row, known.times)
        values = {field.name: getattr(known.row, field.source) for field in known.fields}
        return {
            **self.tell_briefly(known),
            "dataset": known.thing.dataset.title or known.thing.dataset.key,
            "collections": [self.tell_collection(layer, known) for layer in known.layers],
            "card": f"{self.root}/card/{known.thing.pk}" if is_carded(known) else None,
            "bbox": known.row.footprint and list(bring(known.row.footprint, WGS84).extent),
            "properties": {name: write(value) for name, value in values.items()},
            "fields": [
                {
                    "name": field.name,
                    "title": self.say(field.title),
                    "value": write(values[field.name]),
                    "shown": None if field.type == "object" else self.show(field, values[field.name]),
                    "unit": field.unit,
                }
                for field in known.fields
            ],
            "codes": [
                {
                    **one,
                    "title": self.say(name_scheme(one["scheme"])),
                    "href": f"{self.root}/id/{quote(one['scheme'], safe='')}/{quote(one['code'])}",
                }
                for one in origin["codes"]
            ],
            "valid": [write(day) for day in known.valid],
            "recorded": [write(known.row.recorded.lower), write(known.ended)],
            "source": origin["source"],
            "load": {**origin["load"], "when": write(origin["load"]["when"])},
        }

    def tell_briefly(self, known: access.Known) -> dict[str, Any]:
        """What it is, and whether it stands."""
        [kind, *_] = [layer.title for layer in known.layers] or [KINDS[known.thing.kind]]
        return {
            "id": known.thing.pk,
            "title": known.title,
            "kind": known.thing.kind,
            "kind_title": self.say(kind),
            "uri": f"{self.root}{quote(known.thing.uri)}",
            "page": f"{self.root}/objects/{known.thing.pk}",
            "stands": known.stands,
            "ended": write(known.ended),
        }

    def tell_collection(self, layer: Layer, known: access.Known) -> dict[str, Any]:
        """A collection that holds it; `item` is None where none of its features does now."""
        here = f"{self.root}/collections/{layer.id}"
        item = f"{here}/items/{known.thing.pk}"
        return {
            "id": layer.id,
            "title": self.say(layer.title),
            "href": here,
            "item": item if known.stands else None,
            "versions": f"{item}/versions",
        }


def is_carded(known: access.Known) -> bool:
    """Whether it has a house ID card."""
    if not known.layers:
        return True
    return any(has_cards(layer, known.thing.kind) for layer in known.layers)


def flatten(value: Any, name: str = "") -> list[tuple[str, Any]]:
    """What is nested as pairs of a dotted name and a plain value; a value that is plain has no name."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    )
    if not inner:
        return [(name, value)]
    return [pair for key, one in inner for pair in flatten(one, f"{name}.{key}" if name else str(key))]
