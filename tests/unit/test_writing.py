"""A file is replaced whole, or left as it is: faults before and after every call."""

import builtins
import errno
import io
import os
import stat
from pathlib import Path

import pytest

from standards_hooks.engine import writing
from standards_hooks.engine.writing import UnwritableError, replace_file


OLD = b"old = 1\r\n"
NEW = b"new = 2\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def test_the_content_is_replaced_and_the_mode_kept(file: Path) -> None:
    replace_file(str(file), OLD, NEW)

    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(file.parent.iterdir()) == [file]


class FailingStream(io.FileIO):
    """A file that fails when it is written, before or after the bytes have gone out."""

    def __init__(self, descriptor: int, moment: str) -> None:
        super().__init__(descriptor, "wb")
        self.moment = moment

    def write(self, content: object) -> int:
        if self.moment == "after":
            super().write(content)  # type: ignore[arg-type]
        raise OSError(errno.ENOSPC, "No space left on device")


CALLS = ["lstat", "open", "write", "fstat", "fchmod", "fsync", "replace"]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "fault", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()], ids=["io", "ctrl-c"]
)
def test_a_fault_leaves_the_old_file_or_the_new_one_and_no_other(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, moment: str, fault: BaseException
) -> None:
    reached = []

    def failing(original):
        def fail(*arguments, **keywords):
            reached.append(call)
            if moment == "after":
                original(*arguments, **keywords)
            raise fault

        return fail

    if call == "write":
        original_open = builtins.open

        def open_failing(path, mode="r", **keywords):
            stream = original_open(path, mode, **keywords)
            if "x" in mode:
                reached.append(call)
                descriptor = os.dup(stream.fileno())
                stream.close()
                return FailingStream(descriptor, moment)
            return stream

        monkeypatch.setattr(writing, "open", open_failing, raising=False)
    else:
        monkeypatch.setattr(os, call, failing(getattr(os, call)))

    expected = KeyboardInterrupt if isinstance(fault, KeyboardInterrupt) else UnwritableError
    with pytest.raises(UnwritableError if call == "write" else expected):
        replace_file(str(file), OLD, NEW)

    monkeypatch.undo()
    assert reached
    assert file.read_bytes() in {OLD, NEW}
    assert list(file.parent.iterdir()) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_has_changed_since_is_left_alone(file: Path) -> None:
    file.write_bytes(b"somebody = 3\n")

    with pytest.raises(UnwritableError, match="it has changed since it was read"):
        replace_file(str(file), OLD, NEW)

    assert file.read_bytes() == b"somebody = 3\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_symbolic_link_is_left_alone(file: Path) -> None:
    link = file.with_name("link.py")
    link.symlink_to(file)

    with pytest.raises(UnwritableError, match="it is a symbolic link"):
        replace_file(str(link), OLD, NEW)

    assert link.is_symlink()
    assert file.read_bytes() == OLD


def test_a_file_with_several_names_is_left_alone(file: Path) -> None:
    other = file.with_name("other.py")
    other.hardlink_to(file)

    with pytest.raises(UnwritableError, match="it has several hard links"):
        replace_file(str(file), OLD, NEW)

    assert other.samefile(file)
    assert file.read_bytes() == OLD


def test_a_file_that_its_owner_may_not_write_is_left_alone(file: Path) -> None:
    file.chmod(0o444)

    with pytest.raises(UnwritableError, match="it is read-only"):
        replace_file(str(file), OLD, NEW)

    assert file.read_bytes() == OLD
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


def test_a_file_whose_owner_cannot_be_kept_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.fstat

    def of_another_owner(descriptor):
        status = list(original(descriptor))
        status[4] += 1
        return os.stat_result(status)

    def refuse(*_arguments):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fstat", of_another_owner)
    monkeypatch.setattr(os, "fchown", refuse)

    with pytest.raises(UnwritableError, match="its owner could not be preserved"):
        replace_file(str(file), OLD, NEW)

    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]
