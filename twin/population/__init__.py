"""What a made-up population needs of the twin: its buildings and zones, and that its sums are right."""
