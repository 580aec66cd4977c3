"""Fix copies of real code, and make sure that they still are what they were.

    uv run python benchmarks/fix_corpus.py

Copies Django 5.2, the running interpreter's standard library and ten installed packages, each of
those in a `src/` layout and in a flat one; fixes the copies with both fixing hooks; asserts what
`tests/integration/fixed_copies.py` says of every fixed copy; imports every module before and
after; runs some of Django's own tests before and after; and prints how much was fixed, what was
left, and why. Ends with an error where a promise is broken.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING


sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.integration.corpus import fetch_django
from tests.integration.executables import environment
from tests.integration.fixed_copies import (
    LAYOUTS,
    Outcome,
    assert_fixed,
    copy_of,
    fix,
    imported,
    installed,
    laid_out,
)


if TYPE_CHECKING:
    from collections import Counter


REQUIREMENTS = """\
attrs==26.1.0
click==8.5.1
flask==3.1.3
httpx==0.28.1
jinja2==3.1.6
pydantic==2.14.3
requests==2.34.2
rich==15.0.0
sqlalchemy==2.1.9
werkzeug==3.1.9
asgiref
sqlparse
"""
"""Ten packages; and what Django's tests need."""

PACKAGES = (
    *("attr", "click", "flask", "httpx", "jinja2"),
    *("pydantic", "requests", "rich", "sqlalchemy", "werkzeug"),
)
DJANGO_TESTS = ("forms_tests", "utils_tests", "model_forms", "view_tests")
STANDARD_PACKAGES = (
    *("asyncio", "collections", "concurrent", "ctypes", "curses", "dbm", "email", "html", "http"),
    *("json", "logging", "multiprocessing", "pydoc_data", "sqlite3", "tomllib"),
    *("unittest", "urllib", "wsgiref", "xml", "xmlrpc", "zoneinfo"),
)
"""All but `importlib`, which the interpreter holds frozen, and what opens windows."""

TALLY = re.compile(r"Ran \d+ tests|^OK.*", re.MULTILINE)
"""What a run without failures ends with."""


def main() -> int:
    """Fix every corpus, one after the other."""
    packages = installed("packages", REQUIREMENTS)
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch)
        check_django(directory / "django", packages)
        check_standard_library(directory / "standard-library")
        for layout in LAYOUTS:
            for package in PACKAGES:
                check_package(package, layout, directory / layout, packages)
    return 0


def check_django(directory: Path, packages: Path) -> None:
    """Fix Django with its tests, and run some of these before and after."""
    directory.mkdir()
    original = fetch_django()
    fixed = copy_of(original, directory / "django-5.2")
    outcome = fix(fixed)
    show("Django", fixed, outcome)
    assert_fixed(original, fixed, outcome)
    before = run_django_tests(copy_of(original, directory / "untouched"), packages)
    after = run_django_tests(fixed, packages)
    say(f"  {', '.join(DJANGO_TESTS)}: before {before}, after {after}")
    demand_equal("Django's tests", before, after)


def run_django_tests(django: Path, packages: Path) -> str:
    """Run some of Django's own tests against a copy of it; return what they end with."""
    done = subprocess.run(  # noqa: S603 - Django's own tests
        [sys.executable, "-W", "ignore", "runtests.py", "--parallel=1", *DJANGO_TESTS],
        cwd=django / "tests",
        env=environment(PYTHONPATH=f"{django}:{packages}", PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    tally = TALLY.findall(done.stderr)
    if not any(line.startswith("OK") for line in tally):
        raise SystemExit(done.stderr)
    return ", ".join(tally)


def check_standard_library(directory: Path) -> None:
    """Fix the standard library, and import its packages before and after."""
    directory.mkdir()
    original = Path(sysconfig.get_path("stdlib"))
    fixed = copy_of(original, directory / original.name)
    outcome = fix(fixed)
    show("standard library", fixed, outcome)
    assert_fixed(original, fixed, outcome)
    for package in STANDARD_PACKAGES:
        before = imported(original, package, [original, original / "lib-dynload"])
        after = imported(fixed, package, [fixed, fixed / "lib-dynload"])
        demand_equal(package, before, after)


def check_package(package: str, layout: str, directory: Path, packages: Path) -> None:
    """Fix a package in a project of its own, and import it before and after."""
    before = laid_out(packages / package, directory / package / "before", layout)
    after = laid_out(packages / package, directory / package / "after", layout)
    outcome = fix(directory / package / "after")
    show(f"{package}, {layout} layout", after, outcome)
    assert_fixed(directory / package / "before", directory / package / "after", outcome)
    modules = imported(after, package, [packages])
    demand_equal(package, imported(before, package, [packages]), modules)
    names = sum(len(each) for each in modules.values() if isinstance(each, list))
    say(f"  {len(modules)} modules with {names} names import as before")


def show(name: str, fixed: Path, outcome: Outcome) -> None:
    """Print how much was fixed, and what was left."""
    count = len(outcome.rewritten)
    each = f", {outcome.seconds / count:.3f} s each" if count else ""
    files = sum(1 for _ in fixed.rglob("*.py"))
    say(f"{name}: {count} of {files} files rewritten in {outcome.seconds:.1f} s{each}")
    left: Counter[tuple[str, str]] = outcome.reasons()
    for (hook, reason), number in sorted(left.items()):
        say(f"  left {number:4} {hook}: {reason}")


def demand_equal(what: str, before: object, after: object) -> None:
    """End where something is not what it was before."""
    if after != before:
        message = f"{what} changed\nbefore: {before}\nafter:  {after}"
        raise SystemExit(message)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
