"""TOML, as far as every reader of it agrees."""

from __future__ import annotations


LARGEST_NUMBER = 2**63
"""The end of the integers that TOML asks every reader to take; Python cannot print all others."""


TOO_LARGE = "a number in it has more than 64 bits"


class NumberError(ValueError):
    """An integer that does not fit into 64 bits, which TOML lets a reader refuse."""


def parse_toml(text: str) -> dict[str, object]:
    """Read a document of TOML.

    Args:
        text: The document.

    Returns:
        Its content, as `tomllib` returns it.

    Raises:
        NumberError: If an integer does not fit into 64 bits.
        tomllib.TOMLDecodeError: If it is no TOML.
        RecursionError: If it is nested too deeply.
    """
    import tomllib

    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:
        raise NumberError(TOO_LARGE) from error  # It has more digits than Python reads.
    pending: list[object] = [content]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
        elif isinstance(value, int) and not -LARGEST_NUMBER <= value < LARGEST_NUMBER:
            raise NumberError(TOO_LARGE)
    return content
