"""Which of its two languages the twin answers a request in."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

LANGUAGES = ("zh", "en")
TAGS = {"zh": "zh-hans", "en": "en"}


def choose_language(asked: str | None) -> str:
    """The language asked for by name, else the one Django found in the cookie or Accept-Language."""
    return asked or ("zh" if (translation.get_language() or "zh").startswith("zh") else "en")


def remember(response: HttpResponse, language: str) -> HttpResponse:
    """Let the other pages speak the language chosen on this one."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, TAGS[language], samesite="Lax")
    return response
