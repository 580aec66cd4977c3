"""Python by the grammar: any statement in any place, and what the hooks look for among it.

hypothesmith would do the first half; its last release is of March 2024 and knows nothing newer than
Python 3.12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from random import Random


NAMES = (
    *("a", "b", "self", "cls", "active", "is_ready", "enabled", "items", "_private", "__dunder__"),
    *("x1", "é", "名前", "data", "flag", "e", "err", "logger", "log", "open", "os", "Path", "bool"),
    *("print", "type", "match", "case", "lazy", "_", "T", "Optional", "BaseModel", "asyncio"),
)
ATOMS = (
    *(
        "0",
        "1.5",
        "1_000",
        "0xff",
        "1j",
        "True",
        "False",
        "None",
        "...",
        "''",
        "'a'",
        '"b"',
        "b'c'",
    ),
    *(
        "r'\\d'",
        "'''t\nu'''",
        "f'{a}'",
        "f'{a!r:>{b}}'",
        'f"{a["b"]}"',
        "f'{a=}'",
        "()",
        "[]",
        "{}",
    ),
    *("'a' 'b'", "9" * 30, "'\\N{BULLET}'", "rb'\\x'", "u'é'", "f''", "'password'", "1e400"),
)
CALLS = (
    *("open('f')", "list()", "dict(a=1)", "set()", "logging.getLogger(__name__)", "print('x')"),
    *("sqlite3.connect('d')", "os.system('ls')", "subprocess.run('x', shell=True)", "eval('1')"),
    *("time.sleep(1)", "asyncio.create_task(f())", "requests.get('u')", "yaml.load(s)", "Lock()"),
    *("field(default_factory=list)", "Field(default=[])", "getattr(a, 'b')", "super().__init__()"),
    *("hashlib.md5(b'')", "random.random()", "pickle.loads(d)", "tempfile.mktemp()", "Depends(f)"),
    *("datetime.now()", "logger.info(f'{a}')", "logging.error('%s' % a)", "httpx.Client()"),
)
TYPES = (
    *(
        "int",
        "bool",
        "'bool'",
        "list[int]",
        "bool | None",
        "Optional[bool]",
        "Literal[True]",
        "Any",
    ),
    *("dict[str, 'int']", "typing.Optional['bool']", "Annotated[bool, 1]", "Callable[..., bool]"),
    *("ClassVar[bool]", "Final", "Final[bool]", "'not a type('", "*Ts", "None", "type[bool]", "T"),
)
DOCSTRINGS = (
    *('"""Do."""', '"""Do.\n\n    Args:\n        a: It.\n\n    Returns:\n        b.\n    """'),
    *('"""Do.\n\n    Raises:\n        ValueError: If.\n    """', "'''é'''", '"""Args:\n"""', "''"),
    *(
        "r'''\\d'''",
        '"""\n\tDo.\n\n\tYields:\n\t\ta\n\t"""',
        "'a' 'b'",
        "b'no'",
        "f'no'",
        '"""\f"""',
    ),
    *('"""Attributes:\n        a: b\n\n    Example:\n        >>> a\n    """',),
)
COMMENTS = (
    *("# c", "# noqa", "# noqa: E501", "# type: ignore", "# type: ignore[x]", "# pragma: no cover"),
    *("# standards: ignore[boolean-naming] because", "# standards: ignore-file[broad-except] why"),
    *("# standards: ignore[nothing]", "# standards: ignore[", "# fmt: off", "# ruff: noqa", "#"),
    *("# pylint: disable=all", "# mypy: ignore-errors", "# é 漢 😀", "#\f", "# nosec", "# TODO: x"),
)
BINARY = (
    *("+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^", "and", "or", "==", "!="),
    *("<", ">", "<=", ">=", "is", "is not", "in", "not in"),
)
EXCEPTIONS = (
    "Exception",
    "BaseException",
    "ValueError",
    "(A, B)",
    "a.B",
    "()",
    "(*C, D)",
    "OSError",
)
BASES = ("", "BaseModel", "Protocol", "Enum", "a.B, metaclass=C", "TypedDict")
DECORATORS = (
    *("@property", "@staticmethod", "@dataclass", "@dataclass(frozen=True)", "@a.b", "@overload"),
    *("@app.get('/x')", "@(a := b)", "@pytest.fixture", "@classmethod", "@f(a)(b)", "@lru_cache"),
)
NEWER = (
    *(
        "lazy import a.b",
        "lazy from . import a",
        "type A[T = int] = list[T]",
        "x = [*a for a in b]",
    ),
    *(
        "x = t'{a}' t'b'",
        "x = {**a for a in b}",
        "try: pass\nexcept A, B: pass",
        "t = (*a for a in b)",
    ),
    *(
        "try:\n    pass\nexcept* A, B:\n    pass",
        "class C[T = int, *Ts = *A]: pass",
        "x = {*a for a in b}",
    ),
    *("def f[T: int = bool, **P = [int]](): pass", "x = t'{t'{a}':>{b}}'", "x = rt'''{a\n}'''"),
)
DEEPEST = 4


class Writer:
    """Writes random source text.

    Attributes:
        random: Chance.
        has_newer: Whether syntax newer than 3.12 is among it.
    """

    def __init__(self, random: Random, *, has_newer: bool) -> None:
        """Take chance and the language."""
        self.random = random
        self.has_newer = has_newer

    def module(self) -> str:
        """Return a whole file."""
        pick = self.random.choice
        head = pick(("", "", '"""Doc."""\n', "# c\n", "from __future__ import annotations\n", "\f"))
        body = "".join(self.statement(0) for _ in range(self.random.randrange(1, 9)))
        indent = pick(("    ", "    ", "\t", " ", "   "))
        text = body.replace("    ", indent) if indent != "    " else body
        end = pick(("\n", "\n", "\r\n", "\r"))
        text = (head + text).replace("\n", end)
        return text if self.random.random() < 0.8 else text.rstrip()

    def encoded(self) -> bytes:
        """Return a whole file as bytes, in one encoding or another."""
        encoding, cookie = self.random.choice(
            (*[("utf-8", "")] * 5, ("utf-8-sig", ""), ("latin-1", "# coding: latin-1\n"))
        )
        return (cookie + self.module()).encode(encoding, "replace")

    def name(self) -> str:
        """Return a name."""
        return self.random.choice(NAMES)

    def expression(self, depth: int = 0) -> str:
        """Return an expression that can stand anywhere without brackets around it."""
        if depth >= DEEPEST or self.random.random() < 0.3:
            return self.random.choice((*ATOMS, *CALLS, *NAMES))
        e = lambda: self.expression(depth + 1)  # noqa: E731
        pick = self.random.choice
        return pick((
            lambda: f"({e()} {pick(BINARY)} {e()})",
            lambda: f"({pick(('not ', '-', '~', '+'))}{e()})",
            lambda: f"({e()} if {e()} else {e()})",
            lambda: f"(lambda {self.parameters(depth + 1, has_types=False)}: {e()})",
            lambda: f"[{e()}, {e()}]",
            lambda: f"[{e()},\n  {pick(COMMENTS)}\n  {e()},  {pick(COMMENTS)}\n]",
            lambda: f"{{{e()}: {e()}, **{self.name()}}}",
            lambda: f"{{{e()}, *{self.name()}}}",
            lambda: f"({e()}, *{self.name()})",
            lambda: f"[{e()} for {self.name()} in {self.name()} if {e()}]",
            lambda: f"{{{e()}: {e()} for {self.name()}, {self.name()} in {self.name()}}}",
            lambda: f"({e()} for {self.name()} in {self.name()})",
            lambda: f"{self.name()}({e()}, *{self.name()}, {self.name()}={e()}, **{self.name()})",
            lambda: f"{self.name()}.{self.name()}",
            lambda: f"{self.name()}[{e()}:{e()}, ...]",
            lambda: f"({self.name()} := {e()})",
            lambda: f"f'{{{self.name()}!s:{{{self.name()}}}}} é {{{self.name()}}}'",
            lambda: f'f"""{{\n{e()}\n}}"""',
            lambda: f"(yield {e()})",
            lambda: f"(await {self.name()}())",
        ))()  # fmt: skip

    def parameters(self, depth: int = 0, *, has_types: bool = True) -> str:
        """Return a list of parameters."""
        names = self.random.sample(NAMES, self.random.randrange(5))
        parts = []
        has_default = False
        for name in names:
            part = name
            if has_types and self.random.random() < 0.5:
                part += f": {self.random.choice(TYPES).replace('*Ts', 'int')}"
            has_default = has_default or self.random.random() < 0.4
            if has_default:
                part += f"={self.expression(depth + 1)}"
            parts.append(part)
        if parts and self.random.random() < 0.2:
            parts.insert(self.random.randrange(len(parts)), "*")
        elif parts and self.random.random() < 0.2:
            parts.insert(1, "/")
        if self.random.random() < 0.2:
            parts.append("**kwargs")
        return ", ".join(parts)

    def statement(self, depth: int) -> str:
        """Return one statement with its line end."""
        pick = self.random.choice
        simple = depth >= DEEPEST or self.random.random() < 0.5
        text = self.simple() if simple else self.compound(depth)
        if simple:
            text += pick(("", "", "", f"  {pick(COMMENTS)}", ";", f"; {self.simple()}"))
        if self.random.random() < 0.1:
            text = f"{pick(COMMENTS)}\n{text}"
        return text.rstrip("\n") + "\n" + pick(("", "", "", "\n", "\n\n", "    \n", "\f\n"))

    def simple(self) -> str:
        """Return a simple statement."""
        pick, e, name = self.random.choice, self.expression, self.name
        if self.has_newer and self.random.random() < 0.3:
            return pick(NEWER)
        return pick((
            lambda: f"{name()} = {e()}",
            lambda: f"{name()} = {name()} = {e()}",
            lambda: f"{name()}: {pick(TYPES).replace('*Ts', 'int')} = {e()}",
            lambda: f"self.{name()}: {pick(TYPES).replace('*Ts', 'int')} = {e()}",
            lambda: f"({name()}): bool",
            lambda: f"{name()}: bool",
            lambda: f"{name()} += {e()}",
            lambda: f"{name()}, *{name()} = {e()}",
            lambda: f"import {name()}.{name()} as {name()}, os",
            lambda: f"from {'.' * self.random.randrange(1, 4)} import {name()}",
            lambda: f"from .{name()} import ({name()},  {pick(COMMENTS)}\n  {name()} as {name()})",
            lambda: f"from {name()} import *",
            lambda: f"from .{name()} import *",
            e,
            lambda: f"return {e()}",
            lambda: f"raise {name()} from {e()}",
            lambda: "raise",
            lambda: "pass",
            lambda: "...",
            lambda: "continue",
            lambda: f"del {name()}",
            lambda: f"global {name()}",
            lambda: f"nonlocal {name()}",
            lambda: f"assert {e()}, {e()}",
            lambda: f"type {name()}[T: int, *Ts, **P] = {e()}",
            lambda: f"if {e()}: {name()} = {e()}",
            lambda: f"{name()} = \\\n  {e()}",
        ))()  # fmt: skip

    def block(self, depth: int, first: str = "") -> str:
        """Return an indented block, which may be on the line of its header."""
        if not first and self.random.random() < 0.15:
            return f" {self.random.choice(('...', 'pass', 'x = 1; y = []', 'from . import a'))}\n"
        lines = "".join(self.statement(depth + 1) for _ in range(self.random.randrange(1, 4)))
        lines = first + lines if first else lines
        body = "".join(f"    {line}\n" for line in lines.rstrip("\n").split("\n"))
        return self.random.choice(("\n", "\n", f"  {self.random.choice(COMMENTS)}\n")) + body

    def compound(self, depth: int) -> str:
        """Return a compound statement."""
        pick, e, name = self.random.choice, self.expression, self.name

        def body(first: str = "") -> str:
            return self.block(depth, first)

        def document() -> str:
            return pick(("", f"{pick(DOCSTRINGS)}\n"))

        def decorators() -> str:
            chosen = self.random.sample(DECORATORS, pick((0, 0, 1, 2)))
            return "".join(f"{each}\n" for each in chosen)

        def generics() -> str:
            return pick(("", "", "[T]", "[T: (int, str), *Ts, **P]"))

        def handlers() -> str:
            text = "".join(
                f"except {pick(EXCEPTIONS)}{pick(('', f' as {name()}'))}:{body()}"
                for _ in range(self.random.randrange(1, 3))
            )
            return text + pick(("", "", f"except:{body()}", f"else:{body()}", f"finally:{body()}"))

        result = pick((f" -> {pick(TYPES).replace('*Ts', 'int')}", ""))
        return pick((
            *[
                lambda: (
                    f"{decorators()}{pick(('', 'async '))}def {name()}{generics()}"
                    f"({self.parameters()}){result}:{body(document())}"
                )
            ]
            * 4,
            *[
                lambda: (
                    f"{decorators()}class {name()}{generics()}"
                    f"({pick(BASES)})"
                    f":{body(document())}"
                )
            ]
            * 3,
            lambda: f"if {e()}:{body()}elif {e()}:{body()}else:{body()}",
            lambda: f"for {name()}, {name()} in {e()}:{body()}",
            lambda: f"async for {name()} in {e()}:{body()}",
            lambda: f"while {e()}:{body()}else:{body()}",
            lambda: f"with {e()} as {name()}, {e()}:{body()}",
            lambda: f"async with ({e()} as {name()}, {e()},):{body()}",
            *[lambda: f"try:{body()}{handlers()}"] * 2,
            lambda: f"try:{body()}except* {pick(('A', '(A, B)'))}:\n    pass\n",
            lambda: f"try:{body()}finally:{body()}",
            lambda: (
                f"match {e()}:\n    case {{'a': [b, *_], **c}} | A(x=1) if {e()}:\n        pass\n"
                f"    case -1 | 'a' | a.B | None | (x as y):\n        pass\n"
            ),
        ))()  # fmt: skip
