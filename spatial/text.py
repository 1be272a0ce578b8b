"""A text in the two languages of the twin's interfaces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The words in `language` ("zh…" gives Chinese, anything else English)."""
        return self.zh if language.lower().startswith("zh") else self.en
