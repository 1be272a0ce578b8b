"""Layers of utility networks: one of lines for each main class of CJJ 61, and one of points."""

from dataclasses import replace

from spatial.pipelines import BURIALS, CLASSES, MATERIALS, STATUSES, MainClass, hex_colour
from spatial.text import Text
from twin.layer import (
    CLASS,
    CODE,
    DETAIL,
    EVERYONE,
    FUNCTION,
    NAME,
    ON_LOAD,
    Class,
    Field,
    Group,
    Icons,
    Layer,
    Paint,
    Sensitivity,
    Widths,
)

# One word to change where a city keeps its pipelines to those who work with them: decision 7.
AUDIENCE = EVERYONE
# The standard gives the class QT no colour of its own, only its sub-classes.
UNCOLOURED = "#808080"
VERTICALS = {
    "depth": Text("埋深", "Depth below ground"),
    "elevation": Text("高程", "Elevation"),
    "cover": Text("覆土厚度", "Cover above the pipe"),
}
# As CityGML's utility network extension and i-UR call them; surveys have their own words.
FUNCTIONS = {
    "Manhole": Text("检查井", "Manhole"),
    "Handhole": Text("手孔", "Handhole"),
    "Appurtenance": Text("附属设施", "Appurtenance"),
}
SIGNS = {"Manhole": "manhole", "Handhole": "handhole", "Appurtenance": "valve"}
STATUS = Field(name="status", title=Text("使用状态", "Status"), values=STATUSES)
OWNER = Field(name="owner", title=Text("权属单位", "Owner"), sensitivity=Sensitivity.INTERNAL, in_tile=False)
YEAR = Field(name="year", title=Text("建设年代", "Year built"), type="integer")
SECTION = (
    Field(name="diameter", title=Text("管径", "Diameter"), type="number", unit="mm"),
    Field(name="width", title=Text("断面宽", "Section width"), type="number", unit="mm"),
    Field(name="height", title=Text("断面高", "Section height"), type="number", unit="mm"),
)
LEVELS = (
    Field(name="vertical", title=Text("埋深或高程", "Levels are given as"), values=VERTICALS, closed=True),
    Field(name="start_z", title=Text("起点埋深或高程", "Level at the start"), type="number", unit="m"),
    Field(name="end_z", title=Text("终点埋深或高程", "Level at the end"), type="number", unit="m"),
)
ENDS = (
    Field(name="start", title=Text("起点编号", "From point"), in_tile=False),
    Field(name="end", title=Text("终点编号", "To point"), in_tile=False),
)
MAKE = (
    Field(name="material", title=Text("材质", "Material"), values=MATERIALS),
    Field(name="burial", title=Text("埋设方式", "Burial"), values=BURIALS),
)


def make_lines(code: str) -> Layer:
    """The layer of the lines of one main class ("JS" …), in the standard's colour."""
    main = CLASSES[code]
    subclasses = {one.code: one.title for one in main.subclasses}
    zh = "、".join(f"{key} {text.zh}" for key, text in subclasses.items())
    en = ", ".join(f"{key} {text.en}" for key, text in subclasses.items())
    return Layer(
        id=f"pipes-{main.id}",
        title=Text(f"{main.title.zh}管线", f"{main.title.en} lines"),
        about=Text(
            f"CJJ 61-2017 大类 {code}（{zh}）；颜色按标准，线宽随管径。",
            f"Class {code} of CJJ 61-2017 ({en}) in the standard's colour; the wider the pipe, the thicker.",
        ),
        group=Group.UNDERGROUND,
        order=100 + int(main.digit),
        model="Link",
        where={"network": code},
        geometry=("line",),
        fields=(
            *(CODE, NAME, replace(CLASS, values=subclasses)),
            *(*SECTION, *MAKE, *LEVELS, *ENDS, STATUS, OWNER, YEAR, *DETAIL),
        ),
        paint=replace(
            colour(main),
            widths=Widths(by="diameter", least=1.4, steps=((300, 2.0), (600, 2.7), (1000, 3.5))),
            label="diameter",
            label_before="Φ",
            label_zoom=16.5,
        ),
        zooms=(13, 22),
        promise=ON_LOAD,
        audience=AUDIENCE,
        visible=False,
    )


def colour(main: MainClass) -> Paint:
    """A main class in its colour, or in those of its sub-classes where they differ."""
    if main.rgb:
        return Paint(rest=Class(values=(), title=main.title, colour=hex_colour(main.rgb)))
    classes = tuple(
        Class(values=(one.code,), title=one.title, colour=hex_colour(one.rgb)) for one in main.subclasses
    )
    return Paint(by="class", classes=classes, rest=Class(values=(), title=main.title, colour=UNCOLOURED))


def make_points() -> Layer:
    """The layer of the points of all classes, each in its class's colour."""
    subclasses = {one.code: one.title for main in CLASSES.values() for one in main.subclasses}
    networks = {code: main.title for code, main in CLASSES.items()}
    return Layer(
        id="pipe-nodes",
        title=Text("管线点", "Pipeline points"),
        about=Text(
            "检查井、阀门、弯头等特征点与附属物，按管线大类着色。",
            "Manholes, valves, bends and facilities, coloured by the class of their lines.",
        ),
        group=Group.UNDERGROUND,
        order=110,
        model="Node",
        geometry=("point",),
        fields=(
            *(CODE, NAME, replace(CLASS, values=subclasses)),
            Field(name="network", title=Text("管线大类", "Network"), values=networks, closed=True),
            replace(FUNCTION, values=FUNCTIONS),
            Field(name="ground", title=Text("地面高程", "Ground elevation"), type="number", unit="m"),
            Field(name="invert", title=Text("井底高程", "Invert elevation"), type="number", unit="m"),
            Field(name="depth", title=Text("埋深", "Depth below ground"), type="number", unit="m"),
            *(STATUS, OWNER, YEAR, *DETAIL),
        ),
        paint=Paint(
            by="network",
            classes=tuple(
                Class(
                    values=(code,),
                    title=main.title,
                    colour=hex_colour(main.rgb) if main.rgb else UNCOLOURED,
                )
                for code, main in CLASSES.items()
            ),
            rest=Class(values=(), title=Text("未知类别", "Unknown class"), colour=UNCOLOURED),
            outline="#ffffff",
            radius=3,
            icons=Icons(by="function", signs=SIGNS, zoom=17.5, titles=FUNCTIONS),
        ),
        zooms=(16, 22),
        promise=ON_LOAD,
        audience=AUDIENCE,
        visible=False,
    )
