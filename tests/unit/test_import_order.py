"""The order of imports after `relative-imports --fix`: sorted as before, or left as it was."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from standards_hooks.rules.relative_imports import HOOK
from standards_hooks.rules.relative_imports.order_settings import order_in_force
from tests.unit.fixed_sources import fix
from tests.unit.sorted_imports import CASES, DIRECTORY, SELECTED, Case, make_project


FIXED = f"{DIRECTORY}/example.py"
TYPICAL = "import httpx\n\nfrom depot.zones import Zone\n\nfrom .sizes import Size\n"
SORTED = "import httpx\n\nfrom depot.lots.sizes import Size\nfrom depot.zones import Zone\n"
LEFT = "import httpx\n\nfrom depot.zones import Zone\n\nfrom depot.lots.sizes import Size\n"


def fixed_in(directory: Path, settings: str, before: str) -> str:
    make_project(directory, settings)
    after, left = fix(HOOK, before.encode(), FIXED)
    assert left == []
    return after.decode()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_sorted_block_stays_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fixed_in(tmp_path, SELECTED + case.settings, case.before) == case.after


def row(name: str, before: object, after: object) -> ParameterSet:
    return pytest.param(before, after, id=name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        row(
            "unsorted-before",
            "import os\nimport httpx\n\nfrom .sizes import Size\n",
            "import os\nimport httpx\n\nfrom depot.lots.sizes import Size\n",
        ),
        row(
            "one-name-from-two-modules",
            "from depot.zones import Size\n\nfrom .sizes import Size\n",
            "from depot.zones import Size\n\nfrom depot.lots.sizes import Size\n",
        ),
        row(
            "star-that-may-bind-the-other-name",
            "from depot.zones import Zone\n\nfrom .sizes import *\n",
            "from depot.zones import Zone\n\nfrom depot.lots.sizes import *\n",
        ),
        row(
            "comment-above-the-first-import",
            "# Where it is.\nfrom depot.zones import Zone\n\nfrom .sizes import Size\n",
            "# Where it is.\nfrom depot.zones import Zone\n\nfrom depot.lots.sizes import Size\n",
        ),
        row(
            "comments-that-would-become-one",
            "from depot.lots.sizes import Size, Weight  # one\n\n"
            "from .sizes import Depth, Length  # two\n",
            "from depot.lots.sizes import Size, Weight  # one\n\n"
            "from depot.lots.sizes import Depth, Length  # two\n",
        ),
        row(
            "two-statements-on-a-line",
            "from depot.zones import Zone; from .sizes import Size\n",
            "from depot.zones import Zone; from depot.lots.sizes import Size\n",
        ),
        row(
            "after-a-colon",
            "if True: from .sizes import Weight, Size\n",
            "if True: from depot.lots.sizes import Weight, Size\n",
        ),
        row(
            "isort-comment",
            "from depot.zones import Zone\n\nfrom .sizes import Size  # isort: skip\n",
            "from depot.zones import Zone\n\nfrom depot.lots.sizes import Size  # isort: skip\n",
        ),
        row(
            "comment-on-the-rule",
            "from depot.zones import Zone  # noqa: I001\n\nfrom .sizes import Size\n",
            "from depot.zones import Zone  # noqa: I001\n\nfrom depot.lots.sizes import Size\n",
        ),
        row(
            "encoding-of-its-own",
            f"# coding: utf-7\n\n{TYPICAL}",
            f"# coding: utf-7\n\n{LEFT}",
        ),
    ],
)
def test_a_block_keeps_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fixed_in(tmp_path, SELECTED, before) == after


@pytest.mark.parametrize(
    ("settings", "after"),
    [
        row("selected", SELECTED, SORTED),
        row("selected-by-default", "line-length = 90\n", SORTED),
        row("selected-in-addition", 'lint.extend-select = ["I001"]\n', SORTED),
        row("selected-with-all", 'lint.select = ["ALL"]\n', SORTED),
        row("in-the-old-place", 'select = ["I"]\nisort.lines-between-types = 1\n', SORTED),
        row("not-selected", 'lint.select = ["E", "ISC"]\n', LEFT),
        row("ignored", f'{SELECTED}lint.ignore = ["I001"]\n', LEFT),
        row("ignored-in-part", 'lint.select = ["I001"]\nlint.ignore = ["I"]\n', SORTED),
        row("ignored-there", f'{SELECTED}lint.per-file-ignores."src/*" = ["I"]\n', LEFT),
        row("ignored-elsewhere", f'{SELECTED}lint.per-file-ignores."tests/*" = ["I"]\n', SORTED),
        row("other-rule-ignored", f'{SELECTED}lint.per-file-ignores."src/*" = ["E"]\n', SORTED),
        row("ignored-but-there", f'{SELECTED}lint.per-file-ignores."!src/*" = ["I"]\n', LEFT),
        row("key-not-supported", f'{SELECTED}lint.isort.forced-separate = ["depot"]\n', LEFT),
        row("wrong-type", f"{SELECTED}lint.isort.known-first-party = 1\n", LEFT),
        row("no-table", f"{SELECTED}lint.isort = 1\n", LEFT),
        row("namespace-packages", f'{SELECTED}namespace-packages = ["src"]\n', LEFT),
        row("broken", "lint.select = [", LEFT),
        row("extends-nothing", f'{SELECTED}extend = "missing.toml"\n', LEFT),
    ],
)
def test_the_settings_decide_whether_imports_are_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, after: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fixed_in(tmp_path, settings, TYPICAL) == after


@pytest.mark.parametrize(
    ("files", "length"),
    [
        row("none", {}, None),
        row("project-without-ruff", {"pyproject.toml": "[project]\n"}, None),
        row("project", {"pyproject.toml": "[tool.ruff]\nline-length = 70\n"}, 70),
        row(
            "nearest",
            {"ruff.toml": "line-length = 70\n", "src/depot/ruff.toml": "line-length = 80\n"},
            80,
        ),
        row(
            "extended",
            {
                "base.toml": 'line-length = 70\nlint.select = ["I"]\n',
                "ruff.toml": 'extend = "base.toml"\n',
            },
            70,
        ),
        row(
            "selection-replaced",
            {
                "base.toml": 'lint.select = ["I"]\n',
                "ruff.toml": 'extend = "base.toml"\nlint.select = ["E"]\n',
            },
            None,
        ),
        row(
            "ignored-where-extended",
            {
                "base.toml": 'lint.ignore = ["I"]\n',
                "ruff.toml": 'extend = "base.toml"\nlint.select = ["E"]\n',
            },
            None,
        ),
    ],
)
def test_the_settings_of_the_nearest_file_are_in_force(
    tmp_path: Path, files: dict[str, str], length: int | None
) -> None:
    make_project(tmp_path, "")
    (tmp_path / "ruff.toml").unlink()
    (tmp_path / ".git").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    order = order_in_force(str(tmp_path / FIXED))
    assert (order.line_length if order else None) == length


def test_settings_outside_the_repository_are_not_in_force(tmp_path: Path) -> None:
    make_project(tmp_path, SELECTED)
    (tmp_path / "src" / ".git").mkdir()
    assert order_in_force(str(tmp_path / FIXED)) is None


def test_a_fix_of_one_statement_sorts_its_block_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block without a fix stays as it is, sorted or not."""
    monkeypatch.chdir(tmp_path)
    other = "\n\ndef load():\n    import os\n    import ast\n"
    assert fixed_in(tmp_path, SELECTED, TYPICAL + other) == SORTED + other


@pytest.mark.parametrize(
    ("start", "end"),
    [
        row("byte-order-mark", b"\xef\xbb\xbf", b"\n"),
        row("encoding", b"# coding: latin-1\n\n", b"  # Gr\xf6\xdfe\n"),
        row("carriage-returns-at-the-end", b"", b"\n\r\n"),
    ],
)
def test_the_bytes_around_the_names_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: bytes, end: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, SELECTED)
    before = b"from depot.zones import Zone\n\nfrom .sizes import Size" + end
    after = b"from depot.lots.sizes import Size" + end + b"from depot.zones import Zone\n"
    if end.startswith(b"\n"):
        after = b"from depot.lots.sizes import Size\nfrom depot.zones import Zone" + end
    assert fix(HOOK, start + before, FIXED) == (start + after, [])
