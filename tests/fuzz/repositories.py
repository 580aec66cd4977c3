"""Whole repositories of broken configuration: the laws of the hooks that look at all of one."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from standards_hooks.engine.known_findings import FILE_NAME
from tests.fuzz.grammar import Writer
from tests.fuzz.mutations import mutated
from tests.fuzz.trial import run_in_process, snapshot


if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.trial import Trial


PYPROJECT = """\
[project]
name = "a"
version = "0"
requires-python = ">=3.12"
dependencies = ["pydantic>=2.0", "ruff"]

[dependency-groups]
dev = ["mypy>=1.13.0", "pytest>=8.3.0", {include-group = "x"}]

[tool.ruff]
target-version = "py312"
line-length = 100

[tool.ruff.lint]
select = ["E", "F", "ANN"]
ignore = ["ANN401"]

[tool.ruff.lint.per-file-ignores]
"tests/**/*.py" = ["S101"]

[tool.mypy]
python_version = "3.12"
strict = true
plugins = ["pydantic.mypy"]

[[tool.mypy.overrides]]
module = "tests.*"
disallow_untyped_defs = false

[tool.pytest.ini_options]
asyncio_mode = "auto"

[tool.standards-hooks]
exclude = ["x"]

[tool.standards-hooks.pyproject-drift.waivers]
tool.ruff.line-length = "a reason that is long enough"
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    "ruff.toml": 'line-length = 100\n[lint]\nselect = ["ALL"]\n',
    ".ruff.toml": "target-version = 'py311'\nextend = './ruff.toml'\n",
    "mypy.ini": "[mypy]\nstrict = True\n[mypy-tests.*]\ndisallow_untyped_defs = False\n",
    ".mypy.ini": "[mypy]\nplugins = a,\n  b\n",
    "setup.cfg": "[mypy]\nstrict = True\n[tool:pytest]\naddopts = -ra\n[flake8]\n",
    "pytest.ini": "[pytest]\nasyncio_mode = auto\n",
    "tox.ini": "[tox]\nenvlist = py312\n[testenv]\ncommands = pytest\n",
    ".python-version": "3.12\n3.13.1\n",
    "Dockerfile": "FROM python:3.11-slim AS a\nARG V=3.12\nFROM python:${V}\nRUN pip install x \\\n"
    "  && uv sync\nCOPY <<EOF /x\nRUN pip install\nEOF\nENV A=b\nUSER root\n",
    "api.dockerfile": "# escape=`\nARG P=3.13\nFROM ghcr.io/astral-sh/uv:python$P-bookworm\n",
    "docker-compose.yml": "services:\n  a: &x\n    image: python:3.12\n    build: {context: .}\n"
    "  b:\n    <<: *x\n    command: poetry run x\n    environment:\n      PASSWORD: hunter2\n",
    ".github/workflows/ci.yml": "on: push\njobs:\n  t:\n    strategy:\n      matrix:\n      "
    "  python: [3.12, '3.13']\n    steps:\n"
    "      - uses: actions/setup-python@v5\n        with:\n          "
    "python-version: ${{ matrix.python }}\n      - run: |\n          pip install -r r.txt\n",
    ".gitlab-ci.yml": "image: python:3.10\nt:\n  script: [pytest, 'poetry install']\n",
    ".pre-commit-config.yaml": "default_language_version: {python: python3.11}\nrepos:\n"
    "- repo: local\n  hooks:\n  - {id: ruff, entry: ruff}\n",
    ".env": "SECRET_KEY=a8f5f167f44f4964e6c998dee827110c\nexport B='x\ny'\nC=\"$B\"\n",
    ".env.example": "SECRET_KEY=\nDATABASE_URL=postgres://u:p@h/d\n",
    ".env.local": "A=1\n",
    ".gitignore": ".env\n!.env.x\n*.pyc\n[\n\\\n",
    "Makefile": "test:\n\tpip install -e . && pytest\n",
    "README.md": "```console\npip install .\n```\n",
    "requirements.txt": "a==1\n-r b.txt\n",
    "poetry.lock": "",
    "uv.lock": "version = 1\n",
    "src/app/__init__.py": "from app.a import b\n",
    "src/app/a.py": "from app.b import c\nb = 1\n",
    "src/app/b.py": "from app import a\nimport app.a\nc = 2\nx: bool = True\n",
    "src/app/main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    "src/app/api/v1/x.py": "from . import y\ndef f(a=[]): pass\n",
    "tests/test_a.py": "import app.a\n",
    "inner/pyproject.toml": "[project]\nname = 'i'\n",
    "inner/src/i/__init__.py": "import app\n",
    FILE_NAME: 'version = 1\nfindings = [\n    "src/app/b.py::boolean-naming::x::1",\n]\n',
}
TOML = (
    *(
        "x = 1",
        "[a]\nb.c = 2",
        "[[a]]\n[[a]]",
        "[tool]\nruff = 1",
        "[tool.ruff]\nlint = []",
        "a = inf",
    ),
    *(
        "[tool.mypy]\noverrides = 1",
        "[tool.ruff.lint]\nselect = [1, {}]",
        "a = 1979-05-27T07:32:00Z",
    ),
    *(
        "[tool.ruff.lint]\nselect = 'E'",
        "x = " + "[" * 90 + "]" * 90,
        "x = " + "{a=" * 90 + "1" + "}" * 90,
    ),
    *(
        "x = " + "9" * 5000,
        "x = 0x" + "f" * 5000,
        "x = 1e" + "9" * 400,
        "x = nan",
        '"" = 1',
        "'\\' = ''",
    ),
    *("[project]\nrequires-python = 3", "[project]\ndependencies = {}", "[project]\nname = []"),
    *(
        "[dependency-groups]\ndev = [1, {}, []]",
        "[project]\nrequires-python = '>=4,<3,!=*'",
        "[tool]",
    ),
    *(
        "[tool.standards-hooks]\nexclude = 1",
        "[tool.standards-hooks.pyproject-drift]\nwaivers = []",
    ),
    *(
        "[tool.ruff]\nline-length = " + "9" * 400,
        "[tool.ruff]\nextend = '.'",
        "[tool.ruff]\nextend = 'pyproject.toml'",
    ),
    *(
        "a." * 900 + "b = 1",
        "[" + "a." * 900 + "b]",
        "[tool.mypy]\nmypy_path = 1\nfiles = {}",
        "\ufeffx = 1",
    ),
    *(
        "[tool.ruff.lint.per-file-ignores]\n'[' = ['E']\n'{a,' = 1",
        "[tool.mypy]\npython_version = 3.12",
    ),
    *(
        "[tool.standards-hooks]\nbaseline = '\\u0000'",
        "[tool.standards-hooks]\nextend = 'pyproject.toml'",
    ),
    *("[tool.standards-hooks]\nbaseline = '.'", "[tool.standards-hooks]\nmax-size = " + "9" * 30),
)
YAML = (
    *(
        "a: &a [*a]",
        "a: &a {b: *a}",
        "- " * 90,
        "[" * 90,
        "{a: " * 90,
        "? [a]: b",
        "<<: 1",
        "a: *b",
    ),
    *(
        "a: !!python/object:os.system x",
        "a: !x y",
        "&a " * 3,
        "a: 1e999",
        "a: " + "9" * 5000,
        "\t- a",
    ),
    *(
        "a: 2001-99-99",
        "a: 0o9",
        "%YAML 9.9\n---\na",
        "---\na\n---\nb\n...\n",
        "a: |\n  x\n b",
        "~: ~",
    ),
    *(
        "a: &x [a,a]\nb: &y [*x,*x]\nc: &z [*y,*y]\nd: [*z,*z]",
        "jobs: []",
        "jobs: {a: 1}",
        "services: x",
    ),
    *("jobs: {a: {steps: {}}}", "repos: 1", "repos: [1, {hooks: 1}, {hooks: [1]}]", "a: 190:20:30"),
    *(
        "services: {a: {image: [x], build: 1}}",
        "jobs: {a: {steps: [{run: 1, with: []}]}}",
        "- - - a",
    ),
    *(
        "on: true\njobs: {1: {steps: [{uses: 1}]}}",
        "a: =",
        "a: !!binary x",
        "a: !!timestamp x",
        "!!set x",
    ),
    *(
        "jobs: {a: {strategy: {matrix: x}, steps: [{uses: actions/setup-python@v5, with: 1}]}}",
        "\0",
        "\x85",
    ),
)
DOCKER = (
    *(
        "FROM",
        "FROM ",
        "FROM scratch AS",
        "FROM python:",
        "FROM python@sha256:x",
        "FROM $",
        "FROM ${",
        "ARG",
    ),
    *(
        "ARG =",
        "FROM ${A:-python:${B}}",
        "# escape=x",
        "RUN <<A <<B\nx\nA",
        "RUN [",
        'RUN ["a", 1]',
        "\\",
    ),
    *(
        "FROM python:3.12 \\\n\n# c\n AS x",
        "ONBUILD ONBUILD RUN pip install x",
        "HEALTHCHECK NONE",
        "FROM " + "a" * 9000,
    ),
    *(
        "RUN " + "a && " * 900 + "pip install b",
        "RUN " + "(" * 900,
        "RUN pip install '",
        "FROM python:3.12-é",
        "\ufeffFROM a",
    ),
)
INI = (
    *(
        "[mypy",
        "[]",
        "[mypy]\nx",
        "x = 1",
        "[mypy]\n = 1",
        "[mypy]\nx = %(y)s",
        "[a]\n[a]",
        "[mypy]\nx=1\nx=2",
    ),
    *(
        "[mypy]\npython_version = 9" + "9" * 900,
        "[mypy]\n  x = 1\n y = 2",
        "[DEFAULT]\nx = 1",
        "[mypy-]\nx=1",
    ),
    *(
        "[mypy-a.*.b,c]\nignore_errors = maybe",
        "[mypy]\nplugins = \n  ,\n",
        "[mypy]\nx = \n\n [a]",
        "\0",
        "[mypy]\r\rx=1",
    ),
)
ENV = (
    "=",
    "A",
    "A=",
    "export",
    "A='",
    'A="\\',
    "é=é",
    "A=" + "x" * 9000,
    "A=${B:-${C}}",
    "\0",
    "A=b #c",
    "\ufeffA=1",
)
PIECES = {
    ".toml": TOML, ".yml": YAML, ".yaml": YAML, "Dockerfile": DOCKER, ".dockerfile": DOCKER,
    ".ini": INI, ".cfg": INI, ".env": ENV, ".example": ENV, ".local": ENV,
}  # fmt: skip
GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<hook>[\w-]+) .+")
BINARY = frozenset({0, 1})


