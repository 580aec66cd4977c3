"""The architecture: which package may import which, and what stands where."""

from __future__ import annotations

import ast
import graphlib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

import standards_hooks


GENERAL = frozenset(
    {
        "project.packages",
        "project.pinned_tools",
        "project.supported_python",
        "project.yaml_document",
        "semantic.control_flow",
        "semantic.inferred_types",
    }
)
"""Answers to questions that any rule may ask, though one rule alone asks them so far."""
PACKAGE = Path(standards_hooks.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = ("core", "syntax", "semantic", "project", "engine", "rules", "commands", "cli")
"""The packages, each of which may import itself and those before it."""


def module_name(path):
    """Return the dotted name of a module from the package on: `rules.broad_except`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {module_name(path): path for path in MODULES}


def imports_of(path):
    """Return the modules of the project that a file imports anywhere, from the package on."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            prefix = f"{PACKAGE.name}."
            found |= {name if name.removeprefix(prefix) in NAMES else node.module for name in names}
    start = f"{PACKAGE.name}."
    inside = {name.removeprefix(start) for name in found if name.startswith(start)}
    return {name for name in inside if name in NAMES} - {module_name(path)}


@cache
def imports():
    """Return by the name of each module what it imports, once it is asked for."""
    return {name: imports_of(path) for name, path in NAMES.items()}


def layer_of(name):
    """Return the package, or the module at the top, that a module belongs to."""
    return name.partition(".")[0]


def rule_of(name):
    """Return the rule that a module belongs to; nothing for a module outside the rules."""
    parts = name.split(".")
    return parts[1] if parts[0] == "rules" and len(parts) > 1 else ""


def test_the_packages_are_those_of_the_architecture():
    found = {layer_of(name) for name in NAMES if name and not name.startswith("__")}
    assert found == set(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_package_imports_only_those_below_it(layer):
    above = LAYERS[LAYERS.index(layer) + 1 :]
    assert [
        f"{name} imports {imported}"
        for name, imported_ones in sorted(imports().items())
        if layer_of(name) == layer
        for imported in sorted(imported_ones)
        if layer_of(imported) in above
    ] == []


def test_no_import_goes_in_a_circle():
    graphlib.TopologicalSorter(imports()).prepare()


def test_no_rule_imports_another():
    assert [
        f"{name} imports {imported}"
        for name, imported_ones in sorted(imports().items())
        if rule_of(name)
        for imported in sorted(imported_ones)
        if rule_of(imported) not in {"", rule_of(name)}
    ] == []


def test_what_one_rule_alone_uses_stands_in_the_folder_of_that_rule():
    users = defaultdict(set)
    for name, imported_ones in imports().items():
        for imported in imported_ones:
            users[imported].add(rule_of(name) or name)
    rules = {rule_of(name) for name in NAMES} - {""}
    assert [
        f"{name} is used by {next(iter(using))} alone"
        for name, using in sorted(users.items())
        if not rule_of(name) and name not in GENERAL and len(using) == 1 and using <= rules
    ] == []


def test_one_module_imports_the_parser_of_the_interpreter():
    importing = [
        name
        for name, path in sorted(NAMES.items())
        if any(
            alias.name == "_ast"
            for node in ast.walk(ast.parse(path.read_bytes()))
            if isinstance(node, ast.Import)
            for alias in node.names
        )
    ]
    assert importing == ["syntax.parsing"]


def test_no_file_name_stands_twice_outside_the_rules():
    names = Counter(
        path.name
        for path in MODULES
        if not rule_of(module_name(path)) and path.name != "__init__.py"
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_no_module_imports_relatively_or_loads_what_it_checks():
    assert [
        name
        for name, path in sorted(NAMES.items())
        for node in ast.walk(ast.parse(path.read_bytes()))
        if (isinstance(node, ast.ImportFrom) and node.level)
        or (isinstance(node, ast.Name) and node.id in {"exec", "eval", "__import__"})
    ] == []
