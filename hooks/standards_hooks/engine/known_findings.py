"""The baseline: the recorded findings of old code, identified by what they are about.

    version = 1
    findings = [
        "app/models.py::boolean-naming::User.active::1",
    ]

Each entry is a path from the baseline's directory, a hook, the qualified symbol and a number. It
has no line and no message, so it survives moved lines, reformatting and reworded messages. A file
is compared with its own entries only, so a hook may check any batch of files.

Imported only if something was found.
"""

from __future__ import annotations

import os
from collections import Counter

from standards_hooks.core.errors import ConfigurationError, UncheckableFileError
from standards_hooks.syntax.reading import read_source


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from standards_hooks.core.finding import Finding

    type Entry = tuple[str, str, str]
    type Place = Callable[[Finding], str]
    type Baselines = dict[str, Counter[Entry]]


FILE_NAME = ".standards-baseline.toml"
VERSION = 1
MAX_SIZE = 16 * 1024 * 1024
"""Largest baseline that is read or written, in bytes: about 200,000 findings."""
TOO_LARGE = "larger than 16 MiB: give its subdirectories baselines of their own"
SEPARATOR = "::"
PARTS = 4
CONFLICTS = ("<<<<<<< ", "=======", ">>>>>>> ")
"""How the lines of a merge conflict begin."""
HEAD = """\
# Findings from before the standard; `standards baseline prune` removes what has been fixed.
"""
BEGIN = f"{HEAD}version = {VERSION}\nfindings = [\n"
END = "]\n"
LINE_BEGIN, LINE_END = "    ", ","


def baseline_path(finding_path: str, name: str, directory: str) -> str:
    """Return the absolute path of the baseline that is in force for a file.

    Args:
        finding_path: The file.
        name: The option `baseline`.
        directory: Absolute directory that the option's value is relative to.

    Returns:
        The path that the option names. For the default name: the nearest file of that name from
        the file's directory up to the root of the repository, or else the path of one at the root;
        without a repository, the path of one in `directory`.
    """
    if name != FILE_NAME:
        return os.path.normpath(os.path.join(directory, name))
    candidate = os.path.dirname(os.path.abspath(finding_path))
    while True:
        path = os.path.join(candidate, FILE_NAME)
        parent = os.path.dirname(candidate)
        if os.path.lexists(path) or os.path.exists(os.path.join(candidate, ".git")):
            return path
        if parent == candidate:
            return os.path.join(directory, FILE_NAME)
        candidate = parent


class EntriesIn:
    """The entries of findings in one baseline; those of a path are made once."""

    def __init__(self, baseline: str) -> None:
        """Take the absolute path of the baseline."""
        self._directory = os.path.dirname(baseline)
        self._made: dict[tuple[object, ...], tuple[Entry, ...]] = {}

    def of(self, finding: Finding) -> tuple[Entry, ...]:
        """Return the entries of a finding: one for each file or directory it is about."""
        subjects = finding.subjects or (finding.path,)
        key = (subjects, finding.hook, finding.symbol)
        if key not in self._made:
            named = (finding.hook, _written(finding.symbol))
            self._made[key] = tuple((self._path(subject), *named) for subject in subjects)
        return self._made[key]

    def _path(self, subject: str) -> str:
        relative = os.path.relpath(os.path.abspath(subject), self._directory)
        return _written(relative.replace(os.sep, "/"))


def counted_entries(findings: Iterable[Finding], entries: EntriesIn) -> Counter[Entry]:
    """Return how often each entry records findings.

    A file that was checked twice has its findings once, and a subject that findings share is one.

    Args:
        findings: The findings.
        entries: Those of the baseline that is in force for their files.
    """
    places: dict[Entry, set[object]] = {}
    shared: set[tuple[Entry, ...]] = set()
    for finding in findings:
        own = entries.of(finding)
        if finding.subjects:
            shared.add(own)
        else:
            place = (finding.line, finding.column, finding.message)
            places.setdefault(own[0], set()).add(place)
    for several in shared:
        for entry in several:
            places.setdefault(entry, set()).add("")
    return Counter({entry: len(found) for entry, found in places.items()})


