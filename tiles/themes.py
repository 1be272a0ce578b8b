"""Themes: which layers answer one question together, offered by the map above its list of layers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spatial.text import Text
from twin.layer import Layer

GROUND = ("admin-areas", "water", "roads")
"""What a reader finds the way by, under every theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A question and the layers that answer it; it is offered where the first of them holds rows."""

    id: str
    title: Text
    layers: tuple[str, ...]


THEMES = (
    Theme(id="overview", title=Text("人房地总览", "Overview"), layers=("housing-density", "parcels")),
    Theme(id="land-use", title=Text("宗地用途", "Land use"), layers=("parcels",)),
    Theme(id="land-as-used", title=Text("土地利用现状", "Land as used"), layers=("land-use",)),
    Theme(id="land-supply", title=Text("土地供应", "Land supply"), layers=("land-supply",)),
    Theme(id="housing-use", title=Text("房屋用途", "Houses by use"), layers=("housing-use",)),
    Theme(id="housing-age", title=Text("建成年代", "Age"), layers=("housing-age",)),
    Theme(id="housing-safety", title=Text("安全等级", "Safety"), layers=("housing-safety",)),
    Theme(id="housing-vacancy", title=Text("空置", "Vacancy"), layers=("housing-vacancy",)),
    Theme(id="people-by-zone", title=Text("分区人口", "People by zone"), layers=("people-by-zone",)),
    Theme(id="people-by-cell", title=Text("网格人口", "People by cell"), layers=("people-by-cell",)),
)


def offer(held: Sequence[Layer], language: str) -> list[dict[str, Any]]:
    """The themes for a viewer to whom these layers are shown; `on` are all layers a theme switches on."""
    known = {layer.id for layer in held}
    return [
        {
            "id": theme.id,
            "title": theme.title.in_(language),
            "layers": [id for id in theme.layers if id in known],
            "on": [id for id in (*theme.layers, *GROUND) if id in known],
        }
        for theme in THEMES
        if theme.layers[0] in known
    ]
