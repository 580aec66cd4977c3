"""Loggers: where they come from, what is said to them, and what must not be."""
