"""A made-up city of any size from a number of buildings and a seed, for tests, demos and scale."""
