"""LibCST's parser, and the guard before it.

The parser is native code that descends once for each level of an expression, and a stack that
overflows there kills the process. Measured with LibCST 1.9 and a stack of 8 MiB:

| nested | fine | fatal |
|---|---|---|
| brackets | 1,000 | 3,000 |
| `lambda a=` one in the other's default | 200 | 1,000 |
| `-`, `not`, `**`, `+`, `and`, `.name`, `()`, `if … else`, `lambda:` | 3,000 | 10,000 |
| `elif` | 3,000 | 10,000 |

Long before that, the time of such a chain grows with the square of its length: 1,000 calls in a
row take three seconds. The limit is set by what people write: the longest chain in Django 5.2 has
93 links, in the standard library 257 (characters written as strings in a row), but for one of 800
in a test of tracebacks. Commas, statements and blocks are free: the parser takes them in a loop,
or refuses them itself.

Patterns, and what stands behind `del`, it tries anew at every bracket: the time doubles with each
level, and is four times as long with each mapping. Ten mappings in each other take a second.
"""

from __future__ import annotations

import re
import tokenize

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.syntax.reading import decode, lines_of
from standards_hooks.syntax.templates import AS_F_STRING
from standards_hooks.syntax.tokens import TOKENS_BROKEN, split


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


LARGEST_SAFE_SIZE = 256 * 1024
"""Bytes. LibCST takes a thousand times a source's size in memory."""

DEEPEST_SAFE_NESTING = 200
"""Open brackets, as many as the interpreter's own tokeniser allows."""

LONGEST_SAFE_CHAIN = 300
"""Operators, and whatever else nests one expression in another, around any one place."""

MOST_SAFE_BRANCHES = 1000
"""`elif` in one file, each of which is nested in the one before."""

LARGEST_SAFE_PATTERN = 10
"""How often the time of a `case` or a `del` may double."""

LINKS = frozenset(
    {"and", "async", "await", "else", "for", "from", "if", "in", "is", "not", "or", "yield"}
)
"""Keywords that nest one expression in another, beside `lambda`."""

TEMPLATE_PREFIX = re.compile(r"\b(?:t|rt|tr)(?=[\"'])", re.IGNORECASE)


def is_safe_to_parse(source: bytes) -> bool:
    """Return whether LibCST can be trusted with a source.

    The answer errs towards caution.

    Args:
        source: The bytes of a Python file.

    Returns:
        True within the limits of size, of open brackets, and of chains of operators; False as
        well for a file that cannot be decoded or split into tokens.
    """
    if len(source) > LARGEST_SAFE_SIZE:
        return False
    try:
        return _are_chains_short(tokens_of(source))
    except (UncheckableFileError, *TOKENS_BROKEN):
        return False


def tokens_of(source: bytes) -> Iterator[tokenize.TokenInfo]:
    """Split a file into tokens, template strings as if they were f-strings.

    Args:
        source: The bytes of the file.

    Returns:
        The tokens, split lazily.

    Raises:
        UncheckableFileError: If it cannot be decoded.
        SyntaxError, ValueError, tokenize.TokenError: If it cannot be split, while it is.
    """
    # To the tokeniser of an older interpreter, what a template string nests is mere text.
    text = TEMPLATE_PREFIX.sub(lambda match: match[0].translate(AS_F_STRING), decode(source))
    return split(lines_of(text))


def _are_chains_short(tokens: Iterable[tokenize.TokenInfo]) -> bool:
    """Count the links around every token: those in its brackets and before the open ones.

    A comma begins a chain anew, but not what a `lambda` nests: its parameters have commas too.
    """
    branches = 0
    lambdas = [0]
    links = [0]
    retries = _Retries()
    for token in tokens:
        text = token.string
        if retries.are_too_many(token):
            return False
        if token.type == tokenize.NEWLINE or text == ";":
            lambdas = [0]
            links = [0]
        elif token.type == tokenize.OP and text in "([{":
            lambdas.append(0)
            links.append(1)
        elif token.type == tokenize.OP and text in ")]}" and len(links) > 1:
            lambdas.pop()
            links.pop()
            links[-1] += 1
        elif text == ",":
            links[-1] = lambdas[-1]
        elif text == "lambda":
            lambdas[-1] += 1
            links[-1] += 1
        elif text == "elif":
            branches += 1
        elif token.type in LINKING_TOKENS or text in LINKS:
            links[-1] += 1
        else:
            continue
        is_long = sum(links) > LONGEST_SAFE_CHAIN
        if is_long or len(links) > DEEPEST_SAFE_NESTING or branches > MOST_SAFE_BRANCHES:
            return False
    return True


class _Retries:
    """Counts how often the parser doubles its time at the brackets of a `case` or a `del`."""

    __slots__ = ("_doublings", "_is_counting", "_is_first")

    def __init__(self) -> None:
        """Begin before the first line."""
        self._doublings: list[int] = []
        self._is_counting = False
        self._is_first = True

    def are_too_many(self, token: tokenize.TokenInfo) -> bool:
        """Take the next token; return whether the brackets that are open now are too many."""
        text = token.string
        if token.type == tokenize.NEWLINE:
            self._doublings.clear()
            self._is_counting = False
            self._is_first = True
        elif token.type not in INVISIBLE_TOKENS:
            if text == "del" or (self._is_first and text == "case"):
                self._is_counting = True
            self._is_first = False
            if token.type == tokenize.OP and text in "([{":
                self._doublings.append(2 if text == "{" else 1)
            elif token.type == tokenize.OP and text in ")]}" and self._doublings:
                self._doublings.pop()
        return self._is_counting and sum(self._doublings) > LARGEST_SAFE_PATTERN


INVISIBLE_TOKENS = frozenset(
    {tokenize.COMMENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.INDENT, tokenize.NL}
)
LINKING_TOKENS = frozenset({tokenize.OP, tokenize.STRING, tokenize.FSTRING_START})
