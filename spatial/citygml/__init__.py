"""CityGML, read in a stream: coordinates in order, geometry whole, attributes as JSON, neutral records."""
