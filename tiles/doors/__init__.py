"""The ways in by tiles: one file a door, each holding `DOOR`."""