def try_repositories(trial: Trial, number: int) -> None:
    """Check and fix a random repository."""
    random = trial.random
    if random.random() < 0.8:
        subprocess.run(["git", "init", "-q"], env=GIT, check=True)  # noqa: S607 - whichever there is
    for name in random.sample(sorted(FILES), random.randrange(1, len(FILES))):
        _write(random, Path(name))
    if random.random() < 0.7 and not Path("pyproject.toml").exists():
        _write(random, Path("pyproject.toml"))
    if random.random() < 0.3:
        subprocess.run(["git", "add", "-A"], env=GIT, check=False, capture_output=True)  # noqa: S607
    trial.counts["repositories"] += 1
    trial.counts["files"] += sum(len(files) for _, _, files in os.walk(".") if ".git" not in files)
    before = snapshot(trial.directory)
    said = trial.check(".")
    again = trial.check(".")
    trial.expect(
        (said.code, said.lines, said.errors) == (again.code, again.lines, again.errors),
        "a second run finds the same",
        *(set(said.lines) ^ set(again.lines)),
    )
    trial.expect((said.code == 2) == bool(said.errors), "2 says why", said.code, said.errors)
    _stand_in_the_files(trial, said.lines)
    trial.check("--diff", ".")
    trial.check("--output-format", random.choice(("json", "sarif", "junit", "github")), ".")
    trial.expect(snapshot(trial.directory) == before, "checking writes nothing")
    _baseline_round_trips(trial, said.code)
    _fix_is_safe(trial)


