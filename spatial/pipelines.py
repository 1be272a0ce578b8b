"""The classes, codes and colours of underground pipelines in CJJ 61-2017, for whoever reads or draws them."""

from dataclasses import dataclass

from spatial.citation import Citation, Confidence
from spatial.records import Issue, Link, Node, Severity
from spatial.text import Text

RGB = tuple[int, int, int]
STANDARD = "CJJ 61-2017 城市地下管线探测技术规程"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubClass:
    """A sub-class of pipelines (小类): code (代号), digits (代码), colour (red, green, blue of 0 to 255)."""

    code: str
    digits: str
    title: Text
    rgb: RGB


@dataclass(frozen=True, slots=True, kw_only=True)
class MainClass:
    """A main class of pipelines (大类); `id` is its word in layer ids."""

    id: str
    code: str
    digit: str
    title: Text
    subclasses: tuple[SubClass, ...]

    @property
    def rgb(self) -> RGB | None:
        """The colour all its sub-classes share; None where they differ."""
        colours = {one.rgb for one in self.subclasses}
        return colours.pop() if len(colours) == 1 else None


def cite(clause: str, page: str) -> Citation:
    """A table of the standard, read in a verbatim copy."""
    seen = f"github.com/BdJmLtd/BdJmLtd.github.io/_pipeline/dict/{page}"
    return Citation(source=STANDARD, clause=clause, confidence=Confidence.VERIFIED, seen=seen)


def numbered(rgb: RGB, *rows: tuple[str, str, str], first: int = 1) -> tuple[SubClass, ...]:
    """Sub-classes of one colour, whose digits count up from `first`; rows are (code, zh, en)."""
    return tuple(
        SubClass(code=code, digits=f"{number:02}", title=Text(zh, en), rgb=rgb)
        for number, (code, zh, en) in enumerate(rows, first)
    )


WATER = numbered(
    (0, 255, 255),
    ("JY", "原水", "Raw water"),
    ("SS", "输水", "Transmission main"),
    ("ZS", "中水", "Reclaimed water"),
    ("JP", "配水", "Distribution main"),
    ("JZ", "直饮水", "Drinking water"),
    ("XS", "消防水", "Fire-fighting water"),
    ("LS", "绿化水", "Irrigation water"),
    ("JH", "循环水", "Circulating water"),
)
DRAINAGE = numbered(
    (76, 57, 38),
    ("YS", "雨水", "Storm water"),
    ("WS", "污水", "Sewage"),
    ("HS", "雨污合流", "Combined sewer"),
)
GAS = numbered(
    (255, 0, 255),
    ("MQ", "煤气", "Coal gas"),
    ("YH", "液化气", "Liquefied petroleum gas"),
    ("TR", "天然气", "Natural gas"),
)
HEAT = numbered((255, 128, 0), ("RS", "热水", "Hot water"), ("ZQ", "蒸汽", "Steam"))
POWER = numbered(
    (255, 0, 0),
    ("GD", "供电", "Power supply"),
    ("LD", "路灯", "Street lighting"),
    ("XH", "交通信号", "Traffic signals"),
    ("DC", "电车", "Tram and trolleybus"),
    ("GG", "广告", "Advertising"),
)
TELECOM = numbered(
    (0, 255, 0),
    ("DH", "电话", "Telephone"),
    ("DS", "有线电视", "Cable television"),
    ("XX", "信息网络", "Data network"),
    ("GB", "广播", "Broadcasting"),
)
INDUSTRIAL = numbered(
    (0, 0, 0),
    ("QQ", "氢气", "Hydrogen"),
    ("YQ", "氧气", "Oxygen"),
    ("GQ", "乙炔", "Acetylene"),
    ("YX", "乙烯", "Ethylene"),
    ("BQ", "苯", "Benzene"),
    ("LQ", "氯气", "Chlorine"),
    ("DQ", "氮气", "Nitrogen"),
    ("EY", "二氧化碳", "Carbon dioxide"),
    ("AQ", "氨气", "Ammonia"),
    ("JB", "甲苯", "Toluene"),
)
OTHER = (
    *numbered((0, 0, 0), ("ZH", "综合管沟", "Utility tunnel")),
    *numbered((102, 0, 204), ("BM", "不明管线", "Unknown pipeline"), first=2),
)

