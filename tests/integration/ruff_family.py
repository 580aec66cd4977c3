"""A family of Ruff configurations, each a small repository that keeps the standard or does not.

Every key that the standard requires is changed, removed, written where Ruff also reads it, and
moved to other files: one that hides the `pyproject.toml`, one in a directory below, one that is
extended. Beside them stand the ways to leave out files and to ignore rules for some.
"""

from __future__ import annotations

import functools
import tomllib

from standards_hooks.project.toml_notation import write_value
from tests.unit.drifting_projects import MYPY, PROJECT, RUFF, SELECTORS


type Pairs = dict[str, object]


PROBE = '''\
"""Each line breaks a rule that is required."""

import os


def probe(value, unused):
    assert value == 42
    print(f"{value:>{99}}                                                                         ")
    return open("file", mode = "r")
'''
LAYOUT = {
    "src/app/__init__.py": "",
    "src/app/probe.py": PROBE,
    "src/app/sub/__init__.py": "",
    "src/app/sub/deep.py": PROBE,
    "tests/__init__.py": "",
    "tests/unit/test_probe.py": PROBE,
    "src/app/sub/tests/unit/test_deep.py": PROBE,
    "alembic/env.py": PROBE,
    "docs/conf.py": PROBE,
}
TABLES = ("lint.per-file-ignores", "lint.extend-per-file-ignores")
"""Tables whose keys are patterns, which stand as a whole."""


def _flattened(table: dict[str, object], path: str = "") -> Pairs:
    pairs: Pairs = {}
    for key, value in table.items():
        name = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict) and name not in TABLES:
            pairs |= _flattened(value, name)
        else:
            pairs[name] = value
    return pairs


REQUIRED = _flattened(tomllib.loads(RUFF)["tool"]["ruff"])
"""The required settings by dotted key."""
OTHERWISE: dict[str, tuple[object, ...]] = {
    "target-version": ("py311", "py39"),
    "line-length": (99, 120, 88),
    "src": (["lib"], []),
    "exclude": ([".git", ".venv", "__pycache__", "build"], []),
    "lint.select": (SELECTORS[1:], SELECTORS[:-1], [], ["F"]),
    "lint.ignore": (["E501"], ["PL"], ["ANN401", "S101"], ["ALL"]),
    "lint.per-file-ignores": ({"tests/**/*.py": ["F"]}, {"src/**/*.py": ["S101"]}),
    "lint.pydocstyle.convention": ("numpy", "pep257"),
    "lint.isort.known-first-party": ([], ["other"]),
    "lint.isort.force-single-line": (True,),
    "lint.isort.lines-after-imports": (1, -1),
    "format.quote-style": ("single", "preserve"),
    "format.indent-style": ("tab",),
    "format.skip-magic-trailing-comma": (True,),
    "format.line-ending": ("lf", "cr-lf", "native"),
    "format.docstring-code-format": (False,),
}
"""Of each key what the standard does not allow."""
AS_GOOD: dict[str, tuple[object, ...]] = {
    "target-version": ("py313",),
    "src": (["src", "lib"], ["./src"], ["s*"], [".", "src"]),
    "exclude": (
        [".git", ".venv", "__pycache__", "build", "dist", "docs"],
        [".git/", "**/.venv", "./__pycache__", "build/**", "dist/"],
    ),
    "lint.select": (["ALL"], [*SELECTORS, "D"], list(reversed(SELECTORS))),
    "lint.ignore": ([], ["ANN401"], ["D203", "COM812"], ["ANN4"]),
    "lint.per-file-ignores": (
        {},
        {"tests/*": ["S101"]},
        {"alembic/env.py": ["INP001"]},
        {"tests": ["F"]},
    ),
    "lint.isort.known-first-party": (["app", "lib"], ["ap*"]),
}
"""Of each key what is as good as what the standard writes."""


def project(pairs: Pairs, header: str = "[tool.ruff]") -> str:
    """Return a `pyproject.toml` with these settings of Ruff."""
    return f"{PROJECT}\n{header}\n{settings(pairs)}\n{MYPY}"


def settings(pairs: Pairs) -> str:
    """Return settings as dotted keys, which do as well in a `ruff.toml`."""
    return "".join(f"{key} = {write_value(value)}\n" for key, value in pairs.items())


def with_pairs(pairs: Pairs) -> dict[str, str]:
    """Return the required settings with some set otherwise, or added."""
    return {"pyproject.toml": project(REQUIRED | pairs)}


def without(key: str) -> Pairs:
    """Return the required settings but for one."""
    return {name: value for name, value in REQUIRED.items() if name != key}


