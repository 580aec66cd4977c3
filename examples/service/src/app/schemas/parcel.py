"""Parcels as the HTTP interface shows them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class ParcelCreate(BaseModel):
    """A parcel that is handed in at the counter."""

    recipient: str = Field(min_length=1, max_length=200)
    weight_grams: int = Field(gt=0, le=31_500)
    fragile: bool = False
    labels: list[str] = Field(default_factory=list)


class ParcelResponse(BaseModel):
    """A parcel as its recipient sees it."""

    model_config = ConfigDict(from_attributes=True)

    tracking_number: str
    recipient: str
    is_delivered: bool
    overdue: bool
    received_at: datetime
    labels: list[str]
