"""The house ID card (房屋身份证): all that a viewer may know of a building, house or dwelling."""

from twin.card.card import Card
from twin.card.gathering import find_card, gather, has_cards

__all__ = ["Card", "find_card", "gather", "has_cards"]
