"""The public attributes of a class, as far as one file shows."""

from __future__ import annotations

import itertools

from standards_hooks.semantic.attributes import receiver_of
from standards_hooks.semantic.bases import ancestors_in_file, bases_of
from standards_hooks.semantic.bindings import names_bound_by, targets_of
from standards_hooks.semantic.definitions import decorators_of
from standards_hooks.semantic.expressions import dotted_name, is_text, literal_text
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope

    type Assignment = ast.Assign | ast.AnnAssign | ast.AugAssign


CONFIGURATION = frozenset({"model_config"})
"""Attributes that configure the class for a library."""

DESCRIBING = frozenset({"description", "doc", "help", "help_text"})
"""Arguments with which a field describes itself."""

ENUMERATIONS = ("enum.", "django.db.models.TextChoices", "django.db.models.IntegerChoices")


def attributes_to_describe(class_: Scope, module: Module) -> list[str]:
    """Return the public attributes that only the docstring of the class can describe.

    They are class variables in lower case and what `__init__` assigns to `self`; not properties,
    constants, members of enumerations, and attributes that a string below them, a comment `#:` or
    an argument such as `description=` describes.
    """
    if any(base.startswith(ENUMERATIONS) for base in bases_of(class_, module)):
        return []
    node = class_.node
    methods = _methods(class_, module)
    names: dict[str, None] = {}
    described_below = _described_below(node.body)
    own = [
        name
        for statement in class_.assignments
        if statement not in described_below
        and not _describes_itself(statement, module)
        and not _is_method(statement, methods)
        if not isinstance(statement, ast.AugAssign)
        for name in names_bound_by(statement)
    ]
    for method in methods.get("__init__", ()):
        described_below = _described_below(method.node.body)
        own += [
            name
            for statement in method.assignments
            if statement not in described_below and not _describes_itself(statement, module)
            for name in _assigned_to_self(statement, receiver_of(method)[1])
        ]
    for name in own:
        if not name.startswith("_") and not name.isupper() and name not in CONFIGURATION:
            names[name] = None
    described = {
        name
        for ancestor in ancestors_in_file(class_, module)
        for name in names_in(ancestor, module)
    }
    return [name for name in names if name not in methods and name not in described]


def has_all_attributes_in_file(class_: Scope, module: Module) -> bool:
    """Return whether nothing outside the file, and nothing at run time, adds attributes."""
    node = class_.node
    if not isinstance(node, ast.ClassDef) or node.keywords:
        return False
    known = {"builtins.object", *module.classes, *GENERIC}
    if any(base not in known for base in bases_of(class_, module)):
        return False
    if not DATACLASSES.issuperset(decorators_of(node, module)):
        return False
    family = [class_, *ancestors_in_file(class_, module)]
    return not any(_sets_by_name(each) for member in family for each in descendants(member.node))


GENERIC = frozenset({"typing.Generic", "typing.Protocol", "abc.ABC"})
DATACLASSES = frozenset({"dataclasses.dataclass", "attr.s", "attr.define", "attrs.define"})


def _sets_by_name(node: ast.AST) -> bool:
    """Return whether a node sets attributes whose names the file does not show."""
    if isinstance(node, ast.Name):
        return node.id in {"setattr", "vars"}
    if isinstance(node, ast.Attribute):
        return node.attr in {"__dict__", "__setattr__"}
    return isinstance(node, ast.FunctionDef) and node.name in {"__getattr__", "__getattribute__"}


def names_in(class_: Scope, module: Module) -> set[str]:
    """Return the names of all attributes of a class and of its base classes in the file."""
    names: set[str] = set()
    for member in (class_, *ancestors_in_file(class_, module)):
        names |= module.bindings_in(member).keys()
        for node in descendants(member.node):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                names.add(node.attr)
            elif is_text(node):
                names.add(literal_text(node))  # `__slots__`, among others
    return names


def _methods(class_: Scope, module: Module) -> dict[str, list[Scope]]:
    methods: dict[str, list[Scope]] = {}
    for scope in module.scopes_in(class_):
        if scope.is_function:
            methods.setdefault(scope.name, []).append(scope)
    return methods


def _is_method(statement: Assignment, methods: dict[str, list[Scope]]) -> bool:
    """Return whether a class attribute is a function, an alias of one, or a property."""
    value = statement.value
    if isinstance(value, ast.Call):
        value = value.func
        return isinstance(value, ast.Name) and value.id in {"property", "staticmethod"}
    return isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and value.id in methods)


def _assigned_to_self(statement: Assignment, receiver: str) -> Iterator[str]:
    for target in () if isinstance(statement, ast.AugAssign) else targets_of(statement):
        if isinstance(target, ast.Attribute) and dotted_name(target.value) == receiver:
            yield target.attr


def _described_below(body: Sequence[ast.stmt]) -> set[ast.stmt]:
    """Return the statements of a body below which a string stands."""
    return {
        statement
        for statement, below in itertools.pairwise(body)
        if isinstance(below, ast.Expr) and is_text(below.value)
    }


def _describes_itself(statement: Assignment, module: Module) -> bool:
    """Return whether a comment or an argument describes an assignment."""
    arguments = statement.value.keywords if isinstance(statement.value, ast.Call) else []
    if any(argument.arg in DESCRIBING for argument in arguments):
        return True
    row = statement.lineno - 1
    above = module.lines[row - 1].lstrip() if row else ""
    return above.startswith("#:") or "#:" in module.lines[(statement.end_lineno or row + 1) - 1]
