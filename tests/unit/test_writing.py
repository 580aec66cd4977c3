"""A file is written whole, or left as it is: faults before and after every call."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from standards_hooks.engine.writing import UnwritableError, write_file


OLD = b"old = 1\r\n"
NEW = b"new = 2\r\n"
FAULTS = {
    "io": OSError(errno.EIO, "Input/output error"),
    "full-disk": OSError(errno.ENOSPC, "No space left on device"),
    "quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "ctrl-c": KeyboardInterrupt(),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def break_call(
    patch: pytest.MonkeyPatch, call: str, moment: str, fault: BaseException
) -> list[str]:
    """Let a call of `os` fail, before or after its work; return a list of how often it did."""
    reached: list[str] = []
    original = getattr(os, call)

    def fail(*arguments, **keywords):
        reached.append(call)
        if moment == "after":
            original(*arguments, **keywords)
        raise fault

    patch.setattr(os, call, fail)
    return reached


def test_the_content_is_replaced_and_the_mode_kept(file: Path) -> None:
    write_file(str(file), OLD, NEW)

    assert contents(file.parent) == {file.name: NEW}
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "new.toml"), None, NEW)
    finally:
        os.umask(before)

    assert contents(tmp_path) == {"new.toml": NEW}
    assert stat.S_IMODE((tmp_path / "new.toml").stat().st_mode) == 0o640


@pytest.mark.threat("writing")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("call", ["lstat", "open", "write", "chmod", "fsync", "replace"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_leaves_the_old_file_or_the_new_one_and_no_other(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, moment: str, fault: BaseException
) -> None:
    reached = break_call(monkeypatch, call, moment, fault)
    expected = KeyboardInterrupt if isinstance(fault, KeyboardInterrupt) else UnwritableError
    with pytest.raises(expected):
        write_file(str(file), OLD, NEW)

    monkeypatch.undo()
    assert reached
    assert contents(file.parent) in [{file.name: OLD}, {file.name: NEW}]
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.threat("writing")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_leaves_no_new_file_or_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, moment: str, fault: BaseException
) -> None:
    reached = break_call(monkeypatch, call, moment, fault)
    expected = KeyboardInterrupt if isinstance(fault, KeyboardInterrupt) else UnwritableError
    with pytest.raises(expected):
        write_file(str(tmp_path / "new.toml"), None, NEW)

    monkeypatch.undo()
    assert reached
    assert contents(tmp_path) in [{}, {"new.toml": NEW}]


KILLED = """
import os, signal, sys
from standards_hooks.engine.writing import write_file

call, moment, path, old = sys.argv[1:]
original = getattr(os, call)

def end(*arguments, **keywords):
    if moment == "after":
        original(*arguments, **keywords)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(os, call, end)
