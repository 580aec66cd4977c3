"""The formatter moves comments; an ignore still reaches what it is there for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from standards_hooks.engine.checking import Checker
from standards_hooks.rules import FILE_HOOK_IDS, HOOK_IDS, load_hook


pytestmark = pytest.mark.slow


PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
RUFF = str(Path(sys.executable).with_name("ruff"))
COMMENT = re.compile(r" *# standards: .*")
NOTE = re.compile(r" \(`--fix` leaves it: .*")

LAYOUTS = {
    "short-def": """\
def f(a=[]):  # standards: ignore[mutable-defaults] known
    return a
""",
    "one-line-def": """\
def f(a=[]): return a  # standards: ignore[mutable-defaults] known
""",
    "one-line-ellipsis": """\
def f(a=[]): ...  # standards: ignore[mutable-defaults] known
""",
    "long-def-folds": """\
def f(LONG_0, LONG_1, LONG_2, a=[]):  # standards: ignore[mutable-defaults] known
    return a
""",
    "def-unfolds-collapses": """\
def f(
    a=[]  # standards: ignore[mutable-defaults] known
):
    return a
""",
    "def-multi-first-param": """\
def f(
    a=[],  # standards: ignore[mutable-defaults] known
    b=1,
):
    return a
""",
    "def-multi-no-magic-comma": """\
def f(
    a=[],  # standards: ignore[mutable-defaults] known
    b=1
):
    return a
""",
    "closing-paren": """\
def f(
    a=[],
    b=1,
):  # standards: ignore[mutable-defaults] known
    return a
""",
    "lambda": """\
x = lambda a=[]: a  # standards: ignore[mutable-defaults] known
""",
    "lambda-in-call-long": """\
x = call(LONG_0, LONG_1, LONG_2, lambda a=[]: a)  # standards: ignore[mutable-defaults] known
""",
    "lambda-parens": """\
x = (
    lambda a=[]: a  # standards: ignore[mutable-defaults] known
)
""",
    "bool-attr": """\
class A:
    active: bool  # standards: ignore[boolean-naming] known
""",
    "bool-attr-semi": """\
class A:
    active: bool; x: int  # standards: ignore[boolean-naming] known
""",
    "bool-attr-semi2": """\
class A:
    x: int; active: bool  # standards: ignore[boolean-naming] known
""",
    "class-one-line": """\
class A: active: bool  # standards: ignore[boolean-naming] known
""",
    "above": """\
class A:
    # standards: ignore[boolean-naming] known
    active: bool
""",
    "above-def": """\
# standards: ignore[mutable-defaults] known
def f(a=[]):
    return a
""",
    "above-def-glued": """\
x = 1
# standards: ignore[mutable-defaults] known
def f(a=[]):
    return a
""",
    "above-decorated": """\
x = 1
# standards: ignore[mutable-defaults] known
@d
def f(a=[]):
    return a
""",
    "between-deco": """\
@d
# standards: ignore[mutable-defaults] known
def f(a=[]):
    return a
""",
    "deco-trail": """\
@d  # standards: ignore[mutable-defaults] known
def f(a=[]):
    return a
""",
    "deco-long": """\
@d(LONG_0, LONG_1, LONG_2, LONG_3)  # standards: ignore[mutable-defaults] known
def f(a=[]):
    return a
""",
    "import": """\
from .a import b  # standards: ignore[relative-imports] known
""",
    "import-long": """\
from .a import LONG_0, LONG_1, LONG_2, LONG_3  # standards: ignore[relative-imports] known
""",
    "import-parens": """\
from .a import (b  # standards: ignore[relative-imports] known
)
""",
    "import-paren-end": """\
from .a import (b,
   c)  # standards: ignore[relative-imports] known
""",
    "import-paren-own": """\
from .a import (
    # standards: ignore[relative-imports] known
    b)
""",
    "import-backslash": """\
from .a \\
    import b  # standards: ignore[relative-imports] known
""",
    "import-paren-backslash": """\
