"""Real code to run the hooks over: Django's source distribution and the standard library.

Django is fetched as a package, by pip, once a checkout, and kept in `.corpus/`, which git ignores.
Nothing here skips: where Django cannot be fetched, the test that asks for it fails.
"""

import contextlib
import io
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path

from filelock import FileLock

from standards_hooks import cli


CHECKOUT = Path(__file__).parents[2]
KEPT = CHECKOUT / ".corpus"
DJANGO = (
    "django==5.2 --hash=sha256:1a47f7a7a3d43ce64570d350e008d2949abe8c7e21737b351b6a1611277c6d89\n"
)
"""A requirement for pip, which refuses any other archive before it unpacks it."""
DJANGO_FILES = 2818

NOT_THE_STANDARD_LIBRARY = frozenset({"site-packages", "dist-packages"})
ISOLATION = "[tool.standards-hooks]\n"
"""Configuration of the corpus: this project's own must not rule it."""


class Corpus:
    """A directory of Python code that somebody else wrote.

    Attributes:
        name: What it is called in reports.
    """

    def __init__(self, name: str, locate: Callable[[], Path]) -> None:
        """Take the name, and what finds the directory on first use."""
        self.name = name
        self._locate = locate

    def __str__(self) -> str:
        return self.name

    @cached_property
    def root(self) -> Path:
        """The directory, without symlinks."""
        return self._locate().resolve()

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every `.py` file, relative to the root, sorted."""
        paths = (path.relative_to(self.root) for path in self.root.rglob("*.py"))
        return tuple(
            sorted(str(path) for path in paths if NOT_THE_STANDARD_LIBRARY.isdisjoint(path.parts))
        )

    def read(self, file: str) -> bytes:
        """Return the bytes of a file."""
        return (self.root / file).read_bytes()

    @cached_property
    def lines_of_standards(self) -> tuple[str, ...]:
        """What `standards check` says about all files in one call."""
        return tuple(self.run(cli.main, ["check", *self.files]))

    def run(self, main: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> list[str]:
        """Run an executable in the root, in this process, as a commit would run it.

        Args:
            main: The executable.
            arguments: Its options and files.

        Returns:
            The lines of its standard output.

        Raises:
            AssertionError: If it said anything else, or ended with another code than its output
                asks for.
        """
        output, trouble = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(trouble),
        ):
            code = main(arguments)
        lines = output.getvalue().splitlines()
        assert trouble.getvalue() == ""
        assert code == (1 if lines else 0)
        return lines


def main_of(hook: str) -> Callable[[Sequence[str]], int]:
    """Return the executable of one hook."""
    module = import_module(f"standards_hooks.rules.{hook.replace('-', '_')}")
    main: Callable[[Sequence[str]], int] = module.main
    return main


@contextlib.contextmanager
def scratch_to_fetch_into() -> Iterator[Path]:
    """Lend an empty directory inside `.corpus/`, from which what was fetched is moved there.

    One process fetches at a time; the others wait, and then find it there.
    """
    KEPT.mkdir(exist_ok=True)
    with FileLock(KEPT / "lock"):
        configuration = KEPT / "pyproject.toml"
        if not configuration.exists():
            configuration.write_text(ISOLATION, encoding="utf-8")
        with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
            yield Path(scratch)


@cache
def fetch_django() -> Path:
    """Return the unpacked source distribution of Django, fetched where it is not kept yet.

    Raises:
        RuntimeError: If pip cannot fetch it.
    """
    kept = KEPT / "django-5.2"
    if not kept.is_dir():
        with scratch_to_fetch_into() as scratch:
            if not kept.is_dir():
                _unpack(_download(scratch)).rename(kept)
    found = sum(1 for _ in kept.rglob("*.py"))
    if found != DJANGO_FILES:
        message = f"{kept} holds {found} Python files, not {DJANGO_FILES}: remove it"
        raise RuntimeError(message)
    return kept


def _download(directory: Path) -> Path:
    """Return the archive, put into a directory by pip and checked by its hash."""
    requirement = directory / "requirement.txt"
    requirement.write_text(DJANGO, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    what = ["--no-deps", "--no-binary", "django", "--requirement", str(requirement)]
    outcome = subprocess.run(  # noqa: S603 - the pip of the development environment
        [*pip, *what, "--dest", str(directory)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if outcome.returncode:
        message = f"Django could not be fetched\n{outcome.stdout}{outcome.stderr}"
        raise RuntimeError(message)
    (archive,) = directory.glob("*.tar.gz")
    return archive


def _unpack(archive: Path) -> Path:
    """Return the one directory that an archive holds, unpacked beside it."""
    destination = archive.parent / "unpacked"
    with tarfile.open(archive) as opened:
        opened.extractall(destination, filter="data")
    (unpacked,) = destination.iterdir()
    return unpacked


CORPORA = (
    Corpus("django", fetch_django),
    Corpus("standard-library", lambda: Path(sysconfig.get_path("stdlib"))),
)
