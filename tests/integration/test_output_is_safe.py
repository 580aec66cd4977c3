"""Nothing of a repository reaches a terminal or a CI server raw, by any command or format.

A branch that a stranger proposes chooses the names of files and directories, the keys and values of
configuration, and every comment. Each character that moves a cursor, reorders or ends a line, and
each command of a CI server, stands in each of these places.
"""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import standards_hooks
from standards_hooks.engine import output
from tests.integration.executables import RELATIVE_IMPORTS, STANDARDS, git, run


if TYPE_CHECKING:
    import subprocess


pytestmark = pytest.mark.slow

PACKAGE = Path(standards_hooks.__file__).parent
CONTROLS = [chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA0))]
BIDI_CONTROLS = [
    chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
]
SEPARATORS = ["\u2028", "\u2029"]
TAGS = ["\U000e0001", "\U000e0041", "\U000e007f"]
HIDING = [*CONTROLS, *BIDI_CONTROLS, *SEPARATORS, *TAGS]
COMMANDS = [
    "::error::x",
    "::set-output name=a::x",
    "  ::stop-commands::x",
    "##[error]x",
    "x ##[group]x",
    "##vso[task.setvariable variable=a]x",
    "x##VSO[task.complete result=Succeeded]x",
    "##teamcity[buildStop comment='x']",
    "--- x",
    "+++ x",
    "~~~ x",
    "^^^ +++",
    "travis_fold:start:x",
]
INNOCENT = ["größe", "倉庫", "🎉", "naïve", "Ελλάδα"]
ANYWHERE = re.compile(r"##(\[|vso\[|teamcity\[)", re.IGNORECASE)
WORKFLOW = re.compile(r"\s*::[^:]*::")
FOLD = re.compile(r"(---|\+\+\+|~~~|\^\^\^) |travis_")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SECRET = "kX83hQz0" + "pL2vT9sW" + "b41cRmY7" + "uN5eGdJ6"
BASELINE = "standards-baseline.toml"


def toml(text: str) -> str:
    """The text as a string of TOML, written without any character of it but ASCII letters."""
    return '"' + "".join(f"\\U{ord(each):08X}" for each in text) + '"'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def pyproject(texts: list[str]) -> str:
    """A project whose configuration holds texts as keys and values wherever it may."""
    waivers = "".join(f"{toml(text)} = {toml(f'why {text}')}\n" for text in texts)
    return (
        '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
        f"[tool.ruff]\nselect = [{', '.join(map(toml, texts))}]\n"
        f"[tool.mypy]\npython_version = {toml(''.join(texts))}\n"
        f"[tool.standards-hooks.pyproject-drift.waivers]\n{waivers}"
        f"[tool.standards-hooks.toolchain-drift.waivers]\n{waivers}"
    )


