"""No `.env` file is committed, and its template holds no secret.

Why: A `.env` file holds what must not be known: passwords, tokens, keys. Once committed it stays in
the history of every clone, however soon the next commit removes it.

Finds: each file called `.env`, `.env.*` or `*.env` that git tracks, or would with the next `git
add`, because nothing ignores it. Templates are to be committed: files with `example`, `sample` or
`template` as a part of the name (`.env.example`, `.env.test.sample`, `template.env`). In them, on a
line in use or behind a `#`, it finds what looks like a secret:

- the shape of a known credential: a private key, a key or token of AWS, Stripe (live), GitHub,
  GitLab, Slack, Google, SendGrid, PyPI, `sk-…`, or a JSON web token;
- an address with a password, `postgresql://shop:kX83…@db.shop.io/shop`;
- random text in which letters and digits mix: from 12 characters under a name that asks for a
  secret (`…_TOKEN`, `…_PASSWORD`, `SECRET_KEY`), from 32 characters, upper and lower case among
  them, under any other.

The message names the variable and never shows the value.

Leaves alone: what reads like a placeholder: nothing, `changeme`, `your-key-here`, `<token>`,
`${TOKEN}`, `xxxxxxxx`, `sk_live_xxxxxxxx`, words such as `example`, `test`, `secret`; a password
that is the user's name or such a word (`postgres:postgres@localhost`); addresses without a
password; names, versions, paths; values under names for what is public (`…PUBLIC…`, `…_ID`,
`…_HASH`, `…_SITE_KEY`, `…_DSN`). `.envrc` and directories called `.env` are none of its business.
It reads these templates alone and knows a few shapes: a scanner made for secrets belongs beside it.

Waivers: an expectation or files that the project has reasons to except, each with the reason; a key
is `untracked`, `no-secrets` or `readable`, or a path or glob as `exclude` has it:

    [tool.standards-hooks.env-files.waivers]
    "tests/fixtures/*.env" = "made-up values that the tests read"

The reason is mandatory, and a waiver that waives nothing is a finding.

Fix safety: there is no fix. A secret that was committed is known: replace it where it is used.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.env_files.file_names import is_env_file, is_template, takes_part


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.project.repository import Project
    from standards_hooks.project.violation import Violation


HOOK_ID = "env-files"
OPTIONS = (Option("waivers", {}, "exceptions with their reasons, by expectation, path or glob"),)
UNTRACKED = "untracked"
NO_SECRETS = "no-secrets"
READABLE = "readable"
CLAUSE = "Security Guidelines, Use Environment Variables for Secrets"


def find(project: Project, options: Options) -> Iterator[Finding]:
    """Yield a finding for each committed `.env` file and each secret in a template.

    Args:
        project: The project, or the root of the repository with what belongs to none.
        options: `waivers`, the exceptions that are declared.
    """
    from standards_hooks.project.waivers import findings_of

    known = (UNTRACKED, NO_SECRETS, READABLE)
    yield from findings_of(HOOK_ID, project, options, violations_in, known)


def violations_in(project: Project, options: Options) -> Iterator[Violation]:
    """Yield what is wrong with the files of environment variables of a project."""
    from standards_hooks.project.violation import Violation, files_of, texts_of

    templates = []
    for path in files_of(project, options):
        name = path.rpartition("/")[2]
        if not is_env_file(name):
            continue
        if is_template(name):
            templates.append(path)
        else:
            yield Violation(UNTRACKED, path, _not_to_commit(name))
    problems: list[Violation] = []
    for path, text in texts_of(project, templates, problems):
        yield from _secrets(path, text)
    yield from problems


def _not_to_commit(name: str) -> str:
    return (
        f"`{name}` is committed, or will be; the standard says never ({CLAUSE}): write `{name}` "
        f"into `.gitignore`, untrack it with `git rm --cached`, and commit the names alone, as "
        "`.env.example`"
    )


def _secrets(path: str, text: str) -> Iterator[Violation]:
    from standards_hooks.project.violation import Violation
    from standards_hooks.rules.env_files.secrets import secrets_in

    for secret in secrets_in(text):
        what = f"the value of `{secret.name}`" if secret.name else "this"
        entry = f"`{secret.name}=changeme`" if secret.name else "a placeholder"
        message = (
            f"{what} looks like {secret.kind}; a template holds placeholders ({CLAUSE}): write "
            f"{entry}, and replace the secret if it is a real one"
        )
        yield Violation(NO_SECRETS, path, message, secret.line, secret.column)


HOOK = Hook(
    HOOK_ID,
    __doc__,
    options=OPTIONS,
    find_in_project=find,
    takes_part=takes_part,
    is_due_without_project=True,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook: 0 nothing found, 1 something found, 2 wrong configuration."""
    return run_hook(HOOK, argv, HOOK_IDS)
