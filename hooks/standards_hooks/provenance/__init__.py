"""Where values come from: the import, constructor or annotation that a name leads back to."""
