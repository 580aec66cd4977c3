"""Copies of real code, fixed by `--fix`, and what must be true of them afterwards."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import tokenize
import venv
import warnings
from collections import Counter
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns
from typing import TYPE_CHECKING

from tests.integration.corpus import ISOLATION, KEPT, scratch_to_fetch_into
from tests.integration.executables import STANDARDS, environment


if TYPE_CHECKING:
    from collections.abc import Sequence


HOOKS = ("mutable-defaults", "relative-imports")
NOT_CODE = frozenset({"__pycache__", "site-packages", "dist-packages"})
NOT_COPIED = ignore_patterns(*NOT_CODE)
LINE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<hook>[a-z-]+) (?P<message>.*)")
FIXED = re.compile(r"Fixed (?P<path>.+) \([a-z-]+: \d+(?:, [a-z-]+: \d+)*\)")
CLOSING = re.compile(r"Fixed \d+ findings? in \d+ files?, (?:\d+|none) left\. Next: .+")
REASONS = (
    re.compile(r"\(`--fix` leaves it: (?P<reason>.*)\)"),
    re.compile(r"import by the absolute name \((?P<reason>.*)\)"),
    re.compile(r"(?P<reason>import_module)\("),
    re.compile(r"(?P<reason>write a function with)"),
    re.compile(r"(?P<reason>could not be checked: it .*)"),
)
"""How a finding says that it is not fixable: reasons, calls of `import_module`, and lambdas."""

QUOTED = re.compile(r"`[^`]*`")
RUFF = (
    *(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--exit-zero"),
    *("--ignore-noqa", "--no-respect-gitignore", "--quiet", "--output-format", "json"),
    *("--select", "B006,TID252"),
    *("--target-version", f"py{sys.version_info.major}{sys.version_info.minor}"),
    *("--config", 'include = ["*.py", "*.pyi"]'),
    *("--config", "exclude = []"),
    *("--config", 'lint.flake8-tidy-imports.ban-relative-imports = "all"'),
)
RUFF_CODES = {"B006": "mutable-defaults", "TID252": "relative-imports"}

IMPORTER = """
import importlib, json, pathlib, sys, warnings
warnings.simplefilter("ignore")
root, package = pathlib.Path(sys.argv[1]), sys.argv[2]
sys.path.insert(0, str(root))
outcomes = {}
for path in sorted((root / package).rglob("*.py")):
    parts = path.relative_to(root).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    if parts[-1] == "__main__":
        continue
    try:
        module = importlib.import_module(name)
    except BaseException as error:
        outcomes[name] = type(error).__name__
    else:
        outcomes[name] = sorted(key for key in vars(module) if not key.startswith("__"))
        file = getattr(module, "__file__", None) or ""
        assert file.startswith(str(root)), (name, file)
sys.stdout.write("\\n" + json.dumps(outcomes))
"""
"""Imports every module of a package, and says what names each has or why it could not."""


class Outcome:
    """What one run of `standards check --fix` said.

    Attributes:
        rewritten: The files that it wrote.
        left: The findings that it left, as it printed them.
        seconds: How long it took.
    """

    def __init__(self, lines: Sequence[str], seconds: float) -> None:
        """Take the lines of its output."""
        fixed = [match for line in lines if (match := FIXED.fullmatch(line))]
        self.rewritten = [match["path"] for match in fixed]
        said = {match.group() for match in fixed}
        self.left = [line for line in lines if line not in said and not CLOSING.fullmatch(line)]
        self.seconds = seconds

    def reasons(self) -> Counter[tuple[str, str]]:
        """Count the findings left by hook and reason, names left out of the reasons."""
        return Counter((hook_of(line), QUOTED.sub("`…`", reason_in(line))) for line in self.left)

    def places(self) -> set[tuple[str, int, str]]:
        """Return file, line and hook of every finding left."""
        matches = filter(None, map(LINE.fullmatch, self.left))
        return {(match["path"], int(match["line"]), match["hook"]) for match in matches}


def hook_of(line: str) -> str:
    """Return the hook that a line of the output is of."""
    match = LINE.fullmatch(line)
    assert match, line
    return match["hook"]


def reason_in(line: str) -> str:
    """Return why a finding was left.

    Raises:
        AssertionError: If it does not say so: then it should have been fixed.
    """
    for pattern in REASONS:
        match = pattern.search(line)
        if match:
            return match["reason"]
    raise AssertionError(line)


def copy_of(original: Path, copy: Path) -> Path:
    """Copy a file or a directory of code."""
    if original.is_dir():
        copytree(original, copy, ignore=NOT_COPIED, symlinks=True)
    else:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copyfile(original, copy)
    return copy


def fix(directory: Path) -> Outcome:
    """Run both fixing hooks over a directory, in a process of their own."""
    command = [*STANDARDS, "check", "--fix"]
    for hook in HOOKS:
        command += ["--select", hook]
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "."],
        cwd=directory,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - start
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (1 if lines else 0, "")
    return Outcome(lines, seconds)


def files_in(directory: Path) -> set[str]:
    """Return every file under a directory that is copied, relative to it."""
    return {
        str(path.relative_to(directory))
        for path in directory.rglob("*")
        if path.is_file() and NOT_CODE.isdisjoint(path.relative_to(directory).parts)
    }


def python_files(directory: Path) -> list[str]:
    """Return the Python files and stubs under a directory, relative to it, sorted."""
    return sorted(file for file in files_in(directory) if file.endswith((".py", ".pyi")))


def is_compiled(path: Path) -> bool:
    """Return whether the running interpreter compiles a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def comments(path: Path) -> Counter[str]:
    """Return the comments of a file that the interpreter's own tokeniser sees."""
    with tokenize.open(path) as stream:
        tokens = tokenize.generate_tokens(stream.readline)
        return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


