"""How a field keeps the name that the world outside knows it by.

Each advice was run against Pydantic 2.14, SQLModel 0.0.50 and SQLAlchemy 2.1: the field is read by
its old name, by its new one and from the attributes of an object, and is written by the old one.

Imported only when a finding is due.
"""

from __future__ import annotations

from functools import lru_cache

from standards_hooks.project.visibility import is_private
from standards_hooks.semantic.annotations import annotated_with, is_typing
from standards_hooks.semantic.bases import ancestors_in_file, bases_of, has_bases_elsewhere
from standards_hooks.semantic.bindings import targets_of
from standards_hooks.semantic.definitions import decorators_of
from standards_hooks.semantic.expressions import argument_of, is_literal, is_text, literal_text
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


PYDANTIC_MODELS = frozenset({"pydantic.BaseModel", "pydantic.v1.BaseModel", "sqlmodel.SQLModel"})
SQLMODEL = "sqlmodel.SQLModel"
PYDANTIC_SETTINGS = frozenset({"pydantic_settings.BaseSettings", "pydantic.BaseSettings"})
PYDANTIC_DATACLASS = "pydantic.dataclasses.dataclass"
FIELDS = frozenset({"pydantic.Field", "pydantic.fields.Field", "sqlmodel.Field"})
ALIASES = frozenset({"alias", "validation_alias", "serialization_alias"})
ACCEPTING_NAMES = frozenset(
    {"allow_population_by_field_name", "populate_by_name", "validate_by_name"}
)
"""Settings of a model that let a field be given by its name beside its alias."""
PYDANTIC_1 = frozenset({"allow_mutation", "allow_population_by_field_name", "orm_mode"})
"""Settings that only Pydantic 1 reads, which knows no `validation_alias`."""
OF_PYDANTIC_1 = frozenset(
    f"pydantic.{name}" for name in ("BaseSettings", "root_validator", "validator")
)
OF_PYDANTIC_2 = frozenset(
    f"pydantic.{name}"
    for name in (
        *("AliasChoices", "ConfigDict", "TypeAdapter", "computed_field", "field_serializer"),
        *("field_validator", "model_serializer", "model_validator"),
    )
)
ALIAS_GENERATOR = "alias_generator"
DATACLASS = "dataclasses.dataclass"
DATACLASS_JSON = "dataclasses_json.dataclass_json"
AS_DICT = "dataclasses.asdict"
COLUMNS = ("mapped_column", "Column")
MAPPED = "Mapped"
MODEL_CONFIG = "model_config"


def kept_field(
    name: str, new: str, scope: Scope, statement: ast.stmt | None, module: Module
) -> str:
    """Say how a field keeps its name outside.

    Args:
        name: The field's name.
        new: What it is called afterwards.
        scope: The scope that it belongs to.
        statement: The assignment that makes it, where there is one.
        module: The file.

    Returns:
        The advice; nothing for what is no field, or keeps its name as it is.
    """
    if not scope.is_class or not isinstance(statement, ast.AnnAssign | ast.Assign):
        return ""
    is_in_body = all(isinstance(target, ast.Name) for target in targets_of(statement))
    if is_in_body and _is_column(statement, module):
        return _kept_column(name, statement.value, module)
    if is_private(name):
        return ""
    if not isinstance(statement, ast.AnnAssign) or not is_in_body:
        may_be_dictated = has_bases_elsewhere(scope, module, PYDANTIC_MODELS)
        return "if a base class dictates the name, list it in `allow`" if may_be_dictated else ""
    is_shared = is_typing(_subscripted(statement.annotation, module), "ClassVar")
    return "" if is_shared else _kept_in_class(name, new, scope, statement, module)


def _kept_in_class(
    name: str, new: str, scope: Scope, statement: ast.AnnAssign, module: Module
) -> str:
    """Say how an annotated field keeps its name, by what its class is."""
    node = scope.node
    decorators = set(decorators_of(node, module)) if isinstance(node, ast.ClassDef) else set()
    bases = set(bases_of(scope, module))
    if _feeds_settings(scope, module):
        # An alias would switch `env_prefix` off for the field.
        return "the environment variable changes with it"
    if SQLMODEL in bases and _is_table(scope):
        # A table is not validated, and reads no alias.
        return f'`Field(sa_column_kwargs={{"name": "{name}"}})` keeps the name of the column'
    if DATACLASS in decorators:
        return _kept_in_dataclass(name, decorators, module)
    is_model = not PYDANTIC_MODELS.isdisjoint(bases) or PYDANTIC_DATACLASS in decorators
    if not is_model and not has_bases_elsewhere(scope, module):
        return ""
    advice = _kept_on_wire(name, new, scope, statement, module)
    is_model = (
        is_model
        or MODEL_CONFIG in module.bindings_in(scope)
        or any(module.resolve(call.func) in FIELDS for call in _calls(statement, module))
    )
    return advice if is_model or not advice else f"on a Pydantic model {advice}"


def _is_table(scope: Scope) -> bool:
    """Return whether a class of SQLModel is a table: `class Parcel(SQLModel, table=True)`."""
    node = scope.node
    return isinstance(node, ast.ClassDef) and any(
        keyword.arg == "table" and is_literal(keyword.value, value=True)
        for keyword in node.keywords
    )


def _is_column(statement: ast.Assign | ast.AnnAssign, module: Module) -> bool:
    """Return whether an assignment in a class makes a column of SQLAlchemy."""
    if isinstance(statement, ast.AnnAssign):
        origin = _subscripted(statement.annotation, module)
        if origin.startswith("sqlalchemy.") and origin.endswith(f".{MAPPED}"):
            return True
    value = statement.value
    return isinstance(value, ast.Call) and module.resolve(value.func).endswith(COLUMNS)


