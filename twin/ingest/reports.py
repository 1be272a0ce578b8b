"""Quality reports as pages that need nothing else: for the browser, for a file, for print."""

from typing import Any

from django.template.loader import render_to_string

from spatial.quality import TITLES
from spatial.text import Text

WORDS = {
    "title": Text("数据质量报告", "Data quality report"),
    "load": Text("加载", "Load"),
    "file": Text("文件", "File"),
    "dataset": Text("数据集", "Dataset"),
    "when": Text("时间", "When"),
    "status": Text("状态", "Status"),
    "rows": Text("读取的行", "Rows read"),
    "score": Text("总分", "Score"),
    "of_100": Text("满分 100", "of 100"),
    "aspects": Text("分项", "By aspect"),
    "found": Text("处问题", "findings"),
    "findings": Text("发现的问题", "What was found"),
    "first": Text("首例", "First seen at"),
    "number": Text("数量", "Number"),
    "none": Text("没有发现问题。", "Nothing was found wrong."),
    "completeness": Text("字段填写率", "How full the fields are"),
    "expected": Text("应填", "expected"),
    "about": Text(
        "分项得分为没有该类问题的行所占比例（警告计一半），完整性为应填字段的填写率；总分为各分项平均。",
        "An aspect's score is the share of rows without such a finding (a warning counts half), completeness "
        "the share of expected fields that are filled; the score is their mean.",
    ),
}


KINDS = {
    "building": Text("建筑", "Buildings"),
    "component": Text("建筑构件", "Building components"),
    "road": Text("道路", "Roads"),
    "bridge": Text("桥梁", "Bridges"),
    "landuse": Text("土地利用", "Land use"),
    "planningzone": Text("规划分区", "Planning zones"),
    "plantcover": Text("植被", "Plant cover"),
    "water": Text("水体", "Water"),
    "terrain": Text("地形", "Terrain"),
    "place": Text("地点", "Places"),
    "address": Text("门牌地址", "Addresses"),
    "adminarea": Text("行政区划", "Administrative areas"),
    "node": Text("管线点", "Pipeline points"),
    "link": Text("管线", "Pipelines"),
    "hazardzone": Text("灾害风险区", "Hazard zones"),
    "generic": Text("其他对象", "Other objects"),
}


def name_kind(kind: str, language: str) -> str:
    """What a kind of object is called; a published table by its own name."""
    return KINDS[kind].in_(language) if kind in KINDS else kind


def write_html(report: dict[str, Any], language: str) -> str:
    """The report as one page."""
    titles = {aspect.value: title.in_(language) for aspect, title in TITLES.items()}
    kinds: dict[str, list[dict[str, Any]]] = {}
    for fill in report["completeness"]:
        if fill["expected"] or fill["filled"]:
            share = round(100 * fill["filled"] / fill["rows"]) if fill["rows"] else 0
            kinds.setdefault(name_kind(fill["kind"], language), []).append({**fill, "share": share})
    content = {
        "report": report,
        "aspects": [{**one, "title": titles[one["id"]]} for one in report["aspects"]],
        "findings": [{**one, "title": titles.get(one["aspect"] or "", "")} for one in report["findings"]],
        "rows": {name_kind(kind, language): number for kind, number in report["rows"].items()},
        "kinds": kinds,
        "words": {name: text.in_(language) for name, text in WORDS.items()},
        "language": language,
    }
    return render_to_string("quality.html", content)
