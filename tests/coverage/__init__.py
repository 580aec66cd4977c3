"""Every clause of the standard, what enforces it, and the pair that proves it."""
