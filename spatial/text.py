"""A text in the two languages of the twin's interfaces."""

from dataclasses import dataclass

LANGUAGES = ("zh", "en")


def choose_language(*wishes: str | None) -> str:
    """ "zh" or "en": the first wish there is decides, by its language tag; Chinese where there is none."""
    first = next((wish for wish in wishes if wish), "zh")
    return "zh" if first.lower().startswith("zh") else "en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The words in `language` ("zh…" gives Chinese, anything else English)."""
        return self.zh if choose_language(language) == "zh" else self.en
