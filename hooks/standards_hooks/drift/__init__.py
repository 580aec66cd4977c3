"""Configuration against the standard's: what is required, what is there, where they differ."""
