"""The sections of a function's docstring, compared with its signature and its body."""

from __future__ import annotations

import builtins

from standards_hooks.rules.docstring_sections.arguments import listed, problems_of_args
from standards_hooks.rules.docstring_sections.behaviour import Behaviour, is_hollow
from standards_hooks.rules.docstring_sections.headings import ARGS, RAISES, RETURNS, YIELDS
from standards_hooks.rules.docstring_sections.signature import Signature
from standards_hooks.semantic.annotations import admitted_types, is_none, unsubscripted
from standards_hooks.semantic.definitions import decorators_of, promises_no_return
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.rules.docstring_sections.form import Problem
    from standards_hooks.rules.docstring_sections.sections import Docstring
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Function, Scope


ABSTRACT = "abstract"
PROPERTY = "property"

DESCRIBES_RESULT = frozenset({"return", "returns", "yield", "yields"})
"""A summary that begins so may replace the section, says Google's guide."""

PLAIN_DECORATORS = frozenset(
    {
        *("builtins.staticmethod", "builtins.classmethod", "functools.wraps", "functools.cache"),
        *("typing.override", "typing.final", "typing_extensions.override", "abc.abstractmethod"),
    }
)
"""Decorators that leave the result of the body unchanged."""

MANY = ("Iterator", "Iterable", "Generator", "AsyncIterator", "AsyncIterable", "AsyncGenerator")


def problems_of_function(
    scope: Scope, function: Function, docstring: Docstring, class_: Docstring | None, module: Module
) -> Iterator[Problem]:
    """Compare the docstring of a function with its code.

    Args:
        scope: The function.
        function: Its node.
        docstring: Its docstring.
        class_: The docstring of the class, for `__init__`, which may describe it, too.
        module: The file.

    Yields:
        The line in the docstring, counted from 0, and the message.
    """
    kind = kind_of(function, module)
    if kind == ABSTRACT or is_hollow(function):
        return
    signature = Signature(scope, function)
    if kind != PROPERTY and not (class_ is not None and class_.has(ARGS)):
        yield from problems_of_args(scope.name, signature, docstring)
    behaviour = Behaviour(scope, function, module)
    if kind != PROPERTY and scope.name != "__init__":
        yield from _problems_of_result(scope.name, function, behaviour, docstring, module)
    yield from _problems_of_raises(scope.name, behaviour, docstring, class_)


def _problems_of_result(
    name: str, function: Function, behaviour: Behaviour, docstring: Docstring, module: Module
) -> Iterator[Problem]:
    is_plain = PLAIN_DECORATORS.issuperset(decorators_of(function, module))
    if behaviour.is_generator:
        if docstring.has(YIELDS) or (not is_plain and docstring.has(RETURNS)):
            return
        for section in docstring.named(RETURNS):
            yield section.line, f"`{name}` yields; call the section `Yields:`"
            return
        if behaviour.has_yielded_value and not _summary_describes_result(docstring):
            yield 0, f"`{name}` yields values; describe them under `Yields:`"
        return
    returns = behaviour.has_value and not _returns_nothing(function, module)
    if returns:
        if docstring.has(RETURNS) or _summary_describes_result(docstring):
            return
        for section in docstring.named(YIELDS):
            if is_plain and not _promises_many(function, module):
                yield (
                    section.line,
                    f"`{name}` returns and does not yield; call the section `Returns:`",
                )
            return
        yield 0, f"`{name}` returns a value; describe it under `Returns:`"
    elif is_plain and _never_returns_a_value(function, behaviour, module):
        for section in docstring.named(RETURNS, YIELDS):
            yield section.line, f"`{name}` returns nothing; remove `{section.name}:`"


def _problems_of_raises(
    name: str, behaviour: Behaviour, docstring: Docstring, class_: Docstring | None
) -> Iterator[Problem]:
    words = set(_words_of_raises(docstring))
    if class_ is not None:
        words.update(_words_of_raises(class_))
    missing = [
        each
        for each, family in behaviour.raised.items()
        if words.isdisjoint(family) and not any(_may_be_base(word, each) for word in words)
    ]
    if not missing:
        return
    sections = docstring.named(RAISES)
    if sections:
        yield sections[0].line, f"`Raises` leaves out {listed(missing)}, which `{name}` raises"
    else:
        yield 0, f"`{name}` raises {listed(missing)}; say when under `Raises:`"


def _may_be_base(word: str, name: str) -> bool:
    """Return whether a name ends with that of another exception, as those of subclasses do."""
    return word.endswith("Error") and name.endswith(word) and not hasattr(builtins, name)


def _words_of_raises(docstring: Docstring) -> Iterator[str]:
    for section in docstring.named(RAISES):
        for number in (section.line, *section.body):
            text = docstring.lines[number]
            yield from "".join(
                each if each.isalnum() or each == "_" else " " for each in text
            ).split()


def kind_of(function: Function, module: Module) -> str:
    """Return the kind of a function by its decorators: `ABSTRACT`, `PROPERTY` or empty."""
    for origin in decorators_of(function, module):
        last = origin.rpartition(".")[2]
        if last.endswith("property") or last in {"getter", "setter", "deleter", "reify"}:
            return PROPERTY
        if last in {"abstractmethod", "overload"}:
            return ABSTRACT
    return ""


def _returns_nothing(function: Function, module: Module) -> bool:
    """Return whether a function is annotated as returning nothing."""
    if function.returns is None:
        return False
    return promises_no_return(function.returns, module) or all(
        map(is_none, admitted_types(function.returns, module))
    )


def _never_returns_a_value(function: Function, behaviour: Behaviour, module: Module) -> bool:
    """Return whether a function returns nothing, and so do overriding methods.

    Without an annotation, `return None` and a body that only raises are typical of a base class.
    """
    if function.returns is not None:
        return _returns_nothing(function, module)
    return not behaviour.has_none and not isinstance(function.body[-1], ast.Raise)


def _promises_many(function: Function, module: Module) -> bool:
    if function.returns is None:
        return True
    return any(
        module.resolve(unsubscripted(each)).endswith(MANY)
        for each in admitted_types(function.returns, module)
    )


def _summary_describes_result(docstring: Docstring) -> bool:
    summary = next((line for line in docstring.lines if line), "")
    return summary.partition(" ")[0].lower() in DESCRIBES_RESULT
