"""Imports are absolute.

An absolute import shows where a name comes from, still works when the importing file moves, and can
be searched for. The clause "Module Imports" of the standard allows absolute imports only.

**What it finds.** Every `from .module import name`, at any level, in functions and classes, under
`TYPE_CHECKING`, in `__init__.py` and in stubs, and `importlib.import_module(".name", …)`. One
finding for each statement; the message has the absolute import.

**The absolute name** is the one that the repository itself uses: in its absolute imports, in the
commands of its Dockerfiles, compose files, workflows, Makefiles and scripts (`python -m app.work`,
`uvicorn app.main:app`), in the metadata of its packages. Two names in use contradict each other:
the message names both, and where each is used. Where none is in use, the package root decides: from
`[tool.ruff] src` and the package settings in the nearest `pyproject.toml`; else from a `src`
directory; else from the highest directory of an unbroken chain of `__init__.py`; else from the
paths of pytest, mypy and `PYTHONPATH`. Names may begin in a `src` that is a package itself, or in
front of it: an import must show which. The option `source-roots` comes before all of them. Where
the name remains unknown, the message says so.

**What it ignores.** Absolute imports of every kind. `allow = ["siblings"]` accepts one dot,
`allow = ["init"]` accepts relative imports in `__init__` files; `exclude` is for vendored packages.

**Fix safety.** Safe. `--fix` rewrites only the dots and the module of the statement; parentheses,
line breaks, comments and aliases stay. It does so only where the absolute module is proven to be
the same one: it exists, its package has one name in use or a root that is certain, and that name is
not the name of a module of the standard library. No directory above a certain root may be a
namespace package: the files of a project, its name, or the imports of its modules show that. Where
nothing does, set the option `source-roots`. Calls of `import_module` are reported, but not fixed.

Where the Ruff settings in force select I001 for the file, a block of imports that was sorted is
sorted, merged and wrapped again as `lint.isort` wants it, so that one pass is enough: the modules
are then imported in the order that `ruff check --fix` would make. A block stays in its order where
another one may change what a name means or what a comment is about, in files with comments for
isort, and under the keys `forced-separate`, `length-sort`, `length-sort-straight`,
`import-heading` and `namespace-packages`.

**Compared with Ruff.** TID252, as the required configuration has it, reports only imports from a
parent package.
"""

from __future__ import annotations

import os

from standards_hooks.core.finding import left_because
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.semantic.expressions import argument_of, is_text, literal_text
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.project.packages import Package
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope
    from standards_hooks.syntax.concrete_tree import Change, Concrete


SIBLINGS = "siblings"
INIT = "init"

OPTIONS = (
    Option("source-roots", (), "directories that packages are imported from"),
    Option(
        "allow",
        (),
        "relative imports to accept: one dot (siblings), in __init__ files (init)",
        choices=(SIBLINGS, INIT),
        strictest=(),
    ),
)

EXAMPLES = (
    Example(
        bad="from .parcels import Parcel\n",
        good="from tracking.parcels import Parcel\n",
        path="src/tracking/labels.py",
    ),
    Example(
        bad="def load() -> None:\n    from ..parcels import Parcel\n",
        good="def load() -> None:\n    from tracking.parcels import Parcel\n",
        path="src/tracking/api/labels.py",
    ),
)

IMPORT_MODULE = "importlib.import_module"
DYNAMIC = b"import_module"
FROM_BEFORE_DOT = tuple(
    b"from" + between
    for between in (b" .", b".", b"  ", b"\t", b"\f", b"\\", b" \t", b" \f", b" \\")
)
"""How `from` can be written before a dot: blanks, form feeds and continued lines included."""

TEXT_BEFORE_DOT = (b'".', b"'.", b'"\\', b"'\\")
"""How a string can start whose text begins with a dot."""

