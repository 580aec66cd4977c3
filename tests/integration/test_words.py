"""The vocabulary of the project: names, comments, messages and pages use the field's terms."""

import re
from pathlib import Path

import pytest


CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "hooks" / "standards_hooks"
FOLDERS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file())
MEASURED = {"coverage.md", "precision.md"}
"""Pages that quote the standard, or messages as they were when they were read."""
PAGES = [
    *(CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted(path for path in (CHECKOUT / "docs").rglob("*.md") if path.name not in MEASURED),
]
BANNED = {
    "breach": "violation",
    "breaches": "violations",
    "custody": "ownership",
    "departure": "never returns",
    "departures": "never returns",
    "handing": "passing",
    "house": "the project",
    "lowering": "newer syntax",
    "mend": "fix",
    "mended": "fixed",
    "mending": "fixing",
    "mends": "fixes",
    "nearby": "around",
    "room": "space, or folder",
    "rooms": "folders",
    "surroundings": "context",
    "tell": "report, show, or know",
    "telling": "reporting",
    "tells": "reports, shows, or knows",
    "told": "reported, shown, or known",
}
"""Words that no developer of this field would say, each with what to write instead."""
PHRASE = re.compile(r"\bthat\s+there\s+(?:is|are)\b", re.IGNORECASE)
ALLOWED: set[tuple[str, str]] = set()
"""Words in another sense, each with the file that may hold it."""
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
TEST_NAME = re.compile(r"\bdef (test_\w+)|\bid=\"([^\"]+)\"")


def found_in(text: str, shown: str) -> list[str]:
    """Return where a text says a banned word or phrase, with what to write instead."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in WORD.finditer(line):
            word = match[0].lower()
            if word in BANNED and (shown, word) not in ALLOWED:
                found.append(f"{shown}:{number}: `{word}`: {BANNED[word]}")
    # The phrase may be broken over two lines of a comment.
    flat = re.sub(r"\n\s*#?", lambda match: " " * len(match[0]), text)
    for match in PHRASE.finditer(flat):
        number = text.count("\n", 0, match.start()) + 1
        found.append(f"{shown}:{number}: `that there is`: leave it out")
    return found


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_code_and_messages_use_the_terms_of_the_field(folder: str) -> None:
    files = (PACKAGE / folder).rglob("*.py") if folder else PACKAGE.glob("*.py")
    assert [
        each
        for path in sorted(files)
        for each in found_in(path.read_text(encoding="utf-8"), str(path.relative_to(CHECKOUT)))
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_use_the_terms_of_the_field(page: Path) -> None:
    assert found_in(page.read_text(encoding="utf-8"), str(page.relative_to(CHECKOUT))) == []


def test_names_of_tests_use_the_terms_of_the_field() -> None:
    assert [
        each
        for path in sorted((CHECKOUT / "tests").rglob("*.py"))
        for match in TEST_NAME.finditer(path.read_text(encoding="utf-8"))
        for each in found_in(match[1] or match[2], str(path.relative_to(CHECKOUT)))
    ] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param('"""Tell whether it is."""', "tell", id="docstring"),
        pytest.param("def is_told(): ...", "told", id="part-of-a-name"),
        pytest.param("class HouseRule: ...", "house", id="part-of-a-class"),
        pytest.param("ROOMS = 1", "rooms", id="constant"),
        pytest.param("# no option that\n    # there is", "that there is", id="over-two-lines"),
    ],
)
def test_a_banned_word_is_found_wherever_it_stands(text: str, word: str) -> None:
    (finding,) = found_in(text, "a.py")
    assert finding.startswith("a.py:1: ")
    assert f"`{word}`" in finding


@pytest.mark.parametrize("text", ["text.lower()", "recommended", "retold", "bathroom", "thousand"])
def test_other_words_are_left_alone(text: str) -> None:
    assert found_in(text, "a.py") == []
