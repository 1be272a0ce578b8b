"""The language is the one asked for, then the one Django found."""

from django.http import HttpResponse
from django.utils import translation

from twin.api.languages import choose_language, remember


def test_a_language_asked_for_goes_before_the_browsers() -> None:
    with translation.override("en"):
        assert choose_language("zh") == "zh"
        assert choose_language(None) == "en"
    with translation.override("zh-hans"):
        assert choose_language(None) == "zh"


def test_a_choice_is_kept_for_the_other_pages() -> None:
    assert remember(HttpResponse(), "zh").cookies["django_language"].value == "zh-hans"
