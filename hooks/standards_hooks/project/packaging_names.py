"""What packages are called when they are built and installed, by the metadata of their project.

Only what is written counts: the packages that a build backend finds by itself prove nothing, but
for a package that is called as the project is (hatch, uv_build, Poetry, flit).
"""

from __future__ import annotations

import configparser
import posixpath
import re
import tomllib
from dataclasses import dataclass, field

from standards_hooks.project.metadata import strings_in, value_at


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


SOURCE_AND_FLAT = ("src", "")
"""Where backends look for a package that is called as the project is."""
PROJECT_TABLES = (("project",), ("tool", "poetry"))
SCRIPT = re.compile(r"""["'][\w.-]++[ \t]*+=[ \t]*+([A-Za-z_][\w.]*+):[\w.]++["']""")
"""An entry point as `setup.py` writes it: `"run = app.main:main"`."""
SETUP_CALL = re.compile(r"\bsetup[ \t]*+\(")
FOUND_IN = re.compile(r"""find_(?:namespace_)?packages\(\s*+(?:where\s*+=\s*+)?["']([^"']++)["']""")
PACKAGE_DIR = re.compile(r"""package_dir\s*+=\s*+\{\s*+["']["']\s*+:\s*+["']([^"']++)["']""")
NAME = re.compile(r"""\bname\s*+=\s*+["']([^"']++)["']""")
BUILDERS = ("setuptools", "distutils", "skbuild", "Cython")
NOT_WORD = re.compile(r"[-_.]++")


@dataclass
class Packaging:
    """What the metadata of a project names.

    Attributes:
        packages: Directories of packages, each with the name that it is installed under.
        roots: Directories whose packages are installed under their own names.
        modules: The modules of scripts and other entry points, as dotted names.
        paths: Directories in which tools look for modules: pytest's, mypy's.
        name: The name of the project; empty without.
        dependencies: The names of distributions that it needs.
    """

    packages: list[tuple[str, str]] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    name: str = ""
    dependencies: list[str] = field(default_factory=list)


def normalised(name: str) -> str:
    """Return the name of a distribution as the import name that it most often has."""
    return NOT_WORD.sub("_", name).lower()


def is_setup_script(text: str) -> bool:
    """Return whether a `setup.py` builds a project: whether it calls the `setup` of a builder."""
    return SETUP_CALL.search(text) is not None and any(each in text for each in BUILDERS)


def packaging_in_toml(text: str, has: Callable[[str], bool]) -> Packaging:
    """Return what a `pyproject.toml` says.

    Args:
        text: The file.
        has: Whether the project has a module or package at a path without suffix.

    Returns:
        The metadata; nothing of a file that is no TOML.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return Packaging()
    found = Packaging()
    name = _text(value_at(document, "project", "name")) or _text(
        value_at(document, "tool", "poetry", "name")
    )
    found.name = name
    found.dependencies = list(_dependencies(document))
    found.modules = list(_entry_points(document))
    found.paths = _tool_paths(document)
    backend = _text(value_at(document, "build-system", "build-backend")).partition(".")[0]
    found.packages += _hatch(document)
    found.packages += _setuptools(document)
    found.packages += _poetry(document)
    found.packages += _maturin_and_pdm(document)
    found.roots += strings_in(value_at(document, "tool", "setuptools", "packages", "find", "where"))
    directory = value_at(document, "tool", "setuptools", "package-dir", "")
    found.roots += [directory] if isinstance(directory, str) else []
    places: tuple[str, ...] = SOURCE_AND_FLAT
    if backend == "uv_build":
        module_root = value_at(document, "tool", "uv", "build-backend", "module-root")
        places = (module_root,) if isinstance(module_root, str) else ("src",)
    own = _named_modules(document) or ([normalised(name)] if name and backend else [])
    for module in own:
        paths = [posixpath.join(place, module.replace(".", "/")) for place in places]
        existing = [path for path in paths if has(path)]
        if len(existing) == 1:
            found.packages.append((existing[0], module))
    return found


def packaging_in_cfg(text: str) -> Packaging:
    """Return what a `setup.cfg` says; nothing of a file that cannot be read."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return Packaging()
    found = Packaging()
    found.name = parser.get("metadata", "name", fallback="")
    found.dependencies = parser.get("options", "install_requires", fallback="").split("\n")
    if parser.has_option("options.packages.find", "where"):
        found.roots += parser.get("options.packages.find", "where").split()
    for line in parser.get("options", "package_dir", fallback="").split("\n"):
        package, _, directory = (part.strip() for part in line.partition("="))
        if directory and package:
            found.packages.append((directory, package))
        elif directory:
            found.roots.append(directory)
    if parser.has_section("options.entry_points"):
        for _, value in parser.items("options.entry_points"):
            for line in value.split("\n"):
                found.modules += _module_of(line.partition("=")[2])
    for section, key in (("tool:pytest", "pythonpath"), ("mypy", "mypy_path")):
        found.paths += _split_paths(parser.get(section, key, fallback=""))
    return found


