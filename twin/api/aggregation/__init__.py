"""Statistics of a collection's features: groups, measures over them, and the forms they are told in."""
