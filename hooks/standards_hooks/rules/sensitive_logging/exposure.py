"""What a log record would expose, expression by expression."""

from __future__ import annotations

from standards_hooks.rules.sensitive_logging.requests import HEADERS, REQUEST, part_of_request
from standards_hooks.rules.sensitive_logging.secrecy import is_about_access, is_secret, is_token
from standards_hooks.semantic.expressions import dotted_name, last_name, literal_text
from standards_hooks.semantic.lookup import only_value
from standards_hooks.semantic.words import split
from standards_hooks.syntax.parsing import ast
from standards_hooks.syntax.walking import descendants


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


class Exposure:
    """A value that would be readable in the log.

    Attributes:
        node: The expression that exposes it.
        kind: What it is: one of the constants of this module.
    """

    __slots__ = ("kind", "node")

    def __init__(self, node: ast.expr, kind: str) -> None:
        """Store the expression and its kind."""
        self.node = node
        self.kind = kind


SECRET, NAMESPACE, OBJECT = "a secret", "every local variable", "an object with secrets"

PASSING = frozenset(
    [
        *("builtins.ascii", "builtins.bytes", "builtins.dict", "builtins.format", "builtins.list"),
        *(
            "builtins.repr",
            "builtins.str",
            "builtins.tuple",
            "json.dumps",
            "json.loads",
            "pprint.pformat",
        ),
    ]
)
"""Functions whose result contains their argument unchanged."""

PASSING_METHODS = frozenset(
    [
        *("copy", "decode", "encode", "format", "items", "lower", "lstrip", "rstrip", "strip"),
        *("title", "upper", "values", "join"),
    ]
)
"""Methods whose result contains the object, or the arguments, unchanged."""

MASKING = frozenset(
    [
        *("anonymise", "anonymize", "censor", "digest", "hash", "hexdigest", "hide", "mask"),
        *("obfuscate", "redact", "sanitise", "sanitize", "scrub", "sha256", "shorten", "truncate"),
    ]
)
"""Words of functions whose result may be logged."""

LOOKING_UP = frozenset({"get", "getenv", "getattr", "pop", "setdefault", "get_header"})
"""Functions and methods that look a value up by its name."""

RETURNING = frozenset(
    [
        *("build", "create", "decrypt", "encode", "fetch", "generate", "get", "issue"),
        *("load", "make", "new", "obtain", "read", "refresh", "retrieve"),
    ]
)
"""First words of functions that return what their name ends with."""

DUMPING = frozenset({"model_dump", "model_dump_json", "dict", "json", "to_dict", "_asdict"})
DUMPING_FUNCTIONS = frozenset({"builtins.vars", "dataclasses.asdict"})
OF_TEXTS = frozenset(dir(str)) | frozenset(dir(bytes)) | frozenset(dir(dict))
HOLDERS = frozenset(
    ["credential", "credentials", "creds", "login", "secrets", "settings", "signin", "signup"]
)
"""Words of objects whose purpose is to hold secrets."""


