"""Addresses are read as people write them; nothing is lost, nothing makes the reader stumble."""

import random
import time
from dataclasses import asdict

import pytest

from spatial.addresses.address import Address, write
from spatial.addresses.cleaning import LONGEST
from spatial.addresses.reading import parse
from tests.spatial.addresses.cases import CASES, parts_of


def told(address: Address) -> dict[str, str]:
    """The parts an address has."""
    return {name: value for name, value in asdict(address).items() if value and name != "readings"}


@pytest.mark.parametrize(("text", "parts"), CASES.items())
def test_an_address_has_the_parts_a_reader_sees(text: str, parts: str) -> None:
    assert told(parse(text)) == parts_of(parts)


@pytest.mark.parametrize("text", CASES)
def test_a_written_address_is_read_as_the_same_address(text: str) -> None:
    address = parse(text)
    assert parse(write(address)) == address


def test_every_combination_of_parts_is_written_and_read_as_the_same_address() -> None:
    draw = random.Random(17)
    for _ in range(3000):
        text = composed(draw)
        address = parse(text)
        assert parse(write(address)) == address, text
        assert address.rest is None, text


def composed(draw: random.Random) -> str:
    """An address of random parts in random words."""

    def number(most: int) -> str:
        return str(draw.randrange(1, most))

    prefix = draw.choice(["", "浙江省杭州市", "浙江杭州", "杭州市", "杭州市 "])
    area = draw.choice(["", "西湖区", "余杭区五常街道", "桐庐县富春江镇茆坪村"]) if prefix else ""
    road = draw.choice(["文三路", "湖墅南路", "百井坊巷", "五一路", "12号大街", "江南大道"]) + draw.choice(
        [
            number(900) + "号",
            f"{number(90)}-{number(9)}号",
            number(90) + "弄" + number(30) + "号",
            number(90) + "号之二",
        ]
    )
    place = draw.choice(
        ["百大花园", "西溪花园芦雪苑", "翠苑一区", "文二新村", "荣和城2期", "十五家园", "SOHO中心"]
    )
    building = draw.choice(["", number(90) + draw.choice(["幢", "栋", "号楼", "座"]), "A座", "西1幢"])
    unit = draw.choice(["", number(9) + "单元", "东单元", "二单元"]) if building else ""
    floor = draw.choice(["", number(30) + "层"])
    room = draw.choice(["", number(30) + "0" + number(9) + draw.choice(["室", "房"]), "一〇二室", "501-1室"])
    named = draw.choice([road, road + place, place])
    return prefix + area + named + building + unit + floor + room


@pytest.mark.parametrize("text", [text for text, parts in CASES.items() if parts])
def test_every_letter_and_digit_of_a_text_is_in_its_parts(text: str) -> None:
    kept = write(parse(text))
    known = set(
        "中国栋号楼座房户门院巷小区室幢#FB附第之辦办事处村民组一二三四五六七八九十百零〇0地下区市东,/"
    )
    lost = {
        one
        for one in text
        if one.isalnum() and one.isascii() is False and one not in known and one not in kept
    }
    assert {one for one in lost if not "０" <= one <= "９"} == set()


def test_what_is_read_by_a_rule_and_not_by_a_word_is_told() -> None:
    assert parse("文三路88-1-502").readings == ("88-1-502 read as number-unit-room",)
    assert parse("百大花园8幢1202").readings == ("1202 read as room",)
    assert parse("文三路103号3号501室").readings == ("3号 read as building",)
    assert parse("文三路478号3幢2单元501室").readings == ()


def test_readings_do_not_make_two_addresses_differ() -> None:
    assert parse("文三路88-1-502") == parse("文三路88号1单元502室")


def test_text_with_one_thing_wrong_is_still_read_back_nearly_always() -> None:
    draw, texts, stable = random.Random(1), [text for text in CASES if text], 0
    for _ in range(2000):
        one, other = draw.choice(texts), draw.choice(texts)
        at = draw.randrange(len(one))
        address = parse(
            draw.choice([one[:at] + one[at + 1 :], one[:at] + other[at:], one[:at] + "号" + one[at:]])
        )
        stable += parse(write(address)) == address
    assert stable > 1985


ALPHABET = (
    "浙江省杭州市西湖区文三路号幢栋单元室层楼弄巷组村镇乡街道社区"
    "一二三十百〇0123456789-/,()（）#A甲附之东 ¦‖é"
)


def test_no_text_makes_the_reader_stumble() -> None:
    draw = random.Random(7)
    for _ in range(4000):
        size = draw.randrange(50)
        letters = ALPHABET if draw.random() < 0.8 else [chr(draw.randrange(0x110000)) for _ in range(60)]
        text = "".join(draw.choice(letters) for _ in range(size)) + draw.choice(["", "\ud800", "\udfff号"])
        parse(write(parse(text)))


def test_a_text_too_long_for_an_address_goes_whole_to_the_rest() -> None:
    assert told(parse("文" * (LONGEST + 1))) == {"rest": "文" * (LONGEST + 1)}


def test_the_longest_and_worst_texts_take_no_longer_than_a_blink() -> None:
    worst = 0.0
    for one in ALPHABET:
        for text in (one * 10_000, one * LONGEST, ("1" + one) * 99, (one + "路") * 99, ("一" + one) * 99):
            start = time.process_time()
            parse(text)
            worst = max(worst, time.process_time() - start)
    assert worst < 0.2


@pytest.mark.full
def test_fifty_thousand_addresses_are_read_in_about_a_second() -> None:
    texts = list(CASES) * 500
    start = time.process_time()
    for text in texts:
        parse(text)
    assert len(texts) / (time.process_time() - start) > 20_000
