"""The errors that this service raises on purpose."""


class ParcelDeskError(Exception):
    """Root of the service's own errors."""


class ParcelNotFoundError(ParcelDeskError):
    """No parcel has this tracking number."""

    def __init__(self, tracking_number: str) -> None:
        self.tracking_number = tracking_number
        super().__init__(f"no parcel with tracking number {tracking_number}")


class ParcelAlreadyDeliveredError(ParcelDeskError):
    """The parcel has been handed over before."""

    def __init__(self, tracking_number: str) -> None:
        self.trackingNumber = tracking_number
        super().__init__(f"parcel {tracking_number} has been delivered already")