from .a import b, \\
    c  # standards: ignore[relative-imports] known
""",
    "two-imports-semi": """\
from .a import b; from .c import d  # standards: ignore[relative-imports] known
""",
    "unsorted": """\
from .z import b  # standards: ignore[relative-imports] known
from .a import c  # standards: ignore[relative-imports] known
""",
    "docstring-class": """\
class A:  # standards: ignore[docstring-presence] known
    x = 1
""",
    "docstring-class-pass": """\
class A: pass  # standards: ignore[docstring-presence] known
""",
    "docstring-def": """\
def f():  # standards: ignore[docstring-presence] known
    return 1
""",
    "docstring-def-oneline": """\
def f(): return 1  # standards: ignore[docstring-presence] known
""",
    "docstring-async": """\
async def f(): ...  # standards: ignore[docstring-presence] known
""",
    "assign-long": """\
active: bool = LONG_0 and LONG_1 and LONG_2 and LONG_3  # standards: ignore[boolean-naming] known
""",
    "assign-call-long": """\
class A:
    active = bool(LONG_0, LONG_1, LONG_2)  # standards: ignore[boolean-naming] known
""",
    "assign-parens": """\
class A:
    active = (
        True  # standards: ignore[boolean-naming] known
    )
""",
    "assign-not": """\
class A:
    active = not (  # standards: ignore[boolean-naming] known
        x
    )
""",
    "self-attr": """\
class A:
    def f(self):
        self.active = True  # standards: ignore[boolean-naming] known
""",
    "type-ignore": """\
class A:
    active: bool = 1  # type: ignore[assignment]  # standards: ignore[boolean-naming] known
""",
    "if-oneline": """\
if x: from .a import b  # standards: ignore[relative-imports] known
""",
    "else-oneline": """\
if x: pass
else: from .a import b  # standards: ignore[relative-imports] known
""",
    "try-oneline": """\
try: from .a import b  # standards: ignore[relative-imports] known
except E: pass
""",
    "param-bool": """\
def f(active: bool):  # standards: ignore[boolean-naming] known
    return active
""",
    "param-bool-long": """\
def f(LONG_0, LONG_1, active: bool = False) -> LONG_2:  # standards: ignore[boolean-naming] known
    return active
""",
    "return-annotation": """\
def f(a=[]) -> dict[  # standards: ignore[mutable-defaults] known
    str, int]:
    return a
""",
    "file": """\
# standards: ignore-file[mutable-defaults] known
def f(a=[]):
    return a
""",
    "file-after-doc": """\
\"\"\"Doc.\"\"\"
# standards: ignore-file[mutable-defaults] known
def f(a=[]):
    return a
""",
    "file-last": """\
def f(a=[]):
    return a
# standards: ignore-file[mutable-defaults] known
""",
    "comment-in-params": """\
def f(
    # standards: ignore[mutable-defaults] known
    a=[],
):
    return a
""",
    "comment-in-params-short": """\
def f(
    # standards: ignore[mutable-defaults] known
    a=[]):
    return a
""",
    "comment-in-default": """\
def f(a=[  # standards: ignore[mutable-defaults] known
    1]):
    return a
""",
    "comment-after-default-elements": """\
def f(a=[
    1,  # standards: ignore[mutable-defaults] known
    ]):
    return a
""",
    "class-bases": """\
class A(  # standards: ignore[docstring-presence] known
    B):
    x = 1
""",
    "elif": """\
if x:
    pass
elif (lambda a=[]: a):  # standards: ignore[mutable-defaults] known
    pass
""",
    "while": """\
while (lambda a=[]: a)():  # standards: ignore[mutable-defaults] known
    pass
""",
    "with": """\
with open(x) as a, f(lambda a=[]: a) as b:  # standards: ignore[mutable-defaults] known
    pass
""",
    "with-long": """\
with LONG(LONG) as a, f(lambda a=[]: a) as b:  # standards: ignore[mutable-defaults] known
    pass
