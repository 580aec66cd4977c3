"""Where parcels are kept."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ..models.parcel import Parcel


class ParcelRepository:
    """Reads and writes the parcels table."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, parcel: Parcel) -> None:
        """Store a new parcel."""
        self._session.add(parcel)
        await self._session.commit()

    async def find(self, tracking_number: str) -> Parcel | None:
        """Look a parcel up by its tracking number."""
        query = select(Parcel).where(Parcel.tracking_number == tracking_number)
        return (await self._session.execute(query)).scalar_one_or_none()

    async def save(self) -> None:
        await self._session.commit()
