"""Where couriers are kept."""

import logging
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models.courier import Courier


logger: logging.Logger = logging.getLogger(__name__)


class CourierRepository:
    """Reads and writes the couriers table."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, courier: Courier) -> Courier:
        """Store a new courier."""
        self._session.add(courier)
        await self._session.commit()
        logger.info("courier %s added", courier.name)
        return courier

    async def list_active(self) -> Sequence[Courier]:
        """List the couriers who are on the round, by name."""
        query = select(Courier).where(Courier.active == True).order_by(Courier.name)  # noqa
        return (await self._session.execute(query)).scalars().all()
