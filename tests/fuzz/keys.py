"""Configuration that is right but for one value: the laws of every file that is read."""

from __future__ import annotations

import copy
import io
import json
import subprocess
import unicodedata
from configparser import RawConfigParser
from pathlib import Path
from typing import TYPE_CHECKING

import tomlkit
import tomlkit.exceptions
import yaml

from standards_hooks.core.wording import LONGEST_MESSAGE, LONGEST_PROSE, LONGEST_QUOTE
from standards_hooks.engine.known_findings import FILE_NAME
from standards_hooks.rules import REPOSITORY_HOOK_IDS
from tests.fuzz.repositories import FILES, GIT
from tests.fuzz.trial import run_in_process


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.fuzz.trial import Said, Trial

    type Keys = tuple[str | int, ...]


MARK = "hostile-value"
"""What stands in a document where the hostile value comes."""
LONGEST_LINE = LONGEST_MESSAGE + 300
"""Characters of a message with its path and its hook."""
LONG = "x" * 100_000
SPACED = "some words "
CONTROLS = "\x1b[31m\x07\x00\x7f\x85\u202e\u2066\u2028\u2029\u200f\ufeff\r\n::error::x"
NUMBERS = ("9" * 5000, "0x" + "f" * 5000, "-1", "0", "1e999", "9223372036854775808", "1.5")
TEXTS = (
    *("", " ", ".", "..", "/", "//", "~", "~nobody/x", "../../../x", "/dev/zero", "/proc/self/mem"),
    *(LONG, CONTROLS, "é" * 300, "%s{}%(x)s${HOME}$", "[", "*" * 3000, "**/" * 400, "*a" * 400),
    *(
        "(a+)+$",
        "(?=" * 50,
        "{a,b}" * 40,
        "a." * 2000,
        "a,b;c",
        "py9" + "9" * 400,
        ">=" + "9" * 400,
    ),
    *(">=3.12,<" * 300, "==*", "python@@", "git+ssh://x", "file:///etc/passwd", "'", '"', "\\"),
    *(SPACED * 200, f'"{SPACED * 200}"', f"`{SPACED * 200}", f"a` {SPACED * 200} `b"),
    *("\ud800", "a\nb", "a\tb", "true", "[]", "null", "pyproject.toml", "standard.toml", "x" * 255),
)
NESTED = 200
TOML_VALUES = (
    *NUMBERS,
    *("true", "inf", "-nan", "1979-05-27T07:32:00Z", "1979-05-27", "07:32:00", "[]", "{}", "''"),
    *('["", 1, [], {}, true]', "[" * NESTED + "]" * NESTED, "[" * 90 + "]" * 90),
    *("{a=" * NESTED + "1" + "}" * NESTED, "{a=" * 90 + "1" + "}" * 90, '{"\\u0000\\n" = 1}'),
    *(
        '["x", "x"]',
        "[" + '"abc", ' * 5000 + "]",
        "[" + ",".join(f'"k{n}"' for n in range(3000)) + "]",
    ),
    *(
        "'''\n'''",
        '"\\ud800"',
        '"\\U00110000"',
        "[{}, {}]",
        "[{module = 1}, {module = [1]}]",
        "0b1",
    ),
    "{" + ", ".join(f'k{n} = "v"' for n in range(2000)) + "}",
)
YAML_VALUES = (
    *NUMBERS,
    *("true", ".inf", "-.nan", "2001-01-01", "2001-99-99", "[]", "{}", "null", "''", "190:20:30"),
    *("[" * NESTED + "]" * NESTED, "{a: " * NESTED + "1" + "}" * NESTED, "!!binary x", "!!set {x}"),
    *("!!python/object/apply:os.system [x]", "*undefined", "&a [*a]", "[1, [], {}, null, '']"),
    *(
        "[" + "abc, " * 5000 + "]",
        "{? [a] : b}",
        "{1: 2, null: 3}",
        "<<",
        "!!timestamp x",
        '"\\ud800"',
    ),
)
TEXT_VALUES = (
    *NUMBERS,
    "true",
    *(each.replace("\n", " ") for each in TEXTS if "\n" not in each),
    "\0",
)
STANDARD = """\
builds-on = "built-in"

[[table]]
name = "tool.ruff"
clause = "Code Style"
of-projects = false

[table.keys]
line-length = { equal = 100, default = 88 }
src = { contains = ["src"], clause = "Layout" }
target-version = { at-least = "py312" }

[[allowance]]
module = "tests.*"
settings = { disallow_untyped_defs = false }
"""
PYPROJECT = (
    FILES["pyproject.toml"].partition("[tool.standards-hooks]\n")[0]
    + f"""\
[tool.standards-hooks]
exclude = ["x"]
max-size = 1000000
unparsable = "report"
baseline = "{FILE_NAME}"

[tool.standards-hooks.boolean-naming]
exclude = []

[tool.standards-hooks.pyproject-drift]
exclude = ["y"]
standard = "standard.toml"

[tool.standards-hooks.pyproject-drift.waivers]
tool.ruff.line-length = "a reason that is long enough"
"""
)
DOCUMENTS = {
    **FILES,
    "pyproject.toml": PYPROJECT,
    "standard.toml": STANDARD,
    "ruff.toml": 'extend = "base.toml"\nline-length = 100\nexclude = ["a"]\n'
    'include = ["*.py"]\n[lint]\nselect = ["ALL"]\nignore = ["D"]\nexclude = ["b"]\n'
    '[lint.per-file-ignores]\n"tests/*" = ["S101"]\n[lint.isort]\nknown-first-party = ["app"]\n',
    "base.toml": 'target-version = "py312"\nsrc = ["src"]\n',
    "mypy.ini": "[mypy]\nstrict = True\nexclude = ^docs/\nfiles = src\npython_version = 3.12\n"
    "plugins = a\ndisable_error_code = x\n[mypy-app.*]\ndisallow_untyped_defs = False\n",
    "uv.lock": 'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "a"\n'
    'version = "0"\nsource = { editable = "." }\n\n[[package]]\nname = "ruff"\nversion = "0.9.1"\n',
    "requirements.txt": "a==1\n-r b.txt\nruff>=0.9\n-e .\n",
    ".pre-commit-config.yaml": "default_language_version: {python: python3.11}\nexclude: ^docs/\n"
    "repos:\n- repo: https://github.com/astral-sh/ruff-pre-commit\n  rev: v0.9.1\n  hooks:\n"
    "  - {id: ruff, args: [--fix], files: x, exclude: y, language_version: python3.12}\n"
    "- repo: local\n  hooks:\n  - {id: mypy, entry: mypy, additional_dependencies: [mypy==1.13]}\n",
    "Dockerfile": "ARG V=3.12\nFROM python:${V}-slim AS a\nENV A=b\nRUN pip install x\n"
    "RUN --mount=type=bind,source=a,target=b uv sync\nCOPY --from=ghcr.io/astral-sh/uv:0.5 /uv /\n"
    "USER root\nCMD python x\n",
}
LEFT_OUT = frozenset({".ruff.toml", ".mypy.ini", "README.md", ".gitignore", "poetry.lock"})
"""What would hide other files, and what has no keys."""


