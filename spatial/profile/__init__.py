"""Column profiles: how a publisher's tables become city records, told in a TOML file."""
