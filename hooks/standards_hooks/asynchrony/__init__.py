"""What blocks an event loop, and which of it Ruff already reports."""