def packaging_in_ini(text: str) -> list[str]:
    """Return the directories in which `pytest.ini`, `tox.ini` or `mypy.ini` look for modules."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return []
    paths: list[str] = []
    for section, key in (("pytest", "pythonpath"), ("mypy", "mypy_path")):
        paths += _split_paths(parser.get(section, key, fallback=""))
    return paths


def packaging_in_setup(text: str) -> Packaging:
    """Return what a `setup.py` says in literals; it is not executed."""
    if not is_setup_script(text):
        return Packaging()
    found = Packaging()
    name = NAME.search(text)
    found.name = name[1] if name else ""
    found.modules = [match[1] for match in SCRIPT.finditer(text)]
    found.roots = [match[1] for match in FOUND_IN.finditer(text)]
    found.roots += [match[1] for match in PACKAGE_DIR.finditer(text)]
    return found


def _named_modules(document: Mapping[str, object]) -> list[str]:
    """Return the modules that uv_build or flit are given by name."""
    written = value_at(document, "tool", "uv", "build-backend", "module-name")
    names = [written] if isinstance(written, str) else strings_in(written)
    names += [_text(value_at(document, "tool", "flit", "module", "name"))]
    return [name for name in names if name]


def _hatch(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for table in (("build",), ("build", "targets", "wheel")):
        settings = ("tool", "hatch", *table)
        for package in strings_in(value_at(document, *settings, "packages")):
            path = package.strip("/")
            yield path, posixpath.basename(path)
        sources = value_at(document, *settings, "sources")
        for old, new in sources.items() if isinstance(sources, dict) else ():
            if isinstance(new, str) and new:
                yield str(old).strip("/"), new.strip("/").replace("/", ".")


def _setuptools(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    directories = value_at(document, "tool", "setuptools", "package-dir")
    directories = directories if isinstance(directories, dict) else {}
    start = _text(directories.get(""))
    for package, directory in directories.items():
        if package and isinstance(directory, str):
            yield directory.strip("/"), package
    for package in strings_in(value_at(document, "tool", "setuptools", "packages")):
        if package not in directories:
            yield posixpath.join(start, package.replace(".", "/")), package


def _poetry(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    packages = value_at(document, "tool", "poetry", "packages")
    for each in packages if isinstance(packages, list) else ():
        include, start = _text(value_at(each, "include")), _text(value_at(each, "from"))
        if include and "*" not in include:
            yield posixpath.join(start, include.strip("/")), include.strip("/").replace("/", ".")


def _maturin_and_pdm(document: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    source = _text(value_at(document, "tool", "maturin", "python-source"))
    module = _text(value_at(document, "tool", "maturin", "module-name")).partition(".")[0]
    if source and module:
        yield posixpath.join(source, module), module


def _entry_points(document: Mapping[str, object]) -> Iterator[str]:
    tables = [value_at(document, "project", key) for key in ("scripts", "gui-scripts")]
    tables.append(value_at(document, "tool", "poetry", "scripts"))
    groups = value_at(document, "project", "entry-points")
    tables += groups.values() if isinstance(groups, dict) else ()
    plugins = value_at(document, "tool", "poetry", "plugins")
    tables += plugins.values() if isinstance(plugins, dict) else ()
    for table in tables:
        for value in table.values() if isinstance(table, dict) else ():
            yield from _module_of(_text(value) or _text(value_at(value, "callable")))


def _module_of(reference: str) -> list[str]:
    name = reference.partition(":")[0].strip()
    return [name] if all(part.isidentifier() for part in name.split(".")) else []


def _dependencies(document: Mapping[str, object]) -> Iterator[str]:
    yield from strings_in(value_at(document, "project", "dependencies"))
    for tables in (("project", "optional-dependencies"), ("dependency-groups",)):
        groups = value_at(document, *tables)
        for group in groups.values() if isinstance(groups, dict) else ():
            yield from strings_in(group)
    poetry = value_at(document, "tool", "poetry", "dependencies")
    yield from (str(name) for name in (poetry if isinstance(poetry, dict) else ()))


def _tool_paths(document: Mapping[str, object]) -> list[str]:
    for_pytest = value_at(document, "tool", "pytest", "ini_options", "pythonpath")
    for_mypy = value_at(document, "tool", "mypy", "mypy_path")
    found = []
    for value in (for_pytest, for_mypy):
        found += strings_in(value) or _split_paths(_text(value))
    return found


def _split_paths(text: str) -> list[str]:
    for mark in ("$MYPY_CONFIG_FILE_DIR/", "$MYPY_CONFIG_FILE_DIR"):
        text = text.replace(mark, "")
    return [path for path in re.split(r"[\s,:]", text) if path]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