write_file(path, old.encode() or None, b"new = 2")
"""


@pytest.mark.threat("writing")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    ("call", "old"),
    [
        ("open", b"old = 1"),
        ("write", b"old = 1"),
        ("fsync", b"old = 1"),
        ("chmod", b"old = 1"),
        ("replace", b"old = 1"),
        ("open", None),
        ("write", None),
        ("fsync", None),
        ("link", None),
    ],
    ids=lambda value: {b"old = 1": "replaced", None: "created"}.get(value, value),
)
def test_a_killed_process_leaves_the_file_old_or_new(
    tmp_path: Path, call: str, moment: str, old: bytes | None
) -> None:
    path = tmp_path / "module.py"
    if old is not None:
        path.write_bytes(old)

    command = [sys.executable, "-c", KILLED, call, moment, str(path), (old or b"").decode()]
    finished = subprocess.run(command, check=False, timeout=60)  # noqa: S603 - ourselves

    assert finished.returncode == -signal.SIGKILL
    now = path.read_bytes() if path.exists() else None
    assert now in {old, b"new = 2"}


def test_a_disk_that_takes_a_part_only_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.write
    full = OSError(errno.ENOSPC, "No space left on device")

    def write_a_byte(descriptor, content):
        if len(content) < len(NEW):
            raise full
        return original(descriptor, content[:1])

    monkeypatch.setattr(os, "write", write_a_byte)
    with pytest.raises(UnwritableError, match="No space left on device"):
        write_file(str(file), OLD, NEW)

    assert contents(file.parent) == {file.name: OLD}


def test_short_writes_are_continued(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.write
    monkeypatch.setattr(os, "write", lambda number, content: original(number, content[:2]))

    write_file(str(file), OLD, NEW)

    assert file.read_bytes() == NEW


def test_a_file_that_has_changed_since_is_left_alone(file: Path) -> None:
    file.write_bytes(b"somebody = 3\n")

    with pytest.raises(UnwritableError, match="it has changed since it was read"):
        write_file(str(file), OLD, NEW)

    assert contents(file.parent) == {file.name: b"somebody = 3\n"}


def test_a_file_that_somebody_else_has_created_is_left_alone(file: Path) -> None:
    with pytest.raises(UnwritableError, match="it was created by another program"):
        write_file(str(file), None, NEW)

    assert contents(file.parent) == {file.name: OLD}


@pytest.mark.parametrize("is_taken", [False, True], ids=["free", "taken"])
def test_a_file_is_created_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_taken: bool
) -> None:
    path = tmp_path / "new.toml"
    if is_taken:
        path.write_bytes(OLD)
    break_call(monkeypatch, "link", "before", PermissionError(errno.EPERM, "not permitted"))

    if is_taken:
        with pytest.raises(UnwritableError, match="it was created by another program"):
            write_file(str(path), None, NEW)
    else:
        write_file(str(path), None, NEW)

    assert contents(tmp_path) == {path.name: OLD if is_taken else NEW}


@pytest.mark.threat("writing")
def test_a_symbolic_link_is_left_alone(file: Path) -> None:
    link = file.with_name("link.py")
    link.symlink_to(file)

    with pytest.raises(UnwritableError, match="it is a symbolic link"):
        write_file(str(link), OLD, NEW)

    assert link.is_symlink()
    assert file.read_bytes() == OLD


@pytest.mark.threat("writing")
@pytest.mark.parametrize("old", [OLD, None], ids=["replaced", "created"])
@pytest.mark.parametrize("inner", ["", "deep/"], ids=["in-the-link", "below-it"])
@pytest.mark.parametrize("has_git", [False, True], ids=["directory", "another-repository"])
def test_nothing_is_written_through_a_directory_that_is_a_link(
    tmp_path: Path, old: bytes | None, inner: str, has_git: bool
) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    if has_git:
        (outside / ".git").mkdir()
    (repository / "linked").symlink_to(outside)
    target = outside / f"{inner}module.py"
    if old is not None:
        target.write_bytes(old)

    with pytest.raises(UnwritableError, match="its directory is reached through a symbolic link"):
        write_file(str(repository / f"linked/{inner}module.py"), old, NEW)

    assert (target.read_bytes() if target.exists() else None) == old


def test_a_repository_that_is_reached_through_a_link_is_written(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "module.py").write_bytes(OLD)
    (tmp_path / "link").symlink_to(repository)

    write_file(str(tmp_path / "link/module.py"), OLD, NEW)

    assert (repository / "module.py").read_bytes() == NEW


def test_a_pipe_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnwritableError, match="it is no regular file"):
        write_file(str(tmp_path / "pipe"), b"", NEW)


def test_a_file_with_several_names_is_left_alone(file: Path) -> None:
    other = file.with_name("other.py")
    other.hardlink_to(file)

    with pytest.raises(UnwritableError, match="it has several hard links"):
        write_file(str(file), OLD, NEW)

    assert other.samefile(file)
    assert file.read_bytes() == OLD


def test_a_file_that_its_owner_may_not_write_is_left_alone(file: Path) -> None:
    file.chmod(0o444)

    with pytest.raises(UnwritableError, match="it is read-only"):
        write_file(str(file), OLD, NEW)

    assert file.read_bytes() == OLD
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


def test_a_file_whose_owner_cannot_be_kept_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.lstat

    def of_another_owner(path, **keywords):
        status = list(original(path, **keywords))
        status[4] += not str(path).endswith(".tmp")
        return os.stat_result(status)

    monkeypatch.setattr(os, "lstat", of_another_owner)
    refusal = PermissionError(errno.EPERM, "Operation not permitted")
    break_call(monkeypatch, "chown", "before", refusal)

    with pytest.raises(UnwritableError, match="its owner could not be preserved"):
        write_file(str(file), OLD, NEW)

    assert contents(file.parent) == {file.name: OLD}


READER_1000 = bytes.fromhex(
    "02000000"  # version 2 of the kernel's form of an access control list
    "01000600ffffffff"  # owner: read and write
    "02000400e8030000"  # user 1000: read
    "04000000ffffffff"  # group: nothing
    "10000400ffffffff"  # mask: read
    "20000000ffffffff"  # others: nothing
)
ACCESS_LIST = "system.posix_acl_access"


def set_attribute(path: Path, name: str, value: bytes) -> None:
    """Give a file an extended attribute, or skip where the file system has none of that kind."""
    if not hasattr(os, "setxattr"):
        pytest.skip("Python gives no access to extended attributes on this system")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"the file system of {path.parent} refuses {name}: {error.strerror}")


@pytest.mark.threat("writing")
@pytest.mark.parametrize(
    ("name", "value"),
    [("user.origin", b"\0kept\xff"), (ACCESS_LIST, READER_1000)],
    ids=["attribute", "access-list"],
)
def test_extended_attributes_and_access_lists_are_kept(file: Path, name: str, value: bytes) -> None:
    set_attribute(file, name, value)

    write_file(str(file), OLD, NEW)

    assert file.read_bytes() == NEW
    assert os.getxattr(file, name) == value


@pytest.mark.threat("writing")
def test_an_access_list_of_the_directory_does_not_widen_who_may_read(file: Path) -> None:
    set_attribute(file.parent, "system.posix_acl_default", READER_1000)

    write_file(str(file), OLD, NEW)

    assert ACCESS_LIST not in os.listxattr(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_whose_attributes_cannot_be_kept_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_attribute(file, "user.origin", b"kept")
    break_call(monkeypatch, "setxattr", "before", OSError(errno.ENOSPC, "No space"))

    with pytest.raises(UnwritableError, match="its extended attributes could not be preserved"):
        write_file(str(file), OLD, NEW)

    assert contents(file.parent) == {file.name: OLD}


def test_a_label_that_only_the_system_gives_does_not_prevent_a_fix(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("Python gives no access to extended attributes on this system")
    monkeypatch.setattr(
        os, "listxattr", lambda path: [] if str(path).endswith(".tmp") else ["security.selinux"]
    )
    monkeypatch.setattr(os, "getxattr", lambda _path, _name: b"label")
    break_call(monkeypatch, "setxattr", "before", PermissionError(errno.EPERM, "not permitted"))

    write_file(str(file), OLD, NEW)

    assert file.read_bytes() == NEW