def baseline(texts: list[str]) -> str:
    """A baseline with entries of files, hooks and symbols that are gone."""
    entries = [
        toml("::".join(parts))
        for text in texts
        for parts in ((f"{text}.py", "boolean-naming", f"A.{text}", "1"), ("a.py", text, text, "2"))
        if "::" not in text
    ]
    return f"version = 1\nfindings = [{', '.join(entries)}]\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds everything everywhere."""
    root = tmp_path_factory.mktemp("hostile")
    git(root, "init", "--quiet")
    texts = [*(f"a{each}b" for each in HIDING), *COMMANDS]
    write(root / "app/__init__.py", "")
    write(root / "app/models.py", "")
    for text in (*texts, "\udcff\udc9b31m"):
        write(root / f"{text}.py", "from .models import User\nclass A:\n    active: bool = True\n")
        write(root / f"{text}/__init__.py", "from .models import User\n")
    for number, text in enumerate(texts):
        comment = "" if {"\n", "\r"} & set(text) else f"# standards: ignore[{text}] why\n"
        write(
            root / f"app/faulty_{number}.py",
            f'{comment}"""\n{text}\n"""\nfrom .models import User\n\n\nx = "{text}"  # {text}\n'
            if "\n" not in text
            else "from .models import User\n",
        )
    write(root / "app/twin.py", f"from .models import User  # {' '.join(INNOCENT)}\n")
    write(root / "größe/倉庫_🎉.py", "from .models import User\n")
    write(root / ".env", f"TOKEN={SECRET}\n")
    write(root / ".env.example", f"TOKEN={SECRET}\n")
    write(root / "pyproject.toml", pyproject(texts))
    write(root / "Dockerfile", "".join(f"FROM python:3.8{text}\n" for text in texts))
    return root


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose configurations and baseline are wrong, a directory for each mistake."""
    root = tmp_path_factory.mktemp("broken")
    git(root, "init", "--quiet")
    for number, text in enumerate([*(f"a{each}b" for each in HIDING), *COMMANDS]):
        for kind, line in (
            ("key", f"{toml(text)} = 1"),
            ("value", f"unparsable = {toml(text)}"),
            ("table", f"[tool.standards-hooks.{toml(text)}]\na = 1"),
        ):
            directory = root / f"{kind}_{number}"
            write(directory / "pyproject.toml", f"[tool.standards-hooks]\n{line}\n")
            write(directory / "a.py", "from .b import c\n")
        write(root / f"{text}/pyproject.toml", "[tool.standards-hooks]\nx = 1\n")
        write(root / f"{text}/a.py", "from .b import c\n")
    name = f"{''.join(HIDING)}.toml"
    write(root / "baseline_0/pyproject.toml", f"[tool.standards-hooks]\nbaseline = {toml(name)}\n")
    write(root / "baseline_0/a.py", "from .b import c\n")
    write(root / f"baseline_0/{name}", "version = 'x'\n")
    return root


def assert_safe(
    finished: subprocess.CompletedProcess[bytes],
    *,
    is_github: bool = False,
    is_difference: bool = False,
) -> str:
    """Assert that nothing in what was written is more than text; return it."""
    text = COLOURS.sub("", (finished.stdout + finished.stderr).decode("utf-8"))
    assert "Traceback" not in text
    hidden = {each for each in HIDING if each in text} - {"\n"}
    assert hidden <= ({"\t"} if is_difference else set())
    assert SECRET not in text
    for line in text.split("\n"):
        assert not ANYWHERE.search(line), line
        assert is_github or not WORKFLOW.match(line), line
        assert is_github or is_difference or not FOLD.match(line), line
    return text


HOSTILE = "".join([*HIDING, *COMMANDS])
OPTIONS = [
    pytest.param((), id="text"),
    pytest.param(("--show-source",), id="show-source"),
    pytest.param(("--statistics",), id="statistics"),
    pytest.param(("--diff",), id="diff"),
    pytest.param(("--output-format", "json"), id="json"),
    pytest.param(("--output-format", "github"), id="github"),
    pytest.param(("--output-format", "sarif"), id="sarif"),
    pytest.param(("--output-format", "junit"), id="junit"),
]


@pytest.mark.parametrize("options", OPTIONS)
def test_check_shows_what_it_found_as_text_only(options: tuple[str, ...], repository: Path) -> None:
    finished = run((*STANDARDS, "check", *options, "."), repository)

    assert finished.returncode == 1, finished.stderr
    assert_safe(finished, is_github="github" in options, is_difference="--diff" in options)


@pytest.mark.threat("output-is-inert")
def test_a_finding_is_one_line_whatever_the_file_is_called(repository: Path) -> None:
    text = run((*STANDARDS, "check", "."), repository).stdout.decode().splitlines()
    document = json.loads(
        run((*STANDARDS, "check", "--output-format=json", "."), repository).stdout
    )

    assert len(text) == len(document["findings"]) > len(HIDING)
    paths = {finding["path"] for finding in document["findings"]}
    assert {f"a{each}b.py" for each in HIDING} <= paths


@pytest.mark.threat("output-is-inert")
def test_colour_is_the_only_control_sequence(repository: Path) -> None:
    command = (*STANDARDS, "check", "--show-source", ".")

    assert_safe(run(command, repository, {"FORCE_COLOR": "1"}))


@pytest.mark.threat("output-is-inert")
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("baseline", "check"), id="baseline-check"),
        pytest.param(("baseline", "prune"), id="baseline-prune"),
        pytest.param(("baseline", "write"), id="baseline-write"),
        pytest.param(("report",), id="report"),
        pytest.param(("init", "--diff", "--repo", HOSTILE, "--rev", HOSTILE), id="init"),
    ],
)
def test_no_command_shows_more_than_text(arguments: tuple[str, ...], repository: Path) -> None:
    texts = [*(f"a{each}b" for each in HIDING), *COMMANDS]
    (repository / f".{BASELINE}").write_text(baseline(texts), encoding="utf-8")
    try:
        finished = run((*STANDARDS, *arguments), repository)
    finally:
        (repository / f".{BASELINE}").unlink()

    assert_safe(finished, is_difference="--diff" in arguments)


def test_a_page_that_is_written_to_a_file_shows_text_only(repository: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    finished = run((*STANDARDS, "report", "--output", str(page)), repository)

    assert finished.returncode == 0, finished.stderr
    written = page.read_text(encoding="utf-8")
    assert [each for each in HIDING if each in written] == ["\n"]
    assert r"a\x01b.py" in written


def test_what_was_fixed_is_named_as_text(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    for text in (*(f"a{each}b" for each in HIDING), *COMMANDS):
        write(tmp_path / f"{text}/app/__init__.py", "")
        write(tmp_path / f"{text}/app/models.py", "User = 1\n")
        write(tmp_path / f"{text}/app/a.py", "from .models import User\n")
    command = (*STANDARDS, "check", "--fix", "--select", "relative-imports", ".")

    finished = run(command, tmp_path)

    assert b"Fixed" in finished.stdout
    assert_safe(finished)


@pytest.mark.parametrize("kind", ["key", "value", "table", "baseline"])
def test_wrong_configuration_is_quoted_as_text(kind: str, broken: Path) -> None:
    paths = [str(path.relative_to(broken)) for path in sorted(broken.glob(f"{kind}_*/a.py"))]

    finished = run((*STANDARDS, "check", *paths), broken)

    assert finished.returncode == 2
    assert finished.stderr.count(b"\n") == len(paths)
    assert_safe(finished)


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif", "junit"])
def test_wrong_configuration_is_named_as_text(output_format: str, broken: Path) -> None:
    paths = [f"./{text}/a.py" for text in (*(f"a{each}b" for each in HIDING), *COMMANDS)]

    finished = run((*STANDARDS, "check", "--output-format", output_format, *paths), broken)

    assert finished.returncode == 2
    assert_safe(finished, is_github=output_format == "github")


WRONG = [
    pytest.param(("check", f"--{HOSTILE}"), id="option"),
    pytest.param(("check", "--select", HOSTILE), id="hook"),
    pytest.param(("check", "--max-size", HOSTILE), id="number"),
    pytest.param(("check", "--output-format", HOSTILE), id="format"),
    pytest.param(("check", "--baseline", HOSTILE, "app/twin.py"), id="baseline"),
    pytest.param(("check", HOSTILE), id="path"),
    pytest.param(("check", f"{HOSTILE}.py"), id="file"),
    pytest.param(("explain", HOSTILE), id="explained-hook"),
    pytest.param(("baseline", HOSTILE), id="action"),
    pytest.param(("baseline", "check", HOSTILE), id="baseline-of-directory"),
    pytest.param(("report", "--output", f"no/{HOSTILE}"), id="output"),
    pytest.param(("report", HOSTILE), id="report-of-directory"),
    pytest.param(("init", HOSTILE), id="init-of-directory"),
    pytest.param((HOSTILE,), id="command"),
]


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_argument_is_quoted_as_text(arguments: tuple[str, ...], repository: Path) -> None:
    assert_safe(run((*STANDARDS, *arguments), repository))


@pytest.mark.parametrize("arguments", [("--check-everything" + HOSTILE,), (f"{HOSTILE}.py",)])
def test_a_hook_of_its_own_quotes_arguments_as_text(
    arguments: tuple[str, ...], repository: Path
) -> None:
    finished = run((*RELATIVE_IMPORTS, *arguments), repository)

    assert finished.returncode != 0
    assert_safe(finished)


def test_a_variable_of_the_environment_is_quoted_as_text(repository: Path) -> None:
    variables = {"STANDARDS_HOOKS_OUTPUT_FORMAT": HOSTILE}

    finished = run((*RELATIVE_IMPORTS, "app/twin.py"), repository, variables)

    assert finished.returncode == 2
    assert_safe(finished)


@pytest.mark.parametrize("options", [("--show-source",), ("--diff",)])
def test_printable_characters_are_shown_as_they_are(
    options: tuple[str, ...], repository: Path
) -> None:
    command = (*RELATIVE_IMPORTS, *options, "app/twin.py", "größe/倉庫_🎉.py")

    shown = run(command, repository).stdout.decode()

    assert f"from .models import User  # {' '.join(INNOCENT)}\n" in shown
    assert "größe/倉庫_🎉.py:1:1: " in shown


def test_a_difference_without_such_characters_can_be_applied(tmp_path: Path) -> None:
    blank = "\tnaïve 🎉\u3000\u00a0👩\u200d💻"
    content = f'"""{blank}\r\n::{blank}\r\n##\r\n"""\r\n'
    git(tmp_path, "init", "--quiet")
    write(tmp_path / "app/__init__.py", "")
    write(tmp_path / "app/models.py", "User = 1\n")
    write(tmp_path / "app/a.py", f"{content}from .models import User\r\n")
    difference = run((*RELATIVE_IMPORTS, "--diff", "app/a.py"), tmp_path).stdout
    (tmp_path / "a.diff").write_bytes(difference)

    git(tmp_path, "apply", "a.diff")

    written = (tmp_path / "app/a.py").read_bytes().decode()
    assert written == f"{content}from app.models import User\r\n"


