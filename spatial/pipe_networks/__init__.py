"""Models of pipe networks as engineers' programs keep them: read to nodes, links and what runs the model."""
