"""The ground floor: pure computation on cities, without Django, network or database."""
