"""Make up a population for the twin's buildings and bring it in, as two loads like any other."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from spatial.errors import RefusedError
from spatial.population.areas import locate, name_zones
from spatial.population.document import Brief, Part, write_document
from spatial.population.zones import MOST, Zone, read_controls
from twin.ingest import Order
from twin.management.commands import load
from twin.models import Openness
from twin.population.buildings import DEFAULT, count_buildings, read_areas, read_buildings
from twin.population.conservation import Figures, check, count, count_zones

DAY = date(2025, 1, 1)
HIGHEST_SEED = 2**32 - 1
LONGEST = 60
"""Characters of a name, of which each may take four of the 255 bytes that a file's name may have."""
# What is about persons is for those who work with the twin, and so are their employers.
OPENNESS = {Part.LAND: None, Part.PEOPLE: Openness.LIMITED}


class Command(load.Command):
    help = (
        "Make up parcels, houses, dwellings, households, persons, enterprises and workplaces for the "
        "buildings of the twin, and load them. The same buildings and seed give the same population."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="which population (1)")
        parser.add_argument(
            "--population", type=int, metavar="N", help="how many people (default: as many as suit the homes)"
        )
        parser.add_argument(
            "--controls",
            type=Path,
            metavar="CSV",
            help="what zones must have exactly: columns zone (code or name), population, households, jobs",
        )
        parser.add_argument(
            "--zones", default=DEFAULT, metavar="LAYER", help=f"the layer whose areas are zones ({DEFAULT})"
        )
        parser.add_argument(
            "--day", type=date.fromisoformat, default=DAY, metavar="DATE", help=f"the day it is of ({DAY})"
        )
        parser.add_argument(
            "--dataset", default="generated", help="what its two datasets -land and -people are called by"
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would change, then undo it")
        parser.add_argument("--who", default="", help="in whose name (default: the system's user)")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_odd(options["seed"], options["population"])
        refuse_path(options["dataset"])
        areas = read_areas(options["zones"])
        zones = name_zones(areas)
        if options["controls"]:
            zones = read_controls(options["controls"], zones)
        paths = {part: self.write(part, zones, areas, options) for part in Part}
        for part, path in paths.items():
            order = Order(
                dataset=name(options["dataset"], part), rehearse=options["dry_run"], openness=OPENNESS[part]
            )
            if not self.bring(path, order, options["who"]):
                raise CommandError(f"The population was not loaded: its {part} was refused.")
        if not options["dry_run"]:
            self.prove(options["dataset"], options["day"], zones)

    def write(self, part: Part, zones: list[Zone], areas: list[Any], options: dict[str, Any]) -> Path:
        """The file of one half, in the data directory."""
        folder: Path = settings.INSTANCE.data_dir / "generated"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name(options['dataset'], part)}-{options['seed']}.jsonl"
        brief = Brief(
            part=part,
            seed=options["seed"],
            population=options["population"],
            day=options["day"],
            crs=settings.TWIN_CRS,
            zones=tuple(zones),
        )
        number = write_document(path, brief, locate(read_buildings(), areas))
        if not number:
            raise RefusedError("The twin holds no buildings to make up a population for; load some first.")
        if part is Part.LAND and (bare := count_buildings() - number):
            self.stdout.write(f"{bare} buildings have no area and were left out.")
        return path

    def prove(self, dataset: str, day: date, zones: list[Zone]) -> None:
        """Tell the totals and see that they add up."""
        land, people = (name(dataset, part) for part in Part)
        figures = count(land, people, day.year)
        for line in tell(figures):
            self.stdout.write(f"  {line}")
        broken = []
        for one in check(figures, count_zones(land, people), zones):
            self.stdout.write(f"  {'holds' if one.holds else 'FAILS'}: {one.words} ({one.one}, {one.other})")
            if not one.holds:
                broken.append(one.words)
        if broken:
            raise CommandError(f"What was loaded does not add up: {'; '.join(broken)}.")


def name(dataset: str, part: Part) -> str:
    """The dataset of one half."""
    return f"{dataset}-{part}"


def refuse_odd(seed: int, population: int | None) -> None:
    """See that the numbers can be taken."""
    for told, number, most in (("--seed", seed, HIGHEST_SEED), ("--population", population, MOST)):
        if number is not None and not 0 <= number <= most:
            raise CommandError(f"{told} must be a whole number from 0 to {most}, not {number}.")


def refuse_path(dataset: str) -> None:
    """See that the name can be that of a file, which it becomes."""
    if not dataset or not dataset.isprintable() or Path(dataset).name != dataset or len(dataset) > LONGEST:
        raise CommandError(
            f"--dataset must be a name of 1 to {LONGEST} characters without “/”, not “{dataset}”."
        )


def tell(figures: Figures) -> list[str]:
    """The totals in words."""
    people, homes, households = figures["population"], figures["dwellings"], figures["households"]
    states = ("occupied", "vacant", "uninhabitable", "unknown")
    seekers = figures["employed"] + figures["unemployed"]
    return [
        f"{people} people in {households} households ({figures['collective']} collective), "
        f"{share(figures['members'], households)} to one",
        f"{homes} dwellings: {', '.join(f'{figures[state]} {state}' for state in states)}",
        f"vacant {percent(figures['vacant'], homes)}; {share(figures['lived_in'], people)} m2 to a person",
        f"under 15: {percent(figures['young'], people)}, 60 and over: {percent(figures['old'], people)}",
        f"{figures['jobs']} jobs, {figures['filled']} filled",
        f"{percent(figures['unemployed'], seekers)} of those who would work have no job",
    ]


def share(part: float, whole: int) -> str:
    """So much to one; a dash where there is none."""
    return f"{part / whole:.2f}" if whole else "—"


def percent(part: int, whole: int) -> str:
    """A share in percent; a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "—"
