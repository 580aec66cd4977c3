"""Runnable examples; the end-to-end tests import them, too."""
