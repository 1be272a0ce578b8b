"""The catalogue of what is kept and shown: one file a layer, each holding `LAYER`."""
