"""Adopt copies of real repositories, work in them, and count what is blocked that should not be.

    uv run python benchmarks/adoption.py DIRECTORY...

Each directory is copied into a repository of its own and adopted (`standards init --adopt`). Then
everything is checked once, as `pre-commit run --all-files` does it; honest edits follow, each of
which has to pass, and bad ones, each of which has to be blocked. A commit is checked as pre-commit
checks it, the changed files by the file hooks and the whole by the others, but without its start:
the tests commit through the real program. Prints a line for each repository, and ends with an error
where one does not hold.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING


sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.integration.executables import STANDARDS, environment


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    type Edit = Callable[[Path, Path], None]


ADDRESS = "https://git.example.com/standards-hooks"
REPOSITORY_HOOKS = "circular-imports,env-files,project-layout,pyproject-drift,toolchain-drift"
CLEAN = (
    '"""Labels of crates."""\n\n\ndef write_label(*, is_fragile: bool) -> str:\n'
    '    """Return the label."""\n    return "fragile" if is_fragile else ""\n'
)
BAD_PARAMETER = '\n\ndef reshelve(crates: list[str], urgent: bool) -> None:\n    """Reshelve."""\n'
BAD_DEFAULT = (
    '\n\ndef repack(*, crates: list[str] = []) -> int:\n    """Repack."""\n    return len(crates)\n'
)
VERSION = re.compile(r"""^version\s*=\s*["'][^"']+["']""", re.MULTILINE)
LONGEST = 60_000


def run(root: Path, *command: str) -> tuple[int, str]:
    """Run a command in a repository; return its exit code and what it printed."""
    done = subprocess.run(  # noqa: S603 - its own commands, over directories of the command line
        command, cwd=root, capture_output=True, text=True, env=environment(), check=False
    )
    return done.returncode, done.stdout + done.stderr


def git(root: Path, *arguments: str) -> str:
    """Run git; return its output."""
    code, text = run(root, "git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments)
    if code:
        raise RuntimeError(text)
    return text


def adopted(source: Path, root: Path) -> str:
    """Copy a directory into a new repository and adopt it; return what was printed."""
    shutil.copytree(source, root, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    git(root, "init", "--quiet", "-b", "main")
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "-m", "Go")
    code, text = run(root, *STANDARDS, "init", "--adopt", "--repo", ADDRESS, "--rev", "v0.1.0")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Adopt")
    return text if code else ""


def checked(root: Path) -> tuple[bool, str]:
    """Check what is staged; return whether everything passes, and what was printed."""
    git(root, "add", "--all")
    names = git(root, "diff", "--cached", "--name-only", "--diff-filter=d", "-z").split("\0")
    python = [name for name in names if name.endswith((".py", ".pyi"))]
    codes, texts = [], []
    if python:
        code, text = run(root, *STANDARDS, "check", *python)
        codes.append(code)
        texts.append(text)
    code, text = run(root, *STANDARDS, "check", "--select", REPOSITORY_HOOKS, ".")
    return not any([*codes, code]), "".join([*texts, text])


def old_files(root: Path) -> list[Path]:
    """Return the repository's modules with findings, those with most first, of bearable size."""
    baseline = root / ".standards-baseline.toml"
    lines = baseline.read_text(encoding="utf-8").splitlines() if baseline.exists() else []
    counts: dict[str, int] = {}
    for line in lines:
        path = line.strip().strip('",').partition("::")[0]
        if path.endswith(".py") and not path.endswith("__init__.py"):
            counts[path] = counts.get(path, 0) + 1
    ranked = sorted(counts, key=lambda path: (-counts[path], path))
    places = [root / path for path in ranked]
    return [each for each in places if each.is_file() and each.stat().st_size < LONGEST]


def comment(_: Path, file: Path) -> None:
    """Add a comment to the end."""
    file.write_text(file.read_text(encoding="utf-8") + "# The end.\n", encoding="utf-8")


def docstring(_: Path, file: Path) -> None:
    """Give a function without a docstring one."""
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and not ast.get_docstring(node):
            first = node.body[0]
            if not lines[first.lineno - 1][: first.col_offset].strip():
                indent = " " * first.col_offset
                lines.insert(first.lineno - 1, f'{indent}"""Do it."""\n')
                file.write_text("".join(lines), encoding="utf-8")
                return


