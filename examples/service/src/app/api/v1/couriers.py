"""Routes for the people who carry the parcels."""

from collections.abc import Sequence

from fastapi import APIRouter, status

from app.dependencies import CourierRepositoryDependency
from app.models.courier import Courier
from app.schemas.courier import CourierCreate, CourierResponse
from app.services.courier_passwords import hash_password


router: APIRouter = APIRouter()


@router.get("", response_model=list[CourierResponse])
async def list_couriers(couriers: CourierRepositoryDependency) -> Sequence[Courier]:
    """List the couriers who are on the road."""
    return await couriers.list_active()


@router.post("", response_model=CourierResponse, status_code=status.HTTP_201_CREATED)
async def hire_courier(courier: CourierCreate, couriers: CourierRepositoryDependency) -> Courier:
    """Add a courier to the round."""
    password_hash = hash_password(courier.password) if courier.password else None
    return await couriers.add(Courier(name=courier.name, active=courier.active, password_hash=password_hash))
