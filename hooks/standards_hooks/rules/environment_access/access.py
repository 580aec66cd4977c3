"""Where Python code reads the environment of its process."""

from __future__ import annotations

from standards_hooks.semantic.bindings import names_bound_by
from standards_hooks.semantic.expressions import argument_of, last_name, root_of
from standards_hooks.semantic.lookup import is_rebound, only_value
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope

    type _Key = tuple[str, str]


MAPPING = "os.environ"
MAPPINGS = frozenset({MAPPING, "os.environb"})
FUNCTIONS = frozenset({"os.getenv", "os.getenvb", "decouple.config"})
LOADERS = frozenset(
    {
        *("dotenv.load_dotenv", "dotenv.dotenv_values", "dotenv.get_key"),
        *("dotenv.main.load_dotenv", "dotenv.main.dotenv_values", "dotenv.main.get_key"),
        *("environs.Env", "environ.Env", "environ.Env.read_env", "environ.FileAwareEnv"),
        *("decouple.AutoConfig", "decouple.Config"),
    }
)
"""Functions that read a file of variables, or make an object that reads them."""

READING = frozenset({"get", "__getitem__", "__contains__"})
READING_UNLESS_DISCARDED = frozenset({"pop", "setdefault"})
WRITING = frozenset({"update", "clear", "popitem", "pop", "setdefault"})


class Access:
    """One place where the environment is read or written.

    Attributes:
        node: The expression.
        variable: The variable, as far as it is literal: `TOKEN`, or `SMTP_` of an f-string.
        constant: The constant that holds the variable's name, instead of a literal.
        function: Dotted origin of the reader: `os.environ`, `os.getenv`, `dotenv.load_dotenv`.
        is_write: Whether it only changes the environment.
    """

    __slots__ = ("constant", "function", "is_write", "node", "variable")

    def __init__(
        self, node: ast.expr, function: str, key: _Key | None = None, *, is_write: bool = False
    ) -> None:
        """Store what was found."""
        self.node = node
        self.variable, self.constant = key or ("", "")
        self.function = function
        self.is_write = is_write

    @property
    def is_loader(self) -> bool:
        """Whether a file of variables is read, or an object made that reads them."""
        return self.function in LOADERS

    @property
    def is_computed(self) -> bool:
        """Whether the name of the variable is computed."""
        return not (self.variable or self.constant or self.is_loader)


def accesses_in(module: Module) -> list[Access]:
    """Return the places that read or write the environment, in no particular order.

    The environment as a whole (`env=os.environ`, `{**os.environ}`, `os.environ.copy()`, a mapping
    made of `os.environ.items()`) is passed on, not read. A variable that the same function reads
    and sets counts as written: the function saves and restores it.

    Args:
        module: The file.
    """
    reader = _Reader(module)
    accesses = [access for call in module.nodes(ast.Call) for access in reader.of_call(call)]
    for subscript in module.nodes(ast.Subscript):
        if reader.is_environment(subscript.value):
            is_write = not isinstance(subscript.ctx, ast.Load)
            key = reader.key_of(subscript.slice)
            accesses.append(Access(subscript, MAPPING, key, is_write=is_write))
    for compare in module.nodes(ast.Compare):
        is_membership = isinstance(compare.ops[0], ast.In | ast.NotIn)
        if is_membership and reader.is_environment(compare.comparators[0]):
            accesses.append(Access(compare, MAPPING, reader.key_of(compare.left)))
    accesses += reader.selections()
    written = {_place_of(access, module) for access in accesses if access.is_write}
    for access in accesses:
        if access.variable or access.constant:
            access.is_write = access.is_write or _place_of(access, module) in written
    return accesses


def _place_of(access: Access, module: Module) -> tuple[Scope, str, str]:
    return module.scopes_around(access.node)[0], access.variable, access.constant


