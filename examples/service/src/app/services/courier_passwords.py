"""What is kept of the passwords of couriers."""

import hashlib


def hash_password(password: str) -> str:
    """Hash a password, so that nobody reads it in the table."""
    return hashlib.sha256(password.encode()).hexdigest()
