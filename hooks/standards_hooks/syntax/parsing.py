"""From bytes to a tree, and the reasons why there is none."""

from __future__ import annotations

# The C module behind `ast`: the same node classes without the start-up of `re` and `enum`.
import _ast as ast
import sys

from standards_hooks.core.errors import HOLDS_NUL, NESTED_TOO_DEEPLY, UncheckableFileError
from standards_hooks.syntax.reading import decode, lines_of


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


NESTING_MESSAGES = ("too many nested", "too many levels", "too complex")


def parse(source: bytes) -> ast.Module:
    """Parse a Python file, whose syntax may be newer than the interpreter.

    Args:
        source: The bytes of the file, in any encoding that PEP 263 allows.

    Returns:
        The tree. Its columns count bytes of the text in UTF-8, as `ast` has it.

    Raises:
        UncheckableFileError: If the file cannot be decoded, is nested too deeply, or has a syntax
            error.
    """
    try:
        return parse_as_interpreter(source)
    except SyntaxError as error:
        if any(message in str(error.msg) for message in NESTING_MESSAGES):
            raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
        return _parse_newer(source, error)
    except (RecursionError, MemoryError) as error:
        raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
    except (ValueError, LookupError, OverflowError) as error:
        _reject(source, SyntaxError(str(error)))


def parse_as_interpreter(source: bytes) -> ast.Module:
    """Parse bytes as the running interpreter does.

    Args:
        source: The bytes of a file.

    Returns:
        The tree.

    Raises:
        SyntaxError: As the interpreter raises it, and the other errors of `compile`.
        TypeError: Never; `compile` returns a module.
    """
    tree = compile(source, "<source>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    if not isinstance(tree, ast.Module):
        raise TypeError(type(tree))
    return tree


def parse_expression(text: str) -> ast.expr | None:
    """Parse the text of a string annotation.

    Args:
        text: What stands between the quotes.

    Returns:
        The expression, with positions of the text alone, or None where it is none.
    """
    try:
        tree = compile(text.strip(), "<annotation>", "eval", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree.body if isinstance(tree, ast.Expression) else None


def _parse_newer(source: bytes, error: SyntaxError) -> ast.Module:
    """Parse what the interpreter rejected, if its syntax is only newer."""
    from standards_hooks.syntax import newer_syntax

    if b"\0" in source or not newer_syntax.may_apply(source):
        _reject(source, error)
    rewritten = newer_syntax.rewrite(source)
    if rewritten is None:
        _reject(source, error)
    tree = rewritten.parse()
    if tree is None:
        version = ".".join(map(str, sys.version_info[:2]))
        reason = f"has syntax newer than Python {version}: set `language_version`"
        raise UncheckableFileError(reason, *_place(source, error)) from error
    return tree


def _reject(source: bytes, error: SyntaxError) -> NoReturn:
    """Raise the reason why no interpreter would read the file."""
    if b"\0" in source:
        raise UncheckableFileError(HOLDS_NUL) from error
    reason = f"has a syntax error: {error.msg}"
    raise UncheckableFileError(reason, *_place(source, error)) from error


def _place(source: bytes, error: SyntaxError) -> tuple[int, int]:
    """Return line and column of a syntax error.

    Whether the interpreter counts the columns of bytes in bytes or in characters depends on the
    cookie; those of a text it counts in characters.

    Raises:
        UncheckableFileError: If the file cannot be decoded.
    """
    text = decode(source)
    try:
        compile(text, "<source>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as again:
        error = again
    except (ValueError, RecursionError, MemoryError):
        pass
    lines = lines_of(text)
    line = min(max(error.lineno or 1, 1), len(lines))
    # Behind a string of several lines the interpreter counts on past the end of the last one.
    return line, min(max(error.offset or 1, 1), len(lines[line - 1]) + 1)
