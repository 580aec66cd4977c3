"""Only the settings class reads the environment.

A program that reads `os.environ` wherever a value is needed finds out that one is missing in the
middle of a request, gets strings instead of numbers, and spreads the names of secrets over the
code. The clause "Use Environment Variables for Secrets" of the standard requires one settings class
that reads them all, with their types, when the program starts.

**What it finds.** Outside of the settings class: a variable that is read from `os.environ`
(`[…]`, `get`, `in`, `setdefault` and `pop` whose value is used, a loop that selects those with a
prefix), by `os.getenv` or by `decouple.config`; `load_dotenv` and `dotenv_values`; and readers that
are made there (`environs.Env`, `environ.Env`). Under any import, and under another name for
`os.environ`. Constants that a `config.py` reads one by one are no settings class.

**What it ignores.** A file with a subclass of `BaseSettings`, or of the project's own `…Settings`;
the body, constructor, class methods and properties of a class called `…Settings`, `…Config` or the
like, and the function or call that makes an object of it in the same file; the settings of Django,
which have to be a module; Alembic's `env.py`; and `settings-modules`. What a file is called does
not count. The whole environment when it is passed to a child process: `env=os.environ`,
`{**os.environ, …}`, `os.environ.copy()`, `.items()`. Variables whose names are in `allow`; where a
constant of another module names the variable (`os.environ[names.KEY]`), the name of the constant.

Further, unless an option includes it: variables of the platform, which no deployment sets for this
program: `PATH`, `HOME`, `TERM`, `NO_COLOR`, `TMPDIR`, `XDG_…`, `PYTHON…`, proxies and the like, and
what GitHub, GitLab, CircleCI, Jenkins and other CI services set, secrets for their interfaces
excepted (`check-platform-variables`); a variable whose name is computed, for example where
variables are saved and restored (`check-computed-names`); one that is only set, for a library to
read, or set in the function that reads it (`check-writes`); tests (`check-tests`); entry points and
scripts (`check-scripts`): what stands under `if __name__ == "__main__":`, the functions and classes
that this alone uses, and the whole file where these are all that it defines; files with a shebang
or a name that cannot be imported; `manage.py`, `wsgi.py`, `asgi.py`, `__main__.py`, `noxfile.py`,
`setup.py`, and files in `scripts`, `bin`, `alembic`, `docs`, `examples`, `ci` and `benchmarks`.

**Fix safety.** There is no fix: which settings class a variable belongs to is for people to know.

**Compared with Ruff.** Neither Ruff nor mypy restricts where the environment is read.
"""

from __future__ import annotations

import os

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.rules.environment_access.access import Access
    from standards_hooks.semantic.module import Module


OPTIONS = (
    Option(
        "settings-modules",
        (),
        "globs of further files that may read the environment",
        strictest=(),
    ),
    Option(
        "allow",
        (),
        "names of variables, or of constants that hold them, that may be read anywhere",
        strictest=(),
    ),
    Option(
        "check-platform-variables",
        False,
        "report also `PATH`, `HOME` and other variables of the platform",
        strictest=True,
    ),
    Option(
        "check-computed-names",
        False,
        "report also variables whose names are computed",
        strictest=True,
    ),
    Option("check-writes", False, "report also variables that are only set", strictest=True),
    Option("check-scripts", False, "check entry points and scripts too", strictest=True),
    Option("check-tests", False, "check tests too", strictest=True),
)

EXAMPLES = (
    Example(
        bad='import os\n\n\ndef depot_key() -> str:\n    return os.environ["DEPOT_KEY"]\n',
        good="from app.config import settings\n\n\ndef depot_key() -> str:\n"
        "    return settings.depot_key\n",
    ),
    Example(
        bad="from dotenv import load_dotenv\n\n\ndef start() -> None:\n    load_dotenv()\n",
        good="from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\n"
        "class Settings(BaseSettings):\n    depot_key: str\n\n"
        '    model_config = SettingsConfigDict(env_file=".env")\n',
    ),
)

WORDS = (b"environ", b"getenv", b"dotenv", b"decouple")
"""One of these is in every file that reads the environment."""


def may_find(source: bytes) -> bool:
    """Return whether a source may name the environment.

    Args:
        source: The bytes of a file.

    Returns:
        False where no name can be one, also in letters beyond ASCII (PEP 3131 normalises names).
    """
    return any(word in source for word in WORDS) or not source.isascii()


def _may_find_in(module: Module) -> bool:
    return may_find(module.source) or not has_ascii_markup(module.source)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find where the environment is read.

    Args:
        module: The parsed file.
        options: `settings-modules`, `allow` and the `check-…` flags.

    Yields:
        One finding for each variable that is read, and each file of variables.
    """
    if not _may_find_in(module) or module.is_stub or _is_exempt(module, options):
        return
    from standards_hooks.rules.environment_access.access import accesses_in
    from standards_hooks.rules.environment_access.settings import defines_settings

    accesses = [each for each in accesses_in(module) if _is_checked(each, module, options)]
    if accesses and not defines_settings(module):
        for access in _outside_scripts(accesses, module, options):
            symbol = module.scopes_around(access.node)[0].qualified_name
            yield module.finding(HOOK.id, access.node, _message(access), symbol)


def _is_checked(access: Access, module: Module, options: Options) -> bool:
    """Return whether the options have a variable checked that is read at all."""
    from standards_hooks.rules.environment_access.platform import is_of_platform

    allowed = options.strings("allow")
    if access.variable in allowed or access.constant in allowed:
        return False
    if access.is_write and not options.flag("check-writes"):
        return False
    if access.is_computed and not options.flag("check-computed-names"):
        return False
    return options.flag("check-platform-variables") or not is_of_platform(
        access.variable, module.source
    )


def _outside_scripts(
    accesses: Iterable[Access], module: Module, options: Options
) -> Iterator[Access]:
    """Yield those that are neither in a script nor where a class of settings is filled."""
    from standards_hooks.rules.environment_access.settings import Filling
    from standards_hooks.semantic.programs import Program

    filling = Filling(module)
    program = None if options.flag("check-scripts") else Program(module)
    if program is not None and program.is_whole_file:
        return
    for access in accesses:
        around = module.scopes_around(access.node)
        is_run_only = program is not None and program.runs(access.node, around[0])
        if not is_run_only and not filling.includes(access.node, around):
            yield access


def _is_exempt(module: Module, options: Options) -> bool:
    """Return whether a file may read the environment, by its path."""
    from standards_hooks.project import globs
    from standards_hooks.rules.environment_access.platform import (
        is_script,
        is_test_or_its_settings,
    )

    path = module.path
    if is_test_or_its_settings(path) and not options.flag("check-tests"):
        return True
    if is_script(path) and not options.flag("check-scripts"):
        return True
    relative = os.path.relpath(os.path.abspath(path), options.directory or None)
    return any(
        globs.matches(relative.replace(os.sep, "/"), pattern)
        for pattern in options.strings("settings-modules")
    )


def _message(access: Access) -> str:
    """Return what is read, and where the value should come from."""
    if access.is_loader:
        name = access.function.rpartition(".")[2]
        return (
            f"`{name}` reads variables outside the settings class; let the settings class do it,"
            ' with `env_file=".env"`'
        )
    name = access.variable or access.constant
    what = f"the variable `{name}`" if name else f"`{access.function}`"
    if access.is_write:
        return (
            f"{what} is set outside the settings class; pass the value to its reader as an argument"
        )
    return (
        f"{what} is read outside the settings class; make it a field of the settings class, and"
        " read it from there"
    )


HOOK = Hook(
    "environment-access",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
