"""The attributes of a file's classes: every place that gives one a value."""

from __future__ import annotations

from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.semantic.scopes import Scope

    type Attributes = dict[Scope, dict[str, list[Assignment]]]


CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__"})


class Assignment:
    """One place that declares an attribute or gives it a value.

    Attributes:
        name: The attribute.
        target: Where it stands.
        statement: The statement that holds the target.
        scope: The class, for what stands in its body, or one of its methods.
        is_alone: Whether the statement assigns to the attribute as such; what is unpacked into it,
            or bound by `for` or `with`, cannot be annotated where it stands.
    """

    __slots__ = ("is_alone", "name", "scope", "statement", "target")

    def __init__(
        self,
        name: str,
        target: ast.expr,
        statement: ast.stmt,
        scope: Scope,
        *,
        is_alone: bool,
    ) -> None:
        """Take the place."""
        self.name = name
        self.target = target
        self.statement = statement
        self.scope = scope
        self.is_alone = is_alone

    @property
    def value(self) -> ast.expr | None:
        """What is assigned; None where it is only declared, or taken out of something else."""
        if self.is_alone and isinstance(self.statement, ast.Assign | ast.AnnAssign):
            return self.statement.value
        return None

    @property
    def annotation(self) -> ast.expr | None:
        """The type that is given along with it."""
        return self.statement.annotation if isinstance(self.statement, ast.AnnAssign) else None

    def order(self) -> tuple[int, int, int]:
        """Return the key that sorts assignments: the class body, constructors, other methods."""
        rank = 0 if self.scope.is_class else 2 - (self.scope.name in CONSTRUCTORS)
        return (rank, self.target.lineno, self.target.col_offset)


def receiver_of(scope: Scope) -> tuple[Scope | None, str]:
    """Return the class of a method and the name of its first parameter.

    Args:
        scope: Any scope.

    Returns:
        No class for anything but a method, and for one that is static.
    """
    node, class_ = scope.node, scope.parent
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None, ""
    parameters = node.args.posonlyargs or node.args.args
    if class_ is None or not class_.is_class or not parameters:
        return None, ""
    if is_decorated(node.decorator_list, "staticmethod"):
        return None, ""
    return class_, parameters[0].arg


def is_decorated(decorators: Sequence[ast.expr], name: str) -> bool:
    """Return whether a plain name is among decorators."""
    return any(isinstance(each, ast.Name) and each.id == name for each in decorators)


def attributes_of(scopes: Sequence[Scope]) -> Attributes:
    """Collect the attributes that classes and their methods assign to.

    Args:
        scopes: Every scope of a file.

    Returns:
        For each class with any its attributes, each with its assignments in the order of
        `Assignment.order`. What a method's inner functions assign is not among them.
    """
    found: Attributes = {}
    for scope in scopes:
        if scope.is_class:
            class_, receiver = scope, ""
        else:
            owner, receiver = receiver_of(scope)
            if owner is None:
                continue
            class_ = owner
        for statement in (*scope.assignments, *scope.others):
            for target, is_alone in _targets(statement):
                name = _attribute(target, receiver)
                if name:
                    each = Assignment(name, target, statement, scope, is_alone=is_alone)
                    found.setdefault(class_, {}).setdefault(name, []).append(each)
    for attributes in found.values():
        for assignments in attributes.values():
            if len(assignments) > 1:
                assignments.sort(key=Assignment.order)
    return found


def _attribute(target: ast.expr, receiver: str) -> str:
    """Return the name of the attribute that a target is; a class body's are plain names."""
    if not receiver:
        return target.id if isinstance(target, ast.Name) else ""
    if isinstance(target, ast.Attribute):
        value = target.value
        if isinstance(value, ast.Name) and value.id == receiver:
            return target.attr
    return ""


def _targets(statement: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """Yield what a statement assigns to, and whether it is assigned as a whole."""
    kind = type(statement)
    if kind is ast.Assign:
        for target in statement.targets:  # type: ignore[attr-defined]
            if type(target) in SEQUENCES:
                yield from _unpacked(target)
            else:
                yield target, True
    elif kind is ast.AnnAssign:
        yield statement.target, True  # type: ignore[attr-defined]
    elif kind in LOOPS:
        yield from _unpacked(statement.target)  # type: ignore[attr-defined]
    elif kind in BLOCKS:
        for item in statement.items:  # type: ignore[attr-defined]
            if item.optional_vars is not None:
                yield from _unpacked(item.optional_vars)


def _unpacked(target: ast.expr) -> Iterator[tuple[ast.expr, bool]]:
    if isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _unpacked(element)
    elif isinstance(target, ast.Starred):
        yield from _unpacked(target.value)
    else:
        yield target, False


SEQUENCES = frozenset({ast.Tuple, ast.List})
LOOPS = frozenset({ast.For, ast.AsyncFor})
BLOCKS = frozenset({ast.With, ast.AsyncWith})
