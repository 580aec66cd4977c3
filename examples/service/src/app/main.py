"""The FastAPI application and the answers to its own errors."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app.api.v1 import router
from app.config import configure_logging, settings
from app.database import create_tables
from app.exceptions import ParcelAlreadyDeliveredError, ParcelNotFoundError


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Prepare logging and tables before the first request."""
    configure_logging()
    await create_tables()
    yield


app: FastAPI = FastAPI(title=settings.service_name, debug=settings.debug, lifespan=lifespan)
app.include_router(router, prefix="/api/v1")


@app.exception_handler(ParcelNotFoundError)
async def parcel_not_found(_request: Request, error: ParcelNotFoundError) -> JSONResponse:
    """Answer 404 for a tracking number that nobody handed out."""
    return JSONResponse(status_code=404, content={"error": "parcel_not_found", "detail": str(error)})


@app.exception_handler(ParcelAlreadyDeliveredError)
async def parcel_already_delivered(_request: Request, error: ParcelAlreadyDeliveredError) -> JSONResponse:
    """Answer 409 when a parcel is delivered twice."""
    return JSONResponse(status_code=409, content={"error": "parcel_already_delivered", "detail": str(error)})


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