def _write(random: Random, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    source = FILES[path.as_posix()].encode()
    pieces = next((PIECES[end] for end in PIECES if path.name.endswith(end)), ())
    if path.suffix == ".py" and random.random() < 0.5:
        source = Writer(random, has_newer=False).encoded()
    elif pieces and random.random() < 0.5:
        piece = random.choice(pieces).encode()
        source = random.choice((piece, source + piece, piece + b"\n" + source))
    if random.random() < 0.3:
        other = FILES[random.choice(sorted(FILES))].encode()
        source = mutated(random, source, other)
    kind = random.random()
    if kind < 0.02:
        path.mkdir(exist_ok=True)
    elif kind < 0.04 and not path.is_dir():
        path.unlink(missing_ok=True)
        path.symlink_to(random.choice((path.name, "nowhere", "/dev/zero", ".")))
    elif kind < 0.05 and not path.exists() and path.name != ".gitignore":
        # Git itself would wait for the other end of that one.
        os.mkfifo(path)
    elif not path.is_dir() and not path.is_symlink():
        path.write_bytes(source)


def _stand_in_the_files(trial: Trial, lines: list[str]) -> None:
    trial.counts["findings"] += len(lines)
    for line in lines:
        match = LINE.fullmatch(line)
        if not trial.expect(match is not None, "one finding a line", line) or match is None:
            continue
        path = Path(match["path"])
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        number = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        is_inside = 1 <= int(match["line"]) <= max(number, len(text.splitlines())) + 1
        longest = max(map(len, text.split("\n"))) + 1
        is_inside = is_inside and 1 <= int(match["column"]) <= longest
        trial.expect(is_inside, "position within the file", line)


def _baseline_round_trips(trial: Trial, code: int) -> None:
    own = Path(FILE_NAME)
    if code == 2 or (os.path.lexists(own) and not own.is_file()):
        return
    kept = own.read_bytes() if own.exists() else None
    written = run_in_process(["baseline", "write", "--accept-new", "."])
    if (
        trial.expect(written.code in {0, 1, 2}, "baseline write", written.errors)
        and written.code != 2
    ):
        trial.counts["baselines"] += 1
        text = own.read_bytes() if own.exists() else b""
        left = trial.check(".")
        checked = run_in_process(["baseline", "check", "--strict", "."])
        again = run_in_process(["baseline", "write", "."])
        same = own.read_bytes() if own.exists() else b""
        trial.expect(text == same, "a baseline written twice is the same", text, same)
        trial.expect(checked.code == 0, "what was just written is up to date", checked.text)
        trial.expect(again.code in {0, 1}, "baseline write again", again.errors)
        unknowable = (" could not be checked", " the waiver of ")
        known = [line for line in left.lines if not any(each in line for each in unknowable)]
        new = [line for line in known if " standards " not in line and "ignore" not in line]
        trial.expect(not new or b"version" not in text, "a baseline knows all", *new[:5])
    if kept is None:
        own.unlink(missing_ok=True)
    else:
        own.write_bytes(kept)


def _fix_is_safe(trial: Trial) -> None:
    before = snapshot(trial.directory)
    trial.check("--fix", ".")
    after = snapshot(trial.directory)
    trial.expect(before.keys() == after.keys(), "no temporary file", before.keys() ^ after.keys())
    for path, (mode, content) in after.items():
        old_mode, old = before.get(path, (mode, b""))
        if content == old:
            continue
        trial.counts["files rewritten by a fix"] += 1
        trial.expect(mode == old_mode, "the mode is kept", path)
        if path.endswith(b".toml"):
            trial.expect(not _is_toml(old) or _is_toml(content), "a fix leaves TOML", old, content)
    trial.check("--fix", ".")
    trial.expect(
        snapshot(trial.directory) == after, "a second fix changes nothing", before == after
    )


def _is_toml(content: bytes) -> bool:
    try:
        tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        return False
    return True
