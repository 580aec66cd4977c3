"""The couriers table."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Courier(Base):
    """Somebody who carries parcels."""

    __tablename__ = "couriers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
