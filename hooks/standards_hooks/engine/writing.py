"""Replaces a file whole, or leaves it as it is.

Other programs may write the same file at the same time: pre-commit and prek run hooks in parallel,
and an editor is aware of neither.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


SYMBOLIC_LINK = "it is a symbolic link"
HARD_LINKS = "it has several hard links"
READ_ONLY = "it is read-only"
OWNER = "its owner could not be preserved"
CHANGED = "it has changed since it was read"


class UnwritableError(Exception):
    """A file that must not, or cannot, be replaced; the message says why."""


def write_file(path: str, old: bytes | None, new: bytes) -> None:
    """Create a file, or replace an existing one.

    Args:
        path: The file.
        old: The bytes that it must still have; None where it must not exist.
        new: The bytes to write.

    Raises:
        UnwritableError: If it cannot be written or replaced (`replace_file`).
    """
    if old is not None:
        replace_file(path, old, new)
        return
    try:
        with open(path, "xb") as stream:
            stream.write(new)
    except OSError as error:
        message = f"it cannot be written: {error.strerror or error}"
        raise UnwritableError(message) from error


def replace_file(path: str, old: bytes, new: bytes) -> None:
    """Replace the content of a file through a temporary file in the same directory.

    Mode, owner and group are kept. Untested on Windows, where `os.replace` fails while another
    program has the file open: the file then stays as it is.

    Args:
        path: The file.
        old: The bytes that it must still have.
        new: The bytes to write.

    Raises:
        UnwritableError: If the file is a symbolic link or has several names, has changed since
            it was read, would change its owner, or cannot be written. It then is unchanged.
    """
    directory, name = os.path.split(os.path.abspath(path))
    # The name is chosen before the file is created, so that it can be removed whatever happens.
    temporary = os.path.join(directory, f".{name[:100]}.{os.urandom(8).hex()}.tmp")
    try:
        status = os.lstat(path)
        _refuse_shared(status)
        with _termination_put_off():
            try:
                _fill(temporary, new, status)
                _refuse_changed(path, old)
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(temporary)
                raise
    except OSError as error:
        message = f"it cannot be written: {error.strerror or error}"
        raise UnwritableError(message) from error


@contextlib.contextmanager
def _termination_put_off() -> Iterator[None]:
    """Block the signals that end the process until the temporary file is gone.

    Windows has no signal mask.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    ending = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _refuse_shared(status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise UnwritableError(SYMBOLIC_LINK)
    if status.st_nlink > 1:
        raise UnwritableError(HARD_LINKS)
    if not status.st_mode & stat.S_IWUSR:
        raise UnwritableError(READ_ONLY)


def _fill(temporary: str, content: bytes, status: os.stat_result) -> None:
    """Write and sync the temporary file, and copy mode, owner and group from the old one."""
    with open(temporary, "xb", opener=_open_private) as stream:
        stream.write(content)
        stream.flush()
        descriptor = stream.fileno()
        current = os.fstat(descriptor)
        if (current.st_uid, current.st_gid) != (status.st_uid, status.st_gid):
            try:
                os.fchown(descriptor, status.st_uid, status.st_gid)
            except PermissionError as error:
                raise UnwritableError(OWNER) from error
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
        os.fsync(descriptor)


def _open_private(path: str, flags: int) -> int:
    """Create a file that only its owner can read until it gets the mode of the old one."""
    return os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)


def _refuse_changed(path: str, old: bytes) -> None:
    with open(path, "rb") as stream:
        if stream.read() != old:
            raise UnwritableError(CHANGED)