CHECK = ("check", ".")
COMMANDS = (
    *(("check", "--select", hook, ".") for hook in REPOSITORY_HOOK_IDS),
    ("check", "--diff", "."),
    ("check", "--show-source", "."),
    ("check", "--statistics", "."),
    ("check", "--output-format", "github", "."),
    ("baseline", "check"),
    ("baseline", "write"),
    ("baseline", "prune"),
    ("report",),
    ("init", "--diff", "--repo", "https://example.org/hooks", "--rev", "v1"),
)


def try_keys(trial: Trial, number: int) -> None:
    """Give one value, or one name, of one document another value, and look at the repository."""
    random = trial.random
    subprocess.run(["git", "init", "-q"], env=GIT, check=True)  # noqa: S607 - whichever there is
    names = sorted(DOCUMENTS.keys() - LEFT_OUT)
    # One file hides another: `ruff.toml` the table of Ruff, and `mypy.ini` that of mypy.
    hidden = {each for each in ("ruff.toml", "mypy.ini", "setup.cfg") if random.random() < 0.5}
    for name in names:
        if name not in hidden:
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(DOCUMENTS[name], encoding="utf-8")
    subprocess.run(["git", "add", "-A"], env=GIT, check=True)  # noqa: S607
    said = trial.check(".", codes=frozenset({0, 1}))
    trial.expect(not said.errors, "the documents are right", said.errors)
    configured = [name for name in names if not name.endswith(".py") and name not in hidden]
    for _ in range(8):
        name = random.choice(configured)
        changed = hostile(random, name)
        trial.counts["values"] += 1
        Path(name).write_bytes(changed)
        _look(trial, name, changed)
        Path(name).write_text(DOCUMENTS[name], encoding="utf-8")


def hostile(random: Random, name: str) -> bytes:
    """Return a document in which one value is another, or one key.

    Args:
        random: Chance.
        name: The name of the document.
    """
    kinds: dict[str, Callable[[Random, str], str]] = {
        ".toml": _hostile_toml,
        ".lock": _hostile_toml,
        ".yml": _hostile_yaml,
        ".yaml": _hostile_yaml,
        ".ini": _hostile_ini,
        ".cfg": _hostile_ini,
    }
    change = kinds.get(Path(name).suffix, _hostile_lines)
    return change(random, DOCUMENTS[name]).encode("utf-8", "surrogatepass")


def paths_in(value: object, path: Keys = ()) -> Iterator[Keys]:
    """Yield the path of every value in a value, tables and lists included."""
    if path:
        yield path
    items: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    for key, inner in items:
        yield from paths_in(inner, (*path, key))


