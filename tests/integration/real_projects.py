"""The `pyproject.toml` of packages that everybody knows, as their source distributions have it.

They are fetched by pip, once a checkout, and kept in `.corpus/`, which git ignores. pip prepares
the metadata of what it downloads, which builds it: as the one build back end of all there is a
module that returns what the archive says of itself, so that nothing of theirs is executed, and no
back end installed. Nothing here skips: where they cannot be fetched, the tests fail.
"""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.integration.corpus import KEPT, scratch_to_fetch_into


REQUIREMENTS = Path(__file__).with_name("real_projects.txt")
NAMES = tuple(
    line.partition(" ")[0].replace("==", "-")
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""Name and version of each package, such as `attrs-25.3.0`."""
DIRECTORY = KEPT / "real-projects"
BACK_END = """\
import os, pathlib, shutil, sys, types

def prepare_metadata_for_build_wheel(directory, settings=None):
    info = pathlib.Path(directory, "x.dist-info")
    info.mkdir()
    shutil.copy("PKG-INFO", info / "METADATA")
    return info.name

name, _, attribute = os.environ.get("_PYPROJECT_HOOKS_BUILD_BACKEND", "").partition(":")
module = types.ModuleType(name or "none")
module.prepare_metadata_for_build_wheel = prepare_metadata_for_build_wheel
setattr(module, attribute or "itself", module)
parts = name.split(".")
sys.modules.update({".".join(parts[: end + 1]): module for end in range(len(parts)) if name})
"""
"""What Python runs at its start, as `sitecustomize`: it stands in for any back end."""


def pyproject_of(name: str) -> bytes:
    """Return the `pyproject.toml` of a package, by its name and version.

    Raises:
        RuntimeError: If pip cannot fetch the packages.
    """
    kept = DIRECTORY / f"{name}.toml"
    if not kept.is_file():
        with scratch_to_fetch_into() as scratch:
            if not kept.is_file():
                fetch_into(DIRECTORY, scratch)
    return kept.read_bytes()


def fetch_into(directory: Path, scratch: Path) -> None:
    """Fetch the packages and keep their `pyproject.toml`.

    Args:
        directory: Where they are kept.
        scratch: An empty directory for what is fetched.

    Raises:
        RuntimeError: If pip cannot fetch them.
    """
    directory.mkdir(exist_ok=True)
    _download(scratch)
    for archive in scratch.glob("*.tar.gz"):
        name, _, version = archive.name.removesuffix(".tar.gz").rpartition("-")
        stem = f"{name.replace('_', '-').lower()}-{version}"
        unpacked = scratch / f"{stem}.toml"
        unpacked.write_bytes(_pyproject_in(archive))
        # Written whole: another process may look whether it is there, without the lock.
        unpacked.replace(directory / f"{stem}.toml")


def _download(directory: Path) -> None:
    (directory / "sitecustomize.py").write_text(BACK_END, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    how = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation"]
    outcome = subprocess.run(  # noqa: S603 - the pip of the development environment
        [*pip, *how, "--requirement", str(REQUIREMENTS), "--dest", str(directory)],
        env={**os.environ, "PYTHONPATH": str(directory)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if outcome.returncode:
        message = f"The packages could not be fetched\n{outcome.stdout}{outcome.stderr}"
        raise RuntimeError(message)


def _pyproject_in(archive: Path) -> bytes:
    """Return the `pyproject.toml` in the one directory at the top of an archive."""
    with tarfile.open(archive) as opened:
        top = opened.next()
        assert top is not None
        stream = opened.extractfile(f"{top.name.partition('/')[0]}/pyproject.toml")
        assert stream is not None
        return stream.read()