class _Reader:
    """What the names of one file mean."""

    __slots__ = ("_aliases", "_discarded", "_module")

    def __init__(self, module: Module) -> None:
        self._module = module
        self._discarded = {id(statement.value) for statement in module.nodes(ast.Expr)}
        self._aliases = set(_aliases_in(module))

    def origin(self, node: ast.expr) -> str:
        """Return the origin of a name or attribute, also of another name for the environment."""
        root = root_of(node)
        if root is None:
            return ""
        module = self._module
        origin = module.resolve(node)
        if root.id in self._aliases:
            value = only_value(root.id, module.scopes_around(root)[0], module)
            if value is not None and module.resolve(value) in MAPPINGS:
                return MAPPING + origin.removeprefix(root.id)
        is_known = origin.startswith(READ_PREFIXES) and not is_rebound(
            root.id, module.scopes_around(root), module
        )
        return origin if is_known else ""

    def is_environment(self, node: ast.expr) -> bool:
        """Return whether an expression is the mapping of all variables."""
        return isinstance(node, ast.Name | ast.Attribute) and self.origin(node) in MAPPINGS

    def of_call(self, call: ast.Call) -> Iterator[Access]:
        """Yield what a call reads or writes: nothing, or one access."""
        if not isinstance(call.func, ast.Name | ast.Attribute):
            return
        origin = self.origin(call.func)
        if origin in FUNCTIONS:
            yield Access(call, origin, self._first_key(call))
        elif origin in LOADERS:
            yield Access(call, origin)
        else:
            mapping, _, method = origin.rpartition(".")
            if mapping not in MAPPINGS:
                return
            is_discarded = id(call) in self._discarded
            if method in READING or (method in READING_UNLESS_DISCARDED and not is_discarded):
                yield Access(call, mapping, self._first_key(call))
            elif method in WRITING:
                yield Access(call, mapping, self._first_key(call), is_write=True)

    def selections(self) -> Iterator[Access]:
        """Yield each loop and comprehension that selects the variables with a prefix."""
        module = self._module
        for generator in module.nodes(ast.comprehension):
            yield from self._selection(generator.iter, generator.target, generator.ifs)
        for loop in module.nodes(ast.For):
            tests = [each.test for each in loop.body if isinstance(each, ast.If)]
            yield from self._selection(loop.iter, loop.target, tests)

    def _selection(
        self, over: ast.expr, target: ast.expr, tests: list[ast.expr]
    ) -> Iterator[Access]:
        whole = over
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and not over.args:
            whole = over.func.value
        if not tests or not self.is_environment(whole):
            return
        first = target.elts[0] if isinstance(target, ast.Tuple) else target
        prefix = next(filter(None, (_prefix_tested(first, test) for test in tests)), None)
        if prefix is not None:
            yield Access(whole, MAPPING, self.key_of(prefix))

    def key_of(self, node: ast.expr) -> _Key:
        """Return the variable's name, as far as it is literal, or the constant that holds it."""
        constant = ""
        if isinstance(node, ast.JoinedStr) and node.values:
            node = node.values[0]
        elif isinstance(node, ast.Name | ast.Attribute):
            name = last_name(node)
            constant = name if name.isupper() else ""
            if isinstance(node, ast.Name):
                scope = self._module.scopes_around(node)[0]
                node = only_value(name, scope, self._module) or node
        value = node.value if isinstance(node, ast.Constant) else ""
        if isinstance(value, bytes):
            return value.decode("ascii", "replace"), ""
        return (value, "") if isinstance(value, str) and value else ("", constant)

    def _first_key(self, call: ast.Call) -> _Key:
        key = argument_of(call, 0, "key")
        return ("", "") if key is None else self.key_of(key)


READ_PREFIXES = ("os.environ", "os.getenv", "dotenv.", "environs.", "environ.", "decouple.")


def _aliases_in(module: Module) -> Iterator[str]:
    """Yield each name that is given the environment as a whole somewhere."""
    for scope in module.scopes:
        for statement in scope.assignments:
            if isinstance(statement, ast.Assign) and module.resolve(statement.value) in MAPPINGS:
                yield from names_bound_by(statement)


def _prefix_tested(name: ast.expr, test: ast.expr) -> ast.expr | None:
    """Return the prefix that a condition tests for: `"APP_"` in `name.startswith("APP_")`."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return next(filter(None, (_prefix_tested(name, each) for each in test.values)), None)
    if (
        isinstance(test, ast.Call)
        and isinstance(test.func, ast.Attribute)
        and test.func.attr == "startswith"
        and isinstance(test.func.value, ast.Name)
        and isinstance(name, ast.Name)
        and test.func.value.id == name.id
        and test.args
    ):
        return test.args[0]
    return None
