"""The twenty sectors (门类) of the national classification of economic activities (GB/T 4754)."""

from spatial.citation import Citation, Confidence
from spatial.codes.scheme import Scheme, check_listed
from spatial.text import Text

SECTORS = {
    "A": Text("农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"),
    "B": Text("采矿业", "Mining"),
    "C": Text("制造业", "Manufacturing"),
    "D": Text("电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water supply"),
    "E": Text("建筑业", "Construction"),
    "F": Text("批发和零售业", "Wholesale and retail trade"),
    "G": Text("交通运输、仓储和邮政业", "Transport, storage and post"),
    "H": Text("住宿和餐饮业", "Accommodation and catering"),
    "I": Text("信息传输、软件和信息技术服务业", "Information transmission, software and IT services"),
    "J": Text("金融业", "Finance"),
    "K": Text("房地产业", "Real estate"),
    "L": Text("租赁和商务服务业", "Leasing and business services"),
    "M": Text("科学研究和技术服务业", "Scientific research and technical services"),
    "N": Text("水利、环境和公共设施管理业", "Water, environment and public facilities management"),
    "O": Text("居民服务、修理和其他服务业", "Resident services, repair and other services"),
    "P": Text("教育", "Education"),
    "Q": Text("卫生和社会工作", "Health and social work"),
    "R": Text("文化、体育和娱乐业", "Culture, sports and entertainment"),
    "S": Text("公共管理、社会保障和社会组织", "Public administration, social security and organisations"),
    "T": Text("国际组织", "International organisations"),
}

SCHEME = Scheme(
    id="sector",
    title=Text("国民经济行业门类", "sector"),
    source=Citation(
        source="GB/T 4754-2017 国民经济行业分类",
        clause="4，5",
        confidence=Confidence.SECONDARY,
        seen="tj.jiangsu.gov.cn/art/2025/1/20/art_85775_11475179.html, crsrw.com/qiyezixun/48983.html",
    ),
    check=check_listed(SECTORS, "sector of GB/T 4754"),
    words=SECTORS,
)
