"""Parcels survive the way to the database and back."""

from datetime import UTC, datetime, timedelta

from app.models.parcel import Parcel
from app.repositories.parcel_repository import ParcelRepository


def waiting_parcel(received_at: datetime) -> Parcel:
    return Parcel(tracking_number="ABC", recipient="Ada", weight_grams=500, labels=[], received_at=received_at)


async def test_a_stored_parcel_is_found_by_its_tracking_number(session):
    parcels = ParcelRepository(session)
    await parcels.add(waiting_parcel(datetime.now(tz=UTC)))
    found = await parcels.find("ABC")
    assert found is not None
    assert found.recipient == "Ada"
    assert not found.is_delivered
    assert not found.overdue


async def test_a_parcel_that_waits_for_a_week_is_overdue(session):
    parcels = ParcelRepository(session)
    await parcels.add(waiting_parcel(datetime.now(tz=UTC) - timedelta(days=7)))
    found = await parcels.find("ABC")
    assert found is not None
    assert found.overdue
