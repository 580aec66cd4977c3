"""A parcel's way through the HTTP interface."""

import httpx
import pytest

from app.database import open_session
from app.main import app


@pytest.fixture
async def client(session):
    app.dependency_overrides[open_session] = lambda: session
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk") as opened:
        yield opened
    app.dependency_overrides.clear()


async def test_a_parcel_is_taken_in_and_handed_over_once(client):
    registered = await client.post("/api/v1/parcels", json={"recipient": "Ada", "weight_grams": 500})
    assert registered.status_code == 201
    place = f"/api/v1/parcels/{registered.json()['tracking_number']}"

    assert not (await client.get(place)).json()["is_delivered"]
    assert (await client.post(f"{place}/delivery")).json()["is_delivered"]
    assert (await client.post(f"{place}/delivery")).status_code == 409


async def test_an_unknown_tracking_number_is_not_found(client):
    assert (await client.get("/api/v1/parcels/NOBODY")).status_code == 404


async def test_only_active_couriers_are_listed(client):
    await client.post("/api/v1/couriers", json={"name": "Bea"})
    await client.post("/api/v1/couriers", json={"name": "Cem", "active": False})
    assert [courier["name"] for courier in (await client.get("/api/v1/couriers")).json()] == ["Bea"]
