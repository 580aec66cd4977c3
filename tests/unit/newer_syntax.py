"""Every construct that Python has learned since 3.12, each with an older twin.

The list is that of the release notes of 3.13 to 3.15, compared with the kinds of syntax that Ruff's
parser holds back from an older target version.
"""

from typing import NamedTuple


class Construct(NamedTuple):
    """Newer syntax, and what an interpreter of 3.12 would have in its place.

    Attributes:
        version: The Python that learned it.
        name: What it is.
        newer: Lines that hold it.
        older: The same lines for 3.12: as many, each token behind the construct where it was.
    """

    version: str
    name: str
    newer: str
    older: str


TRY = "try:\n    pass\n"
CONSTRUCTS = (
    Construct(
        "3.13",
        "default of a class's type parameter",
        "class C[T = int]: ...\n",
        "class C[T      ]: ...\n",
    ),
    Construct(
        "3.13",
        "default of a function's type parameter",
        "def g[T: int = bool](): ...\n",
        "def g[T: int       ](): ...\n",
    ),
    Construct(
        "3.13",
        "default of an alias's type parameter",
        "type A[T = 'é'] = list[T]\n",
        "type A[T      ] = list[T]\n",
    ),
    Construct(
        "3.13",
        "default of a type variable tuple",
        "type B[*Ts = *tuple[int]] = int\n",
        "type B[*Ts              ] = int\n",
    ),
    Construct(
        "3.13",
        "default of a parameter specification",
        "type D[**P = [int]] = int\n",
        "type D[**P        ] = int\n",
    ),
    Construct(
        "3.13",
        "defaults over lines",
        "class E[\n    T = int,  # why\n    U = (\n        str\n    ),\n]: ...\n",
        "class E[\n    T,  # why\n    U\n        \n    ,\n]: ...\n",
    ),
    Construct(
        "3.14",
        "handler of types without brackets",
        f"{TRY}except KeyError, OSError:\n    pass\n",
        f"{TRY}except (KeyError, OSError):\n    pass\n",
    ),
    Construct(
        "3.14",
        "handler with a comma at the end",
        f"{TRY}except KeyError, OSError,:\n    pass\n",
        f"{TRY}except (KeyError, OSError,):\n    pass\n",
    ),
    Construct(
        "3.14",
        "handler of one type and a comma",
        f"{TRY}except KeyError,:\n    pass\n",
        f"{TRY}except(KeyError,):\n    pass\n",
    ),
    Construct(
        "3.14",
        "group handler of types without brackets",
        f"{TRY}except* KeyError, OSError:\n    pass\n",
        f"{TRY}except* (KeyError, OSError):\n    pass\n",
    ),
    Construct("3.14", "template string", "x = t'é{y}'\n", "x = f'é{y}'\n"),
    Construct(
        "3.14",
        "template string with conversion and format",
        "x = t'{y!r:>{z}}'\n",
        "x = f'{y!r:>{z}}'\n",
    ),
    Construct(
        "3.14", "template string that shows its expression", "x = t'{y = }'\n", "x = f'{y = }'\n"
    ),
    Construct(
        "3.14",
        "raw template string",
        "x = rt'\\d{y}' or TR'\\{y}'\n",
        "x = rf'\\d{y}' or FR'\\{y}'\n",
    ),
    Construct(
        "3.14", "template string over lines", 'x = t"""é\n{\ny}\n"""\n', 'x = f"""é\n{\ny}\n"""\n'
    ),
    Construct(
        "3.14", "template strings in a row", "x = t'{y}' t'b' rt'c'\n", "x = f'{y}' f'b' rf'c'\n"
    ),
    Construct(
        "3.14",
        "template string in a template string",
        "x = t'{t\"{t'{y}'}\"}'\n",
        "x = f'{f\"{f'{y}'}\"}'\n",
    ),
    Construct(
        "3.14", "template string in a format", "x = t'{y:{t\"{z}\"}}'\n", "x = f'{y:{f\"{z}\"}}'\n"
    ),
    Construct(
        "3.14", "template string in an f-string", "x = f'{t\"{y}\"}'\n", "x = f'{f\"{y}\"}'\n"
    ),
    Construct("3.15", "lazy import", "lazy import json\n", "import json\n"),
    Construct(
        "3.15", "lazy import of several", "lazy import json as j, re\n", "import json as j, re\n"
    ),
    Construct(
        "3.15",
        "lazy import from",
        "lazy from json import (\n    loads,\n)\n",
        "from json import (\n    loads,\n)\n",
    ),
    Construct(
        "3.15",
        "unpacking in a list comprehension",
        "x = [*y for y in z]\n",
        "x = [ y for y in z]\n",
    ),
    Construct(
        "3.15", "unpacking in a set comprehension", "x = {*y for y in z}\n", "x = { y for y in z}\n"
    ),
    Construct("3.15", "unpacking in a generator", "x = (*y for y in z)\n", "x = ( y for y in z)\n"),
    Construct(
        "3.15",
        "unpacking in a generator as an argument",
        "x = g(*y for y in z)\n",
        "x = g( y for y in z)\n",
    ),
    Construct(
        "3.15",
        "unpacking in a comprehension of mappings",
        "x = {**y for y in z}\n",
        "x = {y: 1 for y in z}\n",
    ),
    Construct(
        "3.15",
        "unpacking in each other",
        "x = [*[*w for w in y] for y in z]\n",
        "x = [ [ w for w in y] for y in z]\n",
    ),
    Construct(
        "3.15",
        "asynchronous unpacking",
        "async def h(): return [*y async for y in z]\n",
        "async def h(): return [ y async for y in z]\n",
    ),
)
