"""The zones of the newest publication, brought onto the map with their figures, the protected ones too."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.utils import timezone

from spatial.hexagons import outline
from twin.changes import writing
from twin.models import AdminArea, Dataset, Load, PeopleZone, Publication, Source, Thing, srid_of
from twin.moving import bring

DATASET, GRID, AREAS = "people-figures", "h3-", "admin-"
DEGREES, MERCATOR = 4326, 3857
SQUARE_KILOMETRE = 1e6


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone that has a place; its footprint is in the twin's CRS."""

    form: str
    zoning: str
    zone: str
    name: str | None
    footprint: GEOSGeometry


def draw(publication: Publication) -> int:
    """Let the map show the figures of a publication in the place of those before; gives the zones drawn.

    Of the administrative levels the lowest is drawn, besides the grid. Zones without a place are not: where
    people live who are of no zone is not known.
    """
    counts = publication.counts.filter(dimension="persons", category="all")
    told = {(row.zoning, row.zone): (row.count, row.reason) for row in counts}
    with writing() as changed:
        changed.add(PeopleZone)
        load = note(publication)
        moment = load.moment
        standing = PeopleZone.objects.filter(recorded__upper_inf=True)
        for row in standing:
            row.recorded = (row.recorded.lower, moment)
        PeopleZone.objects.bulk_update(standing, ["recorded"])
        drawn = [make_row(zone, *told[zone.zoning, zone.zone], load) for zone in placed(told)]
        PeopleZone.objects.bulk_create(drawn, batch_size=1000)
    return len(drawn)


def note(publication: Publication) -> Load:
    """Where the rows come from: the publication, as the source of a load that is done with its figures."""
    figures = publication.counts.order_by("id").values_list(
        "zoning", "zone", "dimension", "category", "count"
    )
    content = repr(list(figures)).encode()
    dataset, _ = Dataset.objects.get_or_create(
        key=DATASET, defaults={"title": "Published figures of persons"}
    )
    source = Source.objects.create(
        dataset=dataset,
        file=f"publication {publication.pk}",
        sha256=sha256(content).hexdigest(),
        size=len(content),
        format="publication",
        reference_date=f"{timezone.localdate(publication.moment)}",
    )
    now = timezone.now()
    return Load.objects.create(
        source=source, who=publication.who, status=Load.Status.DONE, moment=now, ended=now
    )


def placed(told: dict[tuple[str, str], tuple[int | None, str]]) -> Iterator[Zone]:
    """The zones of the grid and of the lowest administrative level that have a place."""
    levels = {int(zoning.removeprefix(AREAS)) for zoning, _ in told if zoning.startswith(AREAS)}
    lowest = f"{AREAS}{max(levels, default=0)}"
    srid = srid_of(PeopleZone)
    ids = [int(zone) for zoning, zone in told if zoning == lowest and zone.isdecimal()]
    for area in AdminArea.objects.filter(recorded__upper_inf=True, thing__in=ids).order_by("thing_id"):
        yield Zone("area", lowest, str(area.thing_id), area.name, area.footprint)
    for zoning, zone in told:
        if zoning.startswith(GRID) and not zone.isalpha():
            cell = Polygon(outline(zone), srid=DEGREES)
            yield Zone("cell", zoning, zone, None, bring(cell, srid))


def make_row(zone: Zone, persons: int | None, reason: str, load: Load) -> PeopleZone:
    """A zone with its figure, from the moment of its publication on."""
    dataset = load.source.dataset
    code = f"{zone.zoning}/{zone.zone}"
    thing, _ = Thing.objects.get_or_create(dataset=dataset, kind="peoplezone", code=code)
    area = zone.footprint.area / SQUARE_KILOMETRE
    shape = bring(zone.footprint, MERCATOR)
    return PeopleZone(
        thing=thing,
        load=load,
        code=code,
        valid=(timezone.localdate(load.moment), None),
        recorded=(load.moment, None),
        digest=sha256(f"{code} {persons} {reason} {zone.footprint.wkt}".encode()).digest()[:16],
        footprint=zone.footprint,
        tile=shape,
        form=zone.form,
        zoning=zone.zoning,
        name=zone.name,
        persons=persons,
        density=None if persons is None else round(persons / area, 1),
        reason=reason or None,
    )
