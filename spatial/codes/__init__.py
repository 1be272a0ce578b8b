"""The codes of people, houses and land: their layouts, check digits and code lists, as data."""
