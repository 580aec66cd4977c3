"""Everything about one hook stands in one place, and nothing that names the hooks forgets one."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import standards_hooks
from standards_hooks import rules
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, REPOSITORY_HOOK_IDS, load_hook


CHECKOUT = Path(__file__).parents[2]
PACKAGE = Path(standards_hooks.__file__).parent
PYPROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
MANIFEST = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ALL_IN_ONE = "standards"
DEAR_MODULES = [
    *("argparse", "ast", "dataclasses", "enum", "libcst", "pathlib", "re", "tokenize"),
    *("tomlkit", "tomllib", "typing"),
]
RULES = sorted(
    {path.relative_to(PACKAGE / "rules").parts[0] for path in (PACKAGE / "rules").rglob("*.py")}
    - {"__init__.py"}
)


def test_every_rule_is_registered_and_every_registered_hook_has_its_module():
    assert [name.removesuffix(".py").replace("_", "-") for name in RULES] == list(HOOK_IDS)


def test_every_hook_calls_itself_what_the_registry_calls_it():
    assert [load_hook(hook_id).id for hook_id in HOOK_IDS] == list(HOOK_IDS)


def test_an_unknown_hook_is_refused():
    with pytest.raises(KeyError):
        load_hook("no-such-hook")


@pytest.mark.parametrize("hook_id", HOOK_IDS)
def test_a_hook_checks_either_files_or_projects_as_the_registry_says(hook_id):
    hook = load_hook(hook_id)
    assert (hook.find is None) == (hook_id in REPOSITORY_HOOK_IDS)
    assert (hook.find_in_project is None) == (hook_id in FILE_HOOK_IDS)


@pytest.mark.parametrize("hook_id", HOOK_IDS)
def test_a_hook_says_what_it_does_in_one_sentence_and_what_each_option_does(hook_id):
    hook = load_hook(hook_id)
    assert hook.summary.endswith(".")
    assert [option.name for option in hook.options if not option.help] == []


def test_every_hook_is_an_executable():
    expected = {
        hook_id: f"{rules.__name__}.{hook_id.replace('-', '_')}:main" for hook_id in HOOK_IDS
    }
    expected[ALL_IN_ONE] = "standards_hooks.cli:main"
    assert PYPROJECT["project"]["scripts"] == expected


def test_every_hook_is_in_the_manifest():
    assert sorted(entry["id"] for entry in MANIFEST) == sorted([*HOOK_IDS, ALL_IN_ONE])


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["id"])
def test_a_manifest_entry_runs_the_executable_of_its_name(entry):
    executable = entry["entry"].split()[0]
    assert executable == entry["id"]
    assert executable in PYPROJECT["project"]["scripts"]


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["id"])
def test_a_manifest_entry_runs_on_any_supported_pre_commit(entry):
    assert entry["language"] == "python"
    assert entry["stages"] == ["pre-commit", "pre-merge-commit", "pre-push", "manual"]
    assert entry["minimum_pre_commit_version"] == "3.2.0"
    assert "language_version" not in entry
    assert entry["name"]
    assert entry["description"].endswith(".")


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["id"])
def test_a_manifest_entry_passes_files_to_file_hooks_only(entry):
    if entry["id"] in REPOSITORY_HOOK_IDS:
        assert entry["pass_filenames"] is False
        assert entry["files"]
        assert entry.keys().isdisjoint({"types", "types_or"})
    else:
        assert entry.get("pass_filenames", True) is True
        assert entry.keys() & {"types", "types_or"}


def test_the_version_is_the_same_wherever_it_stands():
    assert PYPROJECT["project"]["version"] == standards_hooks.__version__


CLEAN_RUN = """
import sys
before = set(sys.modules)
from {module} import main
code = main([{path!r}])
print(code, *sorted((set(sys.modules) - before) & {{{dear}}}))
"""


@pytest.mark.parametrize("hook_id", FILE_HOOK_IDS)
def test_a_clean_file_costs_no_dear_import(hook_id, tmp_path):
    file = tmp_path / "app.py"
    file.write_text(
        '"""Parcels."""\n\nfrom __future__ import annotations\n\nimport os\n\n\n'
        "class Parcel:\n"
        '    """Something to deliver."""\n\n'
        "    grams: int = 0\n"
        "    is_fragile: bool = False\n\n"
        "    def send(self, to: str, *, should_retry: bool = True) -> str:\n"
        '        """Send it."""\n'
        "        return os.path.join(to, str(should_retry))\n",
        encoding="utf-8",
    )
    module = hook_id.replace("-", "_")
    program = CLEAN_RUN.format(
        module=f"{rules.__name__}.{module}", path=str(file), dear=", ".join(map(repr, DEAR_MODULES))
    )
    done = subprocess.run(  # noqa: S603 - the running interpreter and a program of ours
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
