"""What a rule's module hands to the engine: its hook, options and examples."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from standards_hooks.engine.finding import Finding
    from standards_hooks.engine.fixing import Change, Concrete
    from standards_hooks.engine.module import Module
    from standards_hooks.engine.repository import Project

    type Value = bool | int | str | tuple[str, ...] | Mapping[str, str]
    type FileRule = Callable[[Module, "Options"], Iterator[Finding]]
    type Fix = Callable[[Module, Sequence[Finding], Options, Concrete], Change]
    type ProjectRule = Callable[[Project, "Options"], Iterable[Finding]]
    type ProjectFix = Callable[[Project, "Options"], "ProjectChange"]


class Option:
    """One option of a hook, declared once for the command line and for `pyproject.toml`.

    Attributes:
        name: Name in kebab-case: `--extend-words` and `extend-words = [...]`.
        default: Value without configuration; its type is the option's type (bool: a flag,
            int: a number, str: one of `choices`, or a path where there are none, tuple: a list
            of strings, dict: a table of strings, which only `pyproject.toml` can hold).
        help: One line for `--help` and the documentation.
        choices: The values allowed for a string, or for the members of a list.
        strictest: The value under which the hook finds most; None for an option that widens or
            narrows nothing. An ignore that excuses nothing even then is unused.
    """

    __slots__ = ("choices", "default", "help", "name", "strictest")

    def __init__(
        self,
        name: str,
        default: Value,
        help: str,  # noqa: A002 - argparse's own word for it
        *,
        choices: tuple[str, ...] = (),
        strictest: Value | None = None,
    ) -> None:
        """Take the declaration."""
        self.name = name
        self.default = default
        self.help = help
        self.choices = choices
        self.strictest = strictest


class Options:
    """The values of one hook's options for the files under one configuration.

    Attributes:
        directory: Absolute directory that relative paths among the values start from.
    """

    __slots__ = ("_values", "directory")

    def __init__(self, values: Mapping[str, Value], directory: str = "") -> None:
        """Take the values by the option's name."""
        self._values = values
        self.directory = directory

    def flag(self, name: str) -> bool:
        """Return the value of the flag `name`."""
        return self._values[name] is True

    def number(self, name: str) -> int:
        """Return the value of the number `name`."""
        value = self._values[name]
        return value if isinstance(value, int) else 0

    def choice(self, name: str) -> str:
        """Return the value of the option `name` that is one string."""
        value = self._values[name]
        return value if isinstance(value, str) else ""

    def strings(self, name: str) -> tuple[str, ...]:
        """Return the value of the option `name` that is a list of strings."""
        value = self._values[name]
        return value if isinstance(value, tuple) else ()

    def table(self, name: str) -> Mapping[str, str]:
        """Return the value of the option `name` that is a table of strings."""
        value = self._values[name]
        return {} if isinstance(value, bool | int | str | tuple) else value

    def at_strictest(self, declared: Iterable[Option]) -> Options:
        """Return the same options with every opt-in on and every allowance off."""
        strictest = {
            option.name: option.strictest for option in declared if option.strictest is not None
        }
        return Options({**self._values, **strictest}, self.directory)

    def excluding(self, patterns: tuple[str, ...]) -> Options:
        """Return the same options with further globs in `exclude`."""
        exclude = (*self.strings("exclude"), *patterns)
        return Options({**self._values, "exclude": exclude}, self.directory)


class Example:
    """A snippet that a rule's module shows and the tests run.

    Attributes:
        bad: Source text that the hook finds something in, as a whole module.
        good: Source text that says the same and that the hook is silent about.
        path: File name under which the hook sees the snippets.
    """

    __slots__ = ("bad", "good", "path")

    def __init__(self, bad: str, good: str, path: str = "app/example.py") -> None:
        """Take the two twins."""
        self.bad = bad
        self.good = good
        self.path = path


class ProjectChange:
    """What a repository rule's fix makes of one file of a project.

    Attributes:
        path: The file as a report gives it.
        old: Its bytes.
        new: Its bytes afterwards; the old ones where nothing can be mended.
        findings: What is left to find afterwards.
    """

    __slots__ = ("findings", "new", "old", "path")

    def __init__(self, path: str, old: bytes, new: bytes, findings: list[Finding]) -> None:
        """Take the file before and after."""
        self.path = path
        self.old = old
        self.new = new
        self.findings = findings


class Hook:
    """One hook: its id, what it says about itself, and its rule.

    Exactly one of `find` (a file rule) and `find_in_project` (a repository rule) is given.

    Attributes:
        id: The id in the manifest, in ignores and in `[tool.standards-hooks.<id>]`.
        documentation: Docstring of the rule's module.
        options: The options beside those that every hook has.
        examples: Bad and good twins.
        find: Yields the findings of one parsed module.
        find_in_project: Yields the findings of one project of a repository.
        may_find: The rule's byte test: False proves on the source, in an ASCII-compatible
            encoding, that there is nothing to find.
        takes_part: For a repository rule: whether the file with this base name is read by it.
        is_due_without_project: For a repository rule: whether the files that belong to no project
            are judged as well.
        fix: Edits the concrete tree of a file where the given fixable findings are.
        fix_project: Mends one file of a project, in memory.
        explain: Returns what `standards explain` prints beside the documentation.
    """

    __slots__ = (
        "documentation",
        "examples",
        "explain",
        "find",
        "find_in_project",
        "fix",
        "fix_project",
        "id",
        "is_due_without_project",
        "may_find",
        "options",
        "takes_part",
    )

    def __init__(
        self,
        id: str,  # noqa: A002 - the manifest's own word for it
        documentation: str | None,
        *,
        options: tuple[Option, ...] = (),
        examples: tuple[Example, ...] = (),
        find: FileRule | None = None,
        find_in_project: ProjectRule | None = None,
        may_find: Callable[[bytes], bool] | None = None,
        takes_part: Callable[[str], bool] | None = None,
        is_due_without_project: bool = False,
        explain: Callable[[], str] | None = None,
        fix: Fix | None = None,
        fix_project: ProjectFix | None = None,
    ) -> None:
        """Tie the parts of a rule's module together."""
        self.id = id
        self.documentation = documentation or ""
        self.options = options
        self.examples = examples
        self.find = find
        self.find_in_project = find_in_project
        self.may_find = may_find
        self.takes_part = takes_part
        self.is_due_without_project = is_due_without_project
        self.explain = explain
        self.fix = fix
        self.fix_project = fix_project

    def run(self, module: Module, options: Options) -> Iterable[Finding]:
        """Return the findings of the file rule in one module; nothing for a repository rule."""
        return () if self.find is None else self.find(module, options)

    @property
    def has_waivers(self) -> bool:
        """Whether deviations from the rule are declared, each with its reason."""
        return any(option.name == "waivers" for option in self.options)

    @property
    def can_fix(self) -> bool:
        """Whether the hook mends anything."""
        return self.fix is not None or self.fix_project is not None

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.strip().partition("\n")[0]
