"""From a path to bytes, and from bytes to text."""

from __future__ import annotations

import os
import stat

from standards_hooks.core.errors import HOLDS_NUL, UncheckableFileError


PYTHON_ENDINGS = (".py", ".pyi")
READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)
"""How a file is opened: without waiting, whatever it has become; the last two are Windows'."""

ENCODINGS_LIKE_ASCII = frozenset({"ascii", "utf-8", "utf-8-sig", "iso-8859-1", "iso-8859-15"})
"""Encodings, as `tokenize` normalises them, in which a byte below 128 is always that character."""


LARGEST_CALL = 16 * 1024 * 1024
"""Bytes that one call requests: it allocates as many, and `max-size` may be any number."""


LEAVES = "is a symbolic link that leaves the repository"
BEHIND = "is behind a symbolic link that leaves the repository"
NOT_ORDINARY = "is no ordinary file: it holds more than its size says"

_WITHOUT_LINKS: set[str] = set()
"""Directories that were asked, and have no link above them."""


def read_source(path: str, max_size: int) -> bytes:
    """Read a regular file whole.

    The kind of file is asked first, because opening a device can change what it does. No link is
    followed out of the repository: whoever proposes a branch chooses where it leads. What `/proc`
    holds has the size 0 and may never end; of that one byte is read.

    Args:
        path: The file as it was given.
        max_size: Largest size to read, in bytes.

    Returns:
        The bytes of the file.

    Raises:
        UncheckableFileError: If the file is missing, unreadable, outside of the repository, no
            regular file or too large.
    """
    try:
        _refuse_leaving(path)
        _refuse_other_kinds(os.stat(path))
        # A stream would ask for the kind and the size again.
        descriptor = os.open(path, READING)
        try:
            there = os.fstat(descriptor)
            _refuse_other_kinds(there)
            source = _read_at_most(descriptor, max_size + 1, there.st_size)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"cannot be read: {reason}"
        raise UncheckableFileError(message) from error
    if len(source) > max_size:
        message = f"is larger than max-size, {max_size} bytes"
        raise UncheckableFileError(message)
    return source


def _refuse_leaving(path: str) -> None:
    """Refuse a path that leads out of its repository, by a link at its end or on the way."""
    absolute = os.path.abspath(path)
    directory = os.path.dirname(absolute)
    is_link = os.path.islink(absolute)
    if directory not in _WITHOUT_LINKS and os.path.realpath(directory) == directory:
        _WITHOUT_LINKS.add(directory)
    if not is_link and directory in _WITHOUT_LINKS:
        return
    from standards_hooks.core.boundary import leaves_repository

    if leaves_repository(absolute):
        raise UncheckableFileError(LEAVES if is_link else BEHIND)


def _refuse_other_kinds(there: os.stat_result) -> None:
    if not stat.S_ISREG(there.st_mode):
        kind = "is a directory" if stat.S_ISDIR(there.st_mode) else "is no regular file"
        raise UncheckableFileError(kind)


def _read_at_most(descriptor: int, limit: int, expected: int) -> bytes:
    """Read up to `limit` bytes, however few one call returns.

    If the first call returns exactly the expected bytes, although more were requested, they are the
    whole file.
    """
    source = os.read(descriptor, min(expected + 1, limit, LARGEST_CALL))
    if len(source) == expected:
        return source
    if not expected:
        raise UncheckableFileError(NOT_ORDINARY)
    while len(source) < limit:
        more = os.read(descriptor, min(limit - len(source), LARGEST_CALL))
        if not more:
            break
        source += more
    return source


def decode_utf8(source: bytes) -> str:
    """Return the text of a file that is no Python; a byte order mark is passed over.

    Args:
        source: The bytes of the file.

    Returns:
        Its text.

    Raises:
        UncheckableFileError: If it is no UTF-8; the line is that of the first wrong byte.
    """
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        reason = f"is not UTF-8: {error.reason}"
        raise UncheckableFileError(reason, line) from error


def has_ascii_markup(source: bytes) -> bool:
    """Return whether searching the bytes for ASCII text finds it wherever the text has it.

    Args:
        source: The bytes of a Python file.

    Returns:
        True for an encoding that keeps ASCII as it is; False for any other, or an unknown one.
    """
    try:
        return encoding_of(source) in ENCODINGS_LIKE_ASCII
    except UncheckableFileError:
        return False


def encoding_of(source: bytes) -> str:
    """Return the encoding of a Python file by its BOM or cookie (PEP 263).

    `tokenize` decides, but it is imported only where the first two lines can hold a cookie.

    Args:
        source: The bytes of the file.

    Returns:
        The name as `tokenize` normalises it: `utf-8`, `utf-8-sig`, `iso-8859-1`, ….

    Raises:
        UncheckableFileError: If the cookie names no encoding, or contradicts the BOM.
    """
    if not source.startswith(b"\xef\xbb\xbf") and b"coding" not in _first_two_lines(source):
        return "utf-8"
    import io
    import tokenize

    normalised = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(normalised).readline)
    except SyntaxError as error:
        message = f"cannot be decoded: {error.msg}"
        raise UncheckableFileError(message) from error
    return encoding


def require_text(source: bytes) -> None:
    """Make sure that a file is text, which the interpreter does not ask of what it skips.

    Args:
        source: The bytes of the file.

    Raises:
        UncheckableFileError: If it holds NUL bytes, or cannot be decoded.
    """
    if b"\0" in source:
        raise UncheckableFileError(HOLDS_NUL)
    if not source.isascii():
        decode(source)


def _first_two_lines(source: bytes) -> bytes:
    """Return at least the first two lines; everything where a lone CR may end a line."""
    first = source.find(b"\n")
    second = source.find(b"\n", first + 1)
    if first < 0 or second < 0 or b"\r" in source[:second].replace(b"\r\n", b""):
        return source
    return source[:second]


def decode(source: bytes) -> str:
    """Decode a Python file as the interpreter does; line endings stay as they are.

    Args:
        source: The bytes of the file.

    Returns:
        The text, without the BOM.

    Raises:
        UncheckableFileError: If the bytes are not in the encoding that the file declares.
    """
    encoding = encoding_of(source)
    try:
        return source.decode(encoding)
    except (ValueError, LookupError) as error:
        # A LookupError where the cookie names a codec that is no text encoding, such as `hex`.
        reason = getattr(error, "reason", str(error))
        message = f"cannot be decoded as {encoding}: {reason}"
        raise UncheckableFileError(message) from error


def lines_of(text: str) -> list[str]:
    r"""Split text at the line ends that Python's grammar knows: LF, CRLF and CR.

    `str.splitlines` would split at form feeds and U+2028 as well.

    Args:
        text: The text of a file.

    Returns:
        The lines without their ends; a text that ends with a line end has an empty last line.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
