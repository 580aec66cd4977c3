"""Nothing of a repository is executed: its git configuration names programs, and none of them runs.

Every key of git that names a program is planted in `.git/config`, in committed folders that are
shaped like bare repositories, and behind `.gitattributes`; then every subcommand and every hook
runs. The first tests show that git, asked carelessly, does run what is planted.
"""

from __future__ import annotations

import os
import stat
import sys
from itertools import product
from pathlib import Path

import pytest

from standards_hooks.rules import HOOK_IDS
from tests.integration.executables import STANDARDS, git, run


pytestmark = pytest.mark.slow


PLANTED = """\
[core]
\tfsmonitor = {canary}
\tuseBuiltinFSMonitor = true
\thooksPath = {hooks}
\tpager = {canary}
\teditor = {canary}
\tsshCommand = {canary}
\taskPass = {canary}
\tgitProxy = {canary}
\talternateRefsCommand = {canary}
\tattributesFile = {attributes}
[alias]
\tls-files = !{canary}
\trev-list = !{canary}
\tdiff-index = !{canary}
\tcat-file = !{canary}
\tlog = !{canary}
[pager]
\tlog = {canary}
\tdiff = {canary}
\trev-list = {canary}
[log]
\tshowSignature = true
[gpg]
\tprogram = {canary}
[gpg "openpgp"]
\tprogram = {canary}
[gpg "ssh"]
\tprogram = {canary}
\tdefaultKeyCommand = {canary}
[gpg "x509"]
\tprogram = {canary}
[diff]
\texternal = {canary}
[diff "canary"]
\tcommand = {canary}
\ttextconv = {canary}
[filter "canary"]
\tclean = {canary}
\tsmudge = {canary}
\tprocess = {canary}
\trequired = true
[merge "canary"]
\tdriver = {canary}
[interactive]
\tdiffFilter = {canary}
[credential]
\thelper = !{canary}
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = ext::{canary}
\tpromisor = true
\tuploadpack = {canary}
\tvcs = canary
[protocol "ext"]
\tallow = always
[submodule "canary"]
\tupdate = !{canary}
[trailer "canary"]
\tcommand = {canary}
[uploadpack]
\tpackObjectsHook = {canary}
[gc]
\trecentObjectsHook = {canary}
"""
ATTRIBUTES = "* diff=canary filter=canary merge=canary\n"
SOURCE = '''\
"""Parcels."""

from .other import thing


def pack(items=[]):
    return [*items, thing]
'''
PYPROJECT = """\
[project]
name = "parcels"
version = "1"
requires-python = ">=3.12"

[tool.standards-hooks]
baseline = "{baseline}"
"""
BARE_FOLDERS = ("bare", "app/bare", "app/deep/er/bare")
PLACES = (".", "app/deep/er/bare")


class Trap:
    """A repository in which every program that git could be made to run is the canary.

    Attributes:
        root: The root of the repository.
        canary: The program, which leaves a file behind.
    """

    def __init__(self, directory: Path) -> None:
        self.root = directory / "repository"
        self.root.mkdir()
        self._sung = directory / "sung"
        self.canary = directory / "canary.sh"
        self.canary.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{self._sung}'\nexit 0\n")
        self.canary.chmod(self.canary.stat().st_mode | stat.S_IXUSR)
        self._hooks = directory / "hooks"
        self._hooks.mkdir()
        for name in ("post-index-change", "post-checkout", "reference-transaction", "pre-commit"):
            (self._hooks / name).symlink_to(self.canary)
        self._attributes = directory / "attributes"
        self._attributes.write_text(ATTRIBUTES)

    @property
    def said(self) -> str:
        """What the canary left behind; nothing where it never ran."""
        return self._sung.read_text() if self._sung.exists() else ""

    def forget(self) -> None:
        """Take away what the canary left behind."""
        self._sung.unlink(missing_ok=True)

    def planted(self) -> str:
        """Return a configuration of git in which every program is the canary."""
        return PLANTED.format(canary=self.canary, hooks=self._hooks, attributes=self._attributes)

    def set(self, baseline: str) -> None:
        """Make the repository with two commits, then plant everything."""
        git(self.root, "init", "--quiet")
        for folder in ("app", "app/deep/er"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        (self.root / "app/__init__.py").write_text('"""App."""\n')
        (self.root / "app/other.py").write_text('"""Other."""\n\nthing = 1\n')
        (self.root / "app/parcels.py").write_text(SOURCE)
        (self.root / "pyproject.toml").write_text(PYPROJECT.format(baseline=baseline))
        place = self.root / baseline
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("version = 1\nfindings = [\n]\n")
        for folder in BARE_FOLDERS:
            self._add_bare(self.root / folder)
        git(self.root, "add", "--all", "--force")
        git(self.root, "commit", "--quiet", "--no-verify", "--message", "first")
        place.write_text('version = 1\nfindings = [\n    "gone.py::broad-except::f::1",\n]\n')
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--no-verify", "--message", "second")
        (self.root / ".gitattributes").write_text(ATTRIBUTES)
        with (self.root / ".git" / "config").open("a") as stream:
            stream.write(self.planted())
        self.forget()

    def _add_bare(self, folder: Path) -> None:
        """Add a folder that git, started in it, takes for a bare repository."""
        (folder / "objects").mkdir(parents=True, exist_ok=True)
        (folder / "refs").mkdir(exist_ok=True)
        (folder / "objects" / "keep").write_text("")
        (folder / "refs" / "keep").write_text("")
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        core = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n"
        (folder / "config").write_text(f"{core}{self.planted()}")
        (folder / "app.py").write_text('"""App."""\n')


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ls-files", "--others"), id="file-monitor"),
        pytest.param(("diff", "HEAD~1"), id="external-diff"),
        pytest.param(("add", "app/parcels.py"), id="hook-of-the-index"),
    ],
)
def test_git_without_guards_runs_what_is_planted(trap, command):
    trap.set(".standards-baseline.toml")
    (trap.root / "app/parcels.py").write_text(SOURCE + "\n")
    run(("git", *command), trap.root)
    assert trap.said