PLAIN_IMPORT = b"\nfrom importlib import "
LINE_END = (b"\n", b"\r\n")
IN_NAMES = frozenset(
    bytes([byte]) for byte in b"_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
QUOTES = frozenset({b'"', b"'"})
AMBIGUOUS = frozenset({b"", b".", b"\\"}) | QUOTES
"""What can follow the quote of a string that begins with a dot or may be empty."""
NOT_VARIABLES = frozenset({b"name", b"package", b"b", b"br", b"r", b"rb", b"u"})
"""How the first argument can begin where it is a keyword, or a string with a prefix."""


def may_find(source: bytes) -> bool:
    """Return whether a source can contain a relative import.

    Args:
        source: A file in an encoding like ASCII.

    Returns:
        False only where no `from` is followed by a dot, and no module imported by a name that
        begins with one.
    """
    at = source.find(b"from")
    while at >= 0:
        if source.startswith(FROM_BEFORE_DOT, at) and _is_followed_by_import(source, at):
            return True
        at = source.find(b"from", at + 4)
    return _may_name_relatively(source)


def _is_followed_by_import(source: bytes, at: int) -> bool:
    """Return whether an `import` follows on the line, or a backslash; in prose neither does."""
    end = source.find(b"\n", at)
    line = source[at : end if end >= 0 else len(source)]
    return b"import" in line or b"\\" in line or b"\r" in line


def _may_name_relatively(source: bytes) -> bool:
    """Return whether a source can call `import_module` with a string that begins with a dot.

    The function may have another name, and the dot may be escaped or follow a continued line. Most
    files with both call it with a variable, which the bytes show.
    """
    at = source.find(DYNAMIC)
    while at >= 0:
        end = at + len(DYNAMIC)
        if not (_is_plain_import(source, at, end) or _has_other_argument(source, end)):
            return any(start in source for start in TEXT_BEFORE_DOT)
        at = source.find(DYNAMIC, end)
    return False


def _is_plain_import(source: bytes, at: int, end: int) -> bool:
    """Return whether a line imports `import_module` alone, under its own name."""
    return source.startswith(LINE_END, end) and source.endswith(PLAIN_IMPORT, 0, at)


def _has_other_argument(source: bytes, end: int) -> bool:
    """Return whether the argument is a variable, or a string without a leading dot."""
    if source[end : end + 1] != b"(":
        return False
    if source[end + 1 : end + 2] in QUOTES:
        return source[end + 2 : end + 3] not in AMBIGUOUS
    last = end + 1
    while source[last : last + 1] in IN_NAMES:
        last += 1
    name = source[end + 1 : last]
    is_ascii = source[last : last + 1].isascii()
    return is_ascii and bool(name) and name.lower() not in NOT_VARIABLES


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find the relative imports of a module.

    Args:
        module: The parsed file.
        options: `source-roots` and `allow`.

    Yields:
        One finding for each statement, or call of `import_module`.
    """
    allowed = options.strings("allow")
    if INIT in allowed and _is_init(module.path):
        return
    names = _AbsoluteNames(module, options)
    for scope in module.scopes:
        for statement in scope.imports:
            if isinstance(statement, ast.ImportFrom) and statement.level:
                if statement.level == 1 and SIBLINGS in allowed:
                    continue
                yield _finding(module, scope, statement, names)
    if DYNAMIC in module.source or not has_ascii_markup(module.source):
        yield from _find_dynamic(module, options, names)


class _AbsoluteNames:
    """The absolute names of the relative imports of one file."""

    def __init__(self, module: Module, options: Options) -> None:
        self._module = module
        self._options = options
        self._packages: dict[int, Package] = {}

    def of(self, level: int, target: str) -> str:
        """Return the absolute name of a module after a number of dots.

        Raises:
            UnknownPackageError: If there is none.
        """
        return self._package(level).absolute(level, target)

    def reason_against(self, level: int, target: str) -> str:
        """Return why the absolute name may be another module; empty where it is the same.

        Raises:
            UnknownPackageError: If there is no absolute name.
        """
        package = self._package(level)
        absolute = package.absolute(level, target)
        if not package.doubt and not package.holds(absolute):
            return f"there is no module `{absolute}` in `{os.path.relpath(package.root)}`"
        return package.doubt

    def is_ambiguous(self, level: int) -> bool:
        """Return whether the absolute name after a number of dots may lack its first parts.

        Raises:
            UnknownPackageError: If there is no absolute name.
        """
        from standards_hooks.project.structural_root import AMBIGUOUS

        return self._package(level).doubt.startswith(AMBIGUOUS)

    def _package(self, level: int) -> Package:
        if level not in self._packages:
            from standards_hooks.project.packages import package_of

            start = self._options.directory
            roots = self._options.strings("source-roots")
            absolute = [os.path.normpath(os.path.join(start, root)) for root in roots]
            self._packages[level] = package_of(self._module.path, absolute, level)
        return self._packages[level]


def _finding(
    module: Module, scope: Scope, statement: ast.ImportFrom, names: _AbsoluteNames
) -> Finding:
    """Return the finding of a relative import: what to write, or why it is unknown."""
    from standards_hooks.project.packages import UnknownPackageError

    target = statement.module or ""
    relative = "." * statement.level + target
    imported = ", ".join(_written(alias) for alias in statement.names)
    message = f"`from {relative} import {imported}` is relative"
    is_fixable = False
    try:
        absolute = names.of(statement.level, target)
        reason = names.reason_against(statement.level, target)
        is_fixable = not reason
        if names.is_ambiguous(statement.level):
            # A name without its first parts would be wrong.
            message += "; import by the absolute name"
        else:
            message += f"; write `from {absolute} import {imported}`"
        message += left_because(reason) if reason else ""
    except UnknownPackageError as error:
        message += f"; import by the absolute name ({error})"
    symbol = scope.symbol(relative)
    return module.finding(HOOK.id, statement, message, symbol, is_fixable=is_fixable)


def fix(
    module: Module, findings: Sequence[Finding], options: Options, concrete: Concrete
) -> Change:
    """Make relative imports absolute: only their dots and modules change.

    Args:
        module: The parsed file.
        findings: The fixable findings to fix.
        options: `source-roots`.
        concrete: The concrete tree of the file.

    Returns:
        The change.
    """
    from standards_hooks.rules.relative_imports.import_order import with_sorted_imports
    from standards_hooks.rules.relative_imports.rewriting import make_absolute

    names = _AbsoluteNames(module, options)
    places = {(finding.line, finding.column) for finding in findings}
    targets = {
        place: names.of(statement.level, statement.module or "")
        for scope in module.scopes
        for statement in scope.imports
        if isinstance(statement, ast.ImportFrom)
        and (place := module.place(statement.lineno, statement.col_offset)) in places
    }
    change = make_absolute(module, targets, concrete)
    return with_sorted_imports(module, change, concrete.module)


def _written(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _find_dynamic(module: Module, options: Options, names: _AbsoluteNames) -> Iterator[Finding]:
    """Find `import_module` called with a relative name."""
    for call in module.nodes(ast.Call):
        if module.resolve(call.func) != IMPORT_MODULE:
            continue
        written = literal_text(argument_of(call, 0, "name"))
        target = written.lstrip(".")
        level = len(written) - len(target)
        if not level or (level == 1 and SIBLINGS in options.strings("allow")):
            continue
        bad = module.segment(call)
        anchor = argument_of(call, 1, "package")
        if is_text(anchor):
            message = _message_from(literal_text(anchor), (level, target), bad)
        elif isinstance(anchor, ast.Name) and _names_package(anchor.id, module.path):
            message = _message_from_here(names, (level, target), bad)
        else:
            message = f"`{bad}` is relative; import by the absolute name"
        yield module.finding(HOOK.id, call, message, written)


def _message_from_here(names: _AbsoluteNames, target: tuple[int, str], bad: str) -> str:
    """Return the message for a name that is relative to the file's own package."""
    from standards_hooks.project.packages import UnknownPackageError

    try:
        absolute = names.of(*target)
        if names.is_ambiguous(target[0]):
            reason = names.reason_against(*target)
            return f"`{bad}` is relative; import by the absolute name ({reason})"
    except UnknownPackageError as error:
        return f"`{bad}` is relative; import by the absolute name ({error})"
    return f'`{bad}` is relative; write `import_module("{absolute}")`'


def _message_from(package: str, target: tuple[int, str], bad: str) -> str:
    """Return the message for a name that is relative to a package in the call."""
    level, name = target
    parts = package.split(".")
    kept = parts[: max(len(parts) - (level - 1), 0)]
    if not kept:
        reason = f"the dots lead beyond the package `{package}`"
        return f"`{bad}` is relative; import by the absolute name ({reason})"
    absolute = ".".join([*kept, name] if name else kept)
    return f'`{bad}` is relative; write `import_module("{absolute}")`'


def _names_package(variable: str, path: str) -> bool:
    """Return whether a variable of the module holds the name of the file's package."""
    return variable == "__package__" or (variable == "__name__" and _is_init(path))


def _is_init(path: str) -> bool:
    return os.path.basename(path).startswith("__init__.")


HOOK = Hook(
    "relative-imports",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    fix=fix,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
