"""The Django app of the twin: its models, its gate and the doors of REST and command line."""

from django.apps import AppConfig


class TwinConfig(AppConfig):
    """The models' home."""

    name = "twin"
    verbose_name = "城市信息模型 CIM"
