"""A language chosen is kept."""

from django.http import HttpResponse

from twin.doorway.languages import remember


def test_a_choice_is_kept_for_the_other_pages() -> None:
    assert remember(HttpResponse(), "zh").cookies["django_language"].value == "zh-hans"
