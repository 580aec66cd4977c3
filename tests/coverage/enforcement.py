"""What the real tools and hooks say about every pair, under the required configuration.

All modules of the pairs are one project, which Ruff, its formatter, mypy and the hooks for files
see once. Each pair of files, and each pair of lines of `pyproject.toml`, is two repositories, which
all hooks see; Ruff and its formatter see those of files.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from standards_hooks import cli
from standards_hooks.core.options import Options
from standards_hooks.rules import FILE_HOOK_IDS, load_hook, pyproject_drift
from standards_hooks.semantic.module import Module
from tests.coverage.clauses import DRIFT, Catch, read_standard
from tests.integration.corpus import CHECKOUT


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.coverage.clauses import Clause, Files, Standard

type Catches = dict[tuple[str, str], frozenset[Catch]]

SIDES = ("bad", "good")
PYPROJECT = "pyproject.toml"
TOOLS = Path(sys.executable).parent
OWN_CODE = {"tool.ruff": 'src = ["src"]', "tool.ruff.lint.isort": 'known-first-party = ["app"]'}
"""What `--fix` leaves to people, by table: where the code is, and what it is imported by."""
DOCSTRING = '"""Parcels."""\n'
DEFINITIONS = ("def ", "class ", "async def ", "@")
UNFORMATTED = "unformatted"
FINDING = re.compile(r"(?P<path>[^:]+):\d+:\d+: (?P<hook>[a-z-]+) (?P<message>.*)")
MYPY_ERROR = re.compile(r"(?P<path>[^:]+):\d+: error: .*\[(?P<code>[a-z-]+)\]")


def catches_of(root: Path) -> Catches:
    """Return what catches each side of each clause's pair.

    Args:
        root: An empty directory to write the pairs into.

    Returns:
        By clause and side, what was said about it.
    """
    standard = read_standard()
    caught: dict[tuple[str, str], set[Catch]] = defaultdict(set)
    for key, catch in (
        *_of_modules(standard, root / "modules"),
        *_of_repositories(standard, root / "repositories"),
    ):
        caught[key].add(catch)
    return {
        (clause.id, side): frozenset(caught[clause.id, side])
        for clause in standard.clauses
        for side in SIDES
    }


def _completed(standard: Standard, directory: Path) -> str:
    """Return the repository's `pyproject.toml` with all that the standard requires."""
    write_files(directory, standard.repository)
    _fix_configuration(directory)
    text = (directory / PYPROJECT).read_text(encoding="utf-8")
    shutil.rmtree(directory)
    return text


def _fix_configuration(directory: Path) -> None:
    """Fix a `pyproject.toml`, and add what `--fix` leaves to people."""
    _run_in_process(pyproject_drift.main, ["--fix"], directory)
    path = directory / PYPROJECT
    text = path.read_text(encoding="utf-8")
    for table, line in OWN_CODE.items():
        text = text.replace(f"[{table}]\n", f"[{table}]\n{line}\n")
    path.write_text(text, encoding="utf-8")


def write_files(directory: Path, files: Mapping[str, str]) -> None:
    """Write files below a directory."""
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _of_modules(standard: Standard, root: Path) -> Iterator[tuple[tuple[str, str], Catch]]:
    write_files(root, {**standard.modules, PYPROJECT: ""})
    _fix_configuration(root)
    write_files(root / "stubs", standard.stubs)
    keys: dict[str, tuple[str, str]] = {}
    for clause in standard.clauses:
        if clause.is_module:
            for side in SIDES:
                keys[_write_module(clause, side, root)] = (clause.id, side)
    for path, catch in (
        *_by_ruff(root),
        *_by_mypy(root),
        *_by_file_hooks(standard, root, keys),
    ):
        if path in keys:
            yield keys[path], catch
        elif not path.startswith("stubs/"):
            message = f"{path}, beside the pairs: {catch}"
            raise AssertionError(message)


def _write_module(clause: Clause, side: str, root: Path) -> str:
    """Write one side of a pair, and return its path."""
    text = getattr(clause, side)
    if not clause.is_whole:
        lines = "\n\n" if text.startswith(DEFINITIONS) else "\n"
        text = DOCSTRING + lines + text
    name = f"{clause.id.replace('-', '_')}_{side}"
    path = clause.paths[SIDES.index(side)].format(name=name)
    package = (root / path).parent
    write_files(root, {path: text})
    if not (package / "__init__.py").exists():
        (package / "__init__.py").touch()
    return path


def _by_ruff(root: Path) -> Iterator[tuple[str, Catch]]:
    """Yield the files that Ruff finds something in, and those that it would format."""
    for arguments in (("check",), ("format", "--check")):
        command = [str(TOOLS / "ruff"), *arguments, "--no-cache", "--output-format", "json", "."]
        done = _run(command, root)
        assert done.returncode in {0, 1}, done.stderr
        for found in json.loads(done.stdout):
            path = Path(found["filename"]).relative_to(root.resolve()).as_posix()
            is_layout = found["code"] == UNFORMATTED
            yield path, Catch("formatter") if is_layout else Catch("ruff", found["code"])


