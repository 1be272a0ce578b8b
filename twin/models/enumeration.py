"""A column of one of few words, kept as an enumeration of the database: four bytes, whatever the word."""

from typing import Any

from django.contrib.gis.db import models


class EnumerationField(models.TextField):  # type: ignore[type-arg]
    """A word of the enumeration `name`, which a migration makes; Python and SQL write it as text."""

    def __init__(self, *args: Any, name_in_database: str, **values: Any) -> None:
        self.name_in_database = name_in_database
        super().__init__(*args, **values)

    def deconstruct(self) -> Any:
        """What makes the field again."""
        name, path, args, values = super().deconstruct()
        return name, path, args, {**values, "name_in_database": self.name_in_database}

    def db_type(self, connection: Any) -> str:
        """The enumeration's name."""
        return self.name_in_database
