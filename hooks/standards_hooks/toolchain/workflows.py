"""Python versions in YAML: GitHub's workflows and pre-commit's configuration.

The document is composed and never constructed, so that every scalar keeps its text: `3.10` is not
the number 3.1.
"""

from __future__ import annotations

from standards_hooks.engine.errors import NESTED_TOO_DEEPLY, UncheckableFileError
from standards_hooks.toolchain.pins import Pin, release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml


YAML_ENDINGS = (".yml", ".yaml")
WORKFLOWS = ".github/workflows/"
PRE_COMMIT = ".pre-commit-config.yaml"
KEYS = frozenset({"python", "python-version", "python_version", "python-versions"})
"""What steps, matrices and inputs call a Python version."""


def is_workflow(path: str) -> bool:
    """Tell whether a path is that of a workflow."""
    return path.startswith(WORKFLOWS) and path.endswith(YAML_ENDINGS)


def workflow_pins(path: str, text: str) -> Iterator[Pin]:
    """Yield the versions that a workflow names, in steps and in matrices.

    Expressions (`${{ … }}`) and open versions (`3.x`) are left alone.

    Raises:
        UncheckableFileError: If the text is no YAML.
    """
    for key, value in _pairs(_compose(text)):
        if key in KEYS:
            for scalar in _scalars(value):
                yield from _pins(path, scalar, f"`{key}`")


def pre_commit_pins(path: str, text: str) -> Iterator[Pin]:
    """Yield the version that pre-commit builds the hooks' environments with.

    Raises:
        UncheckableFileError: If the text is no YAML.
    """
    for key, value in _pairs(_compose(text)):
        if key == "default_language_version":
            for language, scalar in _pairs(value):
                if language == "python":
                    what = "`default_language_version.python`"
                    yield from _pins(path, scalar, what, form="python{}")


def _pins(path: str, node: yaml.Node, what: str, *, form: str = "{}") -> Iterator[Pin]:
    texts = node.value.split() if isinstance(node.value, str) else []
    for text in texts:
        release = release_in(text)
        if release is not None:
            place = (node.start_mark.line + 1, node.start_mark.column + 1)
            yield Pin(path, place, what, text, release, form=form)


def _compose(text: str) -> yaml.Node | None:
    if "python" not in text:
        return None
    import yaml

    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        raise UncheckableFileError(NESTED_TOO_DEEPLY) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = f"is not valid YAML: {error.problem}"
        raise UncheckableFileError(reason, *place) from error
    except yaml.YAMLError as error:
        reason = f"is not valid YAML: {str(error).splitlines()[0]}"
        raise UncheckableFileError(reason) from error
    return node


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield every key with its value, at any depth; what an alias repeats is seen once."""
    pending = [] if node is None else [node]
    seen: set[int] = set()
    while pending:
        node = pending.pop()
        if id(node) in seen or isinstance(node.value, str):
            continue
        seen.add(id(node))
        for item in node.value:
            if isinstance(item, tuple):
                key, value = item
                if isinstance(key.value, str):
                    yield key.value, value
                pending.append(value)
            else:
                pending.append(item)


def _scalars(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node.value, str):
        return [node]
    return [item for item in node.value if not isinstance(item, tuple)]
