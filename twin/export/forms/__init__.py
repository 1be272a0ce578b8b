"""The forms a query can go out in, one a file."""
