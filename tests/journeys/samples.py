"""Which of the samples goes into which twin, with what must be said of it and what must come of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """Files or a folder below the samples, the options they need, and words the command must say."""

    paths: tuple[str, ...]
    told: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Home:
    """A twin of one frame and what is loaded into it."""

    crs: int
    heights: int | None
    loads: tuple[Load, ...]


def load(paths: str, *told: str, options: str = "") -> Load:
    """One row of the table; paths and options are parted by blanks."""
    return Load(tuple(paths.split()), told, tuple(options.split()))


HOMES = {
    "netherlands": Home(
        28992,
        5709,
        (
            load("city/rotterdam-delfshaven", "building: 853 read, 853 opened", options="--heights 5709"),
            load("city/delft/delft.json", "building: 160 read", "road: 143 read", "plantcover: 126 read"),
            load("city/delft/multi_lod.json", "building: 10 read", options="--crs 28992+5709"),
            load("city/denhaag/DenHaag_1BwBP.gml", "building: 7 read", options="--heights 5709"),
            load("city/denhaag/denhaag_random_5.city.jsonl", "building: 17 read"),
            load("city/denhaag/3dbag_b2.city.jsonl", "building: "),
        ),
    ),
    "japan-9": Home(
        6677,
        6695,
        (
            load("city/plateau-yokosuka/udx/bldg", "building: 15 read, 15 opened"),
            load("city/plateau-yokosuka/udx/dem", "terrain: 2 read, 2 opened"),
            load("city/plateau-tako", "building: 98 read, 98 opened"),
            load("hazard/plateau-saitama", "hazardzone: 1 read, 1 opened"),
        ),
    ),
    "japan-8": Home(
        6676,
        6695,
        (
            load("land/plateau-numazu/udx/luse", "landuse: 225 read, 225 opened"),
            load("land/plateau-numazu/udx/urf", "planningzone: 44 read, 44 opened"),
            load("hazard/plateau-numazu/udx/fld", "hazardzone: "),
            load("hazard/plateau-numazu/udx/tnm", "hazardzone: "),
            load("hazard/plateau-numazu/udx/lsld", "hazardzone: 81 read"),
            load("pipes/plateau-nagaoka", "link: 53 read", "link: 7 read", "DEPTH_UNKNOWN"),
        ),
    ),
    "luxembourg": Home(2169, 5774, (load("city/ifc-duplex", "component: 293 read", "POSITION"),)),
    "kentucky": Home(
        3088,
        5703,
        (
            load("pipes/wntr/ky4.inp", "node: ", "link: ", options="--crs 3547 --heights 5703"),
            load("hazard/ky4/ky4_elevation.tif", "terrain: 1 read", options="--heights 5703"),
            load("pipes/wntr/ky4_junctions.geojson", "ky4_junctions: 959 read", options="--crs 3547"),
            load("pipes/wntr/ky4_pipes.geojson", "ky4_pipes: 1156 read", options="--crs 3547"),
        ),
    ),
    "denmark": Home(
        32632,
        5799,
        (
            load(
                "pipes/bellinge-swmm/bellinge_small.inp",
                "link: 15 read",
                "generic: ",
                options="--crs 32632 --heights 5799",
            ),
            load(
                "pipes/bellinge-swmm/bellinge_small_subcatchments.geojson", "13 read", options="--crs 32632"
            ),
        ),
    ),
    "germany": Home(
        25832,
        7837,
        (load("pipes/schutterwald-gas", "link: 2559 read", options="--crs 31467 --heights 7837"),),
    ),
    "prague": Home(32633, None, (load("land/bubenec", "plots: 407 read", options="--table plots"),)),
    "porto-alegre": Home(
        31982,
        5773,
        (load("commute/porto-alegre/poa_elevation.tif", "terrain: 1 read", options="--heights 5773"),),
    ),
    "bristol": Home(
        27700,
        None,
        (
            load("commute/bristol/bristol_zones.geojson", "bristol_zones: 102 read"),
            load("commute/bristol/bristol_region.geojson", "bristol_region: "),
            load("commute/bristol/bristol_stations.geojson", "bristol_stations: "),
            load("commute/bristol/bristol_ttwa.geojson", "bristol_ttwa: "),
        ),
    ),
    "san-francisco": Home(
        32610, None, (load("commute/san-francisco/zone_shapefile/bayarea_rtaz1454_rev1.shp", "1454 read"),)
    ),
    "astana": Home(32642, None, (load("base/astana", "address: 21753 read", "road: 11211 read"),)),
    "world": Home(
        4549,
        5737,
        (
            load(
                "conformance/ogc-cql2/cql2/standard/data/ne110m4cql2.gpkg", "177 read", "243 read", "13 read"
            ),
        ),
    ),
}

# What is not loaded, and why: endings, or beginnings of paths.
ELSEWHERE = {
    ".csv": "tests/spatial/formats/test_csv.py reads them, tests/journeys/test_san_francisco.py loads some",
    ".parquet": "a matrix for the analyses",
    ".pbf": "streets for the analyses",
    ".dat": "rain that a model names",
    ".jpg": "a texture that a model names",
    ".xml": "a code list that a file names",
    ".asc": "a result to compare with",
    ".md": "words about the data",
    ".note": "words about the data",
    ".zip": "published results to compare with",
    "pipes/bellinge-swmm/bellinge_small_graph.json": "a result to compare with",
    "reference/epanet/": "sketches without a place on earth: tests/spatial/formats/test_epanet.py reads them",
    "reference/swmm/": "sketches without a place on earth: tests/spatial/formats/test_swmm.py reads them",
    "pipes/wntr/Net3.inp": "a sketch without a place on earth",
    "pipes/wntr/bad_syntax.inp": "broken on purpose: tests/journeys/test_pipe_networks.py loads it",
    "conformance/mvt-fixtures": "tiles to compare with",
    "conformance/cjval-cases": "cases, most of them broken on purpose",
    "conformance/ogc-cql2": "examples of filters",
}