def of_each_key() -> dict[str, dict[str, str]]:
    """Return what can be done to one required key, for each of them."""
    family: dict[str, dict[str, str]] = {}
    as_required = project(REQUIRED)
    for key, value in REQUIRED.items():
        lacking = settings(without(key))
        whole = settings(REQUIRED)
        cases = {
            "absent": {"pyproject.toml": project(without(key))},
            "absent in ruff.toml": {"pyproject.toml": as_required, "ruff.toml": lacking},
            "absent in .ruff.toml": {"pyproject.toml": as_required, ".ruff.toml": lacking},
            "absent below": {"pyproject.toml": as_required, "src/app/sub/ruff.toml": lacking},
            "absent in what is extended": {
                "pyproject.toml": project({"extend": "base.toml"}),
                "base.toml": lacking,
            },
            "added to what is extended": {
                "pyproject.toml": project({"extend": "base.toml", key: value}),
                "base.toml": lacking,
            },
        }
        wrong = [(f"is {write_value(each)}"[:60], each) for each in OTHERWISE[key]]
        right = [(f"is {write_value(each)}"[:60], each) for each in AS_GOOD.get(key, ())]
        for name, other in wrong + right:
            changed = settings(REQUIRED | {key: other})
            cases |= {
                name: with_pairs({key: other}),
                f"{name} in ruff.toml": {"pyproject.toml": as_required, "ruff.toml": changed},
                f"{name} in .ruff.toml": {
                    "pyproject.toml": as_required,
                    "ruff.toml": whole,
                    ".ruff.toml": changed,
                },
                f"{name} in what is extended": {
                    "pyproject.toml": project({"extend": "base.toml"}),
                    "base.toml": changed,
                },
                f"{name} over what is extended": {
                    "pyproject.toml": project({"extend": "base.toml", key: other}),
                    "base.toml": whole,
                },
                f"{name} below": {
                    "pyproject.toml": as_required,
                    "src/app/sub/ruff.toml": settings(
                        {"extend": "../../../pyproject.toml", key: other}
                    ),
                },
                f"{name} in a table below": {
                    "pyproject.toml": as_required,
                    "src/app/sub/pyproject.toml": "[tool.ruff]\n"
                    + settings({"extend": "../../../pyproject.toml", key: other}),
                },
            }
        if key.startswith("lint."):
            old = key.removeprefix("lint.")
            cases["in its old place"] = {"pyproject.toml": project(without(key) | {old: value})}
            for name, other in wrong[:1]:
                cases[f"{name} in its old place"] = {
                    "pyproject.toml": project(without(key) | {old: other})
                }
                cases[f"{name} in its old place beside the new one"] = with_pairs({old: other})
                cases[f"{name} beside its old place"] = {
                    "pyproject.toml": project(REQUIRED | {old: value, key: other})
                }
        family |= {f"{key}: {name}": files for name, files in cases.items()}
    return family


def of_files_left_out() -> dict[str, dict[str, str]]:
    """Return what leaves out files, and what does not."""
    patterns = (
        *("src/app/sub", "src/app/sub/", "./src/app/sub", "src/app/sub/**", "src/app/sub/*"),
        *("src/app/s*", "*ub", "sub", "/sub", "**/sub", "*/sub", "app", "app/**", "src"),
        *("src/*.py", "*.py", "deep.py", "s?b", "src/app/{sub,other}", "src/app/{a,b}", "[s]ub"),
        *("[!s]ub", "src/app/sub/deep.py", "src/../src/app/sub", "**/sub/**", "sub/deep.py"),
        *("docs", "tests", "tests/**", "alembic", "", ".", "*", "SUB", "!sub", "sub/", "s[tuv]b"),
        *("src/**/deep.py", "src/**", "**", "src/app/sub/d**p.py", "app/sub", "*_pb2.py"),
    )
    keys = ("extend-exclude", "lint.exclude", "format.exclude")
    family = {
        f"{key}: {pattern}": with_pairs({key: [pattern]}) for key in keys for pattern in patterns
    }
    required = REQUIRED["exclude"]
    assert isinstance(required, list)
    for pattern in ("src/app/sub", "sub", "docs", "*"):
        family[f"exclude: {pattern}"] = with_pairs({"exclude": [*required, pattern]})
    included = (
        *("src/**/*.py", "*.py", "src/app/*.py", "src/app/probe.py", "*.pyi", "src", "deep.py"),
        *("src/app/**", "./src/**/*.py", "**/*.py", "sub/**"),
    )
    for pattern in included:
        family[f"include: {pattern}"] = with_pairs({"include": [pattern, "tests/**/*.py"]})
    family["include and extend-include"] = with_pairs(
        {"include": ["src/app/probe.py"], "extend-include": ["src/**/*.py", "tests/**/*.py"]}
    )
    family["extend-include"] = with_pairs({"extend-include": ["*.txt"]})
    family["force-exclude"] = with_pairs({"force-exclude": True})
    family["force-exclude with an exclusion"] = with_pairs(
        {"force-exclude": True, "extend-exclude": ["src/app/sub"]}
    )
    for name, exclusion in {"its file": "sub/deep.py", "what is not there": "src/app/sub"}.items():
        family[f"excluded in a directory above: {name}"] = with_pairs({}) | {
            "src/app/ruff.toml": settings(
                {"extend": "../../pyproject.toml", "extend-exclude": [exclusion]}
            )
        }
        family[f"excluded in what is extended: {name}"] = {
            "pyproject.toml": project(REQUIRED | {"extend": "src/app/base.toml"}),
            "src/app/base.toml": settings({"extend-exclude": [exclusion]}),
        }
    return family


