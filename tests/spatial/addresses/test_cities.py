"""Cities are known with their provinces."""

from spatial.addresses.cities import CITIES_FROM, MUNICIPALITIES, PROVINCE_OF
from spatial.codes.provinces import PROVINCES


def test_every_city_has_its_province_and_a_word_for_what_it_is() -> None:
    assert len(PROVINCE_OF) > 320
    assert set(PROVINCE_OF.values()) | MUNICIPALITIES <= {text.zh for text in PROVINCES.values()}
    assert {city for city in PROVINCE_OF if not city.endswith(("市", "自治州", "盟", "地区"))} == set()
    assert PROVINCE_OF["杭州市"] == "浙江省" and PROVINCE_OF["延边朝鲜族自治州"] == "吉林省"
    assert CITIES_FROM.seen
