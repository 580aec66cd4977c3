"""`Args`, compared with the signature of a function."""

from __future__ import annotations

from standards_hooks.rules.docstring_sections.entries import entries_of
from standards_hooks.rules.docstring_sections.headings import ARGS, KEYWORD_ARGS


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standards_hooks.rules.docstring_sections.form import Problem
    from standards_hooks.rules.docstring_sections.sections import Docstring
    from standards_hooks.rules.docstring_sections.signature import Signature


NO_NAMES = frozenset({"default", "defaults", "example", "note", "optional", "warning"})
"""Words that may be before a colon in the continuation of a description."""


def problems_of_args(name: str, signature: Signature, docstring: Docstring) -> Iterator[Problem]:
    """Compare `Args` with a signature.

    Args:
        name: The function.
        signature: Its parameters.
        docstring: The docstring that describes it.

    Yields:
        The line in the docstring, counted from 0, and the message.
    """
    sections = docstring.named(ARGS, KEYWORD_ARGS)
    entries = entries_of(docstring, sections)
    certain = [entry for entry in entries if entry.is_certain]
    described = {each for entry in entries for each in entry.names}
    unknown = {
        each: entry.line
        for entry in certain
        for each in entry.names
        if each not in signature.names and each != signature.receiver and _may_be_name(each)
    }
    if unknown and not signature.starred:
        yield min(unknown.values()), _unknown(list(unknown), name, signature.names)
    for entry in certain:
        if signature.receiver in entry.names and signature.receiver not in signature.names:
            yield entry.line, f"callers do not pass `{signature.receiver}`; remove it from `Args`"
    if signature.may_be_injected:
        return
    missing = [
        each
        for each in signature.names
        if each not in described
        and not each.startswith("_")
        and not (each in signature.starred and (unknown or docstring.has(KEYWORD_ARGS)))
    ]
    if not missing or (sections and not any(entry.has_form for entry in entries)):
        return
    if docstring.has(ARGS):
        yield sections[0].line, f"`Args` leaves out {listed(missing)}; describe every parameter"
    else:
        yield 0, f"no `Args:` describes the parameters of `{name}`: {listed(missing)}"


def _may_be_name(name: str) -> bool:
    return name not in NO_NAMES and not name[0].isupper()


def _unknown(names: Sequence[str], function: str, parameters: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(names[0], parameters, n=1) if len(names) == 1 else []
    removal = "remove it" if len(names) == 1 else "remove them"
    hint = f"did you mean `{near[0]}`?" if near else removal
    return f"`Args` describes {listed(names)}, which `{function}` does not have; {hint}"


def listed(names: Iterable[str]) -> str:
    """Return names in backticks, with commas and a last `and`."""
    *before, last = (f"`{name}`" for name in names)
    return f"{', '.join(before)} and {last}" if before else last
