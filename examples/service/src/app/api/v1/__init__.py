"""Version 1 of the HTTP interface."""

from .router import router


__all__ = ["router"]
