"""All routes of version 1."""

from fastapi import APIRouter

from . import couriers, parcels


router: APIRouter = APIRouter()
router.include_router(parcels.router, prefix="/parcels", tags=["parcels"])
router.include_router(couriers.router, prefix="/couriers", tags=["couriers"])
