"""Passwords in code: their names, what hashes them, how strongly, and where they are kept."""
