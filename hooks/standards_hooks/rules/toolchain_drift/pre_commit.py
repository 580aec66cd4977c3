"""Python versions in pre-commit's configuration."""

from __future__ import annotations

from standards_hooks.project.yaml_document import pairs_in, scalars_in
from standards_hooks.rules.toolchain_drift.pins import Pin, release_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from standards_hooks.project.yaml_document import Place
    from standards_hooks.rules.toolchain_drift.declarations import Declarations


PRE_COMMIT = ".pre-commit-config.yaml"
DEFAULT = "default_language_version"
OF_HOOK = "language_version"
INTERPRETERS = ("python", "pypy", "cpython")


def read_pre_commit(path: str, text: str, reading: Declarations) -> None:
    """Read the versions of the environments that pre-commit builds for hooks.

    Hooks of other languages have a `language_version`, too: it is one of Python if it says so
    (`python3.11`), or if the hook has `language: python`.

    Args:
        path: The file.
        text: Its text.
        reading: Receives what is read.

    Raises:
        UncheckableFileError: If the text is not YAML.
    """
    for pair in pairs_in(text) if OF_HOOK in text else []:
        if pair.key == DEFAULT:
            for language, version, place in scalars_in(pair.value):
                if language == "python":
                    reading.add(_pins(path, f"{DEFAULT}.python", version, place))
        elif pair.key == "hooks" and not isinstance(pair.value.value, str):
            for hook in pair.value.value:
                reading.add(_pins_of_hook(path, hook))


def _pins_of_hook(path: str, hook: yaml.Node) -> Iterator[Pin]:
    if isinstance(hook, tuple):
        return  # A mapping instead of a list, which pre-commit rejects.
    fields = {key: (text, place) for key, text, place in scalars_in(hook)}
    if OF_HOOK in fields:
        version, place = fields[OF_HOOK]
        is_python = fields.get("language", ("", place))[0] == "python"
        if is_python or version.startswith(INTERPRETERS):
            yield from _pins(path, OF_HOOK, version, place)


def _pins(path: str, key: str, version: str, place: Place) -> Iterator[Pin]:
    release = release_in(version)
    if release is not None:
        yield Pin(path, place, f"`{key}`", version, release, form="python{}")
