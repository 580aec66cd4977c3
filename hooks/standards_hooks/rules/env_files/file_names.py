"""Which files have environment variables, and which of these are templates to commit."""

from __future__ import annotations


TEMPLATE_WORDS = frozenset({"example", "sample", "template"})
ENV = "env"


def is_env_file(name: str) -> bool:
    """Return whether a base name is that of an env file: `.env`, `.env.*`, `*.env`.

    Upper and lower case are the same, as on file systems that ignore case.
    """
    name = name.lower()
    return name.startswith(".env.") or name.endswith(".env")


def is_template(name: str) -> bool:
    """Return whether a base name says that the file is a template.

    `.env.example`, `.env.test.sample` and `.env.example.local` are; so are `template.env` and
    `example.env`: the word is a part of its own.
    """
    return not TEMPLATE_WORDS.isdisjoint(name.lower().split("."))


def takes_part(name: str) -> bool:
    """Return whether the hook checks files of this base name."""
    return is_env_file(name)
