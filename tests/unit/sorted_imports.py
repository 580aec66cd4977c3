"""Blocks of imports before and after `relative-imports --fix`, by the settings of Ruff in force.

A test of the hook fixes them, and a test of Ruff checks that both blocks of each row are sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pathlib import Path


FILES = (
    "src/depot/__init__.py",
    "src/depot/Racks.py",
    "src/depot/crates.py",
    "src/depot/zones.py",
    "src/depot/lots/__init__.py",
    "src/depot/lots/part2.py",
    "src/depot/lots/part10.py",
    "src/depot/lots/sizes.py",
    "src/depot/lots/labels.py",
)
DIRECTORY = "src/depot/lots"
"""Where the files with the blocks are."""


@dataclass(frozen=True)
class Case:
    """A block of imports that Ruff would not change, before and after the fix.

    Attributes:
        name: What it shows.
        settings: The text of the `ruff.toml` after the selection of I001.
        before: The file before the fix.
        after: The file after the fix.
    """

    name: str
    settings: str
    before: str
    after: str


def make_project(directory: Path, settings: str) -> None:
    """Write a project that has the modules of the cases.

    Args:
        directory: Where to write it.
        settings: The text of its `ruff.toml`.
    """
    for name in FILES:
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).touch()
    (directory / "ruff.toml").write_text(settings)


SELECTED = 'lint.select = ["I"]\n'

CASES = (
    Case(
        "moved-to-the-section-of-the-package",
        settings="",
        before="import os\n"
        "\n"
        "from depot.zones import Zone\n"
        "\n"
        "from ..crates import Crate\n"
        "from .sizes import Size\n",
        after="import os\n"
        "\n"
        "from depot.crates import Crate\n"
        "from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "first-of-its-section",
        settings="",
        before="import os\n\nimport httpx\n\nfrom .sizes import Size\n\nsize = Size()\n",
        after="import os\n\nimport httpx\n\nfrom depot.lots.sizes import Size\n\nsize = Size()\n",
    ),
    Case(
        "merged",
        settings="",
        before="from depot.lots.sizes import Size, weigh\n\nfrom .sizes import LARGEST, Weight\n",
        after="from depot.lots.sizes import LARGEST, Size, Weight, weigh\n",
    ),
    Case(
        "merged-with-the-comment-of-a-name",
        settings="",
        before="from depot.lots.sizes import Size  # noqa: F401\n\nfrom .sizes import Weight\n",
        after="from depot.lots.sizes import (\n    Size,  # noqa: F401\n    Weight,\n)\n",
    ),
    Case(
        "merged-into-more-than-a-line",
        settings="",
        before="from depot.lots.sizes import Breadth, Depth, Height, Length, Size, Volume\n"
        "\n"
        "from .sizes import Weight\n",
        after="from depot.lots.sizes import Breadth, Depth, Height, Length, Size, Volume, Weight\n",
    ),
    Case(
        "now-too-long",
        settings="line-length = 60\n",
        before="from .sizes import Depth, Height, Length, Size, Volume\n",
        after="from depot.lots.sizes import (\n"
        "    Depth,\n"
        "    Height,\n"
        "    Length,\n"
        "    Size,\n"
        "    Volume,\n"
        ")\n",
    ),
    Case(
        "too-long-with-its-comment",
        settings="line-length = 50\n",
        before="from .labels import Label  # printed on paper\n",
        after="from depot.lots.labels import (\n    Label,  # printed on paper\n)\n",
    ),
    Case(
        "not-too-long-with-a-pragma",
        settings="line-length = 50\n",
        before="from .labels import Label  # type: ignore[attr]\n",
        after="from depot.lots.labels import Label  # type: ignore[attr]\n",
    ),
    Case(
        "wrapped-by-its-comma",
        settings="",
        before="from depot.zones import Zone\n\nfrom .sizes import (\n    Size,\n)\n",
        after="from depot.lots.sizes import (\n    Size,\n)\nfrom depot.zones import Zone\n",
    ),
    Case(
        "comments-of-the-statement",
        settings="",
        before="from depot.zones import Zone  # where\n"
        "\n"
        "# How large, and\n"
        "# how heavy.\n"
        "from .sizes import (  # all\n"
        "    # first\n"
        "    Size,  # size\n"
        "    Weight,\n"
        "    # last\n"
        ")  # end\n",
        after="# How large, and\n"
        "# how heavy.\n"
        "from depot.lots.sizes import (  # all\n"
        "    # first\n"
        "    Size,  # size\n"
        "    Weight,\n"
        "    # last\n"
        ")  # end\n"
        "from depot.zones import Zone  # where\n",
    ),
    Case(
        "aliases",
        settings="",
        before="from depot.lots.sizes import Size\n"
        "from depot.zones import Zone as Area\n"
        "\n"
        "from .sizes import Weight as Mass\n"
        "from .sizes import weigh\n",
        after="from depot.lots.sizes import Size, weigh\n"
        "from depot.lots.sizes import Weight as Mass\n"
        "from depot.zones import Zone as Area\n",
    ),
    Case(
        "package-itself",
        settings="",
        before="from depot.zones import Zone\n"
        "\n"
        "from .. import crates\n"
        "from . import labels, sizes\n",
        after="from depot import crates\n"
        "from depot.lots import labels, sizes\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "numbers-in-their-order",
        settings="",
        before="from depot.crates import Crate\n\nfrom .part2 import a\nfrom .part10 import b\n",
        after="from depot.crates import Crate\n"
        "from depot.lots.part2 import a\n"
        "from depot.lots.part10 import b\n",
    ),
    Case(
        "names-by-their-kind",
        settings="",
        before="from depot.crates import Crate\n"
        "\n"
        "from ..Racks import RACKS, Rack, rack\n"
        "from .sizes import LARGEST, Size, weigh\n",
        after="from depot.crates import Crate\n"
        "from depot.lots.sizes import LARGEST, Size, weigh\n"
        "from depot.Racks import RACKS, Rack, rack\n",
    ),
    Case(
        "under-type-checking",
        settings="",
        before="from typing import TYPE_CHECKING\n"
        "\n"
        "if TYPE_CHECKING:\n"
        "    from depot.zones import Zone\n"
        "\n"
        "    from .sizes import Breadth, Depth, Height, Length, Size, Thickness, Volume\n",
        after="from typing import TYPE_CHECKING\n"
        "\n"
        "if TYPE_CHECKING:\n"
        "    from depot.lots.sizes import Breadth, Depth, Height, Length, Size, Thickness, Volume\n"
        "    from depot.zones import Zone\n",
    ),
    Case(
        "with-tabs",
        settings="",
        before="def load():\n"
        "\tfrom depot.zones import Zone\n"
        "\n"
        "\tfrom .sizes import Breadth, Depth, Height, Length, Size, Thickness, Volume\n"
        "\treturn Zone, Size\n",
        after="def load():\n"
        "\tfrom depot.lots.sizes import Breadth, Depth, Height, Length, Size, Thickness, Volume\n"
        "\tfrom depot.zones import Zone\n"
        "\treturn Zone, Size\n",
    ),
    Case(
        "each-branch",
        settings="",
        before="try:\n"
        "    import httpx\n"
        "\n"
        "    from .sizes import Size\n"
        "except ImportError:\n"
        "    from depot.zones import Zone\n"
        "\n"
        "    from .labels import Label\n"
        "else:\n"
        "    from depot.zones import Zone\n"
        "\n"
        "    from ..crates import Crate\n",
        after="try:\n"
        "    import httpx\n"
        "\n"
        "    from depot.lots.sizes import Size\n"
        "except ImportError:\n"
        "    from depot.lots.labels import Label\n"
        "    from depot.zones import Zone\n"
        "else:\n"
        "    from depot.crates import Crate\n"
        "    from depot.zones import Zone\n",
    ),
    Case(
        "carriage-returns",
        settings="",
        before="import os\r\n"
        "\r\n"
        "from depot.zones import Zone\r\n"
        "\r\n"
        "from ..crates import Crate\r\n"
        "from .sizes import Size\r\n",
        after="import os\r\n"
        "\r\n"
        "from depot.crates import Crate\r\n"
        "from depot.lots.sizes import Size\r\n"
        "from depot.zones import Zone\r\n",
    ),
    Case(
        "no-newline-at-the-end",
        settings="",
        before="import os\n"
        "\n"
        "from depot.zones import Zone\n"
        "\n"
        "from ..crates import Crate\n"
        "from .sizes import Size",
        after="import os\n"
        "\n"
        "from depot.crates import Crate\n"
        "from depot.lots.sizes import Size\n"
        "from depot.zones import Zone",
    ),
    Case(
        "star-of-its-module",
        settings="",
        before="from depot.lots.sizes import Size\n\nfrom .sizes import *\n",
        after="from depot.lots.sizes import *\nfrom depot.lots.sizes import Size\n",
    ),
    Case(
        "one-name-a-line",
        settings="lint.isort.force-single-line = true\n",
        before="from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n"
        "\n"
        "from .sizes import Weight\n"
        "from .sizes import weigh as measure\n",
        after="from depot.lots.sizes import Size\n"
        "from depot.lots.sizes import Weight\n"
        "from depot.lots.sizes import weigh as measure\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "one-name-a-line-but-for-a-module",
        settings="lint.isort.force-single-line = true\n"
        'lint.isort.single-line-exclusions = ["depot.lots.sizes"]\n',
        before="from depot.lots.sizes import Size, Weight\n"
        "from depot.zones import Zone\n"
        "\n"
        "from .sizes import weigh\n",
        after="from depot.lots.sizes import Size, Weight, weigh\nfrom depot.zones import Zone\n",
    ),
    Case(
        "mixed",
        settings="lint.isort.force-sort-within-sections = true\n",
        before="from depot.crates import Crate\n"
        "import depot.lots.labels\n"
        "from depot.zones import Zone\n"
        "\n"
        "from .sizes import Size\n",
        after="from depot.crates import Crate\n"
        "import depot.lots.labels\n"
        "from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "combined-aliases",
        settings="lint.isort.combine-as-imports = true\nlint.isort.force-wrap-aliases = true\n",
        before="from depot.lots.sizes import Size\n\nfrom .sizes import Weight as Mass\n",
        after="from depot.lots.sizes import (\n    Size,\n    Weight as Mass,\n)\n",
    ),
    Case(
        "package-in-a-section-of-its-own",
        settings='lint.isort.sections.own = ["depot.lots"]\n'
        'lint.isort.section-order = ["future", "third-party", "own", "first-party"]\n'
        'lint.isort.default-section = "third-party"\n',
        before="import httpx\n"
        "from .sizes import Size\n"
        "\n"
        "from depot.lots.labels import Label\n"
        "\n"
        "from depot.zones import Zone\n",
        after="import httpx\n"
        "\n"
        "from depot.lots.labels import Label\n"
        "from depot.lots.sizes import Size\n"
        "\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "known-third-party",
        settings='lint.isort.known-third-party = ["depot"]\n',
        before="import httpx\nfrom depot.zones import Zone\n\nfrom .sizes import Size\n",
        after="import httpx\nfrom depot.lots.sizes import Size\nfrom depot.zones import Zone\n",
    ),
    Case(
        "known-local-folder",
        settings='lint.isort.known-local-folder = ["depot"]\n',
        before="import httpx\n\nfrom .sizes import Size\nfrom depot.zones import Zone\n",
        after="import httpx\n\nfrom depot.lots.sizes import Size\nfrom depot.zones import Zone\n",
    ),
    Case(
        "not-of-the-same-package",
        settings='src = ["elsewhere"]\nlint.isort.detect-same-package = false\n',
        before="import httpx\nfrom depot.zones import Zone\n\nfrom .sizes import Size\n",
        after="import httpx\nfrom depot.lots.sizes import Size\nfrom depot.zones import Zone\n",
    ),
    Case(
        "of-the-same-package",
        settings='src = ["elsewhere"]\n',
        before="import httpx\n\nfrom depot.zones import Zone\n\nfrom .sizes import Size\n",
        after="import httpx\n\nfrom depot.lots.sizes import Size\nfrom depot.zones import Zone\n",
    ),
    Case(
        "no-sections",
        settings="lint.isort.no-sections = true\n",
        before="import httpx\n"
        "import os\n"
        "from ..crates import Crate\n"
        "from .sizes import Size\n"
        "from depot.zones import Zone\n"
        "from typing import Any\n",
        after="import httpx\n"
        "import os\n"
        "from depot.crates import Crate\n"
        "from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n"
        "from typing import Any\n",
    ),
    Case(
        "blank-lines-between-kinds",
        settings="lint.isort.lines-between-types = 1\n",
        before="import os\n"
        "\n"
        "import httpx\n"
        "\n"
        "import depot.crates\n"
        "\n"
        "from depot.zones import Zone\n"
        "\n"
        "from .sizes import Size\n",
        after="import os\n"
        "\n"
        "import httpx\n"
        "\n"
        "import depot.crates\n"
        "\n"
        "from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "no-blank-line-before-a-section",
        settings='lint.isort.no-lines-before = ["first-party"]\n',
        before="import httpx\nfrom depot.zones import Zone\n\nfrom .sizes import Size\n",
        after="import httpx\nfrom depot.lots.sizes import Size\nfrom depot.zones import Zone\n",
    ),
    Case(
        "case-counts",
        settings="lint.isort.case-sensitive = true\nlint.isort.order-by-type = false\n",
        before="from depot.crates import Crate\n"
        "\n"
        "from ..Racks import Rack, rack\n"
        "from .sizes import Size, weigh\n",
        after="from depot.Racks import Rack, rack\n"
        "from depot.crates import Crate\n"
        "from depot.lots.sizes import Size, weigh\n",
    ),
    Case(
        "kinds-of-names",
        settings='lint.isort.constants = ["weigh"]\nlint.isort.variables = ["Size"]\n',
        before="from depot.lots.sizes import Weight\n\nfrom .sizes import weigh, Size\n",
        after="from depot.lots.sizes import weigh, Weight, Size\n",
    ),
    Case(
        "from-first",
        settings="lint.isort.from-first = true\n",
        before="from depot.zones import Zone\nimport depot.crates\n\nfrom .sizes import Size\n",
        after="from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n"
        "import depot.crates\n",
    ),
    Case(
        "to-the-top",
        settings='lint.isort.force-to-top = ["depot.zones"]\n',
        before="from depot.zones import Zone\n"
        "from depot.crates import Crate\n"
        "\n"
        "from .sizes import Size\n",
        after="from depot.zones import Zone\n"
        "from depot.crates import Crate\n"
        "from depot.lots.sizes import Size\n",
    ),
    Case(
        "closest-first",
        settings='lint.isort.relative-imports-order = "closest-to-furthest"\n',
        before="from depot.zones import Zone\n"
        "\n"
        "from .sizes import Size\n"
        "from ..crates import Crate\n",
        after="from depot.crates import Crate\n"
        "from depot.lots.sizes import Size\n"
        "from depot.zones import Zone\n",
    ),
    Case(
        "comma-without-effect",
        settings="lint.isort.split-on-trailing-comma = false\n",
        before="from depot.zones import Zone\n\nfrom .sizes import Size\n",
        after="from depot.lots.sizes import Size\nfrom depot.zones import Zone\n",
    ),
    Case(
        "long-lines",
        settings="line-length = 90\nlint.isort.lines-after-imports = 1\n",
        before="from .sizes import Breadth, Depth, Height, Length, Size, Thickness, Volumes\n",
        after="from depot.lots.sizes import Breadth, Depth, Height, Length, "
        "Size, Thickness, Volumes\n",
    ),
    Case(
        "standard-library-by-version",
        settings='target-version = "py310"\n',
        before="import distutils\n\nimport tomllib\n\nfrom .sizes import Size\n",
        after="import distutils\n\nimport tomllib\n\nfrom depot.lots.sizes import Size\n",
    ),
)
