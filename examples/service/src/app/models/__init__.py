"""The tables."""

from app.models.base import Base
from app.models.courier import Courier
from app.models.parcel import Parcel


__all__ = ["Base", "Courier", "Parcel"]
