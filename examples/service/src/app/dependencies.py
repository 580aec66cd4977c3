"""What the routes ask FastAPI for."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import open_session
from app.repositories.courier_repository import CourierRepository
from app.repositories.parcel_repository import ParcelRepository
from app.services.notification_service import NotificationService
from app.services.parcel_service import ParcelService


SessionDependency = Annotated[AsyncSession, Depends(open_session)]


def get_parcel_service(session: SessionDependency) -> ParcelService:
    return ParcelService(ParcelRepository(session), NotificationService())


def get_courier_repository(session: SessionDependency) -> CourierRepository:
    """Build the courier repository of one request."""
    return CourierRepository(session)


ParcelServiceDependency = Annotated[ParcelService, Depends(get_parcel_service)]
CourierRepositoryDependency = Annotated[CourierRepository, Depends(get_courier_repository)]
