"""The tiles' part of the command line."""
