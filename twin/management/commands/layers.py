"""The layers: listed; the published ones titled, opened or closed to groups, unpublished."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from twin import changes, published
from twin.doorway.command import TwinCommand
from twin.layer import EVERYONE, Sensitivity, layers
from twin.models import Published


class Command(TwinCommand):
    help = (
        "List the layers, or change a published one: titles, audience, a field's sensitivity, how it looks "
        "from afar; unpublish it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("layer", nargs="?", help="a published layer")
        parser.add_argument("--zh", help="its title in Chinese")
        parser.add_argument("--en", help="its title in English")
        parser.add_argument("--audience", action="append", choices=sorted(EVERYONE), help="a group it is for")
        parser.add_argument("--field", help="the column the next options are about")
        parser.add_argument("--sensitivity", choices=[one.value for one in Sensitivity])
        parser.add_argument(
            "--overview",
            choices=["on", "off", "whole"],
            help="whether tiles of low zooms merge what is small, leave it out, or show every row",
        )
        parser.add_argument("--unpublish", action="store_true", help="take the layer away; its rows are kept")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["layer"] is None:
            self.tell()
            return
        row = Published.objects.filter(layer=options["layer"], removed__isnull=True).first()
        if row is None:
            raise CommandError(
                f"There is no published layer “{options['layer']}”; `manage.py layers` lists them."
            )
        self.change(row, options)
        row.edition += 1
        with transaction.atomic():
            row.save()
            changes.show_anew(published.model_of(row))
        self.stdout.write(f"{row.layer} {'is unpublished' if row.removed else 'is changed'}.")

    def change(self, row: Published, options: dict[str, Any]) -> None:
        """Write the options into the describing row; titles are a field's where one is named."""
        titles = {name: options[name] for name in ("zh", "en") if options[name]}
        if options["field"]:
            column = next((one for one in row.columns if one["name"] == options["field"]), None)
            if column is None:
                names = ", ".join(one["name"] for one in row.columns)
                raise CommandError(f"{row.layer} has no field “{options['field']}”; it has {names}.")
            column.update(titles)
            if options["sensitivity"]:
                column["sensitivity"] = options["sensitivity"]
        else:
            row.title_zh, row.title_en = titles.get("zh", row.title_zh), titles.get("en", row.title_en)
        if options["audience"]:
            row.audience = sorted(set(options["audience"]))
        if options["overview"]:
            row.overview, row.abridged = options["overview"] == "on", options["overview"] != "whole"
        if options["unpublish"]:
            row.removed = timezone.now()

    def tell(self) -> None:
        """Every layer with its title and audience."""
        for layer in sorted(layers, key=lambda layer: layer.order):
            self.stdout.write(f"{layer.id}: {layer.title.zh} / {layer.title.en}")
        for row in Published.objects.filter(removed__isnull=True).order_by("id"):
            audience = "everyone" if set(row.audience) == EVERYONE else ", ".join(row.audience)
            self.stdout.write(f"{row.layer}: {row.title_zh} / {row.title_en} (published, for {audience})")