class Exposures:
    """What the expressions of one file would expose."""

    __slots__ = ("_are_headers_enough", "_is_token_enough", "_module", "_scope")

    def __init__(
        self, module: Module, *, is_token_enough: bool = False, are_headers_enough: bool = False
    ) -> None:
        """Store the file, whose imports show what functions are.

        Args:
            module: The file.
            is_token_enough: Whether every name that ends in `token` means a secret.
            are_headers_enough: Whether all `headers` are those of a request.
        """
        self._module = module
        self._are_headers_enough = are_headers_enough
        self._is_token_enough = is_token_enough
        self._scope: Scope = module.scopes[0]

    def enter(self, scope: Scope) -> None:
        """Look at expressions of this scope from now on."""
        self._scope = scope

    def _is_secret(self, name: str) -> bool:
        return is_secret(name, is_token_enough=self._is_token_enough)

    def _is_secret_here(self, node: ast.Name | ast.Attribute) -> bool:
        """Return whether a name means a secret, given what else the file shows about it."""
        name = last_name(node)
        if self._is_secret(name):
            is_harmless = self._is_name_of_secret(node) or self._is_masked_before(node)
            return name not in self._module.imported and not is_harmless
        if not is_token(name):
            return False
        is_harmless = self._is_object(node) or self._is_masked_before(node)
        return is_about_access(self._text_of_scope()) and not is_harmless

    def _is_name_of_secret(self, node: ast.Name | ast.Attribute) -> bool:
        """Return whether a `secret` is the key of another value, as in `secrets[secret]`."""
        return last_name(node) == "secret" and any(
            isinstance(each, ast.Subscript) and dotted_name(each.slice) == dotted_name(node)
            for each in descendants(self._scope.node)
        )

    def _is_masked_before(self, node: ast.expr) -> bool:
        """Return whether an assignment in this scope masks a variable."""
        if not isinstance(node, ast.Name):
            return False
        return any(
            isinstance(binding, ast.Assign) and _masks(binding.value)
            for binding in self._module.bindings_in(self._scope).get(node.id, ())
        )

    def _text_of_scope(self) -> str:
        """Return the source of the function around, or of the file."""
        node = self._scope.node
        if isinstance(node, ast.Module):
            return "\n".join(self._module.lines)
        return "\n".join(self._module.lines[node.lineno - 1 : node.end_lineno])

    def _is_object(self, node: ast.Name | ast.Attribute) -> bool:
        """Return whether the scope uses attributes of a value that strings and mappings lack."""
        written = dotted_name(node)
        return any(
            isinstance(each, ast.Attribute)
            and each.attr not in OF_TEXTS
            and dotted_name(each.value) == written
            for each in descendants(self._scope.node)
        )

    def named(self, name: str | None, value: ast.expr) -> Iterator[Exposure]:
        """Yield what a value exposes that is passed under a name.

        Args:
            name: A keyword, or a key in a mapping; None where it is not known.
            value: The value.

        Yields:
            What the value itself exposes, or else the value, if the name means a secret.
        """
        shown = list(self.in_value(value))
        yield from shown
        if not shown and name is not None and self._is_secret(name) and _is_plain(value):
            yield Exposure(value, SECRET)

    def in_value(self, node: ast.expr) -> Iterator[Exposure]:
        """Yield what an expression exposes when it is logged."""
        if isinstance(node, ast.Name | ast.Attribute):
            kind = self._kind_of_name(node)
            if kind:
                yield Exposure(node, kind)
        elif isinstance(node, ast.Subscript):
            yield from self._in_subscript(node)
        elif isinstance(node, ast.Call):
            yield from self._in_call(node)
        elif isinstance(node, ast.Await) and self._part_of_request(node):
            yield Exposure(node.value, self._part_of_request(node))
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                yield from self.named(literal_text(key), value)
        else:
            for part in _parts(node):
                yield from self.in_value(part)

    def _kind_of_name(self, node: ast.Name | ast.Attribute) -> str:
        if isinstance(node, ast.Attribute):
            kind = self._part_of_request(node)
            if kind:
                return kind
            if node.attr == "__dict__" and self._holds_secrets(node.value):
                return OBJECT
        if self._is_secret_here(node):
            return SECRET
        if self._are_headers_enough and split(last_name(node))[-1:] == ["headers"]:
            return HEADERS
        annotation = self._annotation_of(node)
        if annotation is not None and self._has_secret_field(annotation):
            return OBJECT
        value = self._value_of(node)
        return self._part_of_request(value) if value is not None else ""

    def _value_of(self, node: ast.expr) -> ast.expr | None:
        """Return the only value of a variable."""
        if not isinstance(node, ast.Name):
            return None
        return only_value(node.id, self._scope, self._module)

    def _part_of_request(self, node: ast.expr) -> str:
        """Return which part of a request an expression is, unless its `request` is none."""
        part = part_of_request(node)
        bindings = self._module.bindings_in(self._scope).get(REQUEST, ()) if part else ()
        # What a client returns is a response, whatever its name.
        is_made_here = any(
            isinstance(each, ast.With | ast.AsyncWith)
            or (isinstance(each, ast.Assign) and isinstance(each.value, ast.Call | ast.Await))
            for each in bindings
        )
        return "" if is_made_here else part

    def _in_subscript(self, node: ast.Subscript) -> Iterator[Exposure]:
        """Yield what an element exposes; the beginning or the end of a string is a mask."""
        if isinstance(node.slice, ast.Slice):
            if node.slice.upper is None and not _is_negative(node.slice.lower):
                yield from self.in_value(node.value)
            return
        if self._is_secret(literal_text(node.slice)):
            yield Exposure(node, SECRET)

    def _in_call(self, call: ast.Call) -> Iterator[Exposure]:
        function = call.func
        name = last_name(function)
        origin = self._module.resolve(function)
        if origin in PASSING:
            for argument in call.args[:1]:
                yield from self.in_value(argument)
            for keyword in call.keywords if origin == "builtins.dict" else ():
                yield from self.named(keyword.arg, keyword.value)
        elif origin == "builtins.locals":
            yield Exposure(call, NAMESPACE)
        elif origin in DUMPING_FUNCTIONS:
            if call.args and self._holds_secrets(call.args[0]):
                yield Exposure(call, OBJECT)
        elif name in LOOKING_UP:
            if self._is_secret(_key(call)):
                yield Exposure(call, SECRET)
        elif isinstance(function, ast.Attribute):
            yield from self._in_method(call, function)
        elif self._returns_secret(name, call):
            yield Exposure(call, SECRET)

    def _in_method(self, call: ast.Call, function: ast.Attribute) -> Iterator[Exposure]:
        name, object_ = function.attr, function.value
        if name == "get_secret_value":
            yield Exposure(call, SECRET)
        elif self._part_of_request(call):
            yield Exposure(call, self._part_of_request(call))
        elif name in DUMPING and self._holds_secrets(object_):
            is_partial = any(each.arg in {"exclude", "include"} for each in call.keywords)
            if not is_partial:
                yield Exposure(call, OBJECT)
        elif name in PASSING_METHODS:
            yield from self.in_value(object_)
            for argument in call.args if name in {"format", "join"} else ():
                yield from self.in_value(argument)
            for keyword in call.keywords if name == "format" else ():
                yield from self.named(keyword.arg, keyword.value)
        elif self._returns_secret(name, call):
            yield Exposure(call, SECRET)

    def _returns_secret(self, name: str, call: ast.Call) -> bool:
        """Return whether a function returns a secret, by its name: `get_access_token`."""
        words = split(name)
        key = _key(call)
        return (
            len(words) > 1
            and words[0] in RETURNING
            and self._is_secret("_".join(words[1:]))
            and (not key or self._is_secret(key))
        )

    def _holds_secrets(self, node: ast.expr) -> bool:
        """Return whether an object holds secrets: by its name, or by its annotation."""
        if not HOLDERS.isdisjoint(split(last_name(node))):
            return True
        annotation = self._annotation_of(node)
        return annotation is not None and (
            not HOLDERS.isdisjoint(split(last_name(annotation)))
            or self._has_secret_field(annotation)
        )

    def _annotation_of(self, node: ast.expr) -> ast.expr | None:
        parameter = self._scope.parameter(node.id) if isinstance(node, ast.Name) else None
        return None if parameter is None else parameter.annotation

    def _has_secret_field(self, annotation: ast.expr) -> bool:
        """Return whether a class of the file has a secret field that its `repr` would show."""
        class_ = self._module.classes.get(last_name(annotation))
        if class_ is None or not {"__repr__", "__str__"}.isdisjoint(
            inner.name for inner in self._module.scopes_in(class_)
        ):
            return False
        return any(
            isinstance(field, ast.AnnAssign)
            and self._is_secret(last_name(field.target))
            and last_name(field.annotation) == "str"
            and not isinstance(field.value, ast.Call)
            for field in class_.assignments
        )


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return the parts of an expression that its value contains."""
    if isinstance(node, ast.JoinedStr):
        return [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    if isinstance(node, ast.BinOp | ast.IfExp):
        return [node.left, node.right] if isinstance(node, ast.BinOp) else [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        return node.values if isinstance(node.op, ast.Or) else node.values[-1:]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return node.elts
    if isinstance(node, ast.Await | ast.Starred | ast.NamedExpr | ast.FormattedValue):
        return [node.value]
    return []


def _is_plain(node: ast.expr) -> bool:
    """Return whether an expression is a value unchanged."""
    if isinstance(node, ast.Await):
        node = node.value
    if isinstance(node, ast.Name | ast.Attribute):
        words = split(last_name(node))
        return words[-1:] not in (["name"], ["id"], ["count"], ["hash"], ["type"], ["length"])
    return isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice)


def _masks(value: ast.expr) -> bool:
    """Return whether a value is truncated, starred out, or made by a function that masks."""
    return any(
        (isinstance(each, ast.Slice) and each.upper is not None)
        or (isinstance(each, ast.Constant) and str(each.value).startswith("*"))
        or (isinstance(each, ast.Call) and not MASKING.isdisjoint(split(last_name(each.func))))
        for each in (value, *descendants(value))
    )


def _is_negative(node: ast.expr | None) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def _key(call: ast.Call) -> str:
    """Return the first string among the arguments: the key of a look-up."""
    return next(filter(None, map(literal_text, call.args[:2])), "")
