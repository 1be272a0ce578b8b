"""The topology of utility networks: what of their nodes and links cannot be so, over a load as a whole."""
