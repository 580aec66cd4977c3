"""A family of mypy configurations, each a small repository that keeps the standard or does not.

Every key that the standard requires is changed, removed, written in other words, loosened for some
modules and moved to another file; beside them stand the ways in which a project is known to switch
mypy off in silence, and those that only look like it.
"""

from __future__ import annotations

import functools

from tests.unit.drifting_projects import MYPY, PROJECT, RUFF


PROBES = '''\
"""Each function breaks what one option catches."""

from collections.abc import Callable
from typing import Any, cast


def anything() -> Any: ...


def untyped(value): ...


def incomplete(value, other: int) -> None: ...


def returning() -> int:
    return anything()


def unchecked():
    len(1)


def decorator(function):
    return function


@decorator
def decorated() -> None: ...


def optional(value: int = None) -> None: ...


def falling(value: int) -> int:
    if value:
        return 1


def redundant(value: int) -> int:
    return cast(int, value)


UNUSED = 1  # type: ignore[assignment]


def unreachable(value: int) -> None:
    if isinstance(value, str):
        print(value)


def equality(value: int) -> bool:
    return value == "1"


WRONG: int = "1"
'''
PROBE_FILES = {"app.probes": "src/app/probes.py", "tests.test_probes": "tests/test_probes.py"}
LAYOUT = {
    "src/app/__init__.py": "",
    "src/app/probes.py": PROBES,
    "src/app/sub/__init__.py": "",
    "src/app/sub/deep.py": "",
    "tests/__init__.py": "",
    "tests/test_probes.py": PROBES,
    "alembic/env.py": "",
}
PYDANTIC = "pydantic.mypy"
PLUGINS = f'plugins = ["{PYDANTIC}"]\n'
TABLE, _, OVERRIDES = MYPY.replace(PLUGINS, "").partition("\n\n")
PAIRS = dict(line.split(" = ") for line in TABLE.splitlines()[1:])
SWITCHES = tuple(key for key, value in PAIRS.items() if value == "true")
STRICT = (
    *("warn_return_any", "disallow_untyped_defs", "disallow_incomplete_defs"),
    *("check_untyped_defs", "disallow_untyped_decorators", "warn_redundant_casts"),
    *("warn_unused_ignores", "strict_equality"),
)
"""What `strict` switches on, of what the standard requires."""
OPPOSITES = {"no_": "", "disallow_": "allow_", "show_": "hide_"}
INI_FILES = ("mypy.ini", ".mypy.ini", "setup.cfg")
TESTS_MAY = "[mypy-tests.*]\ndisallow_untyped_defs = false\n"
MIGRATIONS_MAY = "[mypy-alembic.*]\nignore_errors = true\n"


def project(table: str, overrides: str = OVERRIDES) -> str:
    """Return a `pyproject.toml` with these settings of mypy; Pydantic is no dependency."""
    without_pydantic = PROJECT.replace(' "pydantic>=2.10.0",', "")
    return f"{without_pydantic}\n{RUFF}\n{table}\n\n{overrides}"


def written(pairs: dict[str, str], header: str = "[tool.mypy]") -> str:
    """Return a table or a section."""
    return "\n".join([header, *(f"{key} = {value}" for key, value in pairs.items())])


def with_pairs(**pairs: str) -> str:
    """Return the required settings with some of them set otherwise, or added."""
    return project(written(PAIRS | pairs))


def with_override(modules: str, *lines: str) -> str:
    """Return the required settings with an override of modules added."""
    text = "\n".join(lines)
    return project(TABLE, f"{OVERRIDES}\n[[tool.mypy.overrides]]\nmodule = {modules}\n{text}\n")


def ini(pairs: dict[str, str], *sections: str) -> str:
    """Return the required settings as an ini file has them."""
    plain = {key: value.replace('"', "") for key, value in pairs.items()}
    return "\n\n".join([written(plain, "[mypy]"), TESTS_MAY, MIGRATIONS_MAY, *sections]) + "\n"


def without(key: str) -> dict[str, str]:
    """Return the required settings but for one."""
    return {name: value for name, value in PAIRS.items() if name != key}


def opposite_of(key: str) -> str:
    """Return the other name of a switch, which sets the opposite."""
    for start, other in OPPOSITES.items():
        if key.startswith(start):
            return other + key.removeprefix(start)
    return f"no_{key}"


