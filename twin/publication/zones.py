"""The zones of a publication as rows with shapes: what differs is opened anew, what is over is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import numpy as np
import orjson
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.utils import timezone

from spatial.crs import LONLAT, move
from spatial.hexagons import outline
from twin.access.people import PROTECTED, Figures, protected_counts
from twin.changes import WEB_MERCATOR, writing
from twin.models import AdminArea, Dataset, Load, PeopleZone, Publication, Source, Thing
from twin.publication.counting import OUTSIDE, UNKNOWN

DATASET, KIND = "people-by-zone", "peoplezone"
AREA, LARGER, HEXAGON = "area", "larger", "hexagon"
NOWHERE = {UNKNOWN, OUTSIDE}
SQUARE_KILOMETRE = 1e6


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with its shape in the storage system and on the tiles."""

    zoning: str
    part: str
    code: str
    name: str | None
    footprint: GEOSGeometry
    tile: GEOSGeometry


def draw(publication: Publication) -> int:
    """Keep the rows of the zones in step with a publication; how many zones have a shape."""
    now = timezone.now()
    figures = {name: protected_counts(name).zones for name in publication.zonings}
    wanted = {f"{zone.zoning}/{zone.code}": zone for zone in shaped(figures)}
    digests = {code: digest(zone, figures[zone.zoning][zone.code]) for code, zone in wanted.items()}
    with writing() as changed:
        standing = PeopleZone.objects.filter(recorded__upper_inf=True)
        kept = {row.code: bytes(row.digest) for row in standing.only("code", "digest")}
        over = [code for code, known in kept.items() if digests.get(code) != known]
        fresh = [code for code, known in digests.items() if kept.get(code) != known]
        for row in standing.filter(code__in=over):
            row.recorded = (row.recorded.lower, now)
            row.save(update_fields=["recorded"])
        load = book(publication, now, {"opened": len(fresh), "closed": len(over)})
        PeopleZone.objects.bulk_create(
            row_of(load, wanted[code], figures[wanted[code].zoning][wanted[code].code], digests[code])
            for code in fresh
        )
        if fresh or over:
            changed.add(PeopleZone)
    return len(wanted)


def shaped(figures: Mapping[str, Mapping[str, Figures]]) -> Iterator[Zone]:
    """The zones that have a shape: areas as they stand, cells of the grid as they are."""
    levels = [int(name.removeprefix("admin-")) for name in figures if name.startswith("admin-")]
    for zoning, zones in figures.items():
        if zoning.startswith("h3-"):
            yield from (hexagon(zoning, zone) for zone in zones if zone not in NOWHERE)
        elif zoning.startswith("admin-"):
            part = AREA if int(zoning.removeprefix("admin-")) == max(levels) else LARGER
            ids = [int(zone) for zone in zones if zone not in NOWHERE]
            for row in AdminArea.objects.filter(thing__in=ids, recorded__upper_inf=True).order_by("id"):
                if row.footprint and row.tile:
                    yield Zone(zoning, part, str(row.thing_id), row.name, row.footprint, row.tile)


def hexagon(zoning: str, cell: str) -> Zone:
    """A cell of the grid."""
    ring = np.array(outline(cell))
    # Tiles turn their rings the other way round than H3.
    footprint, tile = (
        Polygon(move(ring[::-1], LONLAT, srid).tolist(), srid=srid)
        for srid in (settings.TWIN_CRS, WEB_MERCATOR)
    )
    return Zone(zoning, HEXAGON, cell, None, footprint, tile)


def digest(zone: Zone, figures: Figures) -> bytes:
    """What tells one state of a zone from the next."""
    told = orjson.dumps([zone.name, zone.part, figures], option=orjson.OPT_SORT_KEYS)
    return blake2b(told + bytes(zone.footprint.wkb), digest_size=16).digest()


def book(publication: Publication, moment: datetime, counts: dict[str, int]) -> Load:
    """The publication in the book of loads, as the source of its zones; it is there when they are."""
    dataset, _ = Dataset.objects.get_or_create(key=DATASET, defaults={"title": "Persons by zone, protected"})
    source = Source.objects.create(
        dataset=dataset,
        file=f"publication {publication.pk}",
        sha256="",
        size=publication.figures,
        format="publication",
        about={"k": publication.k, "hidden": publication.hidden, "zonings": publication.zonings},
    )
    return Load.objects.create(
        source=source,
        who=publication.who,
        status=Load.Status.DONE,
        moment=moment,
        ended=moment,
        counts=counts,
    )


def row_of(load: Load, zone: Zone, figures: Figures, digest: bytes) -> PeopleZone:
    """The row of a zone from now on."""
    code = f"{zone.zoning}/{zone.code}"
    thing, _ = Thing.objects.get_or_create(dataset=load.source.dataset, kind=KIND, code=code)
    persons = figures["persons"]["all"]
    extent = zone.footprint.area / SQUARE_KILOMETRE
    return PeopleZone(
        thing=thing,
        load=load,
        code=code,
        valid=(timezone.localdate(load.moment), None),
        recorded=(load.moment, None),
        digest=digest,
        zoning=zone.zoning,
        zone=zone.code,
        name=zone.name,
        part=zone.part,
        persons=persons,
        density=None if persons is None or not extent else round(persons / extent, 1),
        reason=PROTECTED if persons is None else None,
        figures={name: dict(parts) for name, parts in figures.items()},
        footprint=zone.footprint,
        tile=zone.tile,
    )
