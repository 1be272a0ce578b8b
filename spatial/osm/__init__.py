"""OpenStreetMap, read: vector tiles with raw tags to whole features, tags to the neutral records."""