def of_each_switch() -> dict[str, dict[str, str]]:
    """Return what can be done to one required switch, for each of them."""
    family: dict[str, dict[str, str]] = {}
    for key in SWITCHES:
        bare = {name: value for name, value in PAIRS.items() if name not in STRICT}
        exception = bare | {"strict": "true", key: "false"}
        pyproject = {
            "false": with_pairs(**{key: "false"}),
            "absent": project(written(without(key))),
            "opposite": project(written(without(key) | {opposite_of(key): "true"})),
            "opposite of nothing": with_pairs(**{opposite_of(key): "false"}),
            "false in quotes": with_pairs(**{key: '"false"'}),
            "true in quotes": with_pairs(**{key: '"True"'}),
            "on in quotes": with_pairs(**{key: '"on"'}),
            "a number": with_pairs(**{key: "1"}),
            "no boolean": with_pairs(**{key: '"perhaps"'}),
            "misspelt": project(written(without(key) | {f"{key}s": "true"})),
            "but for the application": with_override('"app.*"', f"{key} = false"),
            "but for one module": with_override('"app.sub.deep"', f"{key} = false"),
            "but for tests": with_override('"tests.test_probes"', f"{key} = false"),
            "but for others": with_override('"boto3.*"', f"{key} = false"),
            "opposite for the application": with_override('"app.*"', f"{opposite_of(key)} = true"),
            "strict but for it": project(written(exception)),
        }
        family |= {f"{key}: {name}": {"pyproject.toml": text} for name, text in pyproject.items()}
        for name in INI_FILES:
            family[f"{key}: lost on the way to {name}"] = {
                "pyproject.toml": project("", ""),
                name: ini(without(key)),
            }
    return family


CODES = (
    *("no-any-return", "no-untyped-def", "untyped-decorator", "redundant-cast", "unused-ignore"),
    *("return", "unreachable", "comparison-overlap", "assignment"),
)
"""The codes of the errors that the required options let mypy report."""


def of_codes() -> dict[str, str]:
    """Return what switches off the codes of the required options."""
    family = {f"no {code}": with_pairs(disable_error_code=f'["{code}"]') for code in CODES}
    return family | {
        f"no {code} in the application": with_override('"app.*"', f'disable_error_code = "{code}"')
        for code in CODES
    }


def of_other_keys() -> dict[str, str]:
    """Return what else a `pyproject.toml` may say."""
    bare = {name: value for name, value in PAIRS.items() if name not in STRICT}
    return {
        "as required": project(TABLE),
        "without overrides": project(TABLE, ""),
        "no table": project("", ""),
        "an empty table": project("[tool.mypy]", ""),
        "strict alone": project('[tool.mypy]\nstrict = true\npython_version = "3.12"', ""),
        "strict for what it implies": project(written(bare | {"strict": "true"})),
        "strict in quotes": project(written(bare | {"strict": '"true"'})),
        "strict is false": project(written(bare | {"strict": "false"})),
        "strict beside all": with_pairs(strict="true"),
        "strict for one module": with_override('"app.*"', "strict = true"),
        "ignore_errors": with_pairs(ignore_errors="true"),
        "ignore_errors in quotes": with_pairs(ignore_errors='"true"'),
        "ignore_errors is false": with_pairs(ignore_errors="false"),
        "strict_optional is false": with_pairs(strict_optional="false"),
        "no_strict_optional": with_pairs(no_strict_optional="true"),
        "disable a code": with_pairs(disable_error_code='["arg-type"]'),
        "disable a code in a text": with_pairs(disable_error_code='"arg-type, misc"'),
        "disable nothing": with_pairs(disable_error_code="[]"),
        "disable nothing in a text": with_pairs(disable_error_code='""'),
        "disable and enable": with_pairs(
            disable_error_code='["arg-type"]', enable_error_code='["arg-type"]'
        ),
        "disable a code that is off": with_pairs(disable_error_code='["explicit-override"]'),
        "enable a code": with_pairs(enable_error_code='["explicit-override"]'),
        "python 3.13": with_pairs(python_version='"3.13"'),
        "python 3.11": with_pairs(python_version='"3.11"'),
        "python as a number": with_pairs(python_version="3.12"),
        "python 3": with_pairs(python_version='"3"'),
        "python is no version": with_pairs(python_version='"py312"'),
        "python is absent": project(written(without("python_version"))),
        "follow nothing": with_pairs(follow_imports='"skip"'),
        "follow in silence": with_pairs(follow_imports='"silent"'),
        "follow what nobody knows": with_pairs(follow_imports='"never"'),
        "an unknown option": with_pairs(strict_typing="true"),
        "a report": with_pairs(html_report='"report"'),
        "an experimental option": with_pairs(x_anything="true"),
        "more than required": with_pairs(disallow_any_generics="true", strict_concatenate="true"),
        "imports may be missing": with_pairs(ignore_missing_imports="true"),
        "pretty": with_pairs(pretty="true"),
        "an override without modules": project(
            TABLE, f"{OVERRIDES}\n[[tool.mypy.overrides]]\nignore_errors = false\n"
        ),
        "an override of a number": with_override("1", "ignore_missing_imports = true"),
        "overrides that contradict": project(
            TABLE,
            f'{OVERRIDES}\n[[tool.mypy.overrides]]\nmodule = "boto3"\nfollow_imports = "skip"\n'
            '[[tool.mypy.overrides]]\nmodule = "boto3"\nfollow_imports = "silent"\n',
        ),
        "overrides that are one table": project(
            TABLE, '[tool.mypy.overrides]\nmodule = "boto3"\nignore_missing_imports = true\n'
        ),
    }


