"""What `SECURITY.md` promises has tests, and what is pinned is what the lock has."""

from __future__ import annotations

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.security import CHECKOUT, LOCK, holders_by_promise, promises


PROJECT = "standards-hooks"
MARKERS = "; "


def locked() -> dict[str, dict[str, object]]:
    packages = tomllib.loads((CHECKOUT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in packages}


def declared() -> list[Requirement]:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    return [Requirement(each) for each in tomllib.loads(text)["project"]["dependencies"]]


def needed(packages: dict[str, dict[str, object]]) -> set[str]:
    """The names of everything that the hooks need at run time, on any system."""
    found: set[str] = set()
    pending = [PROJECT]
    while pending:
        name = pending.pop()
        dependencies = packages[name].get("dependencies", [])
        assert isinstance(dependencies, list)
        pending += [each["name"] for each in dependencies if each["name"] not in found]
        found.update(each["name"] for each in dependencies)
    return found


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.name)
def test_a_promise_has_a_test(promise):
    assert holders_by_promise().get(promise.name)


def test_a_test_names_a_promise_that_is_made():
    assert set(holders_by_promise()) <= {promise.name for promise in promises()}


@pytest.mark.threat("same-tomorrow")
def test_the_environment_is_pinned_as_the_lock_has_it():
    packages = locked()
    pinned: dict[str, tuple[str, set[str]]] = {}
    name = ""
    for line in (CHECKOUT / LOCK).read_text(encoding="utf-8").splitlines():
        text = line.strip().removesuffix("\\").strip()
        if text.startswith("--hash="):
            pinned[name][1].add(text.removeprefix("--hash="))
        elif text and not text.startswith("#"):
            requirement = Requirement(text)
            name = requirement.name
            (specifier,) = requirement.specifier
            assert specifier.operator == "=="
            pinned[name] = (specifier.version, set())
    assert set(pinned) == needed(packages)
    for name, (version, hashes) in pinned.items():
        assert version == packages[name]["version"]
        wheels = packages[name].get("wheels", [])
        assert isinstance(wheels, list)
        files = [packages[name].get("sdist"), *wheels]
        assert hashes == {file["hash"] for file in files if file}


@pytest.mark.threat("same-tomorrow")
@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_a_dependency_stays_within_a_range_that_holds_what_is_tested(requirement):
    operators = {each.operator for each in requirement.specifier}
    assert operators == {">=", "<"}
    assert Version(str(locked()[requirement.name]["version"])) in requirement.specifier
