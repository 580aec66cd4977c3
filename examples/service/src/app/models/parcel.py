"""The parcels table."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models import courier
from app.models.base import Base


DELIVERY_PROMISE: timedelta = timedelta(days=3)
HEAVIEST_GRAMS: int = 31_500


class Parcel(Base):
    """One parcel, from the counter to the door."""

    __tablename__ = "parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
    tracking_number: Mapped[str] = mapped_column(unique=True, index=True)
    recipient: Mapped[str]
    weight_grams: Mapped[int]
    fragile: Mapped[bool] = mapped_column(default=False)
    labels: Mapped[list[str]] = mapped_column(JSON, default=list)
    received_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    courier_id: Mapped[int | None] = mapped_column(ForeignKey("couriers.id"))

    def hand_to(self, carrier: "courier.Courier") -> None:
        """Put the parcel on a courier's round."""
        self.courier_id = carrier.id

    @property
    def is_delivered(self) -> bool:
        """Whether the parcel has been handed over."""
        return self.delivered_at is not None

    @property
    def overdue(self) -> bool:
        """Whether the promised time has passed without a delivery."""
        due_at = self.received_at.replace(tzinfo=UTC) + DELIVERY_PROMISE
        return not self.is_delivered and datetime.now(tz=UTC) > due_at
