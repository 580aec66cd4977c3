"""What a rule's module declares to the engine: its hook, options and examples."""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Option, Options
    from standards_hooks.project.repository import Project
    from standards_hooks.semantic.module import Module
    from standards_hooks.syntax.concrete_tree import Change, Concrete

    type FileRule = Callable[[Module, Options], Iterator[Finding]]
    type Fix = Callable[[Module, Sequence[Finding], Options, Concrete], Change]
    type ProjectRule = Callable[[Project, Options], Iterable[Finding]]
    type ProjectFix = Callable[[Project, Options], ProjectChange]


class Example:
    """A pair of snippets that a rule's documentation shows and the tests check.

    Attributes:
        bad: Source text that the hook finds something in, as a whole module.
        good: Source text of the same meaning in which the hook finds nothing.
        path: File name under which the hook sees the snippets.
    """

    __slots__ = ("bad", "good", "path")

    def __init__(self, bad: str, good: str, path: str = "app/example.py") -> None:
        """Take the two snippets."""
        self.bad = bad
        self.good = good
        self.path = path


class ProjectChange:
    """The result of a repository rule's fix of one file of a project.

    Attributes:
        path: The file, as it is to be reported.
        old: Its bytes.
        new: Its bytes afterwards; the old ones where nothing can be fixed.
        findings: The findings that remain.
        changes: What was changed, a line for each key.
    """

    __slots__ = ("changes", "findings", "new", "old", "path")

    def __init__(
        self,
        path: str,
        old: bytes,
        new: bytes,
        findings: list[Finding],
        changes: Sequence[str] = (),
    ) -> None:
        """Take the file before and after."""
        self.path = path
        self.old = old
        self.new = new
        self.findings = findings
        self.changes = changes


class Hook:
    """One hook: its id, its documentation and its rule.

    Exactly one of `find` (a file rule) and `find_in_project` (a repository rule) is given.

    Attributes:
        id: The id in the manifest, in suppressions and in `[tool.standards-hooks.<id>]`.
        documentation: Docstring of the rule's module.
        options: Its own options, in addition to those that every hook has.
        examples: Pairs of bad and good snippets.
        find: Yields the findings of one parsed module.
        find_in_project: Yields the findings of one project of a repository.
        may_find: The rule's byte test: False proves that a source in an ASCII-compatible encoding
            has no finding.
        takes_part: For a repository rule: whether it reads files with this base name.
        is_due_without_project: For a repository rule: whether it also checks files that belong to
            no project.
        is_due_in_samples: For a repository rule: whether it also checks projects that are examples,
            fixtures or templates (`Project.is_sample`).
        fix: Edits the concrete tree of a file where the given fixable findings are.
        fix_project: Fixes one file of a project, in memory.
        explain: Returns what `standards explain` prints after the documentation.
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
        "is_due_in_samples",
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
        is_due_in_samples: bool = False,
        explain: Callable[[], str] | None = None,
        fix: Fix | None = None,
        fix_project: ProjectFix | None = None,
    ) -> None:
        """Take the parts of a rule's module."""
        self.id = id
        self.documentation = documentation or ""
        self.options = options
        self.examples = examples
        self.find = find
        self.find_in_project = find_in_project
        self.may_find = may_find
        self.takes_part = takes_part
        self.is_due_without_project = is_due_without_project
        self.is_due_in_samples = is_due_in_samples
        self.explain = explain
        self.fix = fix
        self.fix_project = fix_project

    def run(self, module: Module, options: Options) -> Iterable[Finding]:
        """Return the findings of the file rule in one module; nothing for a repository rule."""
        return () if self.find is None else self.find(module, options)

    def is_due_in(self, project: Project) -> bool:
        """Return whether the repository rule checks a place of this kind."""
        is_own = self.is_due_in_samples or not project.is_sample
        return is_own and (project.is_declared or self.is_due_without_project)

    @property
    def has_waivers(self) -> bool:
        """Whether deviations from the rule are declared, each with its reason."""
        return any(option.name == "waivers" for option in self.options)

    @property
    def can_fix(self) -> bool:
        """Whether the hook fixes anything."""
        return self.fix is not None or self.fix_project is not None

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.strip().partition("\n")[0]