def _kept_column(name: str, value: ast.expr | None, module: Module) -> str:
    """Say how a column keeps its name in the table, if no name is written there already."""
    if not isinstance(value, ast.Call) or not module.resolve(value.func).endswith(COLUMNS):
        return f'`mapped_column("{name}")` keeps the name of the column'
    if is_text(argument_of(value, 0, "name", "__name_pos")):
        return ""
    rest = ", …" if value.args or value.keywords else ""
    return f'`{module.segment(value.func)}("{name}"{rest})` keeps the name of the column'


def _kept_on_wire(
    name: str, new: str, scope: Scope, statement: ast.AnnAssign, module: Module
) -> str:
    """Say how a field of a Pydantic model keeps its name on the wire.

    `alias` alone would lose data: by the field's own name nothing could be passed any more, neither
    to the constructor nor from the attributes of an object.
    """
    if any(
        keyword.arg in ALIASES for call in _calls(statement, module) for keyword in call.keywords
    ):
        return ""
    settings = set(_settings(scope, module))
    if ALIAS_GENERATOR in settings:
        return "`alias_generator` makes another name on the wire, unless the field has an own alias"
    if not ACCEPTING_NAMES.isdisjoint(settings):
        return f'`Field(alias="{name}")` keeps the name on the wire'
    if not PYDANTIC_1.isdisjoint(settings) or _is_pydantic_1(module):
        return (
            f'`Field(alias="{name}")` with `allow_population_by_field_name = True` in `Config`'
            " keeps the name on the wire"
        )
    may_be_generated = "_" in name and has_bases_elsewhere(scope, module, PYDANTIC_MODELS)
    unless = f", unless an `{ALIAS_GENERATOR}` makes another of it" if may_be_generated else ""
    return (
        f'`Field(validation_alias=AliasChoices("{name}", "{new}"), serialization_alias="{name}")`'
        f" keeps the name on the wire, where it is dumped `by_alias`{unless}"
    )


@lru_cache(maxsize=1)
def _is_pydantic_1(module: Module) -> bool:
    """Return whether a file imports what only Pydantic 1 has, or what is deprecated since."""
    imported = set(module.imported.values())
    if any(origin.startswith("pydantic.v1") for origin in imported):
        return True
    return not OF_PYDANTIC_1.isdisjoint(imported) and OF_PYDANTIC_2.isdisjoint(imported)


def _feeds_settings(scope: Scope, module: Module) -> bool:
    """Return whether a class is one of settings, or a class of settings in the file inherits it."""
    return scope in _settings_in(module) or not PYDANTIC_SETTINGS.isdisjoint(
        bases_of(scope, module)
    )


@lru_cache(maxsize=1)
def _settings_in(module: Module) -> frozenset[Scope]:
    """Return the classes of settings in a file, and those that they inherit from."""
    settings = [
        each
        for each in module.classes.values()
        if not PYDANTIC_SETTINGS.isdisjoint(bases_of(each, module))
    ]
    around = (ancestor for each in settings for ancestor in ancestors_in_file(each, module))
    return frozenset([*settings, *around])


def _calls(statement: ast.AnnAssign, module: Module) -> Iterator[ast.Call]:
    """Yield the calls that describe a field: its value and the marks of `Annotated`."""
    for each in (statement.value, *annotated_with(statement.annotation, module)):
        if isinstance(each, ast.Call):
            yield each


def _settings(scope: Scope, module: Module) -> Iterator[str]:
    """Yield the settings that a model, or an ancestor in the file, switches on."""
    for each in (scope, *ancestors_in_file(scope, module)):
        bindings = module.bindings_in(each)
        for statement in (*bindings.get(MODEL_CONFIG, ()), *bindings.get("Config", ())):
            if isinstance(statement, ast.Assign | ast.AnnAssign):
                yield from _switched_on(statement.value)
            elif isinstance(statement, ast.ClassDef):
                for inner in statement.body:
                    if isinstance(inner, ast.Assign) and isinstance(inner.targets[0], ast.Name):
                        yield from _setting(inner.targets[0].id, inner.value)


def _switched_on(settings: ast.expr | None) -> Iterator[str]:
    """Yield the keys that a call such as `ConfigDict(…)`, or a dictionary, holds `True` for."""
    if isinstance(settings, ast.Call):
        for keyword in settings.keywords:
            if keyword.arg is not None:
                yield from _setting(keyword.arg, keyword.value)
    elif isinstance(settings, ast.Dict):
        for key, value in zip(settings.keys, settings.values, strict=True):
            yield from _setting(literal_text(key), value)


def _setting(name: str, value: ast.expr) -> Iterator[str]:
    """Yield a setting that is `True`, or the one that is a function."""
    if is_literal(value, value=True) or name == ALIAS_GENERATOR:
        yield name


def _kept_in_dataclass(name: str, decorators: set[str], module: Module) -> str:
    """Say how a field of a dataclass keeps its name where the dataclass is written out."""
    if DATACLASS_JSON in decorators:
        return f'`field(metadata=config(field_name="{name}"))` keeps the name on the wire'
    if any(module.resolve(call.func) == AS_DICT for call in module.nodes(ast.Call)):
        return f"where `asdict` writes it out, give the key `{name}` back to keep the format"
    return ""


def _subscripted(annotation: ast.expr, module: Module) -> str:
    """Return the origin of what a subscript subscripts; nothing for any other annotation."""
    return module.resolve(annotation.value) if isinstance(annotation, ast.Subscript) else ""
