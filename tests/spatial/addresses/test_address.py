"""An address is written in one way, whatever way it was told in."""

from spatial.addresses.address import AREAS, BREAK, PARTS, REST, WORDS, Address, write
from spatial.addresses.reading import parse


def test_parts_are_written_from_the_widest_to_the_narrowest_with_their_words() -> None:
    address = Address(
        province="浙江省",
        city="杭州市",
        district="西湖区",
        road="文三路",
        number="478",
        place="华星大厦",
        building="3",
        unit="2",
        floor="-1",
        room="501",
        remark="东门",
        rest="某公司",
    )
    assert write(address) == f"浙江省杭州市西湖区文三路478号华星大厦3幢2单元负1层501室(东门){REST}某公司"


def test_a_municipality_is_written_once() -> None:
    assert write(Address(province="上海市", city="上海市", road="柳营路", lane="669弄", number="14")) == (
        "上海市柳营路669弄14号"
    )


def test_a_village_house_has_its_place_before_its_number() -> None:
    address = Address(community="白沙村", group="3", place="张家", number="12")
    assert write(address) == "白沙村3组张家12号"
    assert parse(write(address)) == address


def test_a_road_without_chinese_characters_is_written_as_where_it_is_from() -> None:
    assert write(Address(road="Tauelsizdik", number="12/1")) == "Tauelsizdik 12/1"


def test_a_name_that_would_run_into_a_number_is_set_apart() -> None:
    for place in ("万科2049", "SOHO", "东花市北", "1958广场", "道前公寓", "文三路营业厅", "良渚街道大楼"):
        address = Address(place=place, building="3")
        assert BREAK in write(address)
        assert parse(write(address)) == address


def test_nothing_is_written_of_an_address_that_tells_nothing() -> None:
    assert write(Address()) == ""


def test_every_word_and_area_is_that_of_a_part() -> None:
    assert {*WORDS, *AREAS} < set(PARTS)
