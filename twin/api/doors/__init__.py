"""The ways in by REST: one file a door, each holding `DOOR`."""