def _written(text: str) -> str:
    """Return a text that TOML can hold: a file name may be any bytes."""
    return text.encode("utf-8", "backslashreplace").decode()


def read_baseline(path: str) -> Counter[Entry]:
    """Read a baseline.

    Args:
        path: Absolute path of the file.

    Returns:
        How often each entry is recorded; empty if the file does not exist.

    Raises:
        ConfigurationError: If it cannot be read, is not TOML, was written by a later version, or
            holds an invalid entry.
    """
    if not os.path.lexists(path):
        return Counter()
    shown = os.path.relpath(path)
    if os.path.isfile(path) and os.path.getsize(path) > MAX_SIZE:
        raise ConfigurationError(shown, f"it is {TOO_LARGE}")
    try:
        content = read_source(path, MAX_SIZE)
    except UncheckableFileError as error:
        raise ConfigurationError(shown, f"it {error.reason}") from error
    return parse_baseline(shown, content)


def parse_baseline(shown: str, content: bytes) -> Counter[Entry]:
    """Return the entries of a baseline.

    Args:
        shown: The path that messages name.
        content: The bytes of the file.

    Returns:
        How often each entry is known.

    Raises:
        ConfigurationError: If it is no baseline, as for `read_baseline`.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ConfigurationError(shown, "it is not UTF-8") from error
    written = _as_written(text)
    if written is not None:
        return _entries_of(shown, written)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(CONFLICTS):
            reason = f"line {number}: a merge has left its marks: decide, then remove them"
            raise ConfigurationError(shown, reason)
    from standards_hooks.core.toml import parse_toml

    try:
        document = parse_toml(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(shown, f"it is not valid TOML: {error}") from error
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise ConfigurationError(shown, "`version` must be a number, 1 or more")
    if version > VERSION:
        reason = f"it was written by a later version of these hooks (format {version})"
        raise ConfigurationError(shown, reason)
    return _entries_in(shown, document)


def _as_written(text: str) -> list[str] | None:
    """Return the strings of a baseline that reads as `text_of` writes it; None for any other.

    It means what it means as TOML, in an eighth of the time, which a commit waits for. The ends of
    lines may be those of Windows, as git writes them there.
    """
    text = text.replace("\r\n", "\n")
    if not (text.startswith(BEGIN) and text.endswith(f"\n{END}")):
        return None
    try:
        return list(map(_string_in, text[len(BEGIN) : -len(END)].split("\n")[:-1]))
    except ValueError:
        return None


def _string_in(line: str) -> str:
    """Return the string on a line that holds one entry.

    Raises:
        ValueError: If the line holds anything else.
    """
    quoted = line.removeprefix(LINE_BEGIN).removesuffix(LINE_END)
    text = quoted[1:-1]
    if line != f'{LINE_BEGIN}"{text}"{LINE_END}' or not line.isprintable():
        raise ValueError(line)
    if "\\" in text:
        import tomllib

        return str(tomllib.loads(f"string = {quoted}")["string"])
    if '"' in text:
        raise ValueError(line)
    return text


def _entries_in(shown: str, document: Mapping[str, object]) -> Counter[Entry]:
    unknown = sorted(document.keys() - {"version", "findings"})
    if unknown:
        raise ConfigurationError(shown, f"`{unknown[0]}` is no key of a baseline")
    findings = document.get("findings", [])
    if not isinstance(findings, list):
        raise ConfigurationError(shown, "`findings` must be a list of strings")
    return _entries_of(shown, findings)


def _entries_of(shown: str, findings: Iterable[object]) -> Counter[Entry]:
    entries: Counter[Entry] = Counter()
    for text in findings:
        parts = text.rsplit(SEPARATOR, PARTS - 1) if isinstance(text, str) else []
        if len(parts) != PARTS or not _is_number(parts[-1]):
            reason = f"`{text}` is not an entry: write `path::hook::symbol::number`"
            raise ConfigurationError(shown, reason)
        path, hook, symbol, number = parts
        # Two branches may have added the same entry at different lines.
        entry = (path, hook, symbol)
        entries[entry] = max(entries[entry], int(number))
    return entries


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len("1000000") and int(text) > 0


def text_of(entries: Mapping[Entry, int]) -> str:
    """Return a baseline as text: sorted, one entry a line, so that branches merge.

    Args:
        entries: How often each entry is recorded.
    """
    lines = [
        f"{LINE_BEGIN}{_quoted(SEPARATOR.join((*entry, str(number))))}{LINE_END}\n"
        for entry, number in sorted(entries.items())
        if number > 0
    ]
    return "".join([BEGIN, *lines, END])


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(map(_escaped, escaped))}"'


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004 - four digits


def old_names_of(
    baseline: Mapping[Entry, int], found: Mapping[Entry, int], place: str
) -> dict[tuple[str, str], str]:
    """Return which names files had that were moved or renamed, by their current name and a hook.

    Args:
        baseline: How often each entry is recorded.
        found: How often each is found now.
        place: Absolute path of the baseline.
    """
    if not baseline:
        return {}
    from standards_hooks.engine.moved_files import origins_of
    from standards_hooks.project.renames import renames_since_change

    directory = os.path.dirname(place)
    return origins_of(found, baseline, directory, lambda: renames_since_change(place))


def beyond(findings: Iterable[Finding], place_of: Place) -> list[Finding]:
    """Return the findings that are in no baseline.

    If a symbol has more findings than are recorded, all of them are returned, because old and new
    ones cannot be distinguished; their messages say how many are recorded.

    Args:
        findings: Findings; of a file, all of them or none.
        place_of: Returns the path of the baseline that is in force for a finding's file; empty for
            a finding that no baseline may hold.

    Raises:
        ConfigurationError: If a baseline cannot be read.
    """
    left = []
    for finding, known, number in _beyond_each(findings, place_of, {}):
        if known:
            finding.message += f" ({known} of {number} such findings are in the baseline)"
        left.append(finding)
    return left


def new_among(findings: Iterable[Finding], place_of: Place, baselines: Baselines) -> list[Finding]:
    """Return the findings that `beyond` returns, their messages as they are.

    Args:
        findings: Findings; of a file and a hook, all of them or none.
        place_of: As for `beyond`.
        baselines: What was read before, by path; what is read now is added.

    Raises:
        ConfigurationError: If a baseline cannot be read.
    """
    return [finding for finding, *_ in _beyond_each(findings, place_of, baselines)]


def _beyond_each(
    findings: Iterable[Finding], place_of: Place, baselines: Baselines
) -> Iterator[tuple[Finding, int, int]]:
    """Yield the findings that no baseline holds, how many like it one does, and how many there are.

    Of a finding about several files no number is known.
    """
    by_place: dict[str, list[Finding]] = {}
    for finding in findings:
        by_place.setdefault(place_of(finding), []).append(finding)
    for place, found in by_place.items():
        if not place:
            yield from ((finding, 0, 1) for finding in found)
            continue
        if place not in baselines:
            baselines[place] = read_baseline(place)
        entries_in = EntriesIn(place)
        numbers = counted_entries(found, entries_in)
        known = _known_of(numbers, baselines[place], place)
        verdicts: dict[tuple[Entry, ...], bool] = {}
        for finding in found:
            entries = entries_in.of(finding)
            if entries not in verdicts:
                verdicts[entries] = any(numbers[entry] > known[entry] for entry in entries)
            if verdicts[entries]:
                is_alone = not finding.subjects
                yield finding, known[entries[0]] if is_alone else 0, numbers[entries[0]]


def _known_of(
    numbers: Mapping[Entry, int], baseline: Mapping[Entry, int], place: str
) -> dict[Entry, int]:
    """Return how often a baseline holds entries, under the old names of files that have moved."""
    known = {entry: baseline.get(entry, 0) for entry in numbers}
    if any(number > known[entry] for entry, number in numbers.items()):
        old_names = old_names_of(baseline, numbers, place)
        for path, hook, symbol in numbers:
            origin = old_names.get((path, hook), path)
            known[path, hook, symbol] = baseline.get((origin, hook, symbol), 0)
    return known
