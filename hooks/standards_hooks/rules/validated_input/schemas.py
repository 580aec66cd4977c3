"""Fields of Pydantic's models: email addresses of type `str`, and passwords in responses."""

from __future__ import annotations

from standards_hooks.semantic.annotations import admits, admitted_types, annotated_with, elements_of
from standards_hooks.semantic.bases import ancestors_in_file, bases_of
from standards_hooks.semantic.expressions import callee, is_literal, last_name, literal_text
from standards_hooks.semantic.scopes import parameters_of
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.routes import Route
    from standards_hooks.semantic.scopes import Scope


MODELS = ("BaseModel", "SQLModel")
"""Endings of the names of models' bases: of Pydantic, SQLModel and classes derived from them."""
SETTINGS = ("BaseSettings",)
INPUTS = frozenset(
    {
        *("create", "update", "in", "input", "request", "form", "draft", "payload", "register"),
        *("registration", "signup", "signin", "login", "patch", "params", "body", "credentials"),
        *("invite", "invitation", "add", "edit", "new", "change", "reset", "submit", "upsert"),
    }
)
"""First or last words of a model that a client fills in: `UserCreate`, `UpdateUser`."""
RESPONSES = frozenset(
    {"response", "responses", "out", "output", "read", "public", "view", "result", "reply"}
)
"""Last words of a model that is sent to clients."""
PASSWORDS = frozenset({"password", "passwd", "passphrase"})
HASHED = frozenset({"hash", "hashed", "digest", "salt"})
NEW = frozenset(
    {"new", "temporary", "temp", "initial", "generate", "generated", "random", "default", "reset"}
)
"""Words of a password that was just generated, and is shown to its owner once."""
VALIDATORS = frozenset({"field_validator", "validator"})


class Field:
    """A field of a model to report.

    Attributes:
        node: The statement that declares it.
        name: Its name.
        model: The model that has it, or inherits it.
    """

    __slots__ = ("model", "name", "node")

    def __init__(self, node: ast.AnnAssign, name: str, model: Scope) -> None:
        """Store what was found."""
        self.node = node
        self.name = name
        self.model = model


def models_in(module: Module) -> list[Scope]:
    """Return the models of a file, without settings classes and tables."""
    return [scope for scope in module.scopes if scope.is_class and _is_model(scope, module)]


def _is_model(class_: Scope, module: Module) -> bool:
    bases = list(bases_of(class_, module))
    keywords = class_.node.keywords if isinstance(class_.node, ast.ClassDef) else []
    if any(each.arg == "table" for each in keywords):
        return False
    return any(base.endswith(MODELS) for base in bases) and not any(
        base.endswith(SETTINGS) for base in bases
    )


def is_response(class_: Scope) -> bool:
    """Return whether a model is sent to clients, by its name."""
    words = split(class_.name)
    return bool(words) and words[-1] in RESPONSES


def inputs_among(models: Sequence[Scope], routes: Iterable[Route], module: Module) -> list[Scope]:
    """Return the models that clients fill in, by their names, a password, or a route's parameter.

    Args:
        models: The models of the file.
        routes: Its routes.
        module: The file.
    """
    taken: set[str] = set()
    for route in routes:
        for parameter in parameters_of(route.function.args):
            if parameter.annotation is not None and route.has_body:
                taken |= _names_in(parameter.annotation, module)
    return [
        model
        for model in models
        if not is_response(model) and (model.name in taken or _is_filled_in_by_clients(model))
    ]


def _is_filled_in_by_clients(model: Scope) -> bool:
    words = split(model.name)
    if words and (words[-1] in INPUTS or words[0] in INPUTS):
        return True
    names = {name for _, name in _fields_of(model)}
    # What has an id already is a row of a table, not a form.
    return "id" not in names and any(split(name)[-1:] == ["password"] for name in names)


