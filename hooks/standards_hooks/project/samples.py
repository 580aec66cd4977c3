"""Directories whose contents show or test something, and are not the repository's own software.

What is in an example, a fixture or a template is there for readers, for tests or for whoever starts
from it: `examples/shop/requirements.txt` is not a second list of the repository's dependencies. In
the directories of tests and of documentation only whole projects are of that kind: other files
there are the repository's own, such as `docs/requirements.txt` or `tests/conftest.py`.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


SAMPLES = frozenset(
    {
        "cookbook",
        "demo",
        "demos",
        "example",
        "examples",
        "fixture",
        "fixtures",
        "sample",
        "samples",
        "template",
        "templates",
        "test_data",
        "testdata",
        "tutorial",
        "tutorials",
    }
)
"""Names of directories of which every file is an example, a fixture or a template."""
AROUND_SAMPLES = SAMPLES | {"doc", "docs", "test", "testing", "tests"}
"""Names of directories in which a project is an example, a fixture or a template."""
PLACEHOLDER = "{{"
"""What the names of a template's directories contain (cookiecutter, copier)."""


def is_in_sample(path: str) -> bool:
    """Return whether a file belongs to an example, a fixture or a template.

    Args:
        path: The file, from the repository's root or a project's directory on; what is above does
            not count.
    """
    return _has_any(path.split("/")[:-1], SAMPLES)


def is_sample_project(directory: str) -> bool:
    """Return whether a project in a directory is an example, a fixture or a template.

    Args:
        directory: Its directory, from the repository's root on; empty for the root, which is none.
    """
    return _has_any(directory.split("/"), AROUND_SAMPLES)


def _has_any(parts: Iterable[str], names: frozenset[str]) -> bool:
    return any(part in names or PLACEHOLDER in part for part in parts)
