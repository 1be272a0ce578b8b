"""Cities are known with their provinces."""

from spatial.addresses.cities import CITIES_FROM, MUNICIPALITIES, PROVINCE_OF, SHORT_PREFECTURES
from spatial.codes.provinces import PROVINCES


def test_every_city_has_its_province_and_a_word_for_what_it_is() -> None:
    assert len(PROVINCE_OF) > 320
    assert set(PROVINCE_OF.values()) | MUNICIPALITIES <= {text.zh for text in PROVINCES.values()}
    assert {city for city in PROVINCE_OF if not city.endswith(("市", "自治州", "盟", "地区"))} == set()
    assert PROVINCE_OF["杭州市"] == "浙江省" and PROVINCE_OF["延边朝鲜族自治州"] == "吉林省"
    assert CITIES_FROM.seen


def test_autonomous_prefectures_are_known_by_their_short_names() -> None:
    whole = {city for city in PROVINCE_OF if city.endswith("自治州")}
    assert set(SHORT_PREFECTURES) == whole and len(set(SHORT_PREFECTURES.values())) == 30
    assert SHORT_PREFECTURES["西双版纳傣族自治州"] == "西双版纳州"