def text_addresses_in(models: Iterable[Scope], module: Module) -> Iterator[Field]:
    """Yield each field of models that is an email address of type `str`, inherited ones too.

    Args:
        models: Models.
        module: Their file.
    """
    seen: set[ast.AnnAssign] = set()
    for model in models:
        validated = _validated_fields(model, module)
        if "*" in validated:
            continue
        for class_ in (model, *ancestors_in_file(model, module)):
            for statement, name in _fields_of(class_):
                if statement in seen or name in validated or not _is_address(name):
                    continue
                seen.add(statement)
                is_text = admits(statement.annotation, {"builtins.str"}, module)
                if is_text and not _is_restricted(statement, module):
                    yield Field(statement, name, class_)


def _is_address(name: str) -> bool:
    words = split(name)
    return words[-1:] == ["email"] or words[-2:] == ["email", "address"]


def _is_restricted(field: ast.AnnAssign, module: Module) -> bool:
    """Return whether a pattern, or a validator in `Annotated`, checks the text."""
    calls = [field.value]
    for each in annotated_with(field.annotation, module):
        if last_name(callee(each)) not in {"Field", "Form", "Query", "Body", "Doc"}:
            return True
        calls.append(each)
    return any(
        isinstance(each, ast.Call)
        and any(
            keyword.arg in {"pattern", "regex"}
            or (keyword.arg == "default" and literal_text(keyword.value))
            for keyword in each.keywords
        )
        for each in calls
    ) or bool(literal_text(field.value))


def _validated_fields(model: Scope, module: Module) -> set[str]:
    """Return the fields that validators of a model, or of its ancestors in the file, check."""
    names = set()
    for class_ in (model, *ancestors_in_file(model, module)):
        for method in module.scopes_in(class_):
            for decorator in getattr(method.node, "decorator_list", ()):
                if isinstance(decorator, ast.Call) and last_name(decorator.func) in VALIDATORS:
                    names |= {literal_text(each) for each in decorator.args}
    return names


def exposed_passwords_in(
    models: Iterable[Scope], routes: Iterable[Route], module: Module
) -> Iterator[Field]:
    """Yield each field for a password in a model that is sent to clients.

    Args:
        models: The models of the file.
        routes: Its routes: what they return is sent to clients, whatever its name.
        module: The file.
    """
    returned = set()
    for route in routes:
        for node in (route.response_model, route.function.returns):
            if node is not None:
                returned |= _names_in(node, module)
    for model in models:
        if not NEW.isdisjoint(split(model.name)):
            continue
        if model.name in returned or is_response(model):
            seen = _validated_fields(model, module)
            for class_ in (model, *ancestors_in_file(model, module)):
                for statement, name in _fields_of(class_):
                    if name not in seen and _is_exposed(statement, name, module):
                        yield Field(statement, name, model)
                    seen.add(name)


def _names_in(annotation: ast.expr, module: Module) -> set[str]:
    """Return the names of the types in an annotation, `User` of `list[User] | None`."""
    names: set[str] = set()
    pending = [annotation]
    for node in pending:
        for each in admitted_types(node, module):
            if isinstance(each, ast.Subscript):
                pending += elements_of(each)
            elif isinstance(each, ast.Name):
                names.add(each.id)
    return names


def _is_exposed(field: ast.AnnAssign, name: str, module: Module) -> bool:
    """Return whether a field exposes a password, or its hash."""
    words = split(name)
    if not words or not NEW.isdisjoint(words):
        return False
    is_hash = words[-1] in HASHED and not PASSWORDS.isdisjoint(words)
    if words[-1] not in PASSWORDS and not is_hash:
        return False
    if isinstance(field.value, ast.Call) and any(
        each.arg == "exclude" and is_literal(each.value, True) for each in field.value.keywords
    ):
        return False
    return admits(field.annotation, {"builtins.str", "builtins.bytes"}, module)


def _fields_of(class_: Scope) -> Iterator[tuple[ast.AnnAssign, str]]:
    for statement in class_.assignments:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement, statement.target.id
