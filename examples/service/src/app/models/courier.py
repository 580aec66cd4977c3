"""The couriers table."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models import parcel
from app.models.base import Base


class Courier(Base):
    """Somebody who carries parcels."""

    __tablename__ = "couriers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None]

    def may_carry(self, weight_grams: int) -> bool:
        """Return whether one person may lift a parcel of this weight."""
        return self.active and weight_grams <= parcel.HEAVIEST_GRAMS
