"""Settings, read from the environment, and the logging that follows from them."""

import json
import logging
import sys
from pathlib import Path

import structlog
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What differs between a laptop, the test stage and production."""

    model_config = SettingsConfigDict(env_file=".env", env_prefix="PARCEL_DESK_")

    service_name: str = "parcel-desk"
    database_url: str = "sqlite+aiosqlite:///parcels.db"
    log_level: str = "INFO"
    debug: bool = False
    notification_url: str = "http://localhost:9000/messages"
    notification_api_key: str = ""
    footer_path: Path = Path("footer.txt")


settings: Settings = Settings()


def load_tariff(path: Path) -> dict[str, int]:
    """Read what a parcel costs in cents, by its weight class."""
    return json.load(path.open())


def configure_logging() -> None:
    """Log one JSON object a line to standard output."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    logging.basicConfig(format="%(message)s", stream=sys.stdout, level=settings.log_level)
