"""What mypy ignores in its own configuration: unknown options, and invalid overrides.

mypy prints a line about either, which nobody reads. Because of an invalid override it ignores the
whole file (`mypy.config_parser._parse_individual_file`).
"""

from __future__ import annotations

from standards_hooks.project import mypy_options
from standards_hooks.project.document import MISSING
from standards_hooks.project.mypy_options import MYPY
from standards_hooks.project.toml_notation import join_key, show, write_text
from standards_hooks.rules.pyproject_drift.deviation import Deviation
from standards_hooks.rules.pyproject_drift.overrides import (
    CLAUSE,
    OVERRIDES,
    modules_of,
    name_of,
    overrides_in,
)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standards_hooks.project.document import Document
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration


REQUIRES = f"the standard requires options that take effect ({CLAUSE})"


def compare_names(configuration: EffectiveConfiguration) -> Iterator[Deviation]:
    """Yield a deviation for each option that mypy does not know, and therefore ignores."""
    known = mypy_options.names()
    document = configuration.chain(MYPY)[0]
    tables: list[tuple[Path, Mapping[str, object]]] = [(MYPY, document.table(MYPY))]
    tables += [((*OVERRIDES, index), override) for index, override in overrides_in(document)]
    for path, table in tables:
        for name in table:
            if name not in ("overrides", "module") and not mypy_options.is_option(name, known):
                yield _unknown(document, (*path, name), known)


def _unknown(document: Document, path: Path, known: frozenset[str]) -> Deviation:
    import difflib

    near = difflib.get_close_matches(str(path[-1]), sorted(known), n=1)
    hint = f"write `{near[0]}`, or remove it" if near else "remove it"
    message = (
        f"`{name_of(document, path)}` is not an option of mypy, which ignores it; {REQUIRES}: "
        f"{hint}"
    )
    return Deviation(path, lambda _: message)


def compare_shapes(configuration: EffectiveConfiguration) -> Iterator[Deviation]:
    """Yield a deviation for each override because of which mypy ignores the whole file."""
    document = configuration.chain(MYPY)[0]
    value = document.value(OVERRIDES)
    if value is MISSING or not document.is_pyproject:
        return
    if not isinstance(value, list) or len(list(overrides_in(document))) < len(value):
        yield _invalid(OVERRIDES, f"is {show(value)}, not an array of tables", "write `[[{}]]`")
        return
    seen: dict[tuple[str, str], object] = {}
    for index, override in overrides_in(document):
        path = (*OVERRIDES, index)
        modules = override.get("module")
        names = modules if isinstance(modules, list) else [modules]
        if not all(isinstance(name, str) for name in names):
            yield _invalid(path, "has an entry whose `module` names no modules", "name them there")
            continue
        for module in modules_of(override):
            for key, said in override.items():
                if key != "module" and seen.setdefault((module, key), said) != said:
                    what = f"has two values of `{key}` for {write_text(module)}"
                    yield _invalid((*path, key), what, "keep one")


def _invalid(path: Path, what: str, way_out: str) -> Deviation:
    name = join_key(OVERRIDES)
    message = (
        f"`{name}` {what}, so that mypy ignores all of `[tool.mypy]`; {REQUIRES}: "
        f"{way_out.format(name)}"
    )
    return Deviation(path, lambda _: message)
