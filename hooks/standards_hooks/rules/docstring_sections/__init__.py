"""Docstrings have the sections of Google style, and the sections match the code.

A parameter that is described but gone is worse than one without a description. The clause
"Docstrings (Google Style)" of the standard requires `Args`, `Returns` and `Raises` in a docstring
that is more than a summary.

**What it finds.** In the docstring of a public class, function or method that spans lines:
- NumPy and Sphinx style; a heading that is misspelled (`Arguments:`, `Return:`, `args:`), has no
  colon, has text on its line, is indented like an entry, is out of order (`Args`, `Returns` or
  `Yields`, `Raises`), or has nothing below it.
- Where there is one of `Args`, `Returns`, `Yields` and `Raises`: an `Args` that leaves out a
  parameter or describes one that does not exist, or `self` or `cls`; a result that no `Returns` or
  `Yields` describes, or the other way round; an exception that the function raises by name, does
  not catch itself, and does not list under `Raises`.
- Where a class has `Attributes`: a public attribute that is left out (class variables, and what
  `__init__` assigns to `self`), and an attribute that is described but does not exist. Its `Args`
  are compared with `__init__`.

**What it ignores.** A docstring of one line, and one without any section (`require-sections`
reports them, which are many in code that is described in prose); headings with free text such as
`Note:` and `Example:`, doctests and fenced blocks. A body that is only `...`, `pass`, a comment or
`raise NotImplementedError`, abstract methods and `@overload` are not compared. As in Google's
guide, a summary that begins with "Return" or "Yield" may replace the section, and a property
describes its value. Parameters that begin with an underscore, and the keys of `**kwargs`, may be
described or not; so may all of them below a decorator whose name says that it passes arguments
(`@inject_session`, `@click.pass_context`). `Args` of `__init__` may be in the docstring of its
class. `Raises` may list exceptions of called functions, or a base class of what is raised;
`AssertionError` need not be listed. An attribute may be described in its own place, by a string
below it, a comment `#:` or an argument `description=`; constants, members of enumerations and
properties need no entry. The docstring of a module is not checked. Further, unless an option
includes it: private classes and functions (`check-private`), those inside functions
(`check-nested`), `@override` (`check-overrides`) and tests (`check-tests`).

**Fix safety.** There is no fix: what a docstring says is for people to write. A finding is on the
line of the section or entry; its suppression goes after the closing quotes.

**Compared with Ruff.** The `D` rules, which are not part of the required configuration, check the
form only.
"""

from __future__ import annotations

from standards_hooks.core.finding import Finding
from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.project.visibility import is_private, is_test
from standards_hooks.rules import HOOK_IDS
from standards_hooks.rules.docstring_sections.classes import problems_of_class
from standards_hooks.rules.docstring_sections.form import problems_of_form
from standards_hooks.rules.docstring_sections.functions import problems_of_function
from standards_hooks.rules.docstring_sections.headings import ORDER
from standards_hooks.rules.docstring_sections.placing import place_of_line
from standards_hooks.rules.docstring_sections.sections import Docstring
from standards_hooks.semantic.annotations import is_typing
from standards_hooks.semantic.definitions import decorators_of, docstring_of
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.options import Options
    from standards_hooks.rules.docstring_sections.form import Problem
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.scopes import Scope


def _includes(name: str, what: str) -> Option:
    return Option(name, False, f"check {what} too", strictest=True)


OPTIONS = (
    Option(
        "require-sections",
        False,
        "require sections wherever a docstring is more than a summary",
        strictest=True,
    ),
    _includes("check-private", "private classes and functions"),
    _includes("check-nested", "classes and functions inside functions"),
    _includes("check-overrides", "methods marked `@override`"),
    _includes("check-tests", "tests"),
)

SEND = '"""Parcels."""\n\n\ndef send(parcel, to):\n    """Send it.\n\n    Args:\n'
WEIGH = '"""Parcels."""\n\n\ndef weigh(parcel):\n    """Put it on the scale.\n\n'
SCALE = '    """\n    if not parcel:\n        raise ValueError(parcel)\n    return parcel.grams\n'

EXAMPLES = (
    Example(
        bad=f'{SEND}        parcel: What is sent.\n        address: Where it goes.\n    """\n'
        "    to.take(parcel)\n",
        good=f'{SEND}        parcel: What is sent.\n        to: Where it goes.\n    """\n'
        "    to.take(parcel)\n",
    ),
    Example(
        bad=f"{WEIGH}    Parameters:\n        parcel: What is weighed.\n{SCALE}",
        good=f"{WEIGH}    Args:\n        parcel: What is weighed.\n\n"
        "    Returns:\n        Its weight in grams.\n\n"
        f"    Raises:\n        ValueError: If there is none.\n{SCALE}",
    ),
)


def may_find(source: bytes) -> bool:
    """Return whether a string of a source can span lines: by three quotes, or by an escape."""
    return b'"""' in source or b"'''" in source or b"\\" in source


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find docstrings whose sections are misspelled or contradict the code.

    Args:
        module: The parsed file.
        options: `require-sections` and the `check-…` flags.

    Yields:
        Findings on the line of the section or entry, or where the docstring begins.
    """
    if is_test(module.path) and not options.flag("check-tests"):
        return
    hidden: set[Scope] = set()
    docstrings: dict[Scope, Docstring] = {}
    for scope in module.scopes[1:]:
        node, parent = scope.node, scope.parent
        if isinstance(node, ast.Module) or parent is None:
            continue
        if parent in hidden or _is_hidden(scope, parent, options):
            hidden.add(scope)
            continue
        literal = docstring_of(node)
        text = literal.value if literal is not None else None
        if literal is None or not isinstance(text, str) or "\n" not in text.strip():
            continue
        if not options.flag("check-overrides") and _is_override(node, module):
            continue
        docstring = docstrings[scope] = Docstring(text)
        for number, message in _problems(scope, docstring, docstrings.get(parent), module, options):
            line, column = place_of_line(module, literal, docstring, number)
            yield Finding(module.path, line, column, HOOK.id, message, symbol=scope.qualified_name)


def _is_hidden(scope: Scope, parent: Scope, options: Options) -> bool:
    if parent.is_function and not options.flag("check-nested"):
        return True
    return is_private(scope.name) and not options.flag("check-private")


def _is_override(
    node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, module: Module
) -> bool:
    return any(is_typing(each, "override") for each in decorators_of(node, module))


def _problems(
    scope: Scope,
    docstring: Docstring,
    around: Docstring | None,
    module: Module,
    options: Options,
) -> list[Problem]:
    """Return what is wrong with one docstring; for each line only the more serious problem.

    Args:
        scope: The class or function.
        docstring: Its docstring.
        around: The docstring of the class around it.
        module: The file.
        options: The options of the hook.
    """
    form = list(problems_of_form(docstring))
    if docstring.foreign is not None:
        return form
    content: list[Problem] = []
    is_required = options.flag("require-sections")
    if isinstance(scope.node, ast.ClassDef):
        content += problems_of_class(scope, docstring, module, should_have_attributes=is_required)
    elif not isinstance(scope.node, ast.Module) and (is_required or docstring.has(*ORDER)):
        class_ = around if scope.name == "__init__" else None
        content += problems_of_function(scope, scope.node, docstring, class_, module)
    checked = {number for number, _ in content}
    return [each for each in form if each[0] not in checked] + content


HOOK = Hook(
    "docstring-sections",
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
