"""Where the tests of a project are, by the names of its files.

The project's tests are in `tests`, or, where its code is in a directory of its own, in the `tests`
beside that code: `backend/tests` for `backend/app` or `backend/src/app`.
"""

from __future__ import annotations

import re

from standards_hooks.project.layout import HERE, layout_of
from standards_hooks.project.source_roots import SOURCE
from standards_hooks.project.violation import Violation


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


CLAUSE = "Code Organization, Project Structure"
TESTS = "tests"
KINDS = ("unit", "integration", "e2e")
KIND_EXPECTED = "tests-kind"
PLACE_EXPECTED = "tests-place"
OF_TESTS = re.compile(r"(?:^|[_-])tests?(?:$|[_-])")
"""What the name of a directory of tests matches: `tests`, `_tests`, `unit_tests`, `test-data`."""


def is_test_name(path: str) -> bool:
    """Return whether pytest would look for tests in a file, by its name."""
    name = path.rpartition("/")[2]
    return name.endswith("_test.py") or (name.startswith("test_") and name.endswith(".py"))


def homes_of_tests(files: Sequence[str]) -> list[str]:
    """Return the directories of the project's tests, whether they exist or not.

    Args:
        files: The project's files, relative to its directory.
    """
    homes = [TESTS]
    for root in layout_of(files).roots:
        beside, _, name = root.rpartition("/")
        parent = beside if name == SOURCE else root
        if parent and parent != HERE:
            homes.append(f"{parent}/{TESTS}")
    return homes


def kind_violations(
    files: Sequence[str], homes: Sequence[str], declared_in: str
) -> Iterator[Violation]:
    """Yield a violation for each of the three kinds of tests without a file.

    Args:
        files: The project's files, relative to its directory.
        homes: The directories of its tests.
        declared_in: The file that declares the project.
    """
    if not any(path.endswith(".py") for path in files):
        return
    for kind in KINDS:
        places = tuple(f"{home}/{kind}/" for home in homes)
        if not any(path.startswith(places) for path in files):
            message = f"`{TESTS}/{kind}/` is missing ({CLAUSE}): put the {kind} tests there"
            yield Violation(f"tests-{kind}", declared_in, message)


def misplaced_test(path: str, homes: Iterable[str]) -> Violation | None:
    """Return the violation of a file with tests; None in a directory for their kind.

    Args:
        path: The file, relative to the project's directory.
        homes: The directories of the project's tests.
    """
    home = next((each for each in homes if path.startswith(f"{each}/")), None)
    if home is None:
        return Violation(PLACE_EXPECTED, path, _message(PLACE_EXPECTED, [path]))
    if path.removeprefix(f"{home}/").partition("/")[0] in KINDS:
        return None
    return Violation(KIND_EXPECTED, path, _message(KIND_EXPECTED, [path]))


def joined(violations: Iterable[Violation], declared_in: str) -> Iterator[Violation]:
    """Yield violations, those of the tests in one directory as one.

    It is where the project is declared, so that a baseline knows it again whichever of the files is
    moved first.

    Args:
        violations: The violations of a project, those of tests sorted by their files.
        declared_in: The file that declares the project.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for violation in violations:
        if violation.key in {KIND_EXPECTED, PLACE_EXPECTED}:
            group = (violation.key, _directory_of_tests(violation.path))
            groups.setdefault(group, []).append(violation.path)
        else:
            yield violation
    for (key, _), paths in groups.items():
        yield Violation(key, declared_in, _message(key, paths))


def _directory_of_tests(path: str) -> str:
    """Return the outermost directory of tests around a file; without one its own directory."""
    parts = path.split("/")[:-1]
    for number, part in enumerate(parts, 1):
        if OF_TESTS.search(part):
            return "/".join(parts[:number])
    return "/".join(parts)


def _message(key: str, paths: Sequence[str]) -> str:
    directory = _directory_of_tests(paths[0]) or HERE
    if len(paths) == 1:
        what, pronoun = f"`{paths[0]}` has tests", "it"
    else:
        what, pronoun = f"`{directory}` has {len(paths)} files with tests", "each"
    if key == PLACE_EXPECTED:
        home, where = TESTS, f"outside `{TESTS}/`"
    else:
        home, where = directory, "outside the directories of their kinds"
    kinds = f"`{home}/{KINDS[0]}`, `{home}/{KINDS[1]}` or `{home}/{KINDS[2]}`"
    return f"{what} {where} ({CLAUSE}): move {pronoun} to {kinds}"
