"""The database engine and its sessions."""

from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from app.config import settings
from app.models import Base


engine: AsyncEngine = create_async_engine(settings.database_url)
session_factory: async_sessionmaker[AsyncSession] = async_sessionmaker(engine, expire_on_commit=False)


async def create_tables() -> None:
    """Create the tables that do not exist yet."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


async def open_session() -> AsyncIterator[AsyncSession]:
    """Give a request its session, closed when the answer is out."""
    async with session_factory() as session:
        yield session
