"""Chinese addresses: taken apart, written in one way, compared part by part."""
