"""The Django app of the twin: its models, its gate and the doors of REST and command line."""

from django.apps import AppConfig
from django.conf import settings

from spatial.crs import local


class TwinConfig(AppConfig):
    """The models' home."""

    name = "twin"
    verbose_name = "城市信息模型 CIM"

    def ready(self) -> None:
        """The city's own coordinate system is known to whoever reads coordinates."""
        local.install(settings.TWIN_LOCAL_CRS)
