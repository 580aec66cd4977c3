"""Variables of the platform, and the places where a program may read its settings."""

from __future__ import annotations

import os

from standards_hooks.project.visibility import is_test


VARIABLES = frozenset(
    {
        # The user, the machine and the shell (POSIX, "Environment Variables"; Windows).
        *(
            "HOME",
            "USER",
            "USERNAME",
            "LOGNAME",
            "SHELL",
            "PATH",
            "PWD",
            "OLDPWD",
            "HOSTNAME",
            "TZ",
        ),
        *("LANG", "LANGUAGE", "EDITOR", "VISUAL", "PAGER", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY"),
        *("TMPDIR", "TEMP", "TMP", "PATHEXT", "COMSPEC", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        *("USERPROFILE", "HOMEDRIVE", "HOMEPATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR"),
        *("COMPUTERNAME", "USERDOMAIN", "ALLUSERSPROFILE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        # The terminal, and whether to use colour (no-color.org, force-color.org, bixense.com).
        *("TERM", "TERM_PROGRAM", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"),
        *("CLICOLOR", "CLICOLOR_FORCE", "PY_COLORS"),
        # What started the process: CI, a virtual environment, systemd, Kubernetes, torchrun.
        *("CI", "PRE_COMMIT", "GITHUB_ACTIONS", "VIRTUAL_ENV", "CONDA_PREFIX", "CONDA_DEFAULT_ENV"),
        *("NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "INVOCATION_ID", "JOURNAL_STREAM"),
        *("TRACEPARENT", "TRACESTATE", "TF_BUILD", "TEAMCITY_VERSION", "GITLAB_CI", "CIRCLECI"),
        *("BUILD_ID", "BUILD_NUMBER", "BUILD_TAG", "BUILD_URL"),
        *("KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT", "RUN_MAIN", "WERKZEUG_RUN_MAIN"),
        *("RANK", "LOCAL_RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE"),
        *("PYENV_ROOT", "AI_AGENT", "GITHUB_SHA", "GITHUB_REF", "GITHUB_REF_NAME", "GITHUB_RUN_ID"),
        *("GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "GITHUB_WORKSPACE", "GITHUB_OUTPUT"),
        *("GITHUB_HEAD_REF", "GITHUB_BASE_REF", "GITHUB_ACTOR", "GITHUB_WORKFLOW", "GITHUB_ENV"),
        *("GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY", "GITHUB_JOB"),
        # Proxies and certificates, which every HTTP client reads.
        *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    }
)
PREFIXES = (
    *("CI_", "BUILD_SOURCE"),
    "XDG_",
    "LC_",
    "SSH_",
    "PYTHON",
    "PYTEST_",
    "PROGRAMFILES",
    "COMMONPROGRAMFILES",
    "TMUX",
    "SLURM_",
)
CI_PREFIXES = (
    *("APPVEYOR", "BITBUCKET_", "BUILDKITE", "CIRCLE_", "CODEBUILD_", "DRONE_", "GITLAB_"),
    *("JENKINS_", "TRAVIS"),
)
"""What the variables of CI services begin with, apart from secrets for their interfaces."""

SECRETS = ("KEY", "PASSWORD", "SECRET", "TOKEN", "USERNAME")

JENKINS = frozenset(
    {
        *("BRANCH_NAME", "CHANGE_BRANCH", "CHANGE_ID", "CHANGE_TARGET", "CHANGE_URL", "TAG_NAME"),
        *("EXECUTOR_NUMBER", "JOB_BASE_NAME", "JOB_NAME", "JOB_URL", "NODE_NAME", "WORKSPACE"),
        *("GIT_BRANCH", "GIT_COMMIT", "GIT_LOCAL_BRANCH", "GIT_PREVIOUS_COMMIT", "GIT_URL"),
    }
)
"""What Jenkins and its Git plugin set under names that any deployment may use."""


def is_of_platform(name: str, source: bytes = b"") -> bool:
    """Return whether a variable is set by the platform, not by whoever deploys this program.

    Args:
        name: The variable.
        source: The file that reads it: `GIT_COMMIT` is set by Jenkins where the file asks for
            Jenkins.

    Returns:
        Whether an operating system, a terminal, a supervisor or a CI service sets it.
    """
    name = name.upper()
    if name in VARIABLES or name.startswith(PREFIXES):
        return True
    if name.startswith(CI_PREFIXES):
        return not name.endswith(SECRETS)
    return name in JENKINS and b"JENKINS_" in source


ENTRY_POINTS = frozenset(
    {"manage", "wsgi", "asgi", "noxfile", "setup", "fabfile", "gunicorn", "hatch_build", "__main__"}
)
"""Files that run before there are settings, or outside of the application."""

SCRIPT_DIRECTORIES = frozenset(
    {"scripts", "bin", "docs", "doc", "benchmarks", "alembic", ".github", "ci"}
)


def is_script(path: str) -> bool:
    """Return whether a file runs on its own, or before the application and its settings.

    Args:
        path: The file; the directories above the working directory do not count.

    Returns:
        Whether it is an entry point, or is beside scripts, documents or migrations.
    """
    *directories, name = _parts_of(path)
    stem = name.partition(".")[0].lower()
    if stem in ENTRY_POINTS or stem.endswith("gunicorn_conf"):
        return True
    if any(directory.startswith("example") for directory in directories):
        return True
    return not SCRIPT_DIRECTORIES.isdisjoint(directories)


def is_test_or_its_settings(path: str) -> bool:
    """Return whether a file belongs to the tests, `testing.py` and `tests.py` included."""
    stem = _parts_of(path)[-1].partition(".")[0]
    return is_test(path) or stem in {"test", "tests", "testing"}


def _parts_of(path: str) -> list[str]:
    relative = os.path.relpath(path) if os.path.isabs(path) else path
    return relative.replace(os.sep, "/").split("/")
