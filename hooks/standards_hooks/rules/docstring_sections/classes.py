"""The sections of a class's docstring, compared with its attributes and its `__init__`."""

from __future__ import annotations

from standards_hooks.rules.docstring_sections.arguments import listed, problems_of_args
from standards_hooks.rules.docstring_sections.attributes import (
    attributes_to_describe,
    has_all_attributes_in_file,
    names_in,
)
from standards_hooks.rules.docstring_sections.entries import entries_of
from standards_hooks.rules.docstring_sections.functions import ABSTRACT, kind_of
from standards_hooks.rules.docstring_sections.headings import ARGS, ATTRIBUTES
from standards_hooks.rules.docstring_sections.signature import Signature
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.docstring_sections.entries import Entry
    from standards_hooks.rules.docstring_sections.form import Problem
    from standards_hooks.rules.docstring_sections.sections import Docstring
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


def problems_of_class(
    class_: Scope, docstring: Docstring, module: Module, *, should_have_attributes: bool
) -> Iterator[Problem]:
    """Compare the docstring of a class with its code.

    Args:
        class_: The class.
        docstring: Its docstring.
        module: The file.
        should_have_attributes: Whether `Attributes` is required.

    Yields:
        The line in the docstring, counted from 0, and the message.
    """
    if docstring.has(ARGS):
        yield from _problems_of_init(class_, docstring, module)
    sections = docstring.named(ATTRIBUTES)
    if not sections and not should_have_attributes:
        return
    entries = entries_of(docstring, sections)
    described = {name for entry in entries for name in entry.names}
    described.update(
        name for entry in entries_of(docstring, docstring.named(ARGS)) for name in entry.names
    )
    missing = [name for name in attributes_to_describe(class_, module) if name not in described]
    if missing and not sections:
        yield 0, f"no `Attributes:` describes the attributes of `{class_.name}`: {listed(missing)}"
    elif missing and any(entry.has_form for entry in entries):
        yield sections[0].line, f"`Attributes` leaves out {listed(missing)}"
    yield from _unknown_attributes(class_, entries, module)


def _problems_of_init(class_: Scope, docstring: Docstring, module: Module) -> Iterator[Problem]:
    """Compare the `Args` of a class with its last `__init__`, which is the one that runs."""
    for scope in reversed(module.scopes_in(class_)):
        node = scope.node
        if scope.name == "__init__" and isinstance(node, ast.FunctionDef):
            if kind_of(node, module) != ABSTRACT:
                yield from problems_of_args(scope.name, Signature(scope, node), docstring)
            return


def _unknown_attributes(class_: Scope, entries: list[Entry], module: Module) -> Iterator[Problem]:
    certain = [entry for entry in entries if entry.is_certain]
    if not certain or not has_all_attributes_in_file(class_, module):
        return
    known = names_in(class_, module)
    unknown = {name: entry.line for entry in certain for name in entry.names if name not in known}
    if unknown:
        line = min(unknown.values())
        yield line, f"`Attributes` describes {listed(unknown)}, which `{class_.name}` does not have"
