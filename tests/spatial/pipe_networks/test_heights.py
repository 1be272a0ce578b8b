"""A zero among elevations is a blank where it cannot be meant, and only there."""

from spatial.pipe_networks.heights import find_blanks


def test_zeros_alone_are_no_elevations_and_are_told_once() -> None:
    blank, [issue] = find_blanks({"a": 0.0, "b": 0.0})
    assert blank == {"a", "b"}
    assert (issue.code, issue.object) == ("ELEVATION_NOT_FILLED", "")


def test_a_zero_far_below_all_others_is_a_blank_of_its_own() -> None:
    blank, issues = find_blanks({"a": 144.0, "b": 0.0, "c": 219.5})
    assert blank == {"b"}
    assert [issue.object for issue in issues] == ["b"]
    assert "144 to 219.5 m" in issues[0].message


def test_a_zero_near_others_is_meant() -> None:
    assert find_blanks({"a": 4.0, "b": 0.0}) == (frozenset(), [])
    assert find_blanks({"a": -20.0, "b": 0.0, "c": 40.0}) == (frozenset(), [])
    assert find_blanks({"a": -30.0, "b": 0.0, "c": -20.0})[0] == {"b"}
    assert find_blanks({}) == (frozenset(), [])