def of_overrides() -> dict[str, str]:
    """Return what an override may say, of which modules."""
    loosening = {
        "ignore_errors": "ignore_errors = true",
        "allow_untyped_defs": "allow_untyped_defs = true",
        "disable_error_code": 'disable_error_code = ["arg-type"]',
        "disable nothing": "disable_error_code = []",
        "disable what is off": 'disable_error_code = ["explicit-override"]',
        "disable and enable": (
            'disable_error_code = ["arg-type"]\nenable_error_code = ["arg-type"]'
        ),
        "strict_optional": "strict_optional = false",
        "follow_imports": 'follow_imports = "skip"',
        "imports": "ignore_missing_imports = true",
        "in quotes": 'check_untyped_defs = "false"',
        "unknown": "check_untyped = true",
    }
    own = {
        "app.*": '"app.*"',
        "app": '"app"',
        "app.probes": '"app.probes"',
        "app.sub.*": '"app.sub.*"',
        "*.deep": '"*.deep"',
        "app.*.deep": '"app.*.deep"',
        "among others": '["boto3.*", "app.probes"]',
    }
    of_others = {
        "boto3": '"boto3"',
        "apps": '"apps.*"',
        "*": '"*"',
        "ap*": '"ap*"',
        "*.boto3": '"*.boto3"',
    }
    tests = {"tests.*": '["tests.test_probes"]', "alembic": '"alembic.env"'}
    family = {
        f"{name} for {modules}": with_override(pattern, line)
        for name, line in loosening.items()
        for modules, pattern in (own | of_others | tests).items()
        if name in ("ignore_errors", "disable_error_code") or modules in ("app.*", "boto3", "*")
    }
    again = "ignore_errors = true\n[[tool.mypy.overrides]]\nmodule = {}\nignore_errors = false"
    family["loosened above and tightened below"] = with_override(
        '"app.*"', again.format('["app", "app.probes", "app.sub.*"]')
    )
    family["loosened above and half tightened below"] = with_override(
        '"app.*"', again.format('"app.sub.*"')
    )
    family["a module that is not there"] = with_override('"app.gone"', "ignore_errors = true")
    family["no error for tests"] = project(
        TABLE, '[[tool.mypy.overrides]]\nmodule = "tests.*"\nignore_errors = true\n'
    )
    return family


def of_files_left_out() -> dict[str, str]:
    """Return what leaves files out, and what does not."""
    exclusions = {
        "a directory": '"^src/app/sub"',
        "a directory with a slash": '"src/app/sub/"',
        "a directory and its end": '"^src/app/sub/$"',
        "a part of a name": '"prob"',
        "a name from the start": '"^probes"',
        "a list": '["^docs/", "sub/deep\\\\.py$"]',
        "a list of others": '["^docs/", "^alembic/"]',
        "tests": '"^tests/"',
        "everything": '"."',
        "verbose": "'''(?x)(\n^docs/ | ^src/app/sub/\n)'''",
        "no expression": '"("',
        "nothing": '""',
        "an empty list": "[]",
        "a dot that is a dot": '"src.app.sub"',
    }
    files = {
        "src": '["src", "tests"]',
        "here": '"."',
        "one module": '["src/app/probes.py"]',
        "a text": '"src/app, tests"',
        "one package": '"src/app/sub"',
        "a glob": '["src/*"]',
        "a deep glob": '["src/**/*.py"]',
        "a shallow glob": '["src/app/*.py"]',
        "tests": '["tests"]',
    }
    family = {f"exclude: {name}": with_pairs(exclude=text) for name, text in exclusions.items()}
    return family | {f"files: {name}": with_pairs(files=text) for name, text in files.items()}


