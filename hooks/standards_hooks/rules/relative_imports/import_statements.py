"""Import statements with their comments, as Ruff's I001 orders, merges and writes them.

What Ruff compares is the text of a block: its statements, merged and sorted, each on one line or
wrapped with one name a line. Statements that Ruff writes otherwise than they stand are unsorted.
By experiment with Ruff 0.17.6, and by its documentation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from standards_hooks.rules.relative_imports.order_settings import CLOSEST_FIRST, FUTURE
from standards_hooks.syntax.comments import comments_in
from standards_hooks.syntax.parsing import ast


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.rules.relative_imports.order_settings import ImportOrder, IsortTable

    type AnyImport = ast.Import | ast.ImportFrom
    type Natural = tuple[tuple[int, int, str], ...]


STAR = "*"
WRAPPED = "    "
DIGITS = re.compile(r"(\d+)")
PRAGMA = re.compile(r"#\s*((?i:noqa)|nosec|(isort|type|pyright|pyrefly|pylint|flake8|ruff|ty):)")
"""The beginning of a comment that does not count as part of a line."""


@dataclass
class Comments:
    """The comments of a statement or of a name in it.

    Attributes:
        above: Those on the lines before it.
        beside: Those at the end of its first line.
        below: Those after it: after the last name, or after the closing bracket.
    """

    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def add(self, other: Comments) -> None:
        """Take in the comments of another."""
        self.above += other.above
        self.beside += other.beside
        self.below += other.below

    @property
    def all(self) -> list[str]:
        """All of them, in the order of the text."""
        return [*self.above, *self.beside, *self.below]


@dataclass
class Member:
    """One imported name, a module or what is imported from one.

    Attributes:
        name: The name.
        alias: The name that it gets; empty where it keeps its own.
        comments: Its comments.
    """

    name: str
    alias: str
    comments: Comments = field(default_factory=Comments)

    @property
    def text(self) -> str:
        """The name as it is written."""
        return f"{self.name} as {self.alias}" if self.alias else self.name


@dataclass
class Statement:
    """One import statement.

    Attributes:
        source: What it imports from, with its dots; None for `import module`.
        level: The number of dots.
        members: What it imports.
        comments: Its comments; those of its names are theirs.
        has_trailing_comma: Whether a comma follows the last name.
    """

    source: str | None
    level: int
    members: list[Member]
    comments: Comments = field(default_factory=Comments)
    has_trailing_comma: bool = False

    @property
    def module(self) -> str:
        """The name of the module, without dots before it."""
        return self.members[0].name if self.source is None else self.source[self.level :]


def read_statements(
    nodes: Iterable[AnyImport], lines: Sequence[str], first: int
) -> list[Statement]:
    """Read the statements of a block.

    Args:
        nodes: The statements in the syntax tree, one after the other.
        lines: The lines of the block.
        first: The number of its first line.

    Returns:
        The statements, each with its comments.
    """
    comments = comments_in(list(lines))
    pending = _Pending([(first + each.line - 1, each.text) for each in comments])
    code = list(lines)
    for each in comments:
        code[each.line - 1] = code[each.line - 1][: each.column - 1]
    return [_read(node, code, first, pending) for node in nodes]


class _Pending:
    """Comments that belong to no statement yet, in the order of the text."""

    def __init__(self, comments: list[tuple[int, str]]) -> None:
        """Take the comments, each with its line."""
        self._comments: list[tuple[int, str]] = comments[::-1]

    def before(self, line: int) -> list[str]:
        """Return the comments on the lines before a line, which are no longer pending."""
        taken = []
        while self._comments and self._comments[-1][0] < line:
            taken.append(self._comments.pop()[1])
        return taken


def _read(node: AnyImport, code: Sequence[str], first: int, pending: _Pending) -> Statement:
    end = node.end_lineno or node.lineno
    comments = Comments(above=pending.before(node.lineno))
    members = [Member(each.name, each.asname or "") for each in node.names]
    if isinstance(node, ast.Import):
        comments.beside = pending.before(end + 1)
        return Statement(None, 0, members, comments)
    # The comment of a single name on one line is that of the name.
    if len(members) > 1 or node.names[0].lineno > node.lineno:
        comments.beside = pending.before(node.lineno + 1)
    for alias, member in zip(node.names, members, strict=True):
        member.comments.above = pending.before(alias.lineno)
        member.comments.beside = pending.before((alias.end_lineno or alias.lineno) + 1)
    members[-1].comments.below = pending.before(end)
    comments.below = pending.before(end + 1)
    text = "".join(code[node.lineno - first : end - first + 1])
    has_comma = "".join(text.split()).endswith(",)")
    source = "." * node.level + (node.module or "")
    return Statement(source, node.level, members, comments, has_comma)


def merged(statements: Iterable[Statement], isort: IsortTable) -> list[Statement]:
    """Merge what is imported from one module, and split what the settings want split.

    Args:
        statements: The statements; they are not changed.
        isort: The settings.

    Returns:
        New statements, in the order of the first that each comes from.
    """
    found: dict[tuple[str | None, str, str], Statement] = {}
    for statement in statements:
        is_split = statement.source is None or (
            isort.should_force_single_line
            and statement.members[0].name != STAR
            and statement.module not in isort.single_line_exclusions
        )
        for index, member in enumerate(statement.members):
            is_alone = is_split or member.name == STAR
            is_alone = is_alone or bool(member.alias and not isort.should_combine_as_imports)
            name, alias = (member.name, member.alias) if is_alone else ("", "")
            empty = Statement(statement.source, statement.level, [])
            into = found.setdefault((statement.source, name, alias), empty)
            _add(into, member)
            if not index:
                into.comments.add(statement.comments)
            elif is_split and statement.source is not None:
                into.comments.beside += statement.comments.beside
                into.comments.below += statement.comments.below
            into.has_trailing_comma |= statement.has_trailing_comma and not is_split
    return list(found.values())


def _add(statement: Statement, member: Member) -> None:
    """Add a name to a statement, or its comments where the statement has it already."""
    for own in statement.members:
        if (own.name, own.alias) == (member.name, member.alias):
            own.comments.add(member.comments)
            return
    copy = Member(member.name, member.alias)
    copy.comments.add(member.comments)
    statement.members.append(copy)


def written(statements: Iterable[Statement], order: ImportOrder, indent: str) -> list[str]:
    """Return the lines of a block as Ruff writes them.

    Args:
        statements: The statements of the block.
        order: The order in force.
        indent: The blanks before the block.

    Returns:
        The lines, without the indentation of the block and without line ends.
    """
    isort = order.isort
    sections: dict[str, list[Statement]] = {}
    for statement in merged(statements, isort):
        statement.members.sort(key=lambda each: _member_key(each, isort))
        section = order.section_of(statement.module, statement.level)
        sections.setdefault(section, []).append(statement)
    width = order.line_length - len(indent.expandtabs(order.indent_width))
    lines: list[str] = []
    needs_blank = False
    for section in isort.section_order:
        needs_blank |= section not in isort.no_lines_before
        if section not in sections:
            continue
        lines += [""] if lines and needs_blank else []
        needs_blank = False
        lines += _written_section(_sorted(sections[section], section, isort), isort, width)
    return lines


def _written_section(
    statements: Sequence[Statement], isort: IsortTable, width: int
) -> Iterator[str]:
    is_separated = isort.should_force_sort_within_sections
    before: Statement | None = None
    for statement in statements:
        if before is not None:
            is_new_kind = (before.source is None) != (statement.source is None)
            is_second_kind = (statement.source is None) == isort.is_from_first
            if is_new_kind and is_second_kind and not is_separated:
                yield from [""] * isort.lines_between_types
                is_separated = True
            if statement.comments.above:
                yield ""
        yield from statement.comments.above
        yield from _written_statement(statement, isort, width)
        before = statement


def _written_statement(statement: Statement, isort: IsortTable, width: int) -> Iterator[str]:
    comments, members = statement.comments, statement.members
    start = "import " if statement.source is None else f"from {statement.source} import "
    inner = [text for each in members for text in each.comments.all]
    code = start + ", ".join(each.text for each in members)
    after = [*comments.beside, *inner, *comments.below]
    line = "  ".join([code, *after])
    counted = "  ".join([code, *(text for text in after if not PRAGMA.match(text))])
    wraps_aliases = isort.should_force_wrap_aliases and any(each.alias for each in members)
    is_wrapped = (
        (isort.should_split_on_trailing_comma and statement.has_trailing_comma)
        or (len(members) > 1 and (bool(inner) or wraps_aliases))
        or len(counted) > width
    )
    if statement.source is None or members[0].name == STAR or not is_wrapped:
        yield line
        return
    yield "  ".join([f"{start}(", *comments.beside])
    for each in members:
        yield from (WRAPPED + text for text in each.comments.above)
        yield "  ".join([f"{WRAPPED}{each.text},", *each.comments.beside])
        yield from (WRAPPED + text for text in each.comments.below)
    yield "  ".join([")", *comments.below])


def _sorted(statements: list[Statement], section: str, isort: IsortTable) -> list[Statement]:
    def key(statement: Statement) -> tuple[object, ...]:
        is_plain = statement.source is None
        is_from_first = isort.is_from_first or section == FUTURE
        is_mixed = isort.should_force_sort_within_sections and section != FUTURE
        return (not is_mixed and is_plain == is_from_first, *_module_key(statement, isort))

    return sorted(statements, key=key)


def _module_key(statement: Statement, isort: IsortTable) -> tuple[object, ...]:
    name = statement.module
    is_plain = statement.source is None
    is_closest_first = isort.relative_imports_order == CLOSEST_FIRST
    member = statement.members[0]
    return (
        name not in isort.force_to_top,
        statement.level if is_closest_first else -statement.level,
        () if isort.is_case_sensitive else _natural(name.lower()),
        _natural(name),
        () if is_plain else _member_key(member, isort),
        _natural(member.alias) if is_plain else (),
    )


def _member_key(member: Member, isort: IsortTable) -> tuple[object, ...]:
    name = member.name
    return (
        name != STAR,
        _kind(name, isort) if isort.should_order_by_type else 0,
        () if isort.is_case_sensitive else _natural(name.lower()),
        _natural(name),
        _natural(member.alias),
    )


def _kind(name: str, isort: IsortTable) -> int:
    """Return the rank of a name: constants, then classes, then variables."""
    for rank, names in enumerate((isort.constants, isort.classes, isort.variables)):
        if name in names:
            return rank
    if len(name) > 1 and name.isupper():
        return 0
    return 1 if name[:1].isupper() else 2


def _natural(text: str) -> Natural:
    """Return a key by which numbers in a text are compared as numbers.

    Numbers that begin with zero are compared as decimals, before all others.
    """
    key: list[tuple[int, int, str]] = []
    for index, part in enumerate(DIGITS.split(text)):
        if not index % 2:
            key += [(ord(character), 0, "") for character in part]
        elif part.startswith("0"):
            key.append((ord("0"), 0, part))
        else:
            key.append((ord("0"), int(part), ""))
    return tuple(key)
