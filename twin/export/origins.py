"""What a file says of itself: the question it answers, for whom and when, and whom to thank."""

from django.utils import timezone

from spatial.crs import LONLAT, name_of
from spatial.text import Text
from twin.export.head import join, latest
from twin.export.query import Query
from twin.export.reading import Survey

TITLES = {
    "title": Text("标题", "Title"),
    "description": Text("说明", "Description"),
    "layer": Text("图层", "Layer"),
    "address": Text("查询地址", "Asked at"),
    "valid": Text("有效日期", "Valid on"),
    "as_of": Text("系统所知时刻", "As known at"),
    "audience": Text("可见范围", "As seen by"),
    "crs": Text("坐标系", "Coordinate system"),
    "rows": Text("要素数", "Features"),
    "source": Text("数据来源", "Sources"),
    "publisher": Text("发布单位", "Publisher"),
    "licence": Text("许可", "Licence"),
    "attribution": Text("署名", "Attribution"),
}


def tell_origin(query: Query, found: Survey) -> dict[str, str]:
    """What there is to say, by the names of TITLES; what nobody said is left out."""
    sources = latest(found.loads)
    days = query.times.valid or (timezone.localdate(),) * 2
    told = {
        "title": query.layer.title.in_(query.language),
        "description": query.layer.about.in_(query.language),
        "layer": query.layer.id,
        "address": query.address,
        "valid": "/".join(dict.fromkeys(day.isoformat() if day else ".." for day in days)),
        "as_of": (query.times.recorded or timezone.now()).isoformat(timespec="seconds"),
        "audience": ", ".join(sorted(query.viewer.groups)),
        "crs": name_system(query.srid),
        "rows": str(found.rows),
        "source": join(one.dataset.title or one.dataset.key for one in sources),
        "publisher": join(one.publisher for one in sources),
        "licence": join(one.licence for one in sources),
        "attribution": join(one.attribution for one in sources),
    }
    return {name: text for name, text in told.items() if text}


def name_system(srid: int) -> str:
    """A system in words; degrees are those of CRS84, longitude first."""
    code = f"EPSG:{srid}"
    return "OGC:CRS84" if srid == LONLAT else f"{code} ({name_of(code)})"


def cite_system(srid: int) -> str:
    """The address of a system, as OGC documents name it."""
    known = "http://www.opengis.net/def/crs"
    return f"{known}/OGC/1.3/CRS84" if srid == LONLAT else f"{known}/EPSG/0/{srid}"
