"""Pre-commit hooks that hold a Python repository to a coding standard."""

__version__ = "0.1.0"
