"""pyproject-drift: what a user sees for one `pyproject.toml`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standards_hooks.project.document import parse_document
from standards_hooks.project.layout import layout_of
from standards_hooks.project.toml_notation import write_segment, write_value
from standards_hooks.rules.pyproject_drift import HOOK, main
from standards_hooks.rules.pyproject_drift.effective_configuration import (
    EffectiveConfiguration,
    Facts,
)
from standards_hooks.rules.pyproject_drift.explain import pasteable_blocks, requirements_text
from standards_hooks.rules.pyproject_drift.standard import load_standard
from standards_hooks.rules.pyproject_drift.table_checks import check
from tests.unit.drifting_projects import (
    GOOD,
    LAYOUT,
    MYPY,
    PROJECT,
    RUFF,
    SELECT,
    changed,
    findings_in,
    findings_of,
    messages_in,
    pasted,
    repository,
)


if TYPE_CHECKING:
    from pathlib import Path


STANDARD = load_standard()
PACKAGED = '[tool.hatch.build.targets.wheel]\npackages = ["src/app"]\n'
"""What proves the name that the package is imported by."""


def test_the_configuration_that_the_standard_requires_is_clean(tmp_path: Path) -> None:
    assert messages_in(tmp_path, GOOD) == []


CLEAN_VARIANTS = {
    "newer versions": changed(("py312", "py313"), ('"3.12"', '"3.13"'), (">=3.12", ">=3.13,<4")),
    "target implied by requires-python": changed(('target-version = "py312"\n', "")),
    "mypy's version as a number": changed(('python_version = "3.12"', "python_version = 3.12")),
    "version from the build back end": changed(('version = "1.0.0"', 'dynamic = ["version"]')),
    "readme as a table": changed(('"README.md"', '{ file = "README.md" }')),
    "everything selected": changed((SELECT, 'select = ["ALL"]\nextend-select = ["D"]\n')),
    "selectors in pieces": changed(
        ('"PL"', '"PLC", "PLE", "PLR", "PLW"'), ('"ANN"', '"ANN0", "ANN2", "ANN4"')
    ),
    "selectors added": changed(
        ('"RUF"', '"D"'), ("ignore = ", 'extend-select = ["RUF"]\nignore = ')
    ),
    "TC for TCH": changed(('"TCH"', '"TC"')),
    "ignored what nobody requires": changed(
        ('"ANN401"', '"D203", "COM812", "CPY", "E999", "E203"')
    ),
    "ignored less": changed(('"ANN101", "ANN102", "ANN401", "PLR0913", ', "")),
    "ignored in general, selected again": changed(("ignore = [", 'ignore = ["ALL", ')),
    "narrower than allowed in tests": changed(('"S101", "ARG"', '"S101", "ARG001"')),
    "one file of the tests": changed(('"tests/**/*.py"', '"./tests/unit/conftest.py"')),
    "a pattern that matches nothing": changed(
        ('"tests/**/*.py" = [', '"src/" = ["F"]\n"tests/*" = [')
    ),
    "excluded besides the default": changed(("exclude = [", 'extend-exclude = ["build/**", ')),
    "default exclude": changed(
        (
            'exclude = [".git", ".venv", "__pycache__", "build", "dist"]',
            'extend-exclude = ["build"]',
        )
    ),
    "deprecated places": changed(
        ("[tool.ruff.lint]\n", ""),
        ("[tool.ruff.lint.per", "[tool.ruff.per"),
        ("[tool.ruff.lint.pyd", "[tool.ruff.pyd"),
        ("[tool.ruff.lint.isort", "[tool.ruff.isort"),
    ),
    "defaults left out": changed(
        ("force-single-line = false\n", ""),
        ('quote-style = "double"\nindent-style = "space"\nskip-magic-trailing-comma = false\n', ""),
        ('line-ending = "auto"\n', ""),
        ("no_implicit_optional = true\n", ""),
        ("warn_no_return = true\n", ""),
        ("show_error_codes = true\n", ""),
        ('src = ["src"]\n', ""),
    ),
    "strict implies": changed(
        ("warn_return_any = true", "strict = true"),
        ("disallow_untyped_defs = true\ndisallow_incomplete_defs = true\n", ""),
        ("check_untyped_defs = true\ndisallow_untyped_decorators = true\n", ""),
        ("warn_redundant_casts = true\nwarn_unused_ignores = true\n", ""),
        ("strict_equality = true\n", ""),
    ),
    "no plugin without pydantic": changed(
        ('"pydantic>=2.10.0", ', ""), ('plugins = ["pydantic.mypy"]\n', "")
    ),
    "plugins as one text": changed(('["pydantic.mypy"]', '"sqlalchemy.ext.mypy, pydantic.mypy"')),
    "overrides of other people's modules": GOOD
    + '[[tool.mypy.overrides]]\nmodule = ["boto3.*", "celery"]\nignore_errors = true\n',
    # mypy takes its switches as an ini file has them, and `*` alone for no module.
    "one for true": changed(("strict_equality = true", "strict_equality = 1")),
    "an override of no module": changed(('module = "tests.*"', 'module = ["tests.*", "*"]')),
    "tools in a group that includes another": changed(
        ("[project.optional-dependencies]\ndev = [", "[dependency-groups]\nlint = [")
    )
    + "[dependency-groups.dev]\n".replace("[dependency-groups.dev]\n", ""),
    "tools in [tool.uv]": changed(
        ("[project.optional-dependencies]\ndev", "[project.optional-dependencies]\nx"),
    ),
    "other releases and spellings": changed(
        ("fastapi>=0.115.0", "FastAPI[all] ~= 0.116 ; sys_platform != 'win32'"),
        ("uvicorn[standard]>=0.32.0", "uvicorn @ https://example.com/uvicorn.whl"),
        ('"pytest>=8.3.0"', '"pytest==9.*,!=9.0.1"'),
        ('"pytest-cov>=6.0.0"', '"Pytest_Cov>=6"'),
    ),
    "a line length for documentation": changed(
        (
            "[tool.ruff.lint.isort]",
            "[tool.ruff.lint.pycodestyle]\nmax-doc-length = 80\n\n[tool.ruff.lint.isort]",
        )
    ),
}


@pytest.mark.parametrize("text", CLEAN_VARIANTS.values(), ids=CLEAN_VARIANTS.keys())
def test_what_has_the_same_effect_is_clean(tmp_path: Path, text: str) -> None:
    assert messages_in(tmp_path, text) == []


DRIFTS = {
    "line length": (
        changed(("line-length = 100", "line-length = 120")),
        (
            "`tool.ruff.line-length` is 120; the standard requires 100 (Code Style and "
            "Formatting, Line Length): write `line-length = 100`"
        ),
    ),
    "a number in quotes": (
        changed(("line-length = 100", 'line-length = "100"')),
        '`tool.ruff.line-length` is "100"; the standard requires 100',
    ),
    "missing key": (
        changed(("line-length = 100\n", "")),
        (
            "`tool.ruff.line-length` is missing; the standard requires 100 (Code Style and "
            "Formatting, Line Length): write `line-length = 100` under `[tool.ruff]`"
        ),
    ),
    "hidden line length": (
        GOOD + "[tool.ruff.lint.pycodestyle]\nmax-line-length = 160\n",
        "`tool.ruff.lint.pycodestyle.max-line-length` is 160; the standard requires 100",
    ),
    "old Python": (
        changed((">=3.12", ">=3.10,<4")),
        (
            '`project.requires-python` is ">=3.10,<4"; the standard requires "3.12" or newer '
            '(Python Version, Required Version): write `requires-python = ">=3.12"`'
        ),
    ),
    "old target": (changed(("py312", "py39")), '`tool.ruff.target-version` is "py39"'),
    "target misspelt": (changed(("py312", "3.12")), '`tool.ruff.target-version` is "3.12"'),
    "old version for mypy": (
        changed(('python_version = "3.12"', 'python_version = "3.9"')),
        '`tool.mypy.python_version` is "3.9"; the standard requires "3.12" or newer',
    ),
    "empty description": (changed(("Sells things", "")), '`project.description` is ""'),
    "selector missing": (
        changed(('"S", ', "")),
        (
            "`tool.ruff.lint.select` lacks `S`; the standard requires it (Code Style and "
            'Formatting, Ruff Configuration): add `"S"`'
        ),
    ),
    "selector partly there": (changed(('"ANN"', '"ANN2"')), "`tool.ruff.lint.select` lacks `ANN`"),
    "no list": (changed((SELECT, 'select = "ALL"\n')), '`tool.ruff.lint.select` is "ALL"'),
    "a number among selectors": (
        changed(('"RUF"]', '"RUF", 1]')),
        "`tool.ruff.lint.select` is ",
    ),
    "rule ignored": (
        changed(('"ANN401"', '"E501", "ANN401"')),
        (
            "`tool.ruff.lint.ignore` ignores `E501`; the standard allows only `ANN401`, "
            "`PLR0913`, `TRY003`, `ISC001` (Code Style and Formatting, Ruff Configuration): "
            'remove it, or waive it: `tool.ruff.lint.ignore.E501 = "reason"`'
        ),
    ),
    "more general than allowed": (changed(('"ANN401"', '"ANN"')), "ignores `ANN`;"),
    "ignored by extension": (
        changed(("ignore = [", 'extend-ignore = ["TCH003"]\nignore = [')),
        "`tool.ruff.lint.extend-ignore` ignores `TCH003`;",
    ),
    "preview rule with preview": (
        changed(("ignore = [", 'preview = true\nignore = ["E203", ')),
        "`tool.ruff.lint.ignore` ignores `E203`;",
    ),
    "rule newer than known": (changed(('"ANN401"', '"RUF999"')), "ignores `RUF999`;"),
    "files": (
        changed(('"alembic', '"src/**/*.py" = ["PTH", "D"]\n"alembic')),
        (
            '`tool.ruff.lint.per-file-ignores."src/**/*.py"` ignores `PTH`; the standard allows '
            "none there"
        ),
    ),
    "more in tests": (
        changed(('"S101", ', '"S101", "F841", ')),
        (
            '`tool.ruff.lint.per-file-ignores."tests/**/*.py"` ignores `F841`; the standard allows '
            "only `S101`, `ARG`, `PLR2004`, `ANN` there"
        ),
    ),
    "wider than tests": (changed(('"tests/**/*.py"', '"**/tests/**"')), "ignores `S101`, `ARG`"),
    "files by extension": (
        changed(
            (
                "[tool.ruff.lint.per-file-ignores]",
                (
                    "[tool.ruff.lint.extend-per-file-ignores]\n"
                    '"src/*" = ["F"]\n\n[tool.ruff.lint.per-file-ignores]'
                ),
            )
        ),
        '`tool.ruff.lint.extend-per-file-ignores."src/*"` ignores `F`;',
    ),
    "exclude": (
        changed(('"build", ', "")),
        "`tool.ruff.exclude` lacks `build`; the standard requires it",
    ),
    "own packages": (
        changed(('["app"]', '["shop"]')),
        "`tool.ruff.lint.isort.known-first-party` lacks `app`",
    ),
    "own roots": (changed(('src = ["src"]', 'src = ["lib"]')), "`tool.ruff.src` lacks `src`"),
    "docstrings": (changed(('"google"', '"numpy"')), "`tool.ruff.lint.pydocstyle.convention` is "),
    "quotes": (changed(('"double"', '"single"')), '`tool.ruff.format.quote-style` is "single"'),
    "mypy's default switched off": (
        changed(("warn_no_return = true", "warn_no_return = false")),
        "`tool.mypy.warn_no_return` is false; the standard requires true",
    ),
    "strict, but not here": (
        changed(("disallow_untyped_defs = true", "strict = true\ndisallow_untyped_defs = false")),
        "`tool.mypy.disallow_untyped_defs` is false",
    ),
    "two for true": (
        changed(("strict_equality = true", "strict_equality = 2")),
        "`tool.mypy.strict_equality` is 2; the standard requires true",
    ),
    "plugin missing": (
        changed(('plugins = ["pydantic.mypy"]\n', "")),
        "`tool.mypy.plugins` is missing",
    ),
    "errors switched off": (
        changed(("warn_no_return = true", 'disable_error_code = ["arg-type"]')),
        '`tool.mypy.disable_error_code` is ["arg-type"]; the standard does not allow this key',
    ),
    "own modules loosened": (
        GOOD + '[[tool.mypy.overrides]]\nmodule = "app.*"\nignore_errors = true\n',
        '`tool.mypy.overrides.ignore_errors` is true for "app.*"; the standard allows no looser',
    ),
    "own modules loosened beside others": (
        GOOD
        + '[[tool.mypy.overrides]]\nmodule = ["app.a", "boto3", "app.b"]\nignore_errors = true\n',
        (
            "for the project's own modules (Type Hints, mypy Configuration): "
            "remove `app.a`, `app.b` from its `module`"
        ),
    ),
    "own module loosened beside tests": (
        changed(('module = "tests.*"', 'module = ["tests.*", "*.app"]')),
        '`tool.mypy.overrides.disallow_untyped_defs` is false for "*.app"',
    ),
    "tool missing": (
        changed((', "mypy>=1.13.0"', "")),
        "`project.optional-dependencies.dev` lacks `mypy>=1.13.0`",
    ),
    "old tool": (
        changed(('"ruff>=0.8.0", ', '"ruff>=0.7", ')),
        (
            '`project.optional-dependencies.dev` has "ruff>=0.7"; the standard requires ruff 0.8.0 '
            "or newer (Package Management, uv): raise the lower bound to `>=0.8.0`"
        ),
    ),
    "release without bound": (
        changed(("fastapi>=0.115.0", "fastapi")),
        'has "fastapi"; the standard',
    ),
    "release with upper bound alone": (
        changed(("fastapi>=0.115.0", "fastapi<1")),
        'has "fastapi<1"',
    ),
    "pre-release": (
        changed(("fastapi>=0.115.0", "fastapi>=0.115.0rc1")),
        'has "fastapi>=0.115.0rc1"',
    ),
    "no requirement": (
        changed(("fastapi>=0.115.0", "fastapi >= ")),
        '`project.dependencies` has "fastapi >= ", which is not a requirement (PEP 508)',
    ),
    "dependencies as text": (
        changed(
            ('["fastapi>=0.115.0", "pydantic>=2.10.0", "uvicorn[standard]>=0.32.0"]', '"fastapi"'),
            ('plugins = ["pydantic.mypy"]\n', ""),
        ),
        '`project.dependencies` is "fastapi"; the standard requires a list',
    ),
    "other build back end": (
        changed(('"hatchling.build"', '"flit_core.buildapi"')),
        '`build-system.build-backend` is "flit_core.buildapi"; the standard requires "hatchling.',
    ),
    "ignored, no list": (
        changed(('ignore = ["ANN101"', 'ignore = "E501"\nx = ["a"')),
        '`tool.ruff.lint.ignore` is "E501"; the standard requires a list of selectors',
    ),
    "no table": (
        changed((MYPY, "[tool]\nmypy = 3\n")),
        "`tool.mypy` is 3; the standard requires a table there",
    ),
}


@pytest.mark.parametrize(("text", "message"), DRIFTS.values(), ids=DRIFTS.keys())
def test_a_drift_is_one_finding_that_says_what_to_write(
    tmp_path: Path, text: str, message: str
) -> None:
    (found,) = messages_in(tmp_path, text)
    assert message in found


def test_a_finding_is_at_the_key(tmp_path: Path) -> None:
    text = changed(("line-length = 100", "line-length = 120"), ("fastapi>=0.115.0", "fastapi>=0.1"))
    found = [(each.line, each.column, each.symbol) for each in findings_in(tmp_path, text)]
    assert found == [
        (7, 17, "project.dependencies.fastapi"),
        (text[: text.index("line-length")].count("\n") + 1, 1, "tool.ruff.line-length"),
    ]


@pytest.mark.parametrize(
    ("text", "table", "place"),
    [
        pytest.param(f"{PROJECT}\n{RUFF}", "tool.mypy", "", id="mypy"),
        pytest.param(f"{PROJECT}\n{MYPY}", "tool.ruff", "", id="ruff with all that is in it"),
        pytest.param(
            changed((RUFF[RUFF.index("[tool.ruff.format]") :], "")),
            "tool.ruff.format",
            "[tool.ruff]",
            id="a table inside another stands at the other",
        ),
        pytest.param(
            changed((RUFF[RUFF.index("[tool.ruff.lint]") : RUFF.index("[tool.ruff.format]")], "")),
            "tool.ruff.lint",
            "[tool.ruff]",
            id="linter with all that is in it",
        ),
        pytest.param(changed(("[build-system]\n", "[x]\n")), "build-system", "", id="build-system"),
        pytest.param(
            changed(
                (PROJECT[PROJECT.index("[project.opt") : PROJECT.index("[build")], ""),
                (PROJECT[PROJECT.index("[tool.uv]") :], ""),
            ),
            "dependency-groups",
            "",
            id="development tools",
        ),
    ],
)
def test_a_missing_table_is_one_finding_whose_lines_fix_it(
    tmp_path: Path, text: str, table: str, place: str
) -> None:
    text += PACKAGED
    missing = [each for each in findings_in(tmp_path, text) if "paste the lines" in each.message]
    assert missing[0].message.startswith(f"`[{table}]` is missing; the standard requires it (")
    assert missing[0].line == text[: text.index(place)].count("\n") + 1
    fixed = text + "".join(map(pasted, missing))
    assert messages_in(tmp_path, fixed) == []


def test_an_empty_file_is_two_findings_whose_lines_fix_it(tmp_path: Path) -> None:
    found = findings_in(tmp_path, PACKAGED)
    assert len(found) == 2
    assert messages_in(tmp_path, PACKAGED + "".join(map(pasted, found))) == []


def test_a_file_without_project_is_checked_on_its_tools_only(tmp_path: Path) -> None:
    text = changed(('plugins = ["pydantic.mypy"]\n', ""), text=f"{RUFF}\n{MYPY}")
    assert messages_in(tmp_path, text) == []
    assert len(messages_in(tmp_path, text.replace("= 100", "= 120"))) == 1


def test_without_a_src_directory_the_roots_are_where_the_packages_are(tmp_path: Path) -> None:
    files = {
        "hooks/shop/__init__.py": "",
        "hooks/shop/rules/__init__.py": "",
        "tests/__init__.py": "",
    }
    repository(tmp_path, {**files, "pyproject.toml": GOOD})
    found = [finding.message for finding in findings_of(tmp_path)]
    assert [message.partition(";")[0] for message in found] == [
        "`tool.ruff.src` lacks `hooks`",
        "`tool.ruff.lint.isort.known-first-party` lacks `shop`",
    ]


@pytest.mark.parametrize(
    ("files", "roots", "packages"),
    [
        pytest.param(["src/app/__init__.py", "alembic/env.py"], ("src",), ("app",), id="src"),
        pytest.param(["src/main.py"], ("src",), (), id="src with a module alone"),
        pytest.param(["src/ns/app/__init__.py"], ("src",), ("ns",), id="namespace package"),
        pytest.param(["app/__init__.py", "app/api/__init__.py"], (".",), ("app",), id="flat"),
        pytest.param(["app/__init__.py", "docs_src/a/__init__.py"], (".",), ("app",), id="samples"),
        pytest.param(["tests/__init__.py", "scripts/__init__.py"], (), (), id="no package"),
        pytest.param(["main.py"], (), (), id="modules alone"),
        pytest.param(["src/a/__init__.py", "b/__init__.py"], ("src",), ("a",), id="src wins"),
    ],
)
def test_roots_and_packages_are_read_from_the_files(
    files: list[str], roots: tuple[str, ...], packages: tuple[str, ...]
) -> None:
    layout = layout_of(files)
    assert (layout.roots, layout.packages) == (roots, packages)


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        pytest.param(
            b"[project]\nname = \n", (2, 8), "is not valid TOML: Invalid value", id="TOML"
        ),
        pytest.param(b"a = 1\na = 2\n", (2, 6), "is not valid TOML: Cannot overwrite", id="twice"),
        pytest.param(b"a = [1,\n", (2, 1), "is not valid TOML", id="at its end"),
        pytest.param(
            b"a = 1\nb = '\xff'\n", (2, 1), "is not UTF-8: invalid start byte", id="bytes"
        ),
        pytest.param(b"a = " + b"[" * 9000, (1, 1), "is nested too deeply", id="deep"),
        pytest.param(b"a = " + b"1" * 9000, (1, 1), "a number in it has more", id="long number"),
        pytest.param(b"a = 0x" + b"f" * 9000, (1, 1), "a number in it has more", id="long hex"),
        pytest.param(b"a = [{b = -9223372036854775809}]", (1, 1), "than 64 bits", id="65 bits"),
        pytest.param(b"#" * 1_048_577, (1, 1), "is larger than max-size", id="size"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding_with_its_reason(
    tmp_path: Path, content: bytes, place: tuple[int, int], reason: str
) -> None:
    (found,) = findings_in(tmp_path, content)
    assert (found.line, found.column) == place
    assert reason in found.message


def test_a_byte_order_mark_is_passed_over_as_ruff_does(tmp_path: Path) -> None:
    assert findings_in(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()) == []


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    text = changed(("line-length = 100", "line-length = 120"))
    lines = [each.line for each in findings_in(tmp_path, text)]
    assert [each.line for each in findings_in(tmp_path, text.replace("\n", "\r\n"))] == lines


def test_explain_lists_every_key_and_blocks_that_keep_the_standard(tmp_path: Path) -> None:
    text = requirements_text()
    assert all(each.name in text for each in STANDARD.requirements)
    assert HOOK.explain is not None
    assert HOOK.explain() == text
    blocks = "\n".join(line for block in pasteable_blocks(STANDARD) for line in block)
    assert blocks in text.replace("\n\n", "\n")
    project = PROJECT[: PROJECT.index("[project.opt")]
    assert messages_in(tmp_path, f"{project}\n{blocks}\n") == []


def test_the_executable_answers_with_one_line_and_exit_code_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(tmp_path, {**LAYOUT, "pyproject.toml": changed(("= 100", "= 99"))})
    monkeypatch.chdir(tmp_path)
    assert main(["pyproject.toml"]) == 1
    assert capsys.readouterr().out.startswith("pyproject.toml:")
    (tmp_path / "pyproject.toml").write_text(GOOD)
    assert main(["pyproject.toml"]) == 0


ANYTHING = st.recursive(
    st.one_of(
        st.integers(-2, 200),
        st.booleans(),
        st.floats(allow_nan=False),
        st.dates(),
        st.sampled_from(
            [
                "",
                "E",
                "ALL",
                "E501",
                "3.12",
                "py312",
                ">=3.12",
                "pytest>=8",
                "*",
                "x @ y",
                "[",
                "app.*",
            ]
        ),
        st.text(max_size=5),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["lint", "module", "dev", "tests/**/*.py", "x"]), inner, max_size=2
        )
    ),
    max_leaves=6,
)
KNOWN_KEYS = sorted(
    {
        path
        for requirement in STANDARD.requirements
        for key in (requirement.key, *requirement.added_by)
        for path in [key[:end] for end in range(1, len(key) + 1)]
    }
    | {
        ("tool", "mypy", "overrides"),
        ("tool", "uv", "dev-dependencies"),
        ("tool", "ruff", "select"),
    }
    | {("project", "optional-dependencies"), ("project", "dynamic"), ("tool", "ruff", "extend")}
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(KNOWN_KEYS), ANYTHING, max_size=12), st.booleans())
def test_any_value_of_any_key_is_reported_in_words(
    content: dict[tuple[str, ...], object], is_added: bool
) -> None:
    tables: dict[str, object] = tomllib.loads(GOOD) if is_added else {}
    for path, value in sorted(content.items()):
        level = tables
        for segment in path[:-1]:
            inner = level.get(segment)
            level[segment] = inner = inner if isinstance(inner, dict) else {}
            level = inner
        level[path[-1]] = value
    text = "".join(
        f"{write_segment(key)} = {write_value(value)}\n" for key, value in tables.items()
    )
    document = parse_document("pyproject.toml", "", text)
    configuration = EffectiveConfiguration(
        document, Facts(lambda: layout_of(["src/app/__init__.py"]))
    )
    for deviation in check(configuration, STANDARD):
        assert deviation.message
        assert document.place(deviation.points_at) >= (1, 1)