def of_ignored_files() -> dict[str, dict[str, str]]:
    """Return patterns of per-file ignores in both keys."""
    patterns = (
        *("tests/**/*.py", "tests/*.py", "tests/**", "tests/*", "./tests/**/*.py", "tests"),
        *("tests/", "/tests/**/*.py", "**/tests/**/*.py", "test_*.py", "src/**/*.py", "*.py"),
        *("src/app/sub/*", "deep.py", "src/app/sub", "alembic/*.py", "docs/*.py", "tests/../src/*"),
    )
    family = {}
    for key in ("lint.per-file-ignores", "lint.extend-per-file-ignores"):
        for pattern in patterns:
            for code in ("S101", "F401"):
                family[f"{key}: {pattern} {code}"] = with_pairs({key: {pattern: [code]}})
    return family


def of_other_keys() -> dict[str, dict[str, str]]:
    """Return the other settings of Ruff."""
    pairs: dict[str, Pairs] = {
        "as required": {},
        "longer lines for the rule": {"lint.pycodestyle.max-line-length": 120},
        "the same for the rule": {"lint.pycodestyle.max-line-length": 100},
        "longer lines but for the rule": {
            "line-length": 120,
            "lint.pycodestyle.max-line-length": 100,
        },
        "preview": {"preview": True},
        "preview of rules": {"lint.preview": True},
        "preview of the format": {"format.preview": True},
        "explicit preview": {"lint.preview": True, "lint.explicit-preview-rules": True},
        "external": {"lint.external": ["X"]},
        "safe fixes": {"lint.extend-safe-fixes": ["F401"]},
        "unsafe fixes": {"lint.extend-unsafe-fixes": ["F401"]},
        "unfixable": {"lint.unfixable": ["F401"]},
        "nothing fixable": {"lint.fixable": []},
        "extend-fixable": {"lint.extend-fixable": ["F"]},
        "extend-select": {"lint.extend-select": ["D"]},
        "extend-select what is ignored": {"lint.extend-select": ["PLR0913"]},
        "extend-ignore": {"lint.extend-ignore": ["F401"]},
        "extend-ignore what may be": {"lint.extend-ignore": ["ANN401"]},
        "ignored again": {"lint.ignore": ["PL"], "lint.extend-select": ["PLR", "PLC"]},
        "output": {"output-format": "concise", "show-fixes": True, "fix": True},
        "ignored by git too": {"respect-gitignore": False},
        "indent width": {"indent-width": 2},
        "version needed": {"required-version": ">=0.1"},
        "a target for some files": {"per-file-target-version": {"src/**/*.py": "py39"}},
        "dummy variables": {"lint.dummy-variable-rgx": ".*"},
        "builtins": {"builtins": ["_"]},
        "arguments of pylint": {"lint.pylint.max-returns": 99},
        "magic values": {"lint.pylint.allow-magic-value-types": ["int"]},
    }
    family = {name: with_pairs(each) for name, each in pairs.items()}
    return family | {
        "no table": {"pyproject.toml": f"{PROJECT}\n{MYPY}"},
        "an empty table": {"pyproject.toml": project({})},
        "an empty ruff.toml": {"pyproject.toml": project(REQUIRED), "ruff.toml": ""},
        "an empty .ruff.toml": {"pyproject.toml": project(REQUIRED), ".ruff.toml": ""},
        "an empty table below": {
            "pyproject.toml": project(REQUIRED),
            "src/app/sub/pyproject.toml": "[tool.ruff]\n",
        },
        "a file below without a table": {
            "pyproject.toml": project(REQUIRED),
            "src/app/sub/pyproject.toml": "[tool.other]\n",
        },
        "all that is required in ruff.toml": {
            "pyproject.toml": f"{PROJECT}\n{MYPY}",
            "ruff.toml": settings(REQUIRED),
        },
    }


def of_moved_roots() -> dict[str, dict[str, str]]:
    """Return `src` in a file of another directory, which its entries start from."""
    return {
        f"src in config/base.toml: {root}": {
            "pyproject.toml": project(without("src") | {"extend": "config/base.toml"}),
            "config/base.toml": settings({"src": [root]}),
        }
        for root in ("../src", "src", "..", "../s*", ".././src/")
    }


@functools.cache
def family() -> dict[str, dict[str, str]]:
    """Return the files of each configuration by its name."""
    return (
        of_each_key()
        | of_moved_roots()
        | of_files_left_out()
        | of_ignored_files()
        | of_other_keys()
    )
