"""Routes for taking parcels in, following them and handing them over."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, status

from app.dependencies import ParcelServiceDependency
from app.models.parcel import Parcel
from app.schemas.parcel import ParcelCreate, ParcelResponse


router: APIRouter = APIRouter()


@router.post("", response_model=ParcelResponse, status_code=status.HTTP_201_CREATED)
async def register_parcel(parcel: ParcelCreate, service: ParcelServiceDependency) -> Parcel:
    """Take a parcel in at the counter."""
    return await service.register(
        recipient=parcel.recipient,
        weight_grams=parcel.weight_grams,
        fragile=parcel.fragile,
        labels=parcel.labels,
    )


@router.get("", response_model=list[ParcelResponse])
async def read_parcels(number: Annotated[list[str], Query()], service: ParcelServiceDependency) -> list[Parcel]:
    """Say where several parcels are."""
    return await service.find_all(number)


@router.get("/{tracking_number}", response_model=ParcelResponse)
async def read_parcel(tracking_number: str, service: ParcelServiceDependency) -> Parcel:
    """Say where a parcel is."""
    return await service.find(tracking_number)


@router.post("/{tracking_number}/delivery", response_model=ParcelResponse)
async def deliver_parcel(tracking_number: str, service: ParcelServiceDependency) -> Parcel:
    """Record that a parcel has arrived."""
    return await service.deliver(tracking_number)


@router.post("/{tracking_number}/labels", response_model=ParcelResponse)
async def add_labels(tracking_number: str, body: dict[str, Any], service: ParcelServiceDependency) -> Parcel:
    """Print further labels on a parcel."""
    return await service.add_labels(tracking_number, body["labels"])
