"""The published examples of k-anonymity, l-diversity and t-closeness come out as their papers say."""

import pytest

from spatial.privacy.anonymity import count_below, group, k_anonymity, l_diversity, t_closeness

# Machanavajjhala et al. 2007, figure 2: the 4-anonymous inpatient table.
CLASSES = {
    ("130**", "< 30"): ["heart disease", "heart disease", "viral infection", "viral infection"],
    ("1485*", "≥ 40"): ["cancer", "heart disease", "viral infection", "viral infection"],
    ("130**", "3*"): ["cancer", "cancer", "cancer", "cancer"],
}
INPATIENTS = [
    ((zip_, age, "*"), condition) for (zip_, age), conditions in CLASSES.items() for condition in conditions
]


def test_the_inpatients_are_4_anonymous_and_yet_one_group_is_given_away() -> None:
    groups = group(INPATIENTS)
    assert (k_anonymity(groups), l_diversity(groups)) == (4, 1)
    assert k_anonymity(group((looks[:1], condition) for looks, condition in INPATIENTS)) == 4
    told = group(((*looks, condition), condition) for looks, condition in INPATIENTS)
    assert (k_anonymity(told), count_below(told, 2), count_below(told, 3)) == (1, 2, 8)


def test_a_group_of_one_condition_is_far_from_all() -> None:
    # All: 3 heart, 4 viral, 5 cancer of 12; the third group: cancer alone.
    assert t_closeness(group(INPATIENTS)) == pytest.approx(7 / 12)


@pytest.mark.parametrize(("salaries", "far"), [((3, 4, 5), 0.375), ((6, 8, 11), 1 / 6)])
def test_ordered_values_lie_as_far_as_in_the_paper_of_t_closeness(
    salaries: tuple[int, ...], far: float
) -> None:
    # Li et al. 2007 §4.2: thousands of 3 to 11, groups {3, 4, 5} at 0.375 and {6, 8, 11} at 0.167.
    rows = [(("one" if salary in salaries else "rest",), salary) for salary in range(3, 12)]
    assert t_closeness(group(rows), ordered=True) == pytest.approx(far)


def test_no_rows_are_not_anonymous() -> None:
    none = group(())
    assert (k_anonymity(none), count_below(none, 10), l_diversity(none), t_closeness(none)) == (0, 0, 0, 0.0)
