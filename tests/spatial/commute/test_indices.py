"""The nine indices are told in both languages, with where they are from and how sure that is."""

from spatial.citation import Confidence
from spatial.commute.indices import INDICES


def test_there_are_the_nine_of_the_report() -> None:
    assert [index.title.zh for index in INDICES] == [
        "45分钟以内通勤比重",
        "60分钟以上通勤比重",
        "单程平均通勤时耗",
        "通勤空间半径",
        "职住分离度",
        "单程平均通勤距离",
        "5公里以内通勤比重",
        "轨道800米覆盖通勤比重",
        "45分钟公交服务能力占比",
    ]
    assert len({index.id for index in INDICES}) == 9


def test_each_says_what_it_is_in_both_languages_and_where_that_was_seen() -> None:
    for index in INDICES:
        assert index.definition.zh
        assert index.definition.en
        assert index.citation.seen
        assert index.citation.clause == index.title.zh


def test_what_was_chosen_here_is_told_wherever_a_definition_is_not_seen_whole() -> None:
    unsure = [index for index in INDICES if index.citation.confidence is not Confidence.VERIFIED]
    assert [index.id for index in unsure if index.open is None] == []
