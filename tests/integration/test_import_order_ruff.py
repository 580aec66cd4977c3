"""What `relative-imports --fix` takes for sorted and leaves sorted, the real Ruff calls sorted."""

import json
import sys
from pathlib import Path

from tests.integration.executables import run
from tests.unit.sorted_imports import CASES, DIRECTORY, SELECTED, make_project


RUFF = str(Path(sys.executable).parent / "ruff")
UNSORTED = "from .sizes import Size\nimport httpx\n"


def test_ruff_would_change_no_block_before_or_after_the_fix(tmp_path: Path) -> None:
    for case in CASES:
        make_project(tmp_path / case.name, SELECTED + case.settings)
        for name, text in (("before", case.before), ("after", case.after)):
            (tmp_path / case.name / DIRECTORY / f"{name}.py").write_bytes(text.encode())
    (tmp_path / CASES[0].name / DIRECTORY / "unsorted.py").write_text(UNSORTED)
    done = run([RUFF, "check", "--no-cache", "--output-format", "json", "."], tmp_path)
    assert done.returncode == 1, done.stderr
    found = [str(Path(each["filename"]).relative_to(tmp_path)) for each in json.loads(done.stdout)]
    assert found == [f"{CASES[0].name}/{DIRECTORY}/unsorted.py"]
