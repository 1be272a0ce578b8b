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


def write_html(report: dict[str, Any], language: str) -> str:
    """The report as one page."""
    titles = {aspect.value: title.in_(language) for aspect, title in TITLES.items()}
    kinds: dict[str, list[dict[str, Any]]] = {}
    for fill in report["completeness"]:
        share = round(100 * fill["filled"] / fill["rows"]) if fill["rows"] else 0
        kinds.setdefault(fill["kind"], []).append({**fill, "share": share})
    content = {
        "report": report,
        "aspects": [{**one, "title": titles[one["id"]]} for one in report["aspects"]],
        "findings": [{**one, "title": titles.get(one["aspect"] or "", "")} for one in report["findings"]],
        "kinds": kinds,
        "words": {name: text.in_(language) for name, text in WORDS.items()},
        "language": language,
    }
    return render_to_string("quality.html", content)
