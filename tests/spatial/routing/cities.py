"""Streets of real cities out of the samples, in metres: Porto Alegre and Astana."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import shapely

from spatial import crs
from spatial.format import Asked
from spatial.formats.osm_tiles import FORMAT
from spatial.osm.heights import Heights
from spatial.osm.tags import read_records
from spatial.osm.tiles import Feature
from spatial.records import Road
from spatial.routing.streets import Streets, lay, tell_directions

PORTO_ALEGRE, ASTANA = "commute/porto-alegre/poa_osm.pbf", "base/astana"
TAG = re.compile(r'"([^"]*)"=>"([^"]*)"')
UTM = {PORTO_ALEGRE: 32722, ASTANA: 32642}


@cache
def read_streets(path: Path, sample: str) -> Streets:
    """The streets of one of the two, as the twin's layer of roads would hold them."""
    roads = read_porto_alegre(path) if sample == PORTO_ALEGRE else read_astana(path)
    shapes = np.array([road.footprint for road in roads], dtype=object)
    tags = [road.attributes for road in roads]
    return lay(
        shapely.transform(shapes, lambda xy: crs.move(xy, crs.LONLAT, UTM[sample])),
        np.array([road.klass for road in roads], dtype=object),
        oneway=tell_directions(
            [tag.get("oneway") for tag in tags],
            [tag.get("junction") for tag in tags],
            [road.klass for road in roads],
        ),
        speed=[np.nan if road.maxspeed is None else road.maxspeed for road in roads],
        level=[road.level or 0 for road in roads],
    )


def read_porto_alegre(path: Path) -> list[Road]:
    """GDAL's layer of lines, whose tags are in columns and in one text."""
    from pyogrio.raw import read

    found, _, shapes, columns = read(path, layer="lines", columns=["highway", "other_tags"])
    named = dict(zip(found["fields"], columns, strict=True))
    heights, roads = Heights([]), []
    for shape, highway, others in zip(shapely.from_wkb(shapes), *named.values(), strict=True):
        if highway is not None:
            tags = {**dict(TAG.findall(others or "")), "highway": highway}
            feature = Feature(kind="way", id=len(roads), tags=tags, history={})
            roads += [one for one in read_records(feature, shape, heights) if isinstance(one, Road)]
    return roads


def read_astana(path: Path) -> list[Road]:
    """Its tiles by the project's reader."""
    return [record for record in FORMAT.read(path, Asked()) if isinstance(record, Road)]
