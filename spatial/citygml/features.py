"""Which elements are city objects of their own, and which are the meaning of another's surfaces."""

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
    "Track": "Road",
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


def type_of(element: Element) -> str:
    """What CityJSON calls the kind of city object; one of an extension has a plus before its name."""
    vocabulary, local = name_of(element.tag)
    return TYPES.get(local, local) if vocabulary in MODULES else f"+{local}"


def first_of(element: Element) -> Element | None:
    """The first element a property holds."""
    return next(element.iterchildren("*"), None)


def holds_object(element: Element) -> bool:
    """Whether a property holds a city object of its own."""
    inner = first_of(element)
    if inner is None:
        return False
    vocabulary, local = name_of(inner.tag)
    return vocabulary in MODULES and (local in NESTED or local in WHOLE)


def holds_surface(element: Element) -> bool:
    """Whether a property holds a surface that has a meaning: a roof, a wall, a carriageway."""
    inner = first_of(element)
    return (
        inner is not None
        and name_of(inner.tag).local in SURFACES
        and name_of(inner.tag).vocabulary in MODULES
    )


def holds_geometry(element: Element) -> bool:
    """Whether a property holds or links to a geometry; a name such as lod1HeightType alone does not tell."""
    inner = first_of(element)
    if inner is None:
        return element.get(HREF) is not None and level_of(name_of(element.tag).local) is not None
    vocabulary, local = name_of(inner.tag)
    return (vocabulary == "gml" and local in GEOMETRY) or local == IMPLICIT


def lod_of(element: Element) -> str | None:
    """The level of detail of a property that holds a geometry: by its name, else by what stands beside it."""
    level = level_of(name_of(element.tag).local)
    if level:
        return level.lod
    beside = (one for one in element.getparent().iterchildren("*") if name_of(one.tag).local == "lod")
    text = next((one.text or "" for one in beside), "").strip()
    return text if text[:1].isdigit() else None
