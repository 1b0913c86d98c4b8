"""Rules that ship: one TOML file each, with its source and what of it was not read."""
