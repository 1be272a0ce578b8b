"""The Django app of the tiles: no models, templates and the web map."""

from django.apps import AppConfig


class TilesConfig(AppConfig):
    """Draws what the twin tells."""

    name = "tiles"

    def ready(self) -> None:
        """Whoever changes rows drops the tiles that show them."""
        from tiles import dropping
        from twin import changes

        changes.droppers.append(dropping.drop)
