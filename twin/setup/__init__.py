"""The machine's set-up, for whoever starts the twin: standard library only, importable before Django is."""
