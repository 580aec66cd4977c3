"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings


# Other tests run beside: how long one example takes says nothing.
settings.register_profile("beside-others", deadline=None)
settings.load_profile("beside-others")
