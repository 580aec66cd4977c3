"""The files of a repository that hold commands, and the modules that these name."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass

from standards_hooks.core.errors import UncheckableFileError
from standards_hooks.project.commands_text import CommandReader, names_modules, paths_in
from standards_hooks.project.containers import Container, Copied, containers_of
from standards_hooks.project.dockerfiles import is_dockerfile
from standards_hooks.project.source_roots import joined_path


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    import yaml

    from standards_hooks.project.commands_text import NamedModule
    from standards_hooks.project.module_index import ModuleIndex


YAML = (".yml", ".yaml")
SCRIPTS = (".sh", ".bash", ".mk", ".service", ".conf")
NAMES = ("procfile", "makefile", "gnumakefile", "justfile", "tox.ini")
LARGEST = 64 * 1024
"""Characters of a file with commands that is read; generated ones are larger."""
JOINED = ("command", "entrypoint", "args", "cmd")
"""Keys whose lists are the words of one command."""
LINES = ("run", "script", "before_script", "after_script", "cmds", "commands", "scripts")
"""Keys with commands, or lists of them."""
DIRECTORIES = ("working-directory", "working_dir", "workingDir", "dir")
ENVIRONMENTS = ("environment", "env", "variables")
DEFAULTS = ("defaults", "run")
DEEPEST = 12
"""Levels of keys that are followed."""


@dataclass(frozen=True)
class Named:
    """A module that a command names.

    Attributes:
        name: The dotted name; its last part may be something in the module.
        file: The file with the command, relative to the repository.
        place: File and line, as a report shows them.
        top: The directory that the first part of the name means; None where that is unknown.
        path: The path of the module without suffix; empty where it is unknown.
    """

    name: str
    file: str
    place: str
    top: str | None = None
    path: str = ""


class CommandFiles:
    """Reads the commands of a repository.

    Attributes:
        paths: The directories that `PYTHONPATH` was set to.
    """

    def __init__(
        self, index: ModuleIndex, files: Collection[str], text: Callable[[str], str]
    ) -> None:
        """Take the repository.

        Args:
            index: Its modules.
            files: Paths of its files.
            text: Returns the text of one; empty for what cannot be read.
        """
        self.paths: list[str] = []
        self._index = index
        self._files = files
        self._text = text
        self._contexts: defaultdict[str, list[str]] = defaultdict(list)

    def read(self) -> Iterator[Named]:
        """Yield the modules that are named, file by file in the order of their paths."""
        known = sorted(self._files)
        for path in known:
            if path.lower().endswith(YAML) and not _is_locked(path):
                yield from self._in_yaml(path)
        for path in known:
            name = posixpath.basename(path).lower()
            if is_dockerfile(path):
                yield from self._in_dockerfile(path)
            elif name.endswith(SCRIPTS):
                yield from self._in_text(path, [self._commands(path)])
            elif name.startswith(NAMES):
                yield from self._in_text(path, self._commands(path).split("\n"))

    def _commands(self, path: str) -> str:
        """Return the text of a file that may name a module; nothing of any other."""
        text = self._text(path)
        return text if len(text) <= LARGEST and names_modules(text) else ""

    def _in_text(self, path: str, texts: Sequence[str]) -> Iterator[Named]:
        """Yield what plain commands name; each text begins where the file is, or at the top."""
        directory = posixpath.dirname(path)
        for number, text in enumerate(texts):
            if text:
                yield from self._named(path, number, text, [directory, ""])

    def _named(
        self, path: str, before: int, text: str, directories: Sequence[str]
    ) -> Iterator[Named]:
        """Yield what a text names that begins in one of some directories of the repository."""
        reader = CommandReader()
        reader.read(text.removeprefix("\t").removeprefix("@"))
        for each in reader.modules:
            place = f"{path}:{before + each.line}"
            for start in directories:
                inside = [joined_path(start, part) for part in (each.directory, *each.paths)]
                found = self._found_in(inside, each.name)
                if found is not None:
                    yield Named(each.name, path, place, *found)
                    break
            else:
                yield Named(each.name, path, place)
        for start in directories[:1]:
            self.paths += [joined_path(start, each) for each in reader.paths]

    def _found_in(self, directories: Sequence[str], name: str) -> tuple[str, str] | None:
        """Return the directory that a name begins with, and the path of its module."""
        first, _, rest = name.partition(".")
        for directory in directories:
            top = joined_path(directory, first)
            path = self._module_in(top, rest)
            if path is not None:
                return top, path
        return None

    def _module_in(self, top: str, rest: str) -> str | None:
        """Return the path of a module in a top directory; its last part may be in the module."""
        if not rest:
            return top if top in self._index.directories else None
        whole = joined_path(top, rest.replace(".", "/"))
        for path in (whole, posixpath.dirname(whole)):
            if path != top and self._index.has(path):
                return path
        return None

    def _in_yaml(self, path: str) -> Iterator[Named]:
        text = self._commands(path)
        if not text:
            return
        from standards_hooks.project.yaml_document import documents_in, value_at

        try:
            documents = documents_in(text)
        except UncheckableFileError:
            return
        for document in documents:
            services = value_at(document, "services")
            is_compose = services is not None and "compose" in posixpath.basename(path)
            if services is not None and is_compose:
                yield from self._in_compose(path, services)
            else:
                yield from self._in_node(path, document, "", 0)

    def _in_node(self, path: str, node: yaml.Node, directory: str, depth: int) -> Iterator[Named]:
        """Yield what the commands below a node name, in the working directory around them."""
        from standards_hooks.project.yaml_document import items_of, pairs_of, text_of, value_at

        if depth > DEEPEST:
            return
        for item in items_of(node):
            yield from self._in_node(path, item, directory, depth + 1)
        pairs = dict(pairs_of(node))
        defaults = value_at(value_at(node, DEFAULTS[0]), DEFAULTS[1])
        for around in (dict(pairs_of(defaults)), pairs):
            for key in DIRECTORIES:
                if key in around and text_of(around[key]):
                    directory = text_of(around[key])
        for key, value in pairs.items():
            if key in JOINED or key in LINES:
                yield from self._in_commands(path, key, value, directory)
            if key in ENVIRONMENTS:
                written = paths_in(_environment(value).get("PYTHONPATH", ""), "")
                self.paths += [joined_path("", each) for each in written]
            yield from self._in_node(path, value, directory, depth + 1)

    def _in_commands(
        self, path: str, key: str, value: yaml.Node, directory: str
    ) -> Iterator[Named]:
        text, line = _command_of(value, " " if key in JOINED else "\n")
        places = [joined_path(posixpath.dirname(path), directory), joined_path("", directory)]
        yield from self._named(path, line - 1, text, places[::-1])

    def _in_compose(self, path: str, services: yaml.Node) -> Iterator[Named]:
        from standards_hooks.project.yaml_document import pairs_of

        for _, service in pairs_of(services):
            yield from self._in_service(path, service)

    def _in_service(self, path: str, service: yaml.Node) -> Iterator[Named]:
        """Yield what a service of a compose file runs in its container."""
        from standards_hooks.project.yaml_document import text_of, value_at

        start = posixpath.dirname(path)
        container = self._built(start, value_at(service, "build"))
        for source, place in _volumes(value_at(service, "volumes")):
            container.copied.append(Copied(place, joined_path(start, source)))
        directory = text_of(value_at(service, "working_dir"))
        container.directory = container.absolute(directory) if directory else container.directory
        environment = value_at(service, "environment")
        written = _environment(environment).get("PYTHONPATH", "") if environment else ""
        container.paths += tuple(container.absolute(each) for each in paths_in(written, ""))
        for key in ("command", "entrypoint"):
            value = value_at(service, key)
            if value is not None:
                text, line = _command_of(value, " ")
                yield from self._in_container(path, line - 1, text, container)

    def _built(self, start: str, build: yaml.Node | None) -> Container:
        """Return the container that a service is built as; its Dockerfile is read with it."""
        from standards_hooks.project.yaml_document import text_of, value_at

        if build is None:
            return Container()
        context = joined_path(start, text_of(build) or text_of(value_at(build, "context")) or ".")
        file = text_of(value_at(build, "dockerfile")) or "Dockerfile"
        target = text_of(value_at(build, "target"))
        dockerfile = joined_path(context, file)
        if dockerfile not in self._files:
            return Container()
        if context not in self._contexts[dockerfile]:
            self._contexts[dockerfile].append(context)
        stages = self._stages(dockerfile, context)
        named = [stage for stage in stages if target and stage.name == target]
        return (named or stages or [Container()])[-1]

    def _stages(self, dockerfile: str, context: str) -> list[Container]:
        text = self._text(dockerfile)
        if len(text) > LARGEST:
            return []
        return containers_of(text, context, self._files.__contains__)

    def _in_dockerfile(self, path: str) -> Iterator[Named]:
        """Yield what a Dockerfile runs, in the directory that it is most likely built in."""
        if not self._commands(path):
            return
        for context in self._contexts.get(path) or [self._guessed_context(path)]:
            for stage in self._stages(path, context):
                for run in stage.runs:
                    ran = Container("", run.directory, stage.paths, stage.copied)
                    yield from self._in_container(path, run.line - 1, run.text, ran)

    def _guessed_context(self, dockerfile: str) -> str:
        """Return the innermost directory around a Dockerfile that holds all that it copies."""
        directory = posixpath.dirname(dockerfile)
        while directory:
            sources = [
                copied.source
                for stage in self._stages(dockerfile, directory)
                for copied in stage.copied
                if copied.container is None
            ]
            if sources and all(
                source in self._files or source == directory or self._index.has(source)
                for source in sources
            ):
                return directory
            directory = posixpath.dirname(directory)
        return directory

    def _in_container(
        self, path: str, before: int, text: str, container: Container
    ) -> Iterator[Named]:
        """Yield what commands name in a container, found by what was copied where."""
        reader = CommandReader()
        reader.read(text)
        for each in reader.modules:
            place = f"{path}:{before + each.line}"
            found = self._copied_module(each, container)
            yield Named(each.name, path, place, *(found or (None, "")))
        for root in (*container.paths, *map(container.absolute, reader.paths)):
            self.paths += [each for each in container.located(root) if each]

    def _copied_module(self, named: NamedModule, container: Container) -> tuple[str, str] | None:
        """Return the directory that a name in a container begins with, and its module's path."""
        first, _, rest = named.name.partition(".")
        starts = (named.directory, *named.paths, *container.paths)
        for start in starts:
            top = posixpath.join(container.absolute(start), first)
            for directory in container.located(top):
                path = self._module_in(directory, rest)
                if path is not None:
                    return directory, path
        return None


