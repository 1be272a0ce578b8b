"""The Django app of the tiles: no models, templates and the web map."""

from django.apps import AppConfig
from django.conf import settings


class TilesConfig(AppConfig):
    """Draws what the twin tells."""

    name = "tiles"

    def ready(self) -> None:
        """Tiles that are kept are dropped by whoever changes rows, and looked after where they are served."""
        from tiles import dropping, keeper
        from twin import changes

        changes.droppers.append(dropping.drop)
        if settings.TWIN_SERVED:
            dropping.settle()
            keeper.start()
