"""What the nine indices of the national report on commuting are, where that is from, and how sure it is."""

from dataclasses import dataclass

from spatial.citation import Citation, Confidence
from spatial.text import Text

REPORT = "中国主要城市通勤监测报告 (住房和城乡建设部城市交通基础设施监测与治理实验室, 中国城市规划设计研究院)"
PEOPLE = "https://en.people.cn/n3/2026/0115/c90000-20414758.html"
LAUNCH = "http://www.weidonghui.cn/news/sdgc/2809927.html"
TABLE = "https://fxbaogao.com/detail/4571510"
TIME, SPACE, TRANSPORT = (
    Text("通勤时耗", "Commuting time"),
    Text("通勤空间", "Commuting space"),
    Text("通勤交通", "Commuting transport"),
)
DISTANCE_OPEN = Text(
    "报告未说明距离为直线或路网距离：随所给距离而定，引用时须注明",
    "Whether it is straight or along streets is not said: it is as the distances given, to be told with it",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of the report: its definition, and in `open` what no copy seen says of it, chosen here."""

    id: str
    title: Text
    group: Text
    unit: str
    definition: Text
    citation: Citation
    open: Text | None = None


def cite(clause: str, confidence: Confidence, seen: str) -> Citation:
    """A place in the report."""
    return Citation(source=REPORT, clause=clause, confidence=confidence, seen=seen)


INDICES = (
    Index(
        id="within-45-minutes",
        title=Text("45分钟以内通勤比重", "Within 45 minutes"),
        group=TIME,
        unit="1",
        definition=Text(
            "单程通勤时间不超过45分钟的通勤人口占比",
            "The share of commuters whose way takes 45 minutes or less",
        ),
        citation=cite("45分钟以内通勤比重", Confidence.VERIFIED, PEOPLE),
    ),
    Index(
        id="over-60-minutes",
        title=Text("60分钟以上通勤比重", "Over 60 minutes"),
        group=TIME,
        unit="1",
        definition=Text(
            "单程通勤时间超过60分钟（极端通勤）的通勤人口占比",
            "The share of commuters whose way takes more than 60 minutes (extreme commuting)",
        ),
        citation=cite(
            "60分钟以上通勤比重", Confidence.SECONDARY, "https://finance.tom.com/202207/1106602058.html"
        ),
        open=Text("恰为60分钟者不计入", "A way of exactly 60 minutes is left out"),
    ),
    Index(
        id="mean-minutes",
        title=Text("单程平均通勤时耗", "Mean time of a way"),
        group=TIME,
        unit="min",
        definition=Text("通勤人口单程通勤时间的平均值", "The mean time of commuters' ways, one way"),
        citation=cite("单程平均通勤时耗", Confidence.VERIFIED, "freewechat.com MzA3MTQyNzQxMA==/2651751537"),
    ),
    Index(
        id="radius",
        title=Text("通勤空间半径", "Commuting radius"),
        group=SPACE,
        unit="km",
        definition=Text(
            "覆盖90%中心城区通勤人口居住与就业的空间椭圆的长轴半径",
            "Half the long axis of the ellipse that holds the homes and jobs of 90 % of commuters",
        ),
        citation=cite("通勤空间半径", Confidence.SECONDARY, LAUNCH),
        open=Text(
            "报告未说明椭圆如何绘制：此处取全部居住地与就业地的标准差椭圆，放大至90%的通勤者两端均在其内",
            "How it is drawn is not said: here the standard deviational ellipse of all homes and jobs, grown "
            "until 90 % of commuters have both ends in it",
        ),
    ),
    Index(
        id="separation",
        title=Text("职住分离度", "Separation of homes and jobs"),
        group=SPACE,
        unit="km",
        definition=Text(
            "在现有职住布局下，不考虑就业岗位差异与个人选择，通过交换工作地点所能达到的最小平均通勤距离",
            "The least mean distance that exchanging jobs could reach, homes and jobs staying where they are "
            "and their kinds left aside",
        ),
        citation=cite("职住分离度", Confidence.VERIFIED, LAUNCH),
        open=DISTANCE_OPEN,
    ),
    Index(
        id="mean-kilometres",
        title=Text("单程平均通勤距离", "Mean distance of a way"),
        group=SPACE,
        unit="km",
        definition=Text(
            "通勤人口居住地至就业地距离的平均值", "The mean distance from commuters' homes to jobs"
        ),
        citation=cite("单程平均通勤距离", Confidence.SECONDARY, TABLE),
        open=DISTANCE_OPEN,
    ),
    Index(
        id="within-5-kilometres",
        title=Text("5公里以内通勤比重", "Within 5 kilometres"),
        group=SPACE,
        unit="1",
        definition=Text(
            "通勤距离在5公里以内（幸福通勤）的通勤人口占比",
            "The share of commuters whose way is within 5 kilometres (happy commuting)",
        ),
        citation=cite(
            "5公里以内通勤比重",
            Confidence.SECONDARY,
            "https://paper.xinmin.cn/html/xmzk/2023-08-28/41/33150.html",
        ),
        open=Text(
            "恰为5公里者计入（“最大阈值”）；" + DISTANCE_OPEN.zh,
            "A way of exactly 5 kilometres counts (“the greatest threshold”). " + DISTANCE_OPEN.en,
        ),
    ),
    Index(
        id="near-rail",
        title=Text("轨道800米覆盖通勤比重", "Within 800 m of rail"),
        group=TRANSPORT,
        unit="1",
        definition=Text(
            "居住地与就业地均在轨道站点800米以内的通勤人口占比",
            "The share of commuters whose home and job both lie within 800 m of a rail station",
        ),
        citation=cite("轨道800米覆盖通勤比重", Confidence.SECONDARY, "中国经济网 t20241126_39216014"),
        open=Text(
            "有英文报道作“居住地或就业地”；" + DISTANCE_OPEN.zh,
            "One account in English says home or job. " + DISTANCE_OPEN.en,
        ),
    ),
    Index(
        id="transit-45-minutes",
        title=Text("45分钟公交服务能力占比", "45 minutes by public transport"),
        group=TRANSPORT,
        unit="1",
        definition=Text(
            "乘公共交通由居住地至就业地不超过45分钟的通勤人口占比",
            "The share of commuters whose way from home to job takes 45 minutes or less by public transport",
        ),
        citation=cite(
            "45分钟公交服务能力占比",
            Confidence.SECONDARY,
            "https://reportify.ai/social-media/757117004848178",
        ),
        open=Text(
            "原文定义未见，此为转述；是否含步行与候车未说明：随所给时间而定",
            "The report's own words were not seen, these are told after it; whether walking and waiting "
            "count is not said: it is as the minutes given",
        ),
    ),
)
