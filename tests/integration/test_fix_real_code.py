"""What `--fix` makes of code that nobody wrote for it: Django, and packages as pip installs them.

`benchmarks/fix_corpus.py` does the same with all of Django, the standard library and more packages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.corpus import fetch_django
from tests.integration.fixed_copies import (
    LAYOUTS,
    Outcome,
    assert_fixed,
    copy_of,
    fix,
    hook_of,
    imported,
    installed,
    laid_out,
)


if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow


SMALL_PACKAGES = """\
attrs==26.1.0 --hash=sha256:c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309
click==8.5.1 --hash=sha256:8bb5376d2006950386f8c6427613334a2acadc5f559cb80e638d00b4df957e37
"""
"""Of what is pure Python and needs nothing else, two that import relatively throughout."""

KEPT_OF_DJANGO = ("pyproject.toml", "django", "tests/runtests.py", "tests/urls.py")
KEPT_TESTS = (
    *("async", "custom_migration_operations", "forms_tests", "migrations", "sphinx"),
    *("order_with_respect_to", "user_commands", "utils_tests"),
)
"""All of Django takes too long for a test; these make each kind of finding that is left in it.

Some import another by its absolute name, which shows that names begin in `tests`.
"""

LEFT_IN_DJANGO = {
    ("mutable-defaults", "`…` may be shared on purpose"): 1,
    ("relative-imports", "import_module"): 2,
    ("relative-imports", "the file is too large to fix safely"): 2,
    ("relative-imports", "`…` is no name for a package"): 5,
    ("relative-imports", "the dots lead beyond the package root `…`"): 1,
}


@pytest.fixture(scope="module")
def django(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Django with some of its tests."""
    whole = fetch_django()
    directory = tmp_path_factory.mktemp("real") / "django-5.2"
    for name in (*KEPT_OF_DJANGO, *(f"tests/{test}" for test in KEPT_TESTS)):
        copy_of(whole / name, directory / name)
    return directory


@pytest.fixture(scope="module")
def fixed_django(django: Path) -> Path:
    """A copy of it, to be fixed."""
    return copy_of(django, django.parent / "fixed")


@pytest.fixture(scope="module")
def outcome(fixed_django: Path) -> Outcome:
    """What was said when the copy was fixed."""
    return fix(fixed_django)


def test_fixed_django_compiles_and_needs_no_second_pass(
    django: Path, fixed_django: Path, outcome: Outcome
) -> None:
    assert_fixed(django, fixed_django, outcome)


def test_in_django_only_what_is_not_proven_is_left(outcome: Outcome) -> None:
    assert outcome.reasons() == LEFT_IN_DJANGO


@pytest.fixture(scope="module")
def packages() -> Path:
    """Small packages, as pip installs them."""
    options = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
    return installed("small-packages", SMALL_PACKAGES, *options)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["attr", "click"])
def test_a_fixed_package_imports_as_before(
    packages: Path, tmp_path: Path, name: str, layout: str
) -> None:
    before = laid_out(packages / name, tmp_path / "before", layout)
    after = laid_out(packages / name, tmp_path / "after", layout)

    outcome = fix(tmp_path / "after")

    assert_fixed(tmp_path / "before", tmp_path / "after", outcome)
    assert outcome.rewritten
    assert [line for line in outcome.left if hook_of(line) == "relative-imports"] == []
    assert imported(after, name) == imported(before, name)
