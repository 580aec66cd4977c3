"""The one function that writes files: a file is old or new afterwards, never half.

Fixes, baselines, reports and the configuration of `init` are written here. Other programs may write
the same file at the same time: pre-commit and prek run hooks in parallel, and an editor is aware of
neither. The content goes into a temporary file in the same directory, which then takes the place of
the old file, or its name where there was none. A killed process leaves at most that file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat

from standards_hooks.core.boundary import root_around


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


SYMBOLIC_LINK = "it is a symbolic link"
THROUGH_A_LINK = "its directory is reached through a symbolic link"
NOT_REGULAR = "it is no regular file"
HARD_LINKS = "it has several hard links"
READ_ONLY = "it is read-only"
OWNER = "its owner could not be preserved"
ATTRIBUTES = "its extended attributes could not be preserved"
CHANGED = "it has changed since it was read"
EXISTS = "it was created by another program"

BINARY = getattr(os, "O_BINARY", 0)
CREATING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY | getattr(os, "O_CLOEXEC", 0)
COMPARING = os.O_RDONLY | BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
PRIVATE = stat.S_IRUSR | stat.S_IWUSR
"""Only the owner can read a replacement until it has the mode of the old file."""
ORDINARY = 0o666
"""The mode of a new file, from which the process's umask is taken."""
SYSTEM_LABELS = ("security.", "trusted.")
"""Attributes that the system itself gives to a new file, and that only it may set."""
NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""How file systems without hard links (FAT, some network drives) refuse one."""


class UnwritableError(Exception):
    """A file that must not, or cannot, be written; the message says why."""


def write_file(path: str, old: bytes | None, new: bytes) -> None:
    """Create a file, or replace the content of an existing one.

    Mode, owner, group, access control lists and extended attributes are kept. Untested on Windows,
    where `os.replace` fails while another program has the file open: the file then stays as it is.

    Args:
        path: The file.
        old: The bytes that it must still have; None where it must not exist.
        new: The bytes to write.

    Raises:
        UnwritableError: If the file or a directory between it and the root of its repository is a
            symbolic link, if the file is no regular one or has several names, has changed since it
            was read or exists already, would change its owner or attributes, or cannot be written.
            It then is unchanged.
    """
    directory, name = os.path.split(os.path.abspath(path))
    # The name is chosen before the file is created, so that it can be removed whatever happens.
    temporary = os.path.join(directory, f".{name[:100]}.{os.urandom(8).hex()}.tmp")
    try:
        _refuse_links_above(directory)
        status = None if old is None else os.lstat(path)
        if status is not None:
            _refuse_shared(status)
        with _termination_put_off():
            try:
                if old is None or status is None:
                    _fill(temporary, new, ORDINARY)
                    _take_name(temporary, path)
                else:
                    _fill(temporary, new, PRIVATE)
                    _copy_properties(path, temporary, status)
                    _refuse_changed(path, old)
                    os.replace(temporary, path)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(temporary)
    except FileExistsError as error:
        raise UnwritableError(EXISTS) from error
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


def _refuse_links_above(directory: str) -> None:
    """Refuse a directory that a link of the repository leads to, wherever that is.

    A link above the repository is the user's own, and so is the one by which a user names a whole
    repository. Git lists no file behind a link.
    """
    root = root_around(directory)
    while root is not None and directory != root:
        if os.path.islink(directory):
            raise UnwritableError(THROUGH_A_LINK)
        directory = os.path.dirname(directory)


def _refuse_shared(status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise UnwritableError(SYMBOLIC_LINK)
    if not stat.S_ISREG(status.st_mode):
        raise UnwritableError(NOT_REGULAR)
    if status.st_nlink > 1:
        raise UnwritableError(HARD_LINKS)
    if not status.st_mode & stat.S_IWUSR:
        raise UnwritableError(READ_ONLY)


def _fill(temporary: str, content: bytes, mode: int) -> None:
    """Create the temporary file with its content, on the disk and not only on its way there."""
    descriptor = os.open(temporary, CREATING, mode)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_name(temporary: str, path: str) -> None:
    """Give a new file its name, unless another program has taken the name meanwhile."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        if os.path.lexists(path):
            raise UnwritableError(EXISTS) from error
        os.replace(temporary, path)


def _copy_properties(path: str, temporary: str, status: os.stat_result) -> None:
    """Copy owner, group, mode and extended attributes of the old file."""
    current = os.lstat(temporary)
    if (current.st_uid, current.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.chown(temporary, status.st_uid, status.st_gid)
        except PermissionError as error:
            raise UnwritableError(OWNER) from error
    os.chmod(temporary, stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        _copy_attributes(path, temporary)


def _copy_attributes(path: str, temporary: str) -> None:
    """Copy extended attributes, among which Linux keeps access control lists.

    A new file inherits a list from its directory; where the old file has none, it is removed.
    """
    wanted, present = _attributes_of(path), _attributes_of(temporary)
    for name in wanted.keys() | present.keys():
        if wanted.get(name) == present.get(name):
            continue
        try:
            if name in wanted:
                os.setxattr(temporary, name, wanted[name])
            else:
                os.removexattr(temporary, name)
        except OSError as error:
            if not name.startswith(SYSTEM_LABELS):
                raise UnwritableError(ATTRIBUTES) from error


def _attributes_of(path: str) -> dict[str, bytes]:
    """Return the extended attributes; none where the file system knows none."""
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError as error:
        if error.errno in {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            return {}
        raise


def _refuse_changed(path: str, old: bytes) -> None:
    descriptor = os.open(path, COMPARING)
    with open(descriptor, "rb") as stream:
        if stream.read(len(old) + 1) != old:
            raise UnwritableError(CHANGED)
