"""A small house written on the fly as a building model, in any schema and unit, placed in any way."""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ifcopenshell
import ifcopenshell.guid

Entity = ifcopenshell.entity_instance

# Metres. Outer size in plan; walls as high as the storey less the slab over it.
WIDE, DEEP, THICK, SLAB, STOREY = 10.0, 8.0, 0.25, 0.2, 3.2
EAST, NORTH, HEIGHT = 518_000.0, 3_349_000.0, 6.5
MAP = {"Eastings": EAST, "Northings": NORTH, "OrthogonalHeight": HEIGHT}
CRS = {"Name": "EPSG:4549", "VerticalDatum": "EPSG:5737"}
UNITS = {1.0: ("METRE", None), 0.001: ("METRE", "MILLI")}


class House:
    """Writes one house: two storeys of four walls, a slab under and over each, a space in each."""

    def __init__(self, schema: str = "IFC4", unit: float = 1.0, name: str = "河坊书屋") -> None:
        self.file = ifcopenshell.file(schema=schema)
        self.unit, self.count = unit, 0
        self.context = self.make(
            "IfcGeometricRepresentationContext",
            ContextType="Model",
            CoordinateSpaceDimension=3,
            Precision=1e-5,
            WorldCoordinateSystem=self.axes((0, 0, 0)),
        )
        self.project = self.root(
            "IfcProject", Name=name, RepresentationContexts=[self.context], UnitsInContext=self.make_units()
        )
        self.site = self.root("IfcSite", Name="场地", ObjectPlacement=self.place(None, (0, 0, 0)))
        address = self.make(
            "IfcPostalAddress",
            AddressLines=["河坊街 12 号"],
            Town="杭州市",
            PostalCode="310002",
            Country="中国",
        )
        placement = self.place(self.site, (0, 0, 0))
        self.building = self.root(
            "IfcBuilding", Name=name, ObjectPlacement=placement, BuildingAddress=address
        )
        self.gather("IfcRelAggregates", self.project, [self.site])
        self.gather("IfcRelAggregates", self.site, [self.building])
        self.tell(self.building, "Pset_BuildingCommon", YearOfConstruction="1998", OccupancyType="图书馆")
        self.storeys = [self.build_storey(number) for number in (1, 2)]
        self.gather("IfcRelAggregates", self.building, self.storeys)

    def make(self, kind: str, **values: Any) -> Entity:
        """An entity with those of the values that its schema knows."""
        entity = self.file.create_entity(kind)
        for name, value in values.items():
            if hasattr(entity, name):
                setattr(entity, name, value)
        return entity

    def root(self, kind: str, **values: Any) -> Entity:
        """An entity with a GlobalId of its own, the same whenever the house is written."""
        self.count += 1
        guid = ifcopenshell.guid.compress(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {self.count}").hex)
        return self.make(kind, GlobalId=guid, **values)

    def make_units(self) -> Entity:
        """Metres, millimetres or feet, with the area to match; angles in radians."""
        angle = self.make("IfcSIUnit", UnitType="PLANEANGLEUNIT", Name="RADIAN")
        if self.unit in UNITS:
            name, prefix = UNITS[self.unit]
            length = self.make("IfcSIUnit", UnitType="LENGTHUNIT", Name=name, Prefix=prefix)
            area = self.make("IfcSIUnit", UnitType="AREAUNIT", Name="SQUARE_METRE")
        else:
            length = self.convert("LENGTHUNIT", "FOOT", self.unit, "METRE", 1)
            area = self.convert("AREAUNIT", "SQUARE FOOT", self.unit**2, "SQUARE_METRE", 2)
        return self.make("IfcUnitAssignment", Units=[length, area, angle])

    def convert(self, kind: str, name: str, factor: float, base: str, power: int) -> Entity:
        """A unit that is so many of another."""
        ratio = self.file.create_entity("IfcRatioMeasure", factor)
        unit = self.make("IfcSIUnit", UnitType=kind, Name=base)
        measure = self.make("IfcMeasureWithUnit", ValueComponent=ratio, UnitComponent=unit)
        dimensions = self.file.create_entity("IfcDimensionalExponents", power, 0, 0, 0, 0, 0, 0)
        return self.make(
            "IfcConversionBasedUnit",
            Dimensions=dimensions,
            UnitType=kind,
            Name=name,
            ConversionFactor=measure,
        )

    def point(self, metres: Sequence[float]) -> Entity:
        """A point, in the unit of the project."""
        return self.make("IfcCartesianPoint", Coordinates=[float(part / self.unit) for part in metres])

    def axes(self, metres: Sequence[float]) -> Entity:
        """Axes at a point, unturned."""
        return self.make("IfcAxis2Placement3D", Location=self.point(metres))

    def place(self, parent: Entity | None, metres: Sequence[float]) -> Entity:
        """A placement relative to that of another."""
        of = None if parent is None else parent.ObjectPlacement
        return self.make("IfcLocalPlacement", PlacementRelTo=of, RelativePlacement=self.axes(metres))

    def box(self, wide: float, deep: float, high: float) -> Entity:
        """A box from its own origin, as the shape of a product."""
        corner = self.make("IfcAxis2Placement2D", Location=self.point((wide / 2, deep / 2)))
        profile = self.make(
            "IfcRectangleProfileDef",
            ProfileType="AREA",
            Position=corner,
            XDim=wide / self.unit,
            YDim=deep / self.unit,
        )
        solid = self.make(
            "IfcExtrudedAreaSolid",
            SweptArea=profile,
            Position=self.axes((0, 0, 0)),
            ExtrudedDirection=self.make("IfcDirection", DirectionRatios=[0.0, 0.0, 1.0]),
            Depth=high / self.unit,
        )
        shape = self.make(
            "IfcShapeRepresentation",
            ContextOfItems=self.context,
            RepresentationIdentifier="Body",
            RepresentationType="SweptSolid",
            Items=[solid],
        )
        return self.make("IfcProductDefinitionShape", Representations=[shape])

    def product(
        self, kind: str, parent: Entity, at: Sequence[float], size: tuple[float, float, float], **values: Any
    ) -> Entity:
        """A product that is a box."""
        return self.root(
            kind, ObjectPlacement=self.place(parent, at), Representation=self.box(*size), **values
        )

    def gather(self, kind: str, whole: Entity, parts: Sequence[Entity]) -> Entity:
        """A relation by which a whole has its parts."""
        names = {
            "IfcRelAggregates": ("RelatingObject", "RelatedObjects"),
            "IfcRelContainedInSpatialStructure": ("RelatingStructure", "RelatedElements"),
        }[kind]
        return self.root(kind, **{names[0]: whole, names[1]: list(parts)})

    def tell(self, thing: Entity, name: str, **values: Any) -> None:
        """A property set: words, truths and lengths."""
        kinds = {str: "IfcLabel", bool: "IfcBoolean", float: "IfcReal"}
        properties = [
            self.make(
                "IfcPropertySingleValue",
                Name=key,
                NominalValue=self.file.create_entity(kinds[type(value)], value),
            )
            for key, value in values.items()
        ]
        self.define(thing, self.root("IfcPropertySet", Name=name, HasProperties=properties))

    def define(self, thing: Entity, definition: Entity) -> None:
        """Give a thing a set of properties or quantities."""
        self.root("IfcRelDefinesByProperties", RelatedObjects=[thing], RelatingPropertyDefinition=definition)

    def build_storey(self, number: int) -> Entity:
        """A storey with its walls, slabs, space and, on the ground floor, a door and what hangs on a wall."""
        floor = (number - 1) * STOREY
        storey = self.root(
            "IfcBuildingStorey",
            Name=f"{number}F",
            ObjectPlacement=self.place(self.building, (0, 0, floor)),
            Elevation=floor / self.unit,
        )
        high = STOREY - SLAB
        slab = self.product(
            "IfcSlab", storey, (0, 0, -SLAB), (WIDE, DEEP, SLAB), Name="楼板", PredefinedType="FLOOR"
        )
        sizes = {
            "南": ((0, 0, 0), (WIDE, THICK, high)),
            "北": ((0, DEEP - THICK, 0), (WIDE, THICK, high)),
            "西": ((0, THICK, 0), (THICK, DEEP - 2 * THICK, high)),
            "东": ((WIDE - THICK, THICK, 0), (THICK, DEEP - 2 * THICK, high)),
        }
        walls = [
            self.product("IfcWall", storey, at, size, Name=f"{name}墙 {number}")
            for name, (at, size) in sizes.items()
        ]
        for wall in walls:
            self.tell(wall, "Pset_WallCommon", IsExternal=True)
        inner = (WIDE - 2 * THICK, DEEP - 2 * THICK, high)
        space = self.product(
            "IfcSpace", storey, (THICK, THICK, 0), inner, Name=f"{number}01", LongName="阅览室"
        )
        self.measure(space, inner[0] * inner[1])
        things = [slab, *walls]
        if number == 1:
            things += self.furnish(walls[0], space)
        else:
            roof = self.product("IfcSlab", storey, (0, 0, high), (WIDE, DEEP, SLAB), Name="屋面板")
            roof.PredefinedType = "ROOF"
            things.append(roof)
        self.gather("IfcRelContainedInSpatialStructure", storey, things)
        self.gather("IfcRelAggregates", storey, [space])
        return storey

    def furnish(self, wall: Entity, space: Entity) -> list[Entity]:
        """An opening with a door in it, a desk in the space, a bolt as part of the wall, its material."""
        opening = self.product("IfcOpeningElement", wall, (2, 0, 0), (1.2, THICK, 2.1), Name="门洞")
        self.root("IfcRelVoidsElement", RelatingBuildingElement=wall, RelatedOpeningElement=opening)
        door = self.product("IfcDoor", opening, (0, 0, 0), (1.2, 0.1, 2.1), Name="大门")
        self.root("IfcRelFillsElement", RelatingOpeningElement=opening, RelatedBuildingElement=door)
        desk = self.product("IfcFurnishingElement", space, (1, 1, 0), (1.6, 0.8, 0.75), Name="书桌")
        self.gather("IfcRelContainedInSpatialStructure", space, [desk])
        bolt = self.product("IfcMechanicalFastener", wall, (5, 0.1, 1), (0.02, 0.1, 0.02), Name="锚栓")
        self.gather("IfcRelAggregates", wall, [bolt])
        brick = self.make("IfcMaterial", Name="烧结砖")
        self.root("IfcRelAssociatesMaterial", RelatedObjects=[wall], RelatingMaterial=brick)
        return [door]

    def measure(self, space: Entity, square_metres: float) -> None:
        """The net floor area of a space, in the unit of the project."""
        area = self.unit**2 if self.unit not in UNITS else 1.0
        quantity = self.make("IfcQuantityArea", Name="NetFloorArea", AreaValue=square_metres / area)
        quantities = self.root("IfcElementQuantity", Name="Qto_SpaceBaseQuantities", Quantities=[quantity])
        self.define(space, quantities)

    def convert_to_map(self, crs: dict[str, Any] = CRS, **values: Any) -> "House":
        """A map conversion as IFC 4 has it, its figures as given."""
        system = self.make("IfcProjectedCRS", **crs)
        self.make("IfcMapConversion", SourceCRS=self.context, TargetCRS=system, **{**MAP, **values})
        return self

    def tell_map(self, crs: dict[str, str] | None = None, **values: float) -> "House":
        """The same by property sets of the site, as is usual in IFC 2x3."""
        self.tell(self.site, "ePSet_MapConversion", **{**MAP, **values})
        self.tell(self.site, "ePSet_ProjectedCRS", **(CRS if crs is None else crs))
        return self

    def refer(self, lat: Sequence[int], lon: Sequence[int], elevation: float = 0.0) -> "House":
        """The site's point of reference in degrees, minutes, seconds and millionths."""
        self.site.RefLatitude, self.site.RefLongitude = list(lat), list(lon)
        self.site.RefElevation = elevation / self.unit
        return self

    def turn_north(self, x: float, y: float) -> "House":
        """Where true north lies in the model."""
        self.context.TrueNorth = self.make("IfcDirection", DirectionRatios=[x, y])
        return self

    def move(self, thing: Entity, metres: Sequence[float]) -> "House":
        """Put a thing elsewhere."""
        thing.ObjectPlacement.RelativePlacement = self.axes(metres)
        return self

    def write(self, path: Path) -> Path:
        """The model as a file; nothing in it tells when it was written."""
        self.file.header.file_name.time_stamp = "2026-01-01T00:00:00"
        self.file.write(str(path))
        return path
