"""Tables with a column for unhashed passwords."""

from __future__ import annotations

from standards_hooks.rules.password_hashing.hashing import SLOW
from standards_hooks.rules.password_hashing.names import is_clearly_password, is_password, name_of
from standards_hooks.semantic.annotations import admits
from standards_hooks.semantic.bases import bases_of
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.expressions import callee, last_name
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


COLUMNS = frozenset({"Column", "mapped_column"})
TEXTS = frozenset(
    {"String", "Text", "Unicode", "UnicodeText", "VARCHAR", "TEXT", "CHAR", "NVARCHAR"}
)
MAPPED = frozenset({"sqlalchemy.orm.Mapped", "sqlalchemy.orm.base.Mapped"})
FIELDS_OF_TEXT = frozenset(
    f"{package}.{name}"
    for package in ("django.db.models", "tortoise.fields", "peewee", "mongoengine")
    for name in ("CharField", "TextField", "StringField")
)
CONNECTION = frozenset(
    {"host", "hostname", "port", "url", "uri", "server", "endpoint", "smtp_host", "dsn", "database"}
)
"""Columns of a table of credentials for another service, where a hash would be useless."""
HASHING = ("verify", "check", "set", "hash", "authenticate", "validate", "compare")


class Column:
    """A column that holds passwords.

    Attributes:
        node: The statement that declares it.
        name: Its name.
        table: The class.
        is_filled_here: Whether the file itself stores unhashed passwords in it.
    """

    __slots__ = ("is_filled_here", "name", "node", "table")

    def __init__(self, node: ast.stmt, name: str, table: Scope, *, is_filled_here: bool) -> None:
        """Store what was found."""
        self.is_filled_here = is_filled_here
        self.node = node
        self.name = name
        self.table = table


def columns_in(module: Module) -> Iterator[Column]:
    """Yield each column of a table that has the name of a password and no sign of a hash.

    Args:
        module: The file.
    """
    if "migrations" in module.path or _hashes(module):
        return
    for scope in module.scopes:
        if not scope.is_class or _is_known_elsewhere(scope, module):
            continue
        for statement in scope.assignments:
            name = _name_of(statement)
            if is_clearly_password(name) and _is_text_column(statement, scope, module):
                is_filled = _is_filled(name, scope.name, module)
                yield Column(statement, name, scope, is_filled_here=is_filled)


def _is_filled(column: str, table: str, module: Module) -> bool:
    """Return whether a file stores an unhashed password in a column.

    That is `self.password = password`, and `User(password=form.password)` for the table's name.
    """
    for statement in module.nodes(ast.Assign):
        target = statement.targets[0]
        is_column = isinstance(target, ast.Attribute) and target.attr == column
        if is_column and _is_raw(statement.value):
            return True
    return any(
        keyword.arg == column and _is_raw(keyword.value)
        for call in module.nodes(ast.Call)
        if last_name(call.func) == table
        for keyword in call.keywords
    )


def _is_raw(node: ast.expr) -> bool:
    """Return whether an expression is a password that no call has changed."""
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and is_password(name_of(node))


def _hashes(module: Module) -> bool:
    """Return whether a file hashes passwords, so that the column may hold a hash."""
    return any(
        origin.rpartition(".")[2] in SLOW or "hash" in origin.lower() or "crypt" in origin.lower()
        for origin in module.imported.values()
    )


def _is_known_elsewhere(class_: Scope, module: Module) -> bool:
    """Return whether the class hashes itself, inherits that, or holds credentials for a service."""
    for method in module.scopes_in(class_):
        if "passw" in method.name and method.name.strip("_").startswith(HASHING):
            return True
    names = set(module.bindings_in(class_))
    if not CONNECTION.isdisjoint(names):
        return True
    return any(
        origin.rpartition(".")[2].endswith(("UserMixin", "AbstractUser", "AbstractBaseUser"))
        for origin in bases_of(class_, module)
    )


def _name_of(statement: ast.Assign | ast.AnnAssign | ast.AugAssign) -> str:
    target = targets_of(statement)[0]
    return target.id if isinstance(target, ast.Name) else ""


def _is_text_column(
    statement: ast.Assign | ast.AnnAssign | ast.AugAssign, class_: Scope, module: Module
) -> bool:
    """Return whether a statement declares a column of text."""
    value = statement.value
    if isinstance(statement, ast.AnnAssign) and _is_mapped_text(statement.annotation, module):
        return value is None or (last_name(callee(value)) == "mapped_column" and _is_plain(value))
    if isinstance(statement, ast.AnnAssign) and _is_table_of_sqlmodel(class_):
        return module.resolve(statement.annotation) == "builtins.str"
    if not isinstance(value, ast.Call):
        return False
    if module.resolve(value.func) in FIELDS_OF_TEXT:
        return True
    return last_name(value.func) in COLUMNS and bool(value.args) and _is_plain(value)


def _is_plain(node: ast.expr) -> bool:
    """Return whether the types in a column's call are plain texts, not `PasswordType`."""
    arguments = node.args if isinstance(node, ast.Call) else []
    types = [each for each in arguments if not isinstance(each, ast.Constant)]
    return all(last_name(callee(each)) in TEXTS for each in types)


def _is_mapped_text(annotation: ast.expr, module: Module) -> bool:
    if not isinstance(annotation, ast.Subscript) or module.resolve(annotation.value) not in MAPPED:
        return False
    return admits(annotation.slice, {"builtins.str"}, module)


def _is_table_of_sqlmodel(class_: Scope) -> bool:
    keywords = class_.node.keywords if isinstance(class_.node, ast.ClassDef) else []
    return any(each.arg == "table" for each in keywords)
