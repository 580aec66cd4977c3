"""What holds for every file that is fixed."""

import io
import re
import tokenize
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings

from standards_hooks.engine.hook import Hook
from standards_hooks.rules import mutable_defaults, relative_imports
from standards_hooks.syntax.reading import decode
from tests.unit.fixed_sources import fix, is_valid
from tests.unit.generated_sources import Source, sources


pytestmark = pytest.mark.slow


HOOKS = (mutable_defaults.HOOK, relative_imports.HOOK)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file in a package whose imports lead to modules that exist."""
    root = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "src/p/q/__init__.py", "src/p/q/b.py", "src/p/f.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return str(root / "src/p/q/m.py")


def law(test: Callable[..., None]) -> Callable[..., None]:
    """Try a law on many files."""
    return settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )(
        given(source=sources())(
            pytest.mark.parametrize("hook", HOOKS, ids=lambda each: each.id)(test)
        )
    )


def tokens_of(source: bytes) -> list[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(decode(source)).readline))


def comments_of(source: bytes) -> Counter[str]:
    return Counter(token.string for token in tokens_of(source) if token.type == tokenize.COMMENT)


@law
def test_a_fixed_file_keeps_what_it_does_not_fix(path: str, hook: Hook, source: Source) -> None:
    assume(is_valid(source.content))

    # A second pass that would find anything to do is refused in there.
    new, left = fix(hook, source.content, path)

    assert is_valid(new)
    assert all("`--fix` leaves it: " in message for message in left)
    assert comments_of(new) == comments_of(source.content)
    assert set(re.findall(r"\r\n|\r|\n", decode(new))) <= {source.newline}
    assert new.startswith(b"\xef\xbb\xbf") == (source.encoding == "utf-8-sig")
    assert decode(new).encode(source.encoding) == new
    position = 0
    for piece in source.innocent:
        position = new.index(piece, position) + len(piece)


@law
def test_the_hooks_fix_a_file_in_either_order(path: str, hook: Hook, source: Source) -> None:
    assume(is_valid(source.content))
    (other,) = (each for each in HOOKS if each is not hook)

    one = fix(other, fix(hook, source.content, path)[0], path)[0]
    two = fix(hook, fix(other, source.content, path)[0], path)[0]

    assert one == two
