"""Nothing that the pages say of the hooks can go stale, and every link leads somewhere."""

from __future__ import annotations

import re

import pytest
import yaml

from standards_hooks.rules import HOOK_IDS, load_hook
from tests.pages import CHECKOUT, INDEX, README, pages


PAGES = pages()
DOCS = CHECKOUT / "docs"
WITH_LINKS = sorted([*CHECKOUT.glob("*.md"), *DOCS.glob("*.md")])
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<text>.*)$", re.MULTILINE)


def _prose(page):
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def _anchors(page):
    """The fragments that a page's headings have, as the hosts of repositories make them."""
    headings = (match["text"].lower() for match in HEADING.finditer(_prose(page)))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_a_page_that_is_made_is_as_it_would_be_made_now(page):
    assert page.read_text(encoding="utf-8") == PAGES[page], "run `uv run python -m tests.pages`"


@pytest.mark.parametrize("page", WITH_LINKS, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_link_to_a_file_or_a_heading_leads_to_one(page):
    lost = []
    for match in LINK.finditer(_prose(page)):
        target, _, anchor = match["target"].partition("#")
        if target.startswith(("http://", "https://")):
            continue
        linked = (page.parent / target) if target else page
        if not linked.exists() or (anchor and anchor not in _anchors(linked)):
            lost.append(match["target"])
    assert lost == []


def test_the_index_has_every_page_but_those_of_hooks_which_the_table_of_the_readme_has():
    of_hooks = {f"{hook_id}.md" for hook_id in HOOK_IDS}
    others = {path.name for path in DOCS.glob("*.md")} - of_hooks - {INDEX.name}
    linked = {match["target"] for match in LINK.finditer(_prose(INDEX))}
    assert linked == others | {"../README.md#hooks"}
    of_readme = {match["target"] for match in LINK.finditer(_prose(README))}
    assert of_readme >= {f"docs/{name}" for name in of_hooks}


def test_every_page_under_docs_is_of_a_hook_or_of_all():
    others = {"README", "adding-a-hook", "adopting", "baseline", "ci", "configuration"}
    others |= {"coverage", "editors", "output", "performance", "precision", "reliability"}
    others |= {"security", "suppressions"}
    assert {path.stem for path in DOCS.glob("*.md")} == others | set(HOOK_IDS)


@pytest.mark.parametrize("hook_id", HOOK_IDS)
def test_the_manifest_says_of_a_hook_what_it_says_of_itself(hook_id):
    manifest = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (entry,) = [entry for entry in manifest if entry["id"] == hook_id]
    assert entry["description"] == load_hook(hook_id).summary
    assert entry.get("args", []) == (["--fix"] if load_hook(hook_id).can_fix else [])


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        pytest.param("# Pages\n", "pages", id="word"),
        pytest.param("## One exception\n", "one-exception", id="space"),
        pytest.param("## Example: `app/example.py`\n", "example-appexamplepy", id="code"),
        pytest.param("```text\n# No heading\n```\n# Heading\n", "heading", id="not-in-code"),
    ],
)
def test_a_heading_is_found_by_its_fragment(text, anchor, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert _anchors(page) == {anchor}