def test_git_without_guards_takes_a_committed_folder_for_a_repository(trap):
    trap.set(".standards-baseline.toml")
    run(("git", "ls-files", "--others"), trap.root / "app/bare")
    assert trap.said


SUBCOMMANDS = {
    "check": ("check", "."),
    "check-in-json": ("check", "--output-format", "json", "."),
    "check-with-source": ("check", "--show-source", "."),
    "check-with-statistics": ("check", "--statistics", "."),
    "fix": ("check", "--fix", "."),
    "diff": ("check", "--diff", "."),
    "list": ("list",),
    "explain": ("explain", "relative-imports"),
    "init-diff": ("init", "--diff", "."),
    "init": ("init", "--repo", "https://git.example.com/hooks", "--rev", "v1", "."),
    "init-baseline": ("init", "--baseline", "--repo", "https://x.example", "--rev", "v1", "."),
    "baseline-write": ("baseline", "write", "."),
    "baseline-prune": ("baseline", "prune", "."),
    "baseline-check": ("baseline", "check", "."),
    "report": ("report", "--output", "report.html", "."),
}


@pytest.mark.threat("nothing-is-executed")
@pytest.mark.parametrize("name", SUBCOMMANDS)
@pytest.mark.parametrize("baseline", [".standards-baseline.toml", "app/bare/baseline.toml"])
def test_no_subcommand_runs_what_is_planted(trap, name, baseline):
    trap.set(baseline)
    for place in PLACES:
        finished = run((*STANDARDS, *SUBCOMMANDS[name]), trap.root / place)
        assert finished.returncode in {0, 1, 2}, finished.stderr
        assert b"Traceback" not in finished.stderr
    assert trap.said == ""


def test_every_subcommand_is_tried():
    help_text = run((*STANDARDS, "--help"), Path.cwd()).stdout.decode()
    listed = {
        line.split()[0]
        for line in help_text.splitlines()
        if line.startswith("    ") and not line.startswith("     ")
    }
    assert listed <= {arguments[0] for arguments in SUBCOMMANDS.values()}
    assert "baseline" in listed


@pytest.mark.threat("nothing-is-executed")
def test_no_hook_runs_what_is_planted(trap):
    trap.set("app/bare/baseline.toml")
    for hook, place in product(HOOK_IDS, (".", "app/deep/er/bare")):
        module = f"standards_hooks.rules.{hook.replace('-', '_')}"
        files = ("app/parcels.py", "pyproject.toml") if place == "." else ("app.py",)
        finished = run((sys.executable, "-m", module, *files), trap.root / place)
        assert b"Traceback" not in finished.stderr
    assert trap.said == ""


@pytest.mark.threat("nothing-is-executed")
def test_a_git_that_the_repository_holds_is_not_run(trap):
    trap.set(".standards-baseline.toml")
    (trap.root / "bin").mkdir()
    (trap.root / "bin" / "git").symlink_to(trap.canary)
    relative = f"bin{os.pathsep}.{os.pathsep}{trap.root / 'bin'}{os.pathsep}{os.environ['PATH']}"
    finished = run((*STANDARDS, "check", "."), trap.root, {"PATH": relative})
    assert finished.returncode == 1
    assert trap.said == ""
