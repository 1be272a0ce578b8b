"""The REST door: OGC API Features, its landing page and what belongs to them."""
