"""Rows that loads left out: listed, and written out to be mended and loaded again."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from twin.doorway.command import TwinCommand
from twin.ingest.quarantine import features, waiting
from twin.models import Dataset, Published, Quarantined


class Command(TwinCommand):
    help = "List the rows of a dataset that were left out for their errors and have not come again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dataset", nargs="?", help="the dataset's key (default: all)")
        parser.add_argument(
            "--out",
            type=Path,
            help="write the rows, as they were read, to a file: GeoJSON to mend and load, or JSON",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        datasets = Dataset.objects.order_by("key")
        if options["dataset"]:
            datasets = datasets.filter(key=options["dataset"])
            if not datasets.exists():
                raise CommandError(f"There is no dataset {options['dataset']}; `manage.py loads` names them.")
        rows = [row for dataset in datasets for row in waiting(dataset)]
        for row in rows:
            self.stdout.write(f"{row.load.source.dataset.key} {row.object}: {'; '.join(row.reasons)}")
        self.stdout.write(
            f"{len(rows)} rows wait. Mend them and load them with --partial --dataset KEY (or --as LAYER)."
        )
        if options["out"]:
            self.write_out(rows, options["out"])

    def write_out(self, rows: list[Quarantined], out: Path) -> None:
        """Write the rows: those of one published table as GeoJSON that can be loaded, else as plain JSON."""
        datasets = {row.load.source.dataset_id for row in rows}
        of = Published.objects.filter(dataset__in=datasets, removed__isnull=True)
        layer = of.values_list("layer", flat=True).first() if len(datasets) == 1 else None
        content: Any = [{"object": row.object, "reasons": row.reasons, "row": row.content} for row in rows]
        if layer:
            content = features(rows)
            self.stdout.write(f"Mend {out}, then: python3 manage.py load {out} --partial --as {layer}")
        try:
            out.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise CommandError(
                f"{out} cannot be written ({error.strerror}); choose another place."
            ) from error
