"""Depth ranks and area types of hazard maps: what codes mean by their list, or by Japan's standard lists."""

import re

from spatial.citation import Citation, Confidence

STANDARD = "国土交通省 3D都市モデル標準製品仕様書"


def cite(name: str, seen: str) -> Citation:
    """A code list of the standard, as others have told it."""
    return Citation(source=STANDARD, clause=name, confidence=Confidence.SECONDARY, seen=seen)


DEPTH_LIST = "RiverFloodingRiskAttribute_rank.xml"
DEPTHS_FROM = cite(DEPTH_LIST, "github.com/Synesthesias/PLATEAU-SDK-for-Unity; 国土数値情報 A31a")
DEPTHS = {
    "1": "0.5m未満",
    "2": "0.5m以上3m未満",
    "3": "3m以上5m未満",
    "4": "5m以上10m未満",
    "5": "10m以上20m未満",
    "6": "20m以上",
}
AREAS_FROM = cite(
    "LandSlideRiskAttribute_areaType.xml", "github.com/Project-PLATEAU/PLATEAU-VIEW-3.0; 国土数値情報 A33"
)
AREAS = {
    "1": "土砂災害警戒区域（指定済）",
    "2": "土砂災害特別警戒区域（指定済）",
    "3": "土砂災害警戒区域（指定前）",
    "4": "土砂災害特別警戒区域（指定前）",
}
SPECIAL = "特別警戒"
DISASTERS = {"1": "急傾斜地の崩壊", "2": "土石流", "3": "地すべり"}

_NUMBER = r"(\d+(?:\.\d+)?)\s*(?:m|ｍ|米|メートル)?\s*"
_BETWEEN = re.compile(rf"{_NUMBER}(?:以上|超|[-~～〜－–])\s*{_NUMBER}(?:未満|以下|$)?")
_FROM = re.compile(rf"{_NUMBER}(?:以上|超|[~～〜－–-]\s*$)")
_TO = re.compile(rf"{_NUMBER}(?:未満|以下)")

Depths = tuple[float, float | None]


def read_depths(text: str) -> Depths | None:
    """The depths in metres a rank's words tell: “0.5m以上3m未満” is 0.5 to 3. None for none."""
    if found := _BETWEEN.search(text):
        return float(found[1]), float(found[2])
    if found := _FROM.search(text):
        return float(found[1]), None
    found = _TO.search(text)
    return (0.0, float(found[1])) if found else None


def rank_in(meanings: dict[str, str], code: str) -> int | None:
    """The place of a code among the ranks of its list, from the shallowest; None where depths do not tell."""
    depths = {one: found for one, text in meanings.items() if (found := read_depths(text))}
    order = sorted(depths, key=lambda one: depths[one][0])
    return order.index(code) + 1 if code in depths else None