CLASSES_FROM = cite("附录 B", "pipeline-type-code-color.md")
CLASSES = {
    code: MainClass(id=id, code=code, digit=str(digit), title=Text(zh, en), subclasses=subclasses)
    for digit, (id, code, zh, en, subclasses) in enumerate(
        [
            ("water", "JS", "给水", "Water supply", WATER),
            ("drainage", "PS", "排水", "Drainage", DRAINAGE),
            ("gas", "RQ", "燃气", "Gas", GAS),
            ("heat", "RL", "热力", "Heat", HEAT),
            ("power", "DL", "电力", "Power", POWER),
            ("telecom", "TX", "通信", "Telecom", TELECOM),
            ("industrial", "GY", "工业", "Industrial", INDUSTRIAL),
            ("other", "QT", "其他", "Other", OTHER),
        ],
        1,
    )
}

MATERIALS_FROM = cite("附录 C 表 C.0.1", "pipeline-material.md")
MATERIALS = {
    "ZT": Text("铸铁", "Cast iron"),
    "G": Text("钢", "Steel"),
    "T": Text("混凝土", "Concrete"),
    "PE": Text("聚乙烯", "Polyethylene"),
    "PVC": Text("聚氯乙烯", "Polyvinyl chloride"),
    "BLG": Text("玻璃钢", "Glass-fibre reinforced plastic"),
    "QM": Text("球墨铸铁", "Ductile iron"),
    "ZS": Text("砖石", "Brick and stone"),
    "Z": Text("砖", "Brick"),
    "S": Text("石", "Stone"),
    "SM": Text("石棉", "Asbestos"),
    "TC": Text("陶瓷", "Ceramic"),
    "TZ": Text("铜", "Copper"),
    "VL": Text("钢芯铝绞线", "Steel-cored aluminium cable"),
    "GX": Text("光纤", "Optical fibre"),
}
BURIALS_FROM = cite("附录 C 表 C.0.2", "pipeline-embedding-type.md")
BURIALS = {
    "ZM": Text("直埋", "Buried directly"),
    "GM": Text("管埋", "In a casing pipe"),
    "GK": Text("管块", "In a duct bank"),
    "GG": Text("管沟", "In a trench"),
    "JK": Text("架空", "Overhead"),
    "DM": Text("地面", "On the ground"),
    "SJ": Text("上架", "Rising to a pole"),
    "XTD": Text("小通道", "Within a drain"),
    "ZH": Text("综合管廊", "In a utility tunnel"),
    "RF": Text("人防", "In a civil defence tunnel"),
    "JN": Text("井内连线", "Within a manhole"),
    "DG": Text("顶管", "Jacked or drilled"),
    "SX": Text("水下", "Under water"),
}
STATUSES_FROM = cite("附录 C 表 C.0.3", "pipeline-status.md")
STATUSES = {
    "0": Text("在用", "In use"),
    "1": Text("废弃", "Abandoned"),
    "2": Text("空管", "Empty"),
    "3": Text("其他", "Other"),
}


def hex_colour(rgb: RGB) -> str:
    """The colour as style sheets write it: (255, 128, 0) is "#ff8000"."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def check_codes(record: Node | Link) -> list[Issue]:
    """What is wrong with a record's codes: an unknown main class is an error, any other code a warning."""
    main = CLASSES.get(record.network)
    if main is None:
        known = ", ".join(CLASSES)
        message = f"“{record.network}” is no main class of CJJ 61; give one of {known} as its network."
        return [told(record, Severity.ERROR, "UNKNOWN_NETWORK", message)]
    tables = {
        "klass": {one.code for one in main.subclasses},
        "material": MATERIALS,
        "burial": BURIALS,
        "status": STATUSES,
    }
    return [
        told(
            record,
            Severity.WARNING,
            "UNKNOWN_CODE",
            f"“{value}” is no {name} of CJJ 61 for {main.code}; it is kept as it is.",
        )
        for name, table in tables.items()
        if (value := getattr(record, name, None)) is not None and value not in table
    ]


def told(record: Node | Link, severity: Severity, code: str, message: str) -> Issue:
    """A finding about a record."""
    return Issue(severity=severity, code=code, message=message, object=record.code)
