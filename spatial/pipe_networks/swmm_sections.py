"""The sections of SWMM's models, and which of them tell of which objects (SWMM 5.2 manual, Appendix D)."""

from spatial.pipe_networks.inp import Dialect

GAGE = "rain gage"
DIALECT = Dialect(
    program="SWMM",
    sections=(
        *(
            "TITLE",
            "OPTIONS",
            "FILES",
            "EVAPORATION",
            "TEMPERATURE",
            "ADJUSTMENTS",
            "RAINGAGES",
            "SUBCATCHMENTS",
        ),
        *(
            "SUBAREAS",
            "INFILTRATION",
            "LID_CONTROLS",
            "LID_USAGE",
            "AQUIFERS",
            "GROUNDWATER",
            "GWF",
            "SNOWPACKS",
        ),
        *(
            "JUNCTIONS",
            "OUTFALLS",
            "DIVIDERS",
            "STORAGE",
            "CONDUITS",
            "PUMPS",
            "ORIFICES",
            "WEIRS",
            "OUTLETS",
        ),
        *("XSECTIONS", "TRANSECTS", "STREETS", "INLETS", "INLET_USAGE", "LOSSES", "CONTROLS", "EVENTS"),
        *(
            "POLLUTANTS",
            "LANDUSES",
            "COVERAGES",
            "LOADINGS",
            "BUILDUP",
            "WASHOFF",
            "TREATMENT",
            "INFLOWS",
            "DWF",
        ),
        *("RDII", "HYDROGRAPHS", "CURVES", "TIMESERIES", "PATTERNS", "REPORT", "TAGS", "MAP", "COORDINATES"),
        *("VERTICES", "POLYGONS", "SYMBOLS", "LABELS", "BACKDROP", "PROFILES"),
    ),
    owned={
        "node": (
            *("JUNCTIONS", "OUTFALLS", "DIVIDERS", "STORAGE", "TREATMENT", "INFLOWS", "DWF", "RDII"),
            "COORDINATES",
        ),
        "link": (
            *("CONDUITS", "PUMPS", "ORIFICES", "WEIRS", "OUTLETS", "XSECTIONS", "LOSSES", "INLET_USAGE"),
            "VERTICES",
        ),
        "subcatchment": (
            *("SUBCATCHMENTS", "SUBAREAS", "INFILTRATION", "LID_USAGE", "GROUNDWATER", "GWF", "COVERAGES"),
            *("LOADINGS", "POLYGONS"),
        ),
        GAGE: ("RAINGAGES", "SYMBOLS"),
    },
    drawn={"node": "COORDINATES", "link": "VERTICES", "subcatchment": "POLYGONS", GAGE: "SYMBOLS"},
    tags={"NODE": "node", "LINK": "link", "SUBCATCH": "subcatchment", "GAGE": GAGE},
    folds=True,
)
OBJECTS = {
    "node": ("JUNCTIONS", "OUTFALLS", "DIVIDERS", "STORAGE"),
    "link": ("CONDUITS", "PUMPS", "ORIFICES", "WEIRS", "OUTLETS"),
    "subcatchment": ("SUBCATCHMENTS",),
    GAGE: ("RAINGAGES",),
}
