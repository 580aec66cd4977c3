"""No question about Python is answered in two places.

`standards_hooks.semantic` answers what a name is bound to, what an expression refers to, what a
node stands in. Here is what code looks like that answers one of these questions by itself again.
"""

from __future__ import annotations

import ast
import functools
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

import standards_hooks


PACKAGE = Path(standards_hooks.__file__).parent
SMALLEST = 15
"""How many nodes a body has at least that is no accident when it stands twice."""


class Idiom(NamedTuple):
    """A piece of code that answers a question, and the modules that may hold it.

    Attributes:
        code: The expression or statement; a name of one letter stands for any expression.
        answer: What every other module calls instead.
        homes: The modules, from the package on; more than one where the second may not import the
            first, which would be paid at every commit.
    """

    code: str
    answer: str
    homes: tuple[str, ...] = ()


EXPRESSIONS = "semantic/expressions.py"
ANNOTATIONS = "semantic/annotations.py"
SCOPES = "semantic/scopes.py"
IDIOMS = (
    Idiom("a.func if isinstance(a, ast.Call) else a", "callee", (EXPRESSIONS,)),
    Idiom("while isinstance(a, ast.Attribute):\n    a = a.value", "root_of", (EXPRESSIONS,)),
    Idiom("a.attr if isinstance(a, ast.Attribute) else b", "last_name"),
    Idiom(
        "isinstance(a, ast.Constant) and isinstance(a.value, str)",
        "is_text",
        (EXPRESSIONS, ANNOTATIONS),
    ),
    Idiom("next((b.value for b in a.keywords if b.arg in c), None)", "argument_of", (EXPRESSIONS,)),
    Idiom("next((b.value for b in a.keywords if b.arg == c), None)", "argument_of"),
    Idiom("[*a.args, *(b.value for b in a.keywords)]", "arguments_of", (EXPRESSIONS,)),
    Idiom("a.value if isinstance(a, ast.Subscript) else a", "unsubscripted", (ANNOTATIONS,)),
    Idiom(
        "a.slice.elts if isinstance(a.slice, ast.Tuple) else [a.slice]",
        "elements_of",
        (ANNOTATIONS,),
    ),
    Idiom("isinstance(a, ast.Constant) and a.value is None", "is_none", (ANNOTATIONS,)),
    Idiom("any(a.resolve(b) in c for b in admitted_types(d, a))", "admits", (ANNOTATIONS,)),
    Idiom("[*a.posonlyargs, *a.args]", "parameters_with_defaults", (SCOPES,)),
    Idiom("next((b for b in a if b.arg == c), None)", "Scope.parameter"),
    Idiom("any(b.arg == c for b in parameters_of(a))", "Scope.parameter"),
    Idiom("any(b.arg == c for b in a.parameters)", "Scope.parameter"),
    Idiom("a = a.parent", "Scope.around", (SCOPES,)),
    Idiom("a.targets if isinstance(a, ast.Assign) else [a.target]", "targets_of"),
    Idiom("[a.resolve(b) for b in c.decorator_list]", "decorators_of"),
    Idiom("{a.resolve(b) for b in c.decorator_list}", "decorators_of"),
    Idiom("len(bindings) == 1", "only_binding"),
    Idiom("len(bindings) != 1", "only_binding"),
)
PARENTS = "semantic/parents.py"


