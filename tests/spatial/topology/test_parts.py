"""Parts that nothing connects are told by size; the greatest of each class is the network itself."""

from spatial.records import Severity
from tests.streets import change, find, make_link, make_node, make_street


def test_all_but_the_greatest_part_are_told() -> None:
    far = [make_node(number) for number in (10, 11, 20, 21)]
    apart = [make_link(10), make_link(20)]
    issues = find([*make_street(), *far, *apart])
    assert [(issue.severity, issue.code, issue.object) for issue in issues] == [
        (Severity.INFO, "SEPARATE_PART", "n10"),
        (Severity.INFO, "SEPARATE_PART", "n20"),
    ]
    assert issues[0].message == "It is one of 2 nodes and 1 links that nothing connects with the rest."


def test_each_class_is_a_network_of_its_own() -> None:
    gas = [make_node(10, network="RQ"), make_node(11, network="RQ"), make_link(10, network="RQ")]
    sewer = [make_node(20, klass="WS"), make_node(21, klass="WS"), make_link(20, klass="WS")]
    assert find([*make_street(), *gas, *sewer]) == []


def test_a_missing_link_parts_the_street() -> None:
    street = [record for record in make_street() if record.code != "l2"]
    [issue] = find(change(street, "n5", function="manhole"))
    assert issue.object == "n3"
