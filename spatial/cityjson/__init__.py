"""CityJSON, read: the document, each object's own body, what is wrong with it, the neutral records."""