def _by_mypy(root: Path) -> Iterator[tuple[str, Catch]]:
    command = [str(TOOLS / "mypy"), "--cache-dir", os.devnull, "src", "tests"]
    done = _run(command, root, MYPYPATH="stubs")
    assert done.stderr == "", done.stderr
    for line in done.stdout.splitlines():
        match = MYPY_ERROR.fullmatch(line)
        assert match or ": error: " not in line, line
        if match:
            yield match["path"], Catch("mypy", match["code"])


def _by_file_hooks(
    standard: Standard, root: Path, keys: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, Catch]]:
    clauses = {clause.id: clause for clause in standard.clauses}
    plain = [path for path, (id_, _) in keys.items() if not clauses[id_].options]
    yield from _hooks_in(root, plain)
    for path, (id_, _) in keys.items():
        if clauses[id_].options:
            yield from _hooks_with_options(path, clauses[id_], root)


def _hooks_with_options(path: str, clause: Clause, root: Path) -> Iterator[tuple[str, Catch]]:
    for hook_id in FILE_HOOK_IDS:
        hook = load_hook(hook_id)
        values = {option.name: option.default for option in hook.options}
        values |= clause.options.get(hook_id, {})
        with contextlib.chdir(root):
            module = Module(path, Path(path).read_bytes())
            if list(hook.run(module, Options(values, str(root)))):
                yield path, Catch("hook", hook_id)


def _hooks_in(root: Path, targets: Sequence[str]) -> Iterator[tuple[str, Catch]]:
    """Yield what `standards check` finds, by file and hook."""
    for line in _run_in_process(cli.main, ["check", *targets], root):
        match = FINDING.fullmatch(line)
        assert match, line
        yield match["path"], Catch("hook", match["hook"])


def _of_repositories(standard: Standard, root: Path) -> Iterator[tuple[tuple[str, str], Catch]]:
    base = {**standard.repository, PYPROJECT: _completed(standard, root / "base")}
    for clause in standard.clauses:
        for side in SIDES:
            directory = root / f"{clause.id}-{side}"
            key = (clause.id, side)
            if clause.drift:
                write_files(directory, _with_lines(base, clause, side))
                yield from ((key, catch) for catch in _drift_in(directory, clause))
                shutil.rmtree(directory)
            elif clause.has_uv:
                write_files(directory, _for_uv(base, getattr(clause, side)))
                yield from ((key, catch) for catch in _by_uv(directory))
                shutil.rmtree(directory)
            elif clause.is_repository:
                write_files(directory, _laid_over(base, getattr(clause, side)))
                yield from ((key, catch) for _, catch in _hooks_in(directory, ["."]))
    for path, catch in _by_ruff(root):
        id_, _, side = path.partition("/")[0].rpartition("-")
        yield (id_, side), catch


def _with_lines(base: Mapping[str, str], clause: Clause, side: str) -> dict[str, str]:
    """Return the repository with the lines of one side in its `pyproject.toml`."""
    before = base[PYPROJECT]
    assert before.count(str(clause.good)) == 1, clause.id
    return {**base, PYPROJECT: before.replace(str(clause.good), str(getattr(clause, side)))}


def _laid_over(base: Mapping[str, str], files: Files) -> dict[str, str]:
    """Return the repository with files added, replaced or taken away."""
    result = dict(base)
    for path, content in files.items():
        if content is None:
            result.pop(path, None)
        elif path == PYPROJECT:
            result[path] += f"\n{content}"
        else:
            result[path] = content
    return result


def _drift_in(directory: Path, clause: Clause) -> Iterator[Catch]:
    """Yield the hooks that find something, and make sure that drift is found in the right key."""
    for line in _run_in_process(cli.main, ["check", "."], directory):
        match = FINDING.fullmatch(line)
        assert match, line
        if match["hook"] == DRIFT:
            assert match["message"].startswith(f"`{clause.drift}"), line
        yield Catch("hook", match["hook"])


def _for_uv(base: Mapping[str, str], files: Files) -> dict[str, str]:
    """Return a project without dependencies, so that uv asks nobody."""
    project = base[PYPROJECT].partition("dependencies = ")[0]
    return _laid_over({PYPROJECT: project, "README.md": base["README.md"]}, files)


def _by_uv(directory: Path) -> Iterator[Catch]:
    options = ("--check", "--offline", "--no-cache", "--python", sys.executable)
    command = [_uv_program(), "lock", *options]
    done = _run(command, directory, UV_PYTHON_DOWNLOADS="never")
    if done.returncode:
        assert "needs to be updated" in done.stderr, done.stderr
        yield Catch("uv")


def _uv_program() -> str:
    """Return the path of uv itself: a shim may answer differently in the pair's directory."""
    if "UV" in os.environ:
        return os.environ["UV"]
    program = "import os; print(os.environ['UV'])"
    return _run(["uv", "run", "--no-project", "python", "-c", program], CHECKOUT).stdout.strip()


def _run(
    command: Sequence[str], directory: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the tools of this environment
        command,
        cwd=directory,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _run_in_process(
    main: Callable[[Sequence[str]], int], arguments: Sequence[str], directory: Path
) -> list[str]:
    """Run an executable of ours in a directory, and return the lines of its output."""
    output, trouble = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(directory),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(trouble),
    ):
        main(arguments)
    assert trouble.getvalue() == "", trouble.getvalue()
    return output.getvalue().splitlines()