def of_plugins() -> dict[str, str]:
    """Return what may be said of plugins in a project that depends on Pydantic."""

    def of(value: str) -> str:
        return f"{PROJECT}\n{RUFF}\n{written(PAIRS | {'plugins': value})}\n\n{OVERRIDES}"

    return {
        "plugins: as required": of(f'["{PYDANTIC}"]'),
        "plugins: a text": of(f'"{PYDANTIC}"'),
        "plugins: two in a text": of(f'"numpy.typing.mypy_plugin, {PYDANTIC}"'),
        "plugins: others": of('["numpy.typing.mypy_plugin"]'),
        "plugins: none": of("[]"),
        "plugins: absent": f"{PROJECT}\n{RUFF}\n{written(PAIRS)}\n\n{OVERRIDES}",
    }


def of_ini_files() -> dict[str, dict[str, str]]:
    """Return what may be said in which ini file, beside what `pyproject.toml` says."""
    family: dict[str, dict[str, str]] = {}
    says = {
        "as required": ini(PAIRS),
        "in capitals": ini({key: value.title() for key, value in PAIRS.items()}),
        "yes and no": ini({key: value.replace("true", "yes") for key, value in PAIRS.items()}),
        "switched off": ini(PAIRS | {"warn_unreachable": "off"}),
        "no boolean": ini(PAIRS | {"warn_unreachable": "perhaps"}),
        "no section": "[other]\n",
        "nothing": "",
        "python in quotes": ini(PAIRS).replace("3.12", '"3.12"'),
        "a code disabled": ini(PAIRS | {"disable_error_code": "arg-type"}),
        "codes on lines of their own": ini(PAIRS | {"disable_error_code": "\n  arg-type,\n  misc"}),
        "no code disabled": ini(PAIRS | {"disable_error_code": ""}),
        "for the application": ini(PAIRS, "[mypy-app.*]\nignore_errors = true"),
        "for two": ini(PAIRS, "[mypy-boto3.*,app.sub.*]\nallow_untyped_defs = True"),
        "for others": ini(PAIRS, "[mypy-boto3.*]\nignore_errors = true"),
        "for tests": ini(PAIRS, "[mypy-tests.test_probes]\nignore_errors = true"),
        "a slash for a dot": ini(PAIRS, "[mypy-app/sub/*]\nignore_errors = true"),
        "unknown": ini(PAIRS | {"warn_unreachble": "true"}),
        "excludes": ini(PAIRS | {"exclude": "^src/app/sub/"}),
        "excludes nothing": ini(PAIRS | {"exclude": ""}),
        "excludes others": ini(PAIRS | {"exclude": "(^docs/|^alembic/)"}),
        "files": ini(PAIRS | {"files": "src/app/sub"}),
        "files on lines": ini(PAIRS | {"files": "src,\n  tests"}),
        "a comment behind a value": ini(PAIRS | {"warn_unreachable": "true  # always"}),
    }
    for name in INI_FILES:
        for what, text in says.items():
            for beside, pyproject in {
                "": project("", ""),
                " beside a table": project(TABLE),
            }.items():
                family[f"{name}{beside}: {what}"] = {"pyproject.toml": pyproject, name: text}
    family["mypy.ini hides .mypy.ini"] = {
        "pyproject.toml": project(TABLE),
        "mypy.ini": ini(PAIRS),
        ".mypy.ini": "[mypy]\nignore_errors = true\n",
    }
    family[".mypy.ini hides setup.cfg"] = {
        "pyproject.toml": project("", ""),
        ".mypy.ini": ini(PAIRS | {"ignore_errors": "true"}),
        "setup.cfg": ini(PAIRS),
    }
    return family


@functools.cache
def family() -> dict[str, dict[str, str]]:
    """Return the files of each configuration by its name."""
    alone = of_codes() | of_other_keys() | of_overrides() | of_files_left_out() | of_plugins()
    of_pyproject = {name: {"pyproject.toml": text} for name, text in alone.items()}
    return of_each_switch() | of_pyproject | of_ini_files()