def version(root: Path, _: Path) -> None:
    """Raise the version of the project."""
    path = root / "pyproject.toml"
    if path.exists():
        text = path.read_text(encoding="utf-8")
        path.write_text(VERSION.sub('version = "99.0.1"', text, count=1), encoding="utf-8")


def new_module(_: Path, file: Path) -> None:
    """Write a clean module beside a file."""
    (file.parent / "labels_of_crates.py").write_text(CLEAN, encoding="utf-8")


def renamed(root: Path, file: Path) -> None:
    """Give a file another name."""
    git(root, "mv", str(file), str(file.with_name(f"{file.stem}_renamed.py")))


def moved(root: Path, file: Path) -> None:
    """Move a file into another directory of the same kind."""
    target = file.parent / "moved"
    target.mkdir(exist_ok=True)
    (target / "__init__.py").write_text('"""Moved."""\n', encoding="utf-8")
    git(root, "mv", str(file), str(target / file.name))


def deleted(_: Path, file: Path) -> None:
    """Delete a file."""
    file.unlink()


def text(root: Path, _: Path) -> None:
    """Edit a text."""
    (root / "NOTES.md").write_text("Notes.\n", encoding="utf-8")


def added(addition: str) -> Edit:
    """Return an edit that adds text to the end of a file."""

    def edit(_: Path, file: Path) -> None:
        file.write_text(file.read_text(encoding="utf-8") + addition, encoding="utf-8")

    return edit


def secret(root: Path, _: Path) -> None:
    """Commit a secret."""
    (root / ".env").write_text("API_KEY=7f3kd93jdk3\n", encoding="utf-8")
    git(root, "add", "--force", ".env")


HONEST: tuple[Edit, ...] = (comment, docstring, version, new_module, renamed, moved, deleted, text)
BAD: dict[str, Edit] = {
    "parameter": added(BAD_PARAMETER),
    "default": added(BAD_DEFAULT),
    "secret": secret,
}


UNIMPORTED = (renamed, moved, deleted)
"""What only a file can bear that nothing imports: the rest of an honest edit is not made here."""


def is_imported(root: Path, file: Path) -> bool:
    """Return whether another module mentions the name of a file in an import."""
    mention = ("-e", rf"import.*\b{file.stem}\b", "-e", rf"from.*\b{file.stem}\b.*import")
    code, _ = run(root, "git", "grep", "--quiet", "-E", *mention, "--", "*.py")
    return code == 0


def problems_of(root: Path) -> Iterator[str]:
    """Work in an adopted repository; yield what did not go as it should."""
    code, printed = run(root, *STANDARDS, "check", ".")
    if code:
        yield f"first check: {printed.splitlines()[0]}"
    if git(root, "status", "--porcelain"):
        yield "first check changed files"
    files = old_files(root)
    free = [file for file in files if not is_imported(root, file)]
    for edit in HONEST:
        among = free if edit in UNIMPORTED else files
        file = next((each for each in among if each.is_file()), None)
        if file is None:
            yield "too few files with findings"
            return
        edit(root, file)
        passes, printed = checked(root)
        if not passes:
            yield f"{edit.__name__} of {file.relative_to(root)}: {printed.splitlines()[0]}"
        git(root, "commit", "--quiet", "--allow-empty", "-m", edit.__name__)
        files = [each for each in files if each != file]
    file = next(each for each in [*files, root / "pyproject.toml"] if each.is_file())
    for name, edit in BAD.items() if file.suffix == ".py" else ():
        edit(root, file)
        if checked(root)[0]:
            yield f"bad {name} in {file.relative_to(root)} passes"
        git(root, "reset", "--quiet", "--hard")


def main() -> int:
    """Adopt the directories of the command line."""
    failed = 0
    for name in sys.argv[1:]:
        source = Path(name)
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch) / source.name
            refused = adopted(source, root)
            problems = [f"adopting: {refused.strip()}"] if refused else []
            problems += problems_of(root)
        failed += bool(problems)
        sys.stdout.write(f"{source.name}: {'; '.join(problems) or 'holds'}\n")
        sys.stdout.flush()
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
