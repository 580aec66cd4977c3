"""The life of a parcel: taken in, looked up, handed over."""

import secrets
from datetime import UTC, datetime

import structlog

from ..exceptions import ParcelAlreadyDeliveredError, ParcelNotFoundError
from ..models.parcel import Parcel
from ..repositories.parcel_repository import ParcelRepository
from .notification_service import NotificationService


logger: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

TRACKING_ALPHABET: str = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TRACKING_LENGTH: int = 10


def new_tracking_number() -> str:
    """Draw a tracking number without letters that look like digits."""
    return "".join(secrets.choice(TRACKING_ALPHABET) for _ in range(TRACKING_LENGTH))


class ParcelService:
    """What the desk does with parcels."""

    def __init__(self, parcels: ParcelRepository, notifications: NotificationService) -> None:
        self._parcels = parcels
        self._notifications = notifications

    async def register(
        self,
        recipient: str,
        weight_grams: int,
        *,
        fragile: bool = False,
        labels: list[str] = [],
    ) -> Parcel:
        """Take a parcel in and give it a tracking number.

        Args:
            recipient: Who the parcel is for.
            weight_grams: What the scale says.
            fragile: Whether the parcel wants a careful hand.
            labels: Free text that is printed on the parcel.

        Returns:
            The stored parcel.
        """
        if fragile:
            labels.append("fragile")
        parcel = Parcel(
            tracking_number=new_tracking_number(),
            recipient=recipient,
            weight_grams=weight_grams,
            fragile=fragile,
            labels=labels,
            received_at=datetime.now(tz=UTC),
        )
        await self._parcels.add(parcel)
        logger.info("parcel_registered", tracking_number=parcel.tracking_number)
        return parcel

    async def find(self, tracking_number: str) -> Parcel:
        """Look a parcel up.

        Args:
            tracking_number: The number that the desk handed out.

        Returns:
            The stored parcel.

        Raises:
            ParcelNotFoundError: If nobody handed this number out.
        """
        parcel = await self._parcels.find(tracking_number)
        if parcel is None:
            raise ParcelNotFoundError(tracking_number)
        return parcel

    async def find_all(self, tracking_numbers: list[str]) -> list[Parcel]:
        """Look parcels up; numbers that nobody handed out are left out.

        Args:
            tracking_numbers: What the recipient has on the slip.

        Returns:
            The stored parcels, in the order of their numbers.
        """
        parcels = [await self._parcels.find(number) for number in tracking_numbers]
        return [parcel for parcel in parcels if parcel is not None]

    async def deliver(self, tracking_number: str) -> Parcel:
        """Record the delivery and tell the recipient.

        Args:
            tracking_number: The number that the desk handed out.

        Returns:
            The parcel with the time of its delivery.

        Raises:
            ParcelNotFoundError: If nobody handed this number out.
        """
        parcel = await self.find(tracking_number)
        if parcel.is_delivered:
            raise ParcelAlreadyDeliveredError(tracking_number)
        parcel.delivered_at = datetime.now(tz=UTC)
        await self._parcels.save()
        await self._notifications.send(parcel.recipient, f"Parcel {tracking_number} has arrived.")
        return parcel

    async def add_labels(self, tracking_number: str, labels: list[str]) -> Parcel:
        """Print further labels on a parcel.

        Args:
            tracking_number: The number that the desk handed out.
            labels: Free text that is printed on the parcel.

        Returns:
            The parcel with all of its labels.
        """
        parcel = await self.find(tracking_number)
        parcel.labels = [*parcel.labels, *labels]
        await self._parcels.save()
        return parcel