""",
    "return": """\
def f():
    return lambda a=[]: a  # standards: ignore[mutable-defaults] known
""",
    "return-paren": """\
def f():
    return (lambda a=[]:
         a)  # standards: ignore[mutable-defaults] known
""",
    "dict": """\
x = {'a': lambda a=[]: a  # standards: ignore[mutable-defaults] known
}
""",
    "dict-collapse": """\
x = {
    'a': lambda a=[]: a  # standards: ignore[mutable-defaults] known
}
""",
    "chain": """\
x = a.b(LONG).c(lambda a=[]: a).d(LONG).e(LONG)  # standards: ignore[mutable-defaults] known
""",
    "assert": """\
assert (lambda a=[]: a), 'LONG_0 LONG_1 LONG_2 LONG_3'  # standards: ignore[mutable-defaults] known
""",
    "del-paren": """\
x = ((lambda a=[]: a))  # standards: ignore[mutable-defaults] known
""",
    "trailing-backslash": """\
x = 1 + \\
    (lambda a=[]: a)()  # standards: ignore[mutable-defaults] known
""",
    "nested-def": """\
def g():
    def f(a=[]): return a  # standards: ignore[mutable-defaults] known
    return f
""",
    "property": """\
class A:
    @property
    def active(self) -> bool: return True  # standards: ignore[boolean-naming] known
""",
    "property-header": """\
class A:
    @property
    def active(self) -> bool:  # standards: ignore[boolean-naming] known
        return True
""",
    "overload": """\
class A:
    @property
    def active(self) -> bool: ...  # standards: ignore[boolean-naming] known
""",
    "blank-lines": """\
x = 1



# standards: ignore[relative-imports] known
from .a import b
""",
    "above-in-block-after-blank": """\
def f():

    # standards: ignore[relative-imports] known
    from .a import b
    return b
""",
    "match": """\
match x:
    case 1: f(lambda a=[]: a)  # standards: ignore[mutable-defaults] known
""",
    "string-concat": """\
x = f('a' 'b', lambda a=[]: a)  # standards: ignore[mutable-defaults] known
""",
    "stub-class": """\
class A: ...  # standards: ignore[docstring-presence] known
""",
    "typealias": """\
class A[T](LONG_0, LONG_1, LONG_2):  # standards: ignore[docstring-presence] known
    x = 1
""",
    "if-long": """\
if LONG_0 and LONG_1 and (lambda a=[]: a):  # standards: ignore[mutable-defaults] known
    pass
""",
    "for": """\
for x in [lambda a=[]: a]:  # standards: ignore[mutable-defaults] known
    pass
""",
    "augmented": """\
x += (lambda a=[]: a)  # standards: ignore[mutable-defaults] known
""",
    "walrus": """\
if (y := lambda a=[]: a):  # standards: ignore[mutable-defaults] known
    pass
""",
    "noqa-before": """\
class A:
    active: bool  # noqa: N815  # standards: ignore[boolean-naming] known
""",
    "except": """\
try:
    call()
except Exception:  # standards: ignore[broad-except] known
    pass
""",
    "above-except": """\
try:
    call()
# standards: ignore[broad-except] known
except Exception: pass
""",
    "noqa-itself": """\
x = call(LONG_0, LONG_1, LONG_2, LONG_3)  # noqa  # standards: ignore[blanket-suppressions] known
""",
    "noqa-itself-below": """\
# standards: ignore[blanket-suppressions] known
x = call(LONG_0, LONG_1, LONG_2, LONG_3)  # noqa
""",
    "noqa-itself-in-brackets": """\
x = call(  # standards: ignore[blanket-suppressions] known
    LONG_0)  # type: ignore
""",
    "two-hooks": """\
def f(active: bool, a=[]):  # standards: ignore[boolean-naming, mutable-defaults] known
    return a
