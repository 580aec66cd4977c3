"""The Ruff that a repository runs: whether it is new enough, and which selectors it loads.

A selector that it does not load ends Ruff with an error, so that nothing is checked at all. By
experiment with 0.0.292 to 0.17.6, all selectors of the standard are loaded by all of them, but for
`TC`, which was `TCH` before 0.8.0; a removed rule may be ignored, but not selected.
"""

from __future__ import annotations

from standards_hooks.project.ruff_rules import REMOVED_SINCE
from standards_hooks.project.selectors import normalised, spelled
from standards_hooks.project.toml_notation import join_key, quoted
from standards_hooks.project.tool_settings import RUFF
from standards_hooks.project.versions import is_at_least, read_requirement
from standards_hooks.rules.pyproject_drift.deviation import Deviation, Setting, labels_of
from standards_hooks.rules.pyproject_drift.edits import Assign
from standards_hooks.rules.pyproject_drift.effective_configuration import setting_in


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.project.pinned_tools import Pin
    from standards_hooks.project.toml_notation import Path
    from standards_hooks.project.versions import Release
    from standards_hooks.rules.pyproject_drift.edits import Edit
    from standards_hooks.rules.pyproject_drift.effective_configuration import EffectiveConfiguration
    from standards_hooks.rules.pyproject_drift.standard import Requirement, Standard


REQUIRED_VERSION = (*RUFF, "required-version")
"""What a waiver names where the pinned Ruff may be older than the standard's."""
NEWEST = (9999,)
"""A release that nothing is newer than: that of a Ruff which nothing pins."""


def compare_release(
    configuration: EffectiveConfiguration, standard: Standard
) -> Iterator[Deviation]:
    """Yield a deviation where a Ruff is pinned that is older than the standard's."""
    for bound, clause in _bounds(standard):
        old = [pin for pin in configuration.facts.ruff() if not is_at_least(pin.newest, bound)]
        if old:
            yield _too_old(old, bound, clause)
            return


def _bounds(standard: Standard) -> Iterator[tuple[Release, str]]:
    """Yield the oldest Ruff that the standard admits, with the clause."""
    for requirement in standard.requirements:
        if requirement.kind in ("development-tools", "releases-at-least"):
            for required in filter(None, map(read_requirement, requirement.texts)):
                if required.name == RUFF[-1] and required.bound is not None:
                    yield required.bound, requirement.clause


def _too_old(pins: Sequence[Pin], bound: Release, clause: str) -> Deviation:
    first = pins[0]
    where = quoted(list(dict.fromkeys(pin.path for pin in pins)))
    message = (
        f"`{join_key(RUFF)}` is read by Ruff {first.text}, pinned in {where}; the standard "
        f"requires {'.'.join(map(str, bound))} or newer ({clause}): {first.way_out}"
    )
    return Deviation(REQUIRED_VERSION, lambda _: message, place=RUFF)


def compare_selectors(
    configuration: EffectiveConfiguration, requirement: Requirement
) -> Iterator[Deviation]:
    """Yield a deviation for each list of a key with selectors that end Ruff with an error."""
    for key in (requirement.key, *requirement.added_by):
        document = configuration.chain(key)[0]
        setting = setting_in(document, key)
        value = None if setting is None else setting.value
        lists = value.items() if isinstance(value, dict) else [("", value)]
        for pattern, listed in lists:
            if setting is not None and isinstance(listed, list):
                path = (*setting.path, pattern) if pattern else setting.path
                yield from _not_loaded(configuration, requirement, Setting(path, listed, document))


def _not_loaded(
    configuration: EffectiveConfiguration, requirement: Requirement, setting: Setting
) -> Iterator[Deviation]:
    pin = configuration.ruff
    release = NEWEST if pin is None else pin.newest
    texts = setting.value if isinstance(setting.value, list) else []
    is_selecting = requirement.kind == "selects"
    written = {
        text: "" if is_selecting and _is_removed(text, release) else spelled(text, release)
        for text in texts
        if isinstance(text, str)
    }
    wrong = [text for text, other in written.items() if other != text]
    if not wrong:
        return
    name = "Ruff" if pin is None else f"Ruff {pin.text} of `{pin.path}`"

    def wording(parts: tuple[Path, ...]) -> str:
        labels = labels_of(parts)
        others = [written[label] for label in labels if written[label]]
        way_out = f"write {quoted(others)}" if others else "remove it"
        return (
            f"`{join_key(setting.path)}` has {quoted(labels)}, at which {name} stops; the standard "
            f"requires selectors that it loads ({requirement.clause}): {way_out}"
        )

    def fix(parts: tuple[Path, ...]) -> list[Edit]:
        labels = labels_of(parts)
        return [
            Assign((*setting.path, index), written[text])
            for index, text in enumerate(texts)
            if text in labels and written[text]
        ]

    yield Deviation(
        (*setting.path, wrong[0]),
        wording,
        written=setting.path,
        parts=tuple((*setting.path, text) for text in wrong),
        document=setting.document,
        fix=fix,
    )


def _is_removed(selector: str, release: Release) -> bool:
    """Return whether a release of Ruff has removed a rule, and redirects to none instead."""
    since = REMOVED_SINCE.get(selector)
    is_redirected = normalised(selector) != selector
    return since is not None and not is_redirected and is_at_least(release, since)