@pytest.mark.threat("output-is-inert")
@pytest.mark.parametrize("name", [".env", ".env.example"])
def test_the_source_of_a_secret_is_not_shown(name: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path / name, f"A_TOKEN={SECRET}\n")

    finished = run((*STANDARDS, "check", "--show-source", "--select", "env-files", "."), tmp_path)

    assert f"{name}:1:".encode() in finished.stdout
    assert_safe(finished)


LONG = "x" * 300_000
STREAM = re.compile(r"sys\.std(out|err)(\.buffer)?")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.py", f"from .{LONG} import {LONG}\n", id="import"),
        pytest.param("a.py", f"class A:\n    {LONG}: bool = True\n", id="attribute"),
        pytest.param("a.py", f"def f(a={{'{LONG}': 1}}):\n    return a\n", id="default"),
        pytest.param("a.py", f"x = 1  # standards: ignore[{LONG}] why\n", id="suppression"),
        pytest.param("a.py", f"x = 1  # standards: ignore[{'`' * 99_999}] why\n", id="backticks"),
        pytest.param(".env.example", f"{LONG}_TOKEN={SECRET}\n", id="variable"),
        pytest.param("pyproject.toml", f"[tool.standards-hooks]\n{LONG} = 1\n", id="key"),
        pytest.param(
            "pyproject.toml", f'[tool.standards-hooks]\nunparsable = "{LONG}"\n', id="value"
        ),
        pytest.param("pyproject.toml", f'[tool.ruff]\nselect = ["{LONG}"]\n', id="ruff"),
    ],
)
@pytest.mark.parametrize("output_format", ["text", "json"])
def test_a_message_has_a_bound(name: str, content: str, output_format: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path / "b.py", "x = 1\n")
    write(tmp_path / name, content)

    finished = run((*STANDARDS, "check", "--output-format", output_format, "."), tmp_path)

    assert finished.returncode in {1, 2}
    messages = finished.stderr.decode().splitlines()
    if output_format == "json":
        document = json.loads(finished.stdout)
        messages += [each["message"] for each in document["findings"]]
    else:
        messages += finished.stdout.decode().splitlines()
    assert messages
    assert max(map(len, messages)) <= 1_100
    assert not any("x" * 201 in message for message in messages)


@pytest.mark.threat("output-is-inert")
def test_one_module_writes_to_the_streams() -> None:
    writers = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _writes(node)
    }

    assert writers == {os.path.relpath(output.__file__, PACKAGE)}


def _writes(node: ast.AST) -> bool:
    """Return whether a node writes to a standard stream, or passes one on to who may."""
    if isinstance(node, ast.Attribute) and node.attr in {"write", "writelines"}:
        return STREAM.fullmatch(ast.unparse(node.value)) is not None
    if not isinstance(node, ast.Call):
        return False
    if ast.unparse(node.func) in {"print", "input"}:
        return True
    return any(STREAM.fullmatch(ast.unparse(each)) for each in node.args)
