"""The cities and their equals (prefectures, leagues) of each province, by which a prefix is recognised."""

from spatial.citation import Citation, Confidence
from spatial.codes.provinces import PROVINCES

CITIES_FROM = Citation(
    source="GB/T 2260-2007 中华人民共和国行政区划代码",
    clause="表 1 to 35",
    confidence=Confidence.SECONDARY,
    seen="github.com/modood/Administrative-divisions-of-China/dist/pc.json",
)
MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
# Names end in 市 unless they bear another word; before the hyphen is what a prefecture is called in short.
_WRITTEN = {
    "13": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "14": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "15": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒盟 阿拉善盟",
    "21": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
    "22": "长春 吉林 四平 辽源 通化 白山 松原 白城 延边-朝鲜族自治州",
    "23": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭地区",
    "32": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "33": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "34": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "35": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "36": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "37": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "41": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店",
    "42": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施-土家族苗族自治州",
    "43": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西-土家族苗族自治州",
    "44": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山"
    " 潮州 揭阳 云浮",
    "45": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "46": "海口 三亚 三沙 儋州",
    "51": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳"
    " 阿坝-藏族羌族自治州 甘孜-藏族自治州 凉山-彝族自治州",
    "52": "贵阳 六盘水 遵义 安顺 毕节 铜仁"
    " 黔西南-布依族苗族自治州 黔东南-苗族侗族自治州 黔南-布依族苗族自治州",
    "53": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄-彝族自治州 红河-哈尼族彝族自治州"
    " 文山-壮族苗族自治州 西双版纳-傣族自治州 大理-白族自治州 德宏-傣族景颇族自治州 怒江-傈僳族自治州"
    " 迪庆-藏族自治州",
    "54": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区",
    "61": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "62": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏-回族自治州 甘南-藏族自治州",
    "63": "西宁 海东 海北-藏族自治州 黄南-藏族自治州 海南-藏族自治州 果洛-藏族自治州 玉树-藏族自治州"
    " 海西-蒙古族藏族自治州",
    "64": "银川 石嘴山 吴忠 固原 中卫",
    "65": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉-回族自治州 博尔塔拉-蒙古自治州 巴音郭楞-蒙古自治州"
    " 阿克苏地区 克孜勒苏-柯尔克孜自治州 喀什地区 和田地区 伊犁-哈萨克自治州 塔城地区 阿勒泰地区",
}


def _whole(name: str) -> str:
    return name.replace("-", "") if name.endswith(("自治州", "盟", "地区")) else f"{name}市"


_NAMES = [(name, PROVINCES[code].zh) for code, names in _WRITTEN.items() for name in names.split()]
PROVINCE_OF = {_whole(name): province for name, province in _NAMES}
"""Province by city, both in full."""
SHORT_PREFECTURES = {_whole(name): name.partition("-")[0] + "州" for name, _ in _NAMES if "-" in name}
"""What an autonomous prefecture is called in short, by its full name: 延边州."""