def _with_mark(random: Random, content: object) -> object:
    """Return a content with the mark for one of its values, or as one of its keys."""
    content = copy.deepcopy(content)
    *around, last = random.choice(list(paths_in(content)))
    level = content
    for key in around:
        level = level[key]  # type: ignore[index]
    if isinstance(level, dict) and random.random() < 0.15:
        level[MARK] = level.pop(last)
    else:
        level[last] = MARK  # type: ignore[index]
    return content


def _hostile_toml(random: Random, text: str) -> str:
    content = _with_mark(random, tomlkit.parse(text).unwrap())
    written = tomlkit.dumps(content)  # type: ignore[arg-type]
    if random.random() < 0.5:
        value = '"' + _escaped(random.choice(TEXTS)) + '"'
    else:
        value = random.choice(TOML_VALUES)
    is_key = f"{MARK} =" in written or f"{MARK}]" in written or f"{MARK}." in written
    if is_key:
        return written.replace(MARK, '"' + _escaped(random.choice(TEXTS)) + '"')
    return written.replace(f'"{MARK}"', value)


def _escaped(text: str) -> str:
    """Return a text inside the quotes of a string in TOML or YAML."""
    return json.dumps(text)[1:-1].replace("\\ud800", "\ud800").replace("\x7f", "\\u007f")


def _hostile_yaml(random: Random, text: str) -> str:
    content = _with_mark(random, yaml.safe_load(text))
    written = yaml.safe_dump(content, sort_keys=False, width=10_000)
    if random.random() < 0.5:
        value = '"' + _escaped(random.choice(TEXTS)) + '"'
    else:
        value = random.choice(YAML_VALUES)
    return written.replace(MARK, value)


def _hostile_ini(random: Random, text: str) -> str:
    parser = RawConfigParser()
    parser.read_string(text)
    section = random.choice([each for each in parser.sections() if parser.options(each)] or [""])
    value = random.choice(TEXT_VALUES)
    if not section or random.random() < 0.2:
        return f"[{value}]\nx = 1\n{text}"
    option = random.choice(parser.options(section))
    if random.random() < 0.2:
        parser.set(section, value, "1")
    else:
        parser.set(section, option, random.choice((value, f"\n    {value}\n    b")))
    stream = io.StringIO()
    parser.write(stream)
    return stream.getvalue()


def _hostile_lines(random: Random, text: str) -> str:
    """Return lines in which one word, or one part of one, is another."""
    lines = text.splitlines() or [""]
    number = random.randrange(len(lines))
    value = random.choice(TEXT_VALUES)
    words = lines[number].split(" ")
    which = random.randrange(len(words))
    start, sign, _ = words[which].partition(random.choice("=:-<"))
    words[which] = random.choice((value, start + sign + value, value + words[which]))
    lines[number] = " ".join(words)
    return "\n".join(lines) + "\n"


def _look(trial: Trial, name: str, changed: bytes) -> None:
    """Check the repository, and run some other commands; each must end as it should."""
    before = Path(FILE_NAME).read_bytes()
    for arguments in (CHECK, *trial.random.sample(COMMANDS, 2)):
        trial.counts["runs"] += 1
        said = run_in_process(arguments)
        _keeps_the_laws(trial, said, (name, arguments), changed)
    if name != FILE_NAME:
        Path(FILE_NAME).write_bytes(before)


def _keeps_the_laws(
    trial: Trial, said: Said, where: tuple[str, tuple[str, ...]], changed: bytes
) -> None:
    about = (where, changed[:3000] if len(changed) < 5000 else changed[:600])
    trial.expect(said.code in {0, 1, 2}, "exit code", said.code, said.errors[-700:], *about)
    both = said.text + said.errors
    trial.expect("internal error" not in both, "internal error", *said.broken_lines(), *about)
    trial.expect("Traceback" not in both, "traceback", said.errors[-700:], *about)
    trial.expect((said.code == 2) == bool(said.errors), "2 says why", said.code, both[:300], *about)
    is_named = Path(where[0]).name in said.errors or "option `standard`" in said.errors
    trial.expect(said.code != 2 or is_named, "the file is named", said.errors[:300], *about)
    raw = sorted({hex(ord(each)) for each in both if _is_raw(each)})
    trial.expect(not raw, "nothing raw", raw, *about)
    if "<html" in both or "--diff" in where[1]:
        return  # What they show is the repository.
    for line in both.splitlines():
        if not trial.expect(
            len(line) <= LONGEST_LINE, "a line ends", len(line), line[:300], *about
        ):
            break
    quoted = [each for each in ("x", "9", "f", "é") if each * (LONGEST_QUOTE + 1) in both]
    # A backtick in a value makes prose of what stands behind it.
    quoted += [SPACED] * (SPACED * (LONGEST_PROSE // len(SPACED) + 1) in both)
    trial.expect(not quoted, "a quote ends", quoted, *about)


def _is_raw(character: str) -> bool:
    """Return whether a character is for terminals, and not for people."""
    kind = unicodedata.category(character)
    return (kind in {"Cc", "Cs", "Zl", "Zp"} and character != "\n") or (
        unicodedata.bidirectional(character)
        in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )
