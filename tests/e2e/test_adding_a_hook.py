"""A contributor's first hook, as `docs/adding-a-hook.md` has it: every step, in a fresh clone."""

from pathlib import Path

from examples.first_commit import CHECKOUT, make_hook_repository, run_or_raise

from tests.e2e.walkthrough import steps_of, walk


PAGE = (CHECKOUT / "docs" / "adding-a-hook.md").read_text(encoding="utf-8")
LEFT_OUT = "…\n"
MOST_FILES = 8


def test_every_command_of_the_page_does_what_the_page_says(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    clone = make_hook_repository(tmp_path / "clone", environment).path

    said = list(walk(PAGE, clone, environment))

    assert len(said) == sum(bool(step.command) for step in steps_of(PAGE))
    for step, output in said:
        assert output.exit_code == step.exit_code, f"{step.command}\n{output.text}"
        assert step.answer.rpartition(LEFT_OUT)[2] in output.text, step.command
    changed = run_or_raise(["git", "diff", "--name-only", "HEAD~1"], clone, environment)
    assert len(changed.splitlines()) == MOST_FILES
