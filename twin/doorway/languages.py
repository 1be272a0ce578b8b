"""Keeping the language a person chose for the pages to come."""

from django.conf import settings
from django.http import HttpResponse

TAGS = {"zh": "zh-hans", "en": "en"}


def remember(response: HttpResponse, language: str) -> HttpResponse:
    """Let the other pages speak the language chosen on this one."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, TAGS[language], samesite="Lax")
    return response
