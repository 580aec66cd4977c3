"""Code behind syntax newer than the interpreter: what is found there, and where, is the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.python_files import BINARY, check, example
from tests.unit.newer_syntax import CONSTRUCTS


if TYPE_CHECKING:
    from tests.fuzz.trial import Trial


def try_newer(trial: Trial, number: int) -> None:
    """Put mistakes behind newer constructs, and behind their older twins of the same shape."""
    random = trial.random
    chosen = random.choices(CONSTRUCTS, k=random.randrange(1, 6))
    mistakes = [example(random).decode() for _ in range(random.randrange(1, 4))]
    end = random.choice(("\n", "\n", "\r\n", "\r"))
    reports = []
    for name, parts in (
        ("older", [construct.older for construct in chosen]),
        ("newer", [construct.newer for construct in chosen]),
    ):
        pieces = [*parts]
        for place, mistake in enumerate(mistakes):
            pieces.insert((place * 2 + 1) % (len(pieces) + 1), mistake + "\n")
        source = "".join(pieces).replace("\n", end).encode()
        Path(name).mkdir()
        Path(name, "f.py").write_bytes(source)
        trial.counts["files"] += 1
        lines = trial.check(f"{name}/f.py", codes=BINARY).lines
        reports.append([line.removeprefix(f"{name}/") for line in lines])
    older, newer = reports
    trial.counts["findings"] += len(newer)
    trial.expect(older == newer, "newer syntax moves nothing", older, newer)
    source = Path("newer/f.py").read_bytes()
    Path("newer/f.py").unlink()
    Path("older/f.py").unlink()
    check(trial, [source, source[: random.randrange(len(source))]])
