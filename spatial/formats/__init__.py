"""The catalogue of what comes in: one file a format, each holding `FORMAT`."""
