"""Addresses as people write them, made up by hand, and the parts they have: "part=value" by spaces."""

CASES = {
    # whole, and with parts of the prefix missing
    "浙江省杭州市西湖区文三路478号3幢2单元501室": "province=浙江省 city=杭州市 district=西湖区 road=文三路"
    " number=478 building=3 unit=2 room=501",
    "杭州市拱墅区湖墅南路103号百大花园8幢1单元1202": "province=浙江省 city=杭州市 district=拱墅区"
    " road=湖墅南路 number=103 place=百大花园 building=8 unit=1 room=1202",
    "余杭区五常街道西溪花园芦雪苑12幢1单元302室": "district=余杭区 street=五常街道 place=西溪花园芦雪苑"
    " building=12 unit=1 room=302",
    "文三路478号": "road=文三路 number=478",
    "浙江杭州西湖区文三路478号": "province=浙江省 city=杭州市 district=西湖区 road=文三路 number=478",
    "杭州文三路478号": "province=浙江省 city=杭州市 road=文三路 number=478",
    "中国浙江省杭州市滨江区江南大道228号": "province=浙江省 city=杭州市 district=滨江区"
    " road=江南大道 number=228",
    "浙江省杭州市浙江省杭州市西湖区西园一路8号": "province=浙江省 city=杭州市 district=西湖区 road=西园一路"
    " number=8",
    "310012浙江省杭州市西湖区文三路478号": "province=浙江省 city=杭州市 district=西湖区 road=文三路"
    " number=478"
    " rest=310012",
    # full width, spaces, punctuation, brackets
    "文三路４７８号　３幢　５０１室": "road=文三路 number=478 building=3 room=501",
    "浙江省, 杭州市, 西湖区, 文三路 478 号": "province=浙江省 city=杭州市 district=西湖区"
    " road=文三路 number=478",
    "北京市/北京市/东城区XXX小区5号楼2单元1601": "province=北京市 city=北京市 district=东城区 place=XXX小区"
    " building=5 unit=2 room=1601",
    "湖墅南路103号（百大花园）8幢": "road=湖墅南路 number=103 building=8 remark=百大花园",
    "戴家墩路91号【东门】": "road=戴家墩路 number=91 remark=东门",
    # numerals are digits where they are numbers, and stay in names
    "文二新村十二幢二单元三〇一室": "place=文二新村 building=12 unit=2 room=301",
    "三里亭四区二十一幢一单元二〇二": "place=三里亭四区 building=21 unit=1 rest=二〇二",
    "五一路二十三号": "road=五一路 number=23",
    "十五家园7幢二单元一百零三室": "place=十五家园 building=7 unit=2 room=103",
    "下城区百井坊巷98号4单元601": "district=下城区 road=百井坊巷 number=98 unit=4 room=601",
    "三里亭路12号": "road=三里亭路 number=12",
    "七里香舍3栋": "place=七里香舍 building=3",
    "钱江一号公馆3幢801室": "place=钱江一号公馆 building=3 room=801",
    "中山北一路1200号": "road=中山北一路 number=1200",
    "十二号大街452号": "road=12号大街 number=452",
    # one word for many
    "翠苑一区3栋501": "place=翠苑一区 building=3 room=501",
    "翠苑一区3号楼501号": "place=翠苑一区 building=3 room=501",
    "翠苑一区3#501户": "place=翠苑一区 building=3 room=501",
    "紫荆公寓3#楼2门501房": "place=紫荆公寓 building=3 unit=2 room=501",
    "智慧信息产业园M座10楼": "place=智慧信息产业园 building=M floor=10",
    "汇金国际大厦西1幢1201室": "place=汇金国际大厦 building=西1 room=1201",
    "和睦新村东单元": "place=和睦新村 unit=东",
    "翠苑三区03幢01单元0501室": "place=翠苑三区 building=3 unit=1 room=501",
    "景芳二区甲幢乙单元": "place=景芳二区 building=甲 unit=乙",
    # floors
    "东方通信大厦7楼501室": "place=东方通信大厦 floor=7 room=501",
    "求是村3楼2单元501室": "community=求是村 building=3 unit=2 room=501",
    "祥茂路2号1号楼2楼": "road=祥茂路 number=2 building=1 floor=2",
    "文三路478号地下1层": "road=文三路 number=478 floor=-1",
    "文三路478号B2层": "road=文三路 number=478 floor=-2",
    "延安路98号负一楼": "road=延安路 number=98 floor=-1",
    "延安路98号12F": "road=延安路 number=98 floor=12",
    # numbers with parts
    "文三路12-3号": "road=文三路 number=12-3",
    "文三路12号之一": "road=文三路 number=12-1",
    "文三路12之1号": "road=文三路 number=12-1",
    "文三路12号附3号": "road=文三路 number=12附3",
    "建国路甲12号院3号楼": "road=建国路 number=12甲 building=3",
    "文三路501-1号": "road=文三路 number=501-1",
    "文三路478号501、502室": "road=文三路 number=478 room=501、502",
    "文三路478号501-1室": "road=文三路 number=478 room=501-1",
    "文三路478号A501": "road=文三路 number=478 room=A501",
    # hyphens without words
    "文三路88-1-502": "road=文三路 number=88 unit=1 room=502",
    "文三路88-502": "road=文三路 number=88 room=502",
    "文三路88-1": "road=文三路 number=88-1",
    "文三路88-3-1-502": "road=文三路 number=88 building=3 unit=1 room=502",
    "春风里12-3-1001": "place=春风里 building=12 unit=3 room=1001",
    "西溪花园8-1202": "place=西溪花园 building=8 room=1202",
    "西溪花园8-1": "place=西溪花园 building=8 unit=1",
    "文三路478号3-2-501": "road=文三路 number=478 building=3 unit=2 room=501",
    "文三路478号3幢2-501": "road=文三路 number=478 building=3 unit=2 room=501",
    "百大花园8幢1单元12-1202": "place=百大花园 building=8 unit=1 floor=12 room=1202",
    # lanes
    "上海市静安区共和新路街道柳营路669弄14号1102室": "province=上海市 city=上海市 district=静安区"
    " street=共和新路街道 road=柳营路 lane=669弄 number=14 room=1102",
    "中山北路1655弄29支弄宝钢公寓11号304": "road=中山北路 lane=1655弄29支弄 number=11 place=宝钢公寓"
    " room=304",
    "建国北路三弄5号": "road=建国北路 lane=3弄 number=5",
    "杭州市上城区大学路新村3巷12号": "province=浙江省 city=杭州市 district=上城区 road=大学路 place=新村"
    " lane=3巷 number=12",
    # villages
    "桐庐县富春江镇茆坪村3组12号": "district=桐庐县 street=富春江镇 community=茆坪村 group=3 number=12",
    "萧山区瓜沥镇八里桥村第四村民小组12号": "district=萧山区 street=瓜沥镇 community=八里桥村"
    " group=4 number=12",
    "张庆乡北胡乔村": "street=张庆乡 community=北胡乔村",
    "临安区太湖源镇白沙村张家12号": "district=临安区 street=太湖源镇 community=白沙村 place=张家 number=12",
    "五常街道顾家桥社区河西北9号": "street=五常街道 community=顾家桥社区 place=河西北 number=9",
    "文新街道办事处骆家庄社区居委会": "street=文新街道 community=骆家庄社区居委会",
    # other provinces and counties
    "内蒙古呼和浩特市土默特左旗察素齐镇": "province=内蒙古自治区 city=呼和浩特市 district=土默特左旗"
    " street=察素齐镇",
    "新疆维吾尔自治区 昌吉回族自治州 昌吉市 延安北路街道 延安南路": "province=新疆维吾尔自治区"
    " city=昌吉回族自治州 district=昌吉市 street=延安北路街道 road=延安南路",
    "西藏自治区日喀则地区定日县柑碑村712号": "province=西藏自治区 city=日喀则市 district=定日县"
    " community=柑碑村"
    " number=712",
    "丽水市景宁畲族自治县鹤溪街道": "province=浙江省 city=丽水市 district=景宁畲族自治县 street=鹤溪街道",
    "义乌市稠城街道宾王路158号": "district=义乌市 street=稠城街道 road=宾王路 number=158",
    "上海浦东新区世纪大道100号": "province=上海市 city=上海市 district=浦东新区 road=世纪大道 number=100",
    "320国道88号": "road=320国道 number=88",
    # names that look like areas
    "北京东路12号": "road=北京东路 number=12",
    "杭州大厦B座": "place=杭州大厦 building=B",
    "乌镇大道12号": "road=乌镇大道 number=12",
    "市心中路123号": "road=市心中路 number=123",
    "县前街12号": "road=县前街 number=12",
    "路桥区路桥街道银座街3号": "district=路桥区 street=路桥街道 road=银座街 number=3",
    "新金都城市花园10幢": "place=新金都城市花园 building=10",
    "朝晖六区12幢": "place=朝晖六区 building=12",
    "蒋村花园新达苑18幢": "place=蒋村花园新达苑 building=18",
    "南京大学3号楼": "place=南京大学 building=3",
    # what comes before, between and behind
    "西溪花园文二西路767号8幢": "place=西溪花园 road=文二西路 number=767 building=8",
    "江宁滨江开发区中环大道10号": "place=江宁滨江开发区 road=中环大道 number=10",
    "荣和城二期28号楼": "place=荣和城二期 building=28",
    "荣和城2期28号楼": "place=荣和城2期 building=28",
    "文三路478号1958广场A座": "road=文三路 number=478 place=1958广场 building=A",
    "沈港路11号2楼常春藤公司": "road=沈港路 number=11 floor=2 rest=常春藤公司",
    "文三路478号对面": "road=文三路 number=478 rest=对面",
    "友谊路128附1号附近": "road=友谊路 number=128附1 rest=附近",
    "文三路学院路口": "road=文三路 rest=学院路口",
    "新金都城市花园10幢3底层": "place=新金都城市花园 building=10 rest=3底层",
    # other scripts
    "Tauelsizdik 12/1": "road=Tauelsizdik number=12/1",
    "221B Baker-Street": "road=Baker-Street number=221B",
    "Абая, 12": "road=Абая number=12",
    "Flat": "rest=Flat",
    "": "",
}


def parts_of(told: str) -> dict[str, str]:
    """The parts that a case names."""
    return dict(one.split("=") for one in told.split())
