"""Building models (IFC 2x3, 4, 4.3), read: opened apart, put on the map, their parts made neutral records."""