def _volumes(node: yaml.Node | None) -> Iterator[tuple[str, str]]:
    """Yield the directories that a service mounts, each with its place in the container."""
    from standards_hooks.project.yaml_document import items_of, text_of, value_at

    for item in items_of(node):
        source, _, rest = text_of(item).partition(":")
        source = source or text_of(value_at(item, "source"))
        place = rest.partition(":")[0] or text_of(value_at(item, "target"))
        if source.startswith(".") and place.startswith("/"):
            yield source, posixpath.normpath(place)


def _is_locked(path: str) -> bool:
    return posixpath.basename(path).endswith(("lock.yaml", "lock.yml"))


def _command_of(node: yaml.Node, between: str) -> tuple[str, int]:
    """Return the commands of a value, and the line that they begin in."""
    from standards_hooks.project.yaml_document import texts_in

    texts = list(texts_in(node))
    if not texts:
        return "", 1
    is_block = len(texts) == 1 and getattr(node, "style", None) in {"|", ">"}
    line = texts[0][1][0] + is_block
    return between.join(text for text, _ in texts), line


def _environment(node: yaml.Node) -> dict[str, str]:
    """Return the variables that a mapping or a list of `NAME=value` sets."""
    from standards_hooks.project.yaml_document import scalars_in, texts_in

    found = {key: text for key, text, _ in scalars_in(node)}
    for text, _ in texts_in(node):
        name, equals, value = text.partition("=")
        if equals:
            found[name] = value
    return found
