"""What an outcome is to be quoted with, in words: the lines every file of it bears."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from spatial.text import Text
from twin.api.processes import tell_inputs

WORDS = {
    "title": Text("分析", "Analysis"),
    "version": Text("算法版本", "Version"),
    "how": Text("算法与依据", "How it is worked out"),
    "zoning": Text("分区方案", "Zoning"),
    "inputs": Text("输入", "Inputs"),
    "sources": Text("数据来源（加载时间）", "Sources (when loaded)"),
    "valid": Text("有效日期", "Valid on"),
    "recorded": Text("系统所知时刻", "As known at"),
    "permalink": Text("永久链接", "Permalink"),
}


def list_provenance(outcome: dict[str, Any], uri: str, language: str) -> list[tuple[str, str]]:
    """Each line with its name."""
    told = {
        "title": f"{outcome['title'][language]} ({outcome['analysis']} {outcome['version']})",
        "how": outcome["how"][language],
        "zoning": outcome["zoning"],
        "inputs": "; ".join(f"{name}: {value}" for name, value in tell_inputs(outcome, language)),
        "sources": "; ".join(tell_sources(outcome)),
        "valid": outcome["valid"],
        "recorded": write_moment(outcome["recorded"]),
        "permalink": uri,
    }
    return [(WORDS[name].in_(language), text) for name, text in told.items()]


def tell_sources(outcome: dict[str, Any]) -> list[str]:
    """The datasets it is worked out of, each with the moment of its latest load."""
    return [
        f"{one['dataset']} ({write_moment(one['loaded']) if one['loaded'] else '–'})"
        for one in outcome["sources"]
    ]


def write_moment(iso: str) -> str:
    """A moment in the city's time, to the minute."""
    return timezone.localtime(datetime.fromisoformat(iso)).isoformat(" ", "minutes")
