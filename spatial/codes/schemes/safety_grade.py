"""The grades of danger of a house (JGJ 125), from A without dangerous members to D dangerous as a whole."""

from spatial.citation import Citation, Confidence
from spatial.codes.scheme import Scheme, check_listed
from spatial.text import Text

GRADES = {
    "A": Text("无危险构件", "No dangerous member; safe to use"),
    "B": Text("个别构件危险", "Single dangerous members; the main structure is safe"),
    "C": Text("局部危房", "Part of the load-bearing structure unsafe; dangerous in part"),
    "D": Text("整幢危房", "Load-bearing structure unsafe; dangerous as a whole"),
}

SCHEME = Scheme(
    id="safety-grade",
    title=Text("房屋危险性等级", "safety grade"),
    source=Citation(
        source="JGJ 125-2016 危险房屋鉴定标准",
        clause="6.1.4",
        confidence=Confidence.VERIFIED,
        seen="cqna.gov.cn/bm/qzfcxjw (t20250120_14183038)",
    ),
    check=check_listed(GRADES, "safety grade of JGJ 125"),
    words=GRADES,
)
