"""What all tables share."""

from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Registry of the service's tables."""
