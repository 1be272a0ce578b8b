"""The catalogue of what is worked out: one file an analysis, each holding `ANALYSIS`."""
