"""Which files hold environment variables, and which of these are templates to be committed."""

from __future__ import annotations


TEMPLATE_WORDS = frozenset({"example", "sample", "template"})
ENV = "env"


def is_env_file(name: str) -> bool:
    """Return whether a base name is that of an env file: `.env`, `.env.*`, `*.env`.

    Upper and lower case are the same, as they are where file systems do not tell them apart.
    """
    name = name.lower()
    return name.startswith(".env.") or name.endswith(".env")


def is_template(name: str) -> bool:
    """Return whether the base name says that the file is there to be copied.

    `.env.example`, `.env.test.sample` and `.env.example.local` are; so are `template.env` and
    `example.env`, because the word stands where the others have it, as a part of its own.
    """
    return not TEMPLATE_WORDS.isdisjoint(name.lower().split("."))


def takes_part(name: str) -> bool:
    """Return whether a file of this base name is looked at."""
    return is_env_file(name)
