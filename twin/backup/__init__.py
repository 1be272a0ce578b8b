"""Whole twins to a file and back: the database as PostgreSQL dumps it and the rasters that its rows name."""

from twin.backup.aside import tidy
from twin.backup.whole import back_up, restore

__all__ = ["back_up", "restore", "tidy"]
