"""The Django app of the tiles: no models, templates and the web map."""

from django.apps import AppConfig


class TilesConfig(AppConfig):
    """Draws what the twin tells."""

    name = "tiles"