""",
}
"""Source texts with suppressions, many of them in a layout that the formatter changes."""

FORMS = {name: text.replace("LONG", "a_rather_long_name") for name, text in LAYOUTS.items()}


ELSEWHERE = frozenset(
    {
        "one-line-def",
        "bool-attr-semi",
        "two-imports-semi",
        "docstring-class-pass",
        "docstring-def-oneline",
        "nested-def",
        "property",
    }
)
"""Forms whose suppression belongs to another statement than the finding, before and after."""

SUPPRESSED = [name for name in FORMS if name not in ELSEWHERE]


class Project:
    """The forms as files of a package, before and after the formatter.

    Attributes:
        findings: What the hooks find in each form, before formatting.
        findings_formatted: The same after formatting.
        complaints: What `ruff check` says about each formatted form, by the rule's code.
        complaints_without_suppressions: The same without the suppressions.
    """

    def __init__(self, root: Path) -> None:
        """Write the forms, format them, and check them."""
        package = root / "src" / "app"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        for module in ("a", "c", "z"):
            (package / f"{module}.py").touch()
        self.files = {name: package / f"form_{number}.py" for number, name in enumerate(FORMS)}
        for name, file in self.files.items():
            file.write_text(FORMS[name])
        self.findings = self._findings()
        bare = root / "bare"
        shutil.copytree(root / "src", bare / "src")
        for file in (bare / "src" / "app").glob("form_*.py"):
            file.write_text(COMMENT.sub("", file.read_text()))
        run_ruff(root / "src", "format")
        run_ruff(bare / "src", "format")
        self.findings_formatted = self._findings()
        self.complaints = self._complaints(root / "src")
        self.complaints_without_suppressions = self._complaints(bare / "src")

    def _findings(self) -> dict[str, list[tuple[str, str]]]:
        findings = {}
        for name, file in self.files.items():
            hooks = [load_hook(hook_id) for hook_id in FILE_HOOK_IDS]
            checker = Checker(hooks, HOOK_IDS, {}, is_suite=True)
            checker.check_file(str(file))
            findings[name] = sorted(
                (finding.hook, NOTE.sub("", finding.message)) for finding in checker.findings
            )
        return findings

    def _complaints(self, directory: Path) -> dict[str, Counter[str]]:
        said = run_ruff(directory, "check", "--output-format", "json")
        names = {file.name: name for name, file in self.files.items()}
        complaints = {name: Counter[str]() for name in FORMS}
        for each in json.loads(said):
            file = Path(each["filename"]).name
            if file in names:
                complaints[names[file]][each["code"]] += 1
        return complaints


def run_ruff(directory: Path, command: str, *options: str) -> str:
    """Run ruff under the project's own configuration."""
    arguments = [RUFF, command, "--no-cache", "--config", str(PYPROJECT), *options, "."]
    finished = subprocess.run(  # noqa: S603
        arguments, cwd=directory, capture_output=True, text=True, check=False
    )
    assert finished.returncode in {0, 1}, finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The forms, formatted."""
    return Project(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize("name", FORMS)
def test_formatting_changes_no_finding(project, name):
    assert project.findings_formatted[name] == project.findings[name]


@pytest.mark.parametrize("name", FORMS)
def test_a_suppression_gives_ruff_nothing_to_complain_about(project, name):
    new = project.complaints[name] - project.complaints_without_suppressions[name]
    # A comment makes its line longer, whatever it says.
    assert set(new) <= {"E501"}


def test_some_forms_are_changed_by_the_formatter(project):
    changed = [name for name in FORMS if project.files[name].read_text() != FORMS[name]]
    assert len(changed) >= len(FORMS) // 3


@pytest.mark.parametrize("name", SUPPRESSED)
def test_a_suppression_covers_its_finding_before_and_after(project, name):
    hook = re.search(r"ignore(?:-file)?\[([a-z-]+)", FORMS[name])
    assert hook
    assert hook[1] not in {hook_id for hook_id, _ in project.findings[name]}
    assert hook[1] not in {hook_id for hook_id, _ in project.findings_formatted[name]}
