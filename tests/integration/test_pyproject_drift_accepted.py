"""What `--fix` writes is what the real Ruff and mypy take."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from standards_hooks.rules.pyproject_drift import main


TOOLS = Path(sys.executable).parent
STARTS = {
    "nothing": "",
    "a project alone": '[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.12"\n',
    "dotted keys": "tool.ruff.line-length = 90\ntool.mypy.strict = true\n",
    "inline tables": "[tool]\nruff = { line-length = 90 }\nmypy = { strict = true }\n",
}


@pytest.mark.parametrize("text", STARTS.values(), ids=STARTS.keys())
def test_ruff_and_mypy_accept_the_result(text, tmp_path, monkeypatch, capsys):
    for name in ("src/app/__init__.py", "tests/__init__.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text('"""Code."""\n')
    (tmp_path / "pyproject.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert main(["--fix"]) == 1
    assert "`tool." not in capsys.readouterr().out
    for command in (["ruff", "check", "--no-cache", "."], ["mypy", "src", "tests"]):
        done = subprocess.run(  # noqa: S603 - the tools of this environment
            [str(TOOLS / command[0]), *command[1:]], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
