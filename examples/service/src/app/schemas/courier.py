"""Couriers as the HTTP interface shows them."""

from pydantic import BaseModel, ConfigDict, Field


class CourierCreate(BaseModel):
    name: str = Field(min_length=1, max_length=100)
    active: bool = True
    password: str | None = Field(default=None, min_length=12)


class CourierResponse(BaseModel):
    """A courier who is on the round."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
