"""A ruling goes before authority, authority before the newest claim; nothing is overwritten."""

from datetime import UTC, datetime

from spatial.authority import Claim, choose

OLD, NEW = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
DEEDS, POLICE = Claim("fangchan", 1, 89.2, OLD), Claim("gongan", 2, 88.0, NEW)


def test_the_authority_counts_though_another_is_newer() -> None:
    choice = choose([DEEDS, POLICE], {"fangchan": 1, "gongan": 2}, 0.05)
    assert (choice.claim, choice.rule.zh, choice.settled) == (DEEDS, "权威来源", True)
    assert choice.others == (POLICE,)


def test_without_authority_the_newest_counts_and_awaits_a_ruling() -> None:
    choice = choose([DEEDS, POLICE], {}, 0.05)
    assert (choice.claim, choice.settled, choice.others) == (POLICE, False, (DEEDS,))


def test_a_ruling_goes_first() -> None:
    choice = choose([DEEDS, POLICE], {"fangchan": 1}, 0.05, "gongan")
    assert (choice.claim, choice.rule.en) == (POLICE, "ruled by hand")


def test_sources_that_agree_need_no_ruling() -> None:
    choice = choose([DEEDS, Claim("gongan", 2, 89.21, NEW)], {}, 0.05)
    assert (choice.rule.en, choice.settled, choice.others) == ("all sources agree", True, ())
    assert choose([DEEDS], {}).rule.en == "the only source"


def test_the_order_of_claims_changes_nothing() -> None:
    assert choose([DEEDS, POLICE], {}) == choose([POLICE, DEEDS], {})
