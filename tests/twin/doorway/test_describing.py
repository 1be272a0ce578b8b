"""A door tells its addresses in the words of OpenAPI."""

from twin.doorway.describing import describe_get, offer, refer


def test_a_get_tells_its_answer_and_how_it_refuses() -> None:
    told = describe_get("item", "One feature", [], {"application/geo+json": {"type": "object"}})["get"]
    assert told["responses"]["200"]["content"] == {"application/geo+json": {"schema": {"type": "object"}}}
    assert told["responses"]["400"] == told["responses"]["404"] == refer("responses", "problem")
    assert refer("responses", "problem") == {"$ref": "#/components/responses/problem"}


def test_what_programs_get_people_get_as_a_page() -> None:
    assert offer("application/geo+json", {"a": 1}) == {
        "application/geo+json": {"a": 1},
        "text/html": {"type": "string"},
    }
    assert offer("application/json")["application/json"] == {"type": "object"}