def found_by_ruff(directory: Path) -> set[tuple[str, int, str]]:
    """Return file, line and hook of what Ruff's B006 and TID252 find."""
    done = subprocess.run(  # noqa: S603 - Ruff of the development environment
        [*RUFF, "."],
        cwd=directory,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {
        (
            str(Path(each["filename"]).relative_to(directory.resolve())),
            each["location"]["row"],
            RUFF_CODES[each["code"]],
        )
        for each in json.loads(done.stdout)
        if each["code"] in RUFF_CODES
    }


def assert_fixed(original: Path, fixed: Path, outcome: Outcome) -> None:
    """Assert what every fix promises.

    Args:
        original: The code as it was.
        fixed: The copy that was fixed.
        outcome: What the run that fixed it said.

    Raises:
        AssertionError: If a promise is broken.
    """
    assert [line for line in outcome.left if not reason_in(line)] == []
    changed = [
        file
        for file in python_files(fixed)
        if (fixed / file).read_bytes() != (original / file).read_bytes()
    ]
    assert sorted(outcome.rewritten) == changed
    assert files_in(fixed) == files_in(original)
    for file in changed:
        assert is_compiled(fixed / file) or not is_compiled(original / file), file
        assert comments(fixed / file) == comments(original / file), file

    again = fix(fixed)
    assert again.rewritten == []
    assert again.left == outcome.left

    still_found = found_by_ruff(fixed) - outcome.places()
    rewritten = set(outcome.rewritten)
    assert [place for place in still_found if place[0] in rewritten] == []


def imported(root: Path, package: str, search: Sequence[Path] = ()) -> dict[str, object]:
    """Import every module of a package in a process of its own.

    Args:
        root: The directory that holds the package.
        package: Its name.
        search: Where other packages are found.

    Returns:
        For each module the names that it has, or the error that it ended with.
    """
    done = subprocess.run(  # noqa: S603 - the running interpreter and a program of ours
        [sys.executable, "-B", "-c", IMPORTER, str(root), package],
        env=environment(PYTHONPATH=":".join(map(str, search))),
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    outcomes: dict[str, object] = json.loads(done.stdout.rpartition("\n")[2])
    return outcomes


LAYOUTS = {"src": "src", "flat": "."}


def laid_out(package: Path, directory: Path, layout: str) -> Path:
    """Copy a package into a project of its own; return the directory that it is imported from."""
    root = directory / LAYOUTS[layout]
    root.mkdir(parents=True)
    (directory / "pyproject.toml").write_text(ISOLATION, encoding="utf-8")
    copytree(package, root / package.name, ignore=NOT_COPIED)
    return root


def installed(name: str, requirements: str, *options: str) -> Path:
    """Return a directory with packages installed into it by pip, kept for the next time.

    Args:
        name: What the directory is called.
        requirements: Lines of a requirements file.
        options: Further options for pip.

    Raises:
        RuntimeError: If they cannot be installed.
    """
    kept = KEPT / f"{name}-{sys.version_info.major}.{sys.version_info.minor}"
    if not kept.is_dir():
        with scratch_to_fetch_into() as scratch:
            if not kept.is_dir():
                _install(requirements, options, scratch).rename(kept)
    return kept


def _install(requirements: str, options: Sequence[str], directory: Path) -> Path:
    """Install packages into a directory below another, by the pip of a new environment there."""
    listed = directory / "requirements.txt"
    listed.write_text(requirements, encoding="utf-8")
    venv.create(directory / "venv", with_pip=True)
    (python,) = (directory / "venv").glob("*/python")
    target = directory / "installed"
    done = subprocess.run(  # noqa: S603 - the pip of an environment made for it
        [
            *(str(python), "-m", "pip", "install", "--quiet"),
            *("--disable-pip-version-check", "--no-compile", *options),
            *("--requirement", str(listed), "--target", str(target)),
        ],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        message = f"{requirements} could not be installed\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)
    return target
