"""What the schemas of a parcel refuse."""

import pytest
from pydantic import ValidationError

from app.schemas.parcel import ParcelCreate


def test_a_parcel_has_a_recipient() -> None:
    """A parcel for nobody is not taken in."""
    with pytest.raises(ValidationError):
        ParcelCreate(recipient="", weight_grams=1)
