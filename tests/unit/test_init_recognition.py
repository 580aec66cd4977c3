"""What the hooks of a configuration run, whatever they are called."""

from __future__ import annotations

import pytest

from standards_hooks.commands.init_recognition import programs_of
from standards_hooks.project.yaml_document import documents_in


SCRIPTS = {
    "scripts/lint.sh": "#!/bin/sh\nset -e\nsource env.sh\nuv run ruff check src \\\n  --fix\n",
    "scripts/format": "if true; then\n  FORCE=1 ruff format .\nfi\n"
    "./scripts/types.sh && scripts/format\n",
    "scripts/types.sh": "poetry run mypy src  # after ruff check\n",
    "scripts/version.sh": "ruff_version=1\necho ruff check\npip install mypy black\n",
    "check.py": "import ruff\n",
    "Makefile": "RUFF := uv run ruff\n.PHONY: lint types\nlint: ruff-part types\n\nruff-part:\n"
    "\t@uv run ruff check\ntypes:\n\tuv run mypy .\nall: all lint\n"
    "fmt format: ## ruff\n\t-uv run ruff format\n"
    "test:\n\tuv run pytest -k mypy\n",
}
RECOGNISED = [
    # Commands in `entry`.
    ("{id: a, entry: ruff check --fix}", "ruff-check"),
    ("{id: a, entry: uv run ruff check --fix}", "ruff-check"),
    ("{id: a, entry: uv run --frozen --group lint ruff format}", "ruff-format"),
    ("{id: a, entry: ruff --fix .}", "ruff-check"),
    ("{id: a, entry: poetry run ruff format .}", "ruff-format"),
    ("{id: a, entry: poetry run ruff, args: [format, .]}", "ruff-format"),
    ("{id: a, entry: uvx ruff@0.9.1 check}", "ruff-check"),
    ("{id: a, entry: python3.12 -m ruff format}", "ruff-format"),
    ("{id: a, entry: .venv/bin/mypy src}", "mypy"),
    ("{id: a, entry: .venv/Scripts/mypy.exe src}", "mypy"),
    ("{id: a, entry: dmypy run -- src}", "mypy"),
    ("{id: a, entry: hatch run 'types:mypy' src}", "mypy"),
    ("{id: a, entry: 'env MYPYPATH=src mypy src'}", "mypy"),
    ("{id: a, entry: docker run --rm -v x:/io ghcr.io/astral-sh/ruff:0.9 check}", "ruff-check"),
    ("{id: a, entry: 'bash -c \"cd x && ruff check && ruff format\"'}", "ruff-check ruff-format"),
    ("{id: a, entry: bash, args: [-ec, 'poetry run mypy . | tee log']}", "mypy"),
    ("{id: a, entry: uv lock --check}", "uv-lock"),
    ("{id: a, entry: uv run standards check}", "standards"),
    ("{id: a, entry: boolean-naming --fix}", "standards"),
    ("{id: a, entry: detect-secrets-hook --baseline x}", "gitleaks"),
    ("{id: a, entry: uv run black .}", "black"),
    ("{id: a, entry: poetry run isort}", "isort"),
    # Scripts and targets that it starts.
    ("{id: a, entry: scripts/lint.sh}", "ruff-check"),
    ("{id: a, entry: ./scripts/lint.sh}", "ruff-check"),
    ("{id: a, entry: bash scripts/lint.sh}", "ruff-check"),
    ("{id: a, entry: uv run scripts/format}", "ruff-format mypy"),
    ("{id: a, entry: make lint}", "ruff-check mypy"),
    ("{id: a, entry: make, args: [all]}", "ruff-check mypy"),
    ("{id: a, entry: make -s format}", "ruff-format"),
    # Ids and aliases, where the command shows nothing.
    ("{id: ruff}", "ruff-check"),
    ("{id: ruff-check}", "ruff-check"),
    ("{id: ruff-format}", "ruff-format"),
    ("{id: ruff-local, entry: tox -e lint}", "ruff-check"),
    ("{id: 'ruff format', entry: tox -e format}", "ruff-format"),
    ("{id: ruff-lint-and-format, entry: tox -e lint}", "ruff-check ruff-format"),
    ("{id: lint, alias: ruff, entry: tox -e lint}", "ruff-check"),
    ("{id: mypy, entry: ./scripts/lost.sh}", "mypy"),
    ("{id: types, entry: ./scripts/mypy.sh}", "mypy"),
    ("{id: black-jupyter}", "black"),
    ("{id: ggshield}", "gitleaks"),
    ("{id: env-files}", "standards"),
    # What is only called so, or speaks of it.
    ("{id: a, entry: scripts/lost.sh}", ""),
    ("{id: a, entry: scripts/version.sh}", ""),
    ("{id: a, entry: python check.py}", ""),
    ("{id: a, entry: make test}", ""),
    ("{id: a, entry: make release}", ""),
    ("{id: a, entry: pre-commit run mypy}", ""),
    ("{id: a, entry: uv run pytest tests/mypy -k ruff}", ""),
    ("{id: a, entry: grep -rn mypy src}", ""),
    ("{id: a, entry: pip install ruff}", ""),
    ("{id: a, entry: uv sync --locked}", ""),
    ('{id: a, entry: "echo \'ruff check"}', ""),
    ("{id: ruff-check, language: fail, entry: ruff check is not run here}", ""),
    ("{id: no-mypy, language: pygrep, entry: 'mypy: ignore'}", ""),
    ("{id: nbqa-ruff}", ""),
    ("{id: ruff-version, entry: python check.py}", ""),
    ("{id: blacken-docs}", ""),
    ("{id: check-yaml}", ""),
    ("{}", ""),
    ("[ruff]", ""),
]


@pytest.mark.parametrize(("hook", "programs"), RECOGNISED)
def test_a_hook_is_known_by_what_it_runs(hook: str, programs: str) -> None:
    found = programs_of(documents_in(hook)[0], lambda path: SCRIPTS.get(path, ""))

    assert found == set(programs.split())


def test_scripts_that_start_each_other_are_followed_once() -> None:
    lines = "".join(f"make t{number}\n./x.sh {number}\n" for number in range(300))
    targets = "".join(f"t{n}: t{n + 1} t{n + 2}\n" for n in range(300))
    files = {"x.sh": lines, "Makefile": targets}
    hook = documents_in("{id: a, entry: ./x.sh}")[0]

    assert programs_of(hook, lambda path: files.get(path, "")) == set()
