"""Which elements are city objects of their own, and which are the meaning of another's surfaces."""

from enum import Enum, auto

from spatial.citygml.names import HREF, Element, level_of, name_of

# What each is called in CityJSON 2.0.1 §2.2, which the twin keeps bodies in, where it is not the same word.
TYPES = {
    "BridgeConstructionElement": "BridgeConstructiveElement",
    "HollowSpace": "TunnelHollowSpace",
    "IntBridgeInstallation": "BridgeInstallation",
    "IntBuildingInstallation": "BuildingInstallation",
    "IntTunnelInstallation": "TunnelInstallation",
    "ReliefFeature": "TINRelief",
    "Room": "BuildingRoom",
    "Square": "TransportSquare",
}
NESTED = {
    "BridgeConstructionElement",
    "BridgeFurniture",
    "BridgeInstallation",
    "BridgePart",
    "BridgeRoom",
    "BuildingFurniture",
    "BuildingInstallation",
    "BuildingPart",
    "HollowSpace",
    "IntBridgeInstallation",
    "IntBuildingInstallation",
    "IntTunnelInstallation",
    "Room",
    "TunnelFurniture",
    "TunnelInstallation",
    "TunnelPart",
}
WHOLE = {
    "Bridge",
    "Building",
    "CityFurniture",
    "CityObjectGroup",
    "GenericCityObject",
    "LandUse",
    "PlantCover",
    "Railway",
    "ReliefFeature",
    "Road",
    "SolitaryVegetationObject",
    "Square",
    "Track",
    "TransportationComplex",
    "Tunnel",
    "WaterBody",
}
SURFACES = {
    "AuxiliaryTrafficArea",
    "CeilingSurface",
    "ClosureSurface",
    "Door",
    "FloorSurface",
    "GroundSurface",
    "InteriorWallSurface",
    "OuterCeilingSurface",
    "OuterFloorSurface",
    "RoofSurface",
    "TrafficArea",
    "WallSurface",
    "WaterClosureSurface",
    "WaterGroundSurface",
    "WaterSurface",
    "Window",
}
MODULES = {"bldg", "brid", "dem", "frn", "gen", "grp", "luse", "tran", "tun", "veg", "wtr"}
GEOMETRY = {
    "CompositeCurve",
    "CompositeSolid",
    "CompositeSurface",
    "Curve",
    "GeometricComplex",
    "LineString",
    "MultiCurve",
    "MultiGeometry",
    "MultiPoint",
    "MultiSolid",
    "MultiSurface",
    "OrientableCurve",
    "OrientableSurface",
    "Point",
    "Polygon",
    "PolyhedralSurface",
    "Solid",
    "Surface",
    "Tin",
    "TriangulatedSurface",
}
IMPLICIT = "ImplicitGeometry"


class Held(Enum):
    """What a property can hold: a geometry, a surface with a meaning (a roof), a city object of its own."""

    GEOMETRY = auto()
    SURFACE = auto()
    OBJECT = auto()


def type_of(element: Element) -> str:
    """What CityJSON calls the kind of city object; one of an extension has a plus before its name."""
    vocabulary, local = name_of(element.tag)
    return TYPES.get(local, local) if vocabulary in MODULES else f"+{local}"


def first_of(element: Element) -> Element | None:
    """The first element a property holds."""
    return next((one for one in element if isinstance(one.tag, str)), None)


def held_by(element: Element) -> Held | None:
    """What a property holds or links to beside plain values; None where it holds nothing else.

    A property is told by its content: a name such as lod1HeightType is no sign of a geometry.
    """
    inner = first_of(element)
    if inner is None:
        linked = element.get(HREF) is not None and level_of(name_of(element.tag).local) is not None
        return Held.GEOMETRY if linked else None
    vocabulary, local = name_of(inner.tag)
    if (vocabulary == "gml" and local in GEOMETRY) or local == IMPLICIT:
        return Held.GEOMETRY
    if vocabulary not in MODULES:
        return None
    if local in SURFACES:
        return Held.SURFACE
    return Held.OBJECT if local in NESTED or local in WHOLE else None


def lod_of(element: Element) -> str | None:
    """The level of detail of a property that holds a geometry: by its name, else by what stands beside it."""
    level = level_of(name_of(element.tag).local)
    if level:
        return level.lod
    beside = (one for one in element.getparent().iterchildren("*") if name_of(one.tag).local == "lod")
    text = next((one.text or "" for one in beside), "").strip()
    return text if text[:1].isdigit() else None
