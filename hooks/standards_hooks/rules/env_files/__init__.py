"""No `.env` file is committed, and its template has no secret.

A `.env` file has passwords, tokens and keys. Once committed it stays in the history of every clone,
however soon the next commit removes it. The clause "Use Environment Variables for Secrets" of the
standard keeps it out of the repository.

**What it finds.** Each file called `.env`, `.env.*` or `*.env` that git tracks, or would track with
the next `git add`. Templates should be committed: files with `example`, `sample` or `template` as a
part of the name (`.env.example`, `.env.test.sample`, `template.env`). In them, also on lines that
are commented out, it finds what looks like a secret:

- the shape of a known credential: a private key, a key or token of AWS, Stripe (live), GitHub,
  GitLab, Slack, Google, SendGrid, PyPI, `sk-…`, or a JSON web token;
- an address with a password, `postgresql://shop:kX83…@db.shop.io/shop`;
- a random string of letters and digits: from 12 characters under the name of a secret (`…_TOKEN`,
  `…_PASSWORD`, `SECRET_KEY`), from 32 characters with upper and lower case under any other.

The message names the variable and never shows the value, and `--show-source` not the line.

**What it ignores.** Placeholders: an empty value, `changeme`, `your-key-here`, `<token>`,
`${TOKEN}`, `xxxxxxxx`, `sk_live_xxxxxxxx`, words such as `example`, `test`, `secret`; a password
that is the user's name or such a word (`postgres:postgres@localhost`); addresses without a
password; names, versions, paths; values of public variables (`…PUBLIC…`, `…_ID`, `…_HASH`,
`…_SITE_KEY`, `…_DSN`). `.envrc` and directories called `.env`. It reads these templates only, and
knows a few shapes: use a secret scanner beside it.

**Waivers.** An expectation, or files, that the project has reasons to exempt, each with the reason;
a key is `untracked`, `no-secrets` or `readable`, or a path or glob as in `exclude`:

    [tool.standards-hooks.env-files.waivers]
    "tests/fixtures/*.env" = "made-up values that the tests read"

The reason is mandatory, and a waiver that waives nothing is a finding.

**Fix safety.** There is no fix. A secret that was committed is no longer one: revoke it.

**Compared with Ruff.** Ruff reads no `.env` files; S105 to S107 report passwords in Python code.
"""

from __future__ import annotations

import os

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.project_files import files_of, texts_of
from standards_hooks.project.violation import Violation
from standards_hooks.project.waivers import findings_of
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.env_files.file_names import is_env_file, is_template, takes_part


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project

HOOK_ID = "env-files"
OPTIONS = (Option("waivers", {}, "exemptions with their reasons, by expectation, path or glob"),)
UNTRACKED = "untracked"
NO_SECRETS = "no-secrets"
READABLE = "readable"
CLAUSE = "Security Guidelines, Use Environment Variables for Secrets"


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each committed `.env` file and each secret in a template.

    Args:
        project: The project, or the root of the repository with the files outside any project.
        options: `waivers`, the declared exemptions.
    """
    known = (UNTRACKED, NO_SECRETS, READABLE)
    for finding in findings_of(HOOK_ID, project, options, violations_in, known):
        finding.hides_source = is_env_file(os.path.basename(finding.path))
        yield finding


def violations_in(project: Project, options: Options) -> Iterator[Violation]:
    """Yield what is wrong with the files of environment variables of a project."""
    templates = []
    for path in files_of(project, options):
        name = path.rpartition("/")[2]
        if not is_env_file(name):
            continue
        if is_template(name):
            templates.append(path)
        else:
            yield Violation(UNTRACKED, path, _message(project, path))
    problems: list[Violation] = []
    for path, text in texts_of(project, templates, problems):
        yield from _secrets(path, text)
    yield from problems


def _message(project: Project, path: str) -> str:
    name = path.rpartition("/")[2]
    inside = f"{project.directory}/{path}" if project.directory else path
    if project.repository.is_tracked(inside):
        return (
            f"`{name}` is tracked by git ({CLAUSE}): run `git rm --cached {project.shown(path)}`, "
            "add it to `.gitignore`, and commit only the names, as `.env.example`"
        )
    return f"`{name}` is not ignored by git ({CLAUSE}): add it to `.gitignore`"


def _secrets(path: str, text: str) -> Iterator[Violation]:
    # Its expressions take longer to compile than the hook otherwise runs.
    from standards_hooks.rules.env_files.secrets import secrets_in

    for secret in secrets_in(text):
        what = f"the value of `{secret.name}`" if secret.name else "this"
        entry = f"`{secret.name}=changeme`" if secret.name else "a placeholder"
        message = (
            f"{what} looks like {secret.kind} ({CLAUSE}): write {entry}, and revoke the secret if "
            "it is real"
        )
        yield Violation(NO_SECRETS, path, message, secret.line, secret.column)


HOOK = Hook(
    HOOK_ID,
    __doc__,
    options=OPTIONS,
    find_in_project=find,
    takes_part=takes_part,
    is_due_in_samples=True,
    is_due_without_project=True,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)