@functools.cache
def own_trees() -> dict[str, ast.Module]:
    """The modules of the hooks by their path from the package on."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_bytes())
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def is_match(template: object, node: object, bound: dict[str, ast.expr]) -> bool:
    """Whether a node is a template, whose names of one letter are the same node each time."""
    if isinstance(template, ast.Name) and len(template.id) == 1:
        if not isinstance(node, ast.expr):
            return False
        known = bound.setdefault(template.id, node)
        return known is node or ast.unparse(known) == ast.unparse(node)
    if isinstance(template, ast.AST):
        return type(template) is type(node) and all(
            is_match(getattr(template, field), getattr(node, field), bound)
            for field in template._fields
            if field != "ctx"
        )
    if isinstance(template, list):
        return (
            isinstance(node, list)
            and len(template) == len(node)
            and all(is_match(*pair, bound) for pair in zip(template, node, strict=True))
        )
    return template == node


type Nodes = dict[type, list[tuple[str, ast.expr | ast.stmt]]]


def by_kind(trees: dict[str, ast.Module]) -> Nodes:
    """The expressions and statements of all trees by their kind, each with its module."""
    nodes: Nodes = defaultdict(list)
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.expr | ast.stmt):
                nodes[type(node)].append((name, node))
    return nodes


@functools.cache
def own_nodes() -> Nodes:
    """The expressions and statements of the hooks by their kind."""
    return by_kind(own_trees())


def occurrences(code: str, nodes: Nodes) -> dict[str, list[int]]:
    """Where a template stands: the lines by module."""
    (statement,) = ast.parse(code).body
    template = statement.value if isinstance(statement, ast.Expr) else statement
    found: dict[str, list[int]] = defaultdict(list)
    for name, node in nodes[type(template)]:
        if is_match(template, node, {}):
            found[name].append(node.lineno)
    return dict(found)


@pytest.mark.parametrize(
    ("code", "source", "is_found"),
    [
        pytest.param("a.b", "x.b", True, id="any-expression"),
        pytest.param("a.b", "x().b", True, id="any-longer-expression"),
        pytest.param("a.b", "x.c", False, id="another-attribute"),
        pytest.param("a.b if a else 1", "x.b if x else 1", True, id="the-same-twice"),
        pytest.param("a.b if a else 1", "x.b if y else 1", False, id="two-different"),
        pytest.param("len(bindings) == 1", "len(items) == 1", False, id="a-longer-name-is-itself"),
        pytest.param("f(*a)", "f(*x, y)", False, id="another-number"),
    ],
)
def test_a_template_stands_for_code_that_differs_in_names(code, source, is_found):
    assert bool(occurrences(code, by_kind({"m": ast.parse(source)}))) is is_found


@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom.code.partition("\n")[0])
def test_a_question_about_python_is_answered_in_one_module(idiom):
    found = occurrences(idiom.code, own_nodes())
    assert set(idiom.homes) <= found.keys(), "it stands no longer where it is at home"
    assert {name: found[name] for name in found.keys() - idiom.homes} == {}, idiom.answer


def test_one_module_keeps_the_parents_of_nodes():
    keeping = {
        name
        for name, tree in own_trees().items()
        for loop in ast.walk(tree)
        if isinstance(loop, ast.For) and ast.unparse(loop.iter).startswith("children(")
        for each in ast.walk(loop)
        if isinstance(each, ast.Subscript)
        and isinstance(each.ctx, ast.Store)
        and ast.unparse(each.slice) == ast.unparse(loop.target)
    }
    assert keeping == {PARENTS}


def own_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The parameters and variables of a function, whose names say nothing about what it does."""
    return {each.arg for each in ast.walk(function) if isinstance(each, ast.arg)} | {
        each.id
        for each in ast.walk(function)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }


def shape_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> object:
    """What a function does, whatever it, its parameters and its variables are called."""
    own = own_names(function)
    numbers: dict[str, int] = {}

    def shape(value: object) -> object:
        if isinstance(value, ast.Name) and value.id in own:
            return numbers.setdefault(value.id, len(numbers))
        if isinstance(value, ast.arg):
            return numbers.setdefault(value.arg, len(numbers))
        if isinstance(value, list):
            return tuple(map(shape, value))
        if not isinstance(value, ast.AST):
            return value
        fields = [getattr(value, field) for field in value._fields if field != "ctx"]
        return (type(value).__name__, *map(shape, fields))

    return shape(function.body[ast.get_docstring(function) is not None :])


def asks_about_python(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a body looks at kinds of nodes, and is long enough to be no accident."""
    nodes = [each for statement in function.body for each in ast.walk(statement)]
    size = sum(isinstance(each, ast.expr | ast.stmt) for each in nodes)
    return size >= SMALLEST and any(
        isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == "ast"
        for each in nodes
    )


def repeated(trees: dict[str, ast.Module]) -> list[list[str]]:
    """The functions that look at nodes in the same way, wherever they stand."""
    functions: dict[object, list[str]] = defaultdict(list)
    for name, tree in trees.items():
        for each in ast.walk(tree):
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and asks_about_python(each):
                functions[shape_of(each)].append(f"{name}: {each.name}")
    return [names for names in functions.values() if len(names) > 1]


def test_no_function_about_nodes_is_written_twice():
    assert repeated(own_trees()) == []


def test_a_function_under_other_names_is_the_same():
    source = (
        "def root(node):\n    while isinstance(node, ast.Attribute):\n        node = node.value\n"
        "    return node if isinstance(node, ast.Name) else None\n"
    )
    other = source.replace("node", "each").replace("root", "first")
    assert repeated({"a": ast.parse(source), "b": ast.parse(other)}) == [["a: root", "b: first"]]
    different = source.replace("ast.Attribute", "ast.Subscript")
    assert repeated({"a": ast.parse(source), "b": ast.parse(different)}) == []
