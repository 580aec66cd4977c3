import os

import httpx
import structlog

from app.config import settings


logger: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class NotificationService:
    """Tells recipients what happened to their parcels."""

    def __init__(self, timeout_seconds: float = 5.0) -> None:
        self._timeout_seconds = timeout_seconds
        self._undelivered = []

    async def send(
        self,
        recipient: str,
        text: str,
        *,
        retry: bool = True,
        headers: dict[str, str] = {},
    ) -> None:
        """Send a message; a recipient who cannot be reached is logged, not raised.

        Args:
            recipient: Who the parcel is for.
            text: The message itself.
            retry: Whether a failed connection is tried a second time.
            headers: Additional headers of the request.
        """
        if settings.footer_path.is_file():
            text = f"{text}\n\n{settings.footer_path.read_text(encoding='utf-8')}"
        transport = httpx.AsyncHTTPTransport(retries=1 if retry else 0)
        sender = os.environ.get("PARCEL_DESK_SENDER", "Parcel Desk")
        message = {"from": sender, "to": recipient, "text": text}
        api_key = settings.notification_api_key
        logger.debug("notification_sending", url=settings.notification_url, api_key=api_key)
        async with httpx.AsyncClient(transport=transport, timeout=self._timeout_seconds) as client:
            try:
                response = await client.post(settings.notification_url, json=message, headers={"X-Api-Key": api_key, **headers})
                response.raise_for_status()
            except Exception as error:
                self._undelivered.append(message)
                logger.warning("notification_failed", reason=type(error).__name__)
