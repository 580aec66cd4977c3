"""The yes/no question that a boolean's name should ask.

Source: the standard's clause "Boolean Names". Its four pairs are four ways to reason, and every
other name is checked by the same ones:

- `active` is `is_active`: a state, and likewise a role, is something that one *is*;
- `permission` is `has_permission`: a thing is something that one *has*;
- `edit` is `can_edit`: what a user is permitted to do is something that one *can* do;
- `retry` is `should_retry`: what a program is told to do is something that it *should* do.

English does not tell the parts of speech apart by spelling, so the words that are common in the
names of booleans stand in `vocabulary`, by part of speech. An ending stands for an unknown word
only where it is strong evidence. Where no good question is known, none is made: an absurd proposal
is worse than none.
"""

from __future__ import annotations

from keyword import iskeyword

from standards_hooks.rules.boolean_naming.vocabulary import (
    ADJECTIVE_ENDINGS,
    ADJECTIVE_HEADS,
    ADJECTIVE_PREFIXES,
    ADJECTIVES,
    ADVERBS,
    COMMANDS,
    CONTRACTIONS,
    FACILITIES,
    FILTERS,
    HOMOGRAPHS,
    INTRANSITIVE_VERBS,
    LEADING_VERBS,
    LEADS,
    NOT_ADJECTIVES,
    NOT_GERUNDS,
    NOT_PARTICIPLES,
    NOUNS,
    ORDERED,
    PARTICIPLES,
    PARTICLES,
    PERFECT_PARTICIPLES,
    PERMITTED,
    PLACES,
    PLURAL_ENDINGS,
    PREPOSITIONS,
    REFUSED,
    REPORTED_STATES,
    REWORDED,
    RIGHTS,
    ROLES,
    STATE_PHRASES,
    STATIVE_VERBS,
    SUBSTITUTES,
    THINGS,
    TRANSITIVE_PARTICIPLES,
    VERB_PREFIXES,
)
from standards_hooks.semantic.words import QUESTION_WORDS, join, split


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container

    type Words = tuple[str, ...]
    type Rule = Callable[[Words], Words | None]


SHORTEST_PARTICIPLE = 5
SHORTEST_ADJECTIVE = 6
SHORTEST_GERUND = 6
SHORTEST_VERB = 6
SHORTEST_THIRD_PERSON = 5


def propose(name: str, predicates: frozenset[str], taken: Container[str]) -> str | None:
    """Return the yes/no question to ask instead of a boolean's name.

    A question never turns a name's sense round: `no_cache` is `should_not_cache`.

    Args:
        name: Identifier of a boolean, in any style.
        predicates: The words that make a name a question, in lower case.
        taken: Names that the question must not be, because they mean something else already.

    Returns:
        An identifier in the style of the name whose first word is a predicate; None where no good
        one is known, where its predicate is not allowed, or where it is taken.
    """
    if name.startswith("__") and name.endswith("__"):
        return None
    question = _ask(tuple(split(name)))
    if question is None:
        return None
    for predicate in SUBSTITUTES.get(question[0], question[:1]):
        if predicate in predicates:
            proposal = join(_predicated(predicate, question), name)
            return proposal if _may_be_used(proposal, predicate, taken) else None
    return None


def _predicated(predicate: str, question: Words) -> Words:
    """Return a question under another predicate: `needs_auth` asks `does_need_auth`."""
    if question[0] == "needs" and predicate == "does":
        return ("does", "need", *question[1:])
    return (predicate, *question[1:])


def _may_be_used(proposal: str, predicate: str, taken: Container[str]) -> bool:
    """Return whether a proposal is a free identifier that still begins with its predicate."""
    return (
        proposal.isidentifier()
        and not iskeyword(proposal)
        and proposal not in taken
        and split(proposal)[:1] == [predicate]
    )


def _ask(words: Words) -> Words | None:
    """Return the words of the question that a phrase stands for, by the first rule that knows.

    Args:
        words: The phrase: the words of a name, or what is left of one.

    Returns:
        The question, its predicate first; None where no rule knows the phrase.
    """
    if words[1:] and words[-1] == "flag":
        words = words[:-1]
    if not words or words[0] in REFUSED or not QUESTION_WORDS.isdisjoint(words):
        return None
    if words[1:] and words[0] in STATIVE_VERBS and words[-1] not in REPORTED_STATES:
        return None
    for rule in RULES:
        question = rule(words)
        if question is not None:
            return question
    return None


def _ask_known(words: Words) -> Words | None:
    """Ask for what is known as a whole."""
    for phrase in STATE_PHRASES:
        if words[-len(phrase) :] == phrase:
            return ("is", *words)
    if words[-2:-1] == ("opt",) and words[2:]:
        return ("has", *words)
    return REWORDED.get(" ".join(words))


def _ask_contraction(words: Words) -> Words | None:
    """Ask `dont_send` as `should_not_send`."""
    start = CONTRACTIONS.get(words[0])
    return (*start, *words[1:]) if start and words[1:] else None


def _ask_negation(words: Words) -> Words | None:
    """Ask what is denied, and keep the denial: `no_cache` is `should_not_cache`."""
    denial, denied = _denied(words)
    if not denied:
        return None
    if denial == "without" or (denial == "no" and denied[-1] in RIGHTS):
        return ("has", "no", *denied)
    question = _ask(denied)
    if question is None:
        return None
    if denial == "non":
        return ("is", "non", *question[1:]) if question[0] == "is" else None
    had = question[0] == "has" and not _is_adjective(denied[_head(denied)])
    negative = "no" if had else "not"
    return (question[0], negative, *question[1:])


def _denied(words: Words) -> tuple[str, Words]:
    """Return a denial and what it denies, which is nothing where the phrase denies nothing.

    `nowait` and its like are a denial in one word.
    """
    first = words[0]
    if first in {"no", "non", "not", "without"}:
        return first, words[1:]
    fused = first[2:]
    denies = first.startswith("no") and not words[1:] and not _is_adjective(first)
    if denies and (fused in NOUNS or fused in ORDERS):
        return "no", (fused,)
    return "", ()


def _ask_qualified(words: Words) -> Words | None:
    """Ask for what a quantifier, an auxiliary or an adverb leads: `auto_reload`, `any_errors`."""
    first, rest = words[0], words[1:]
    if not rest or (first == "with" and rest[0] in PREPOSITIONS):
        return None
    if first in LEADS:
        return (*LEADS[first], *rest)
    if first == "do":
        obeyed = _is_order(rest[0]) or rest[0] == "not"
        return ("should", *(rest if obeyed else words))
    if first in {"already", "any"} or first in ADVERBS:
        question = _ask(rest)
        return (question[0], first, *question[1:]) if question else None
    if first == "all" and _is_adjective(rest[-1]):
        return ("are", *words)
    return None


def _ask_place(words: Words) -> Words | None:
    """Ask for the place, the time or the state one is in: `in_transaction` is `is_in_...`."""
    if words[0] == "out" and words[1:2] != ("of",):
        return None
    return ("is", *words) if words[0] in PLACES and words[1:] else None


def _ask_compound(words: Words) -> Words | None:
    """Ask for an adjective of several words: `read_only`, `case_sensitive`, `missing_ok`."""
    if words[0] in FILTERS or words[-1] not in ADJECTIVE_HEADS or not words[1:]:
        return None
    if words[2:] and words[0] in COMMANDS and words[0] not in COUNTABLE:
        return None
    if words[-1] in {"off", "ok", "on"} and (_is_order(words[-2]) or words[-2] in STATIVE_VERBS):
        return None
    return ("is", *words)


def _ask_order(words: Words) -> Words | None:
    """Ask for an imperative phrase, which starts with its verb: `send_email`."""
    first, last = words[0], words[-1]
    if not words[1:] or not _leads_order(words):
        return None
    if last in RIGHTS and (first in PERMITTED or first in {"add", "change", "create", "update"}):
        return ("has", *words)
    if last in REPORTED_STATES and first not in FILTERS and PREPOSITIONS.isdisjoint(words):
        return _ask_state(words)
    if first in PERMITTED and first not in ORDERED:
        return ("can", *words)
    return ("should", *words)


def _leads_order(words: Words) -> bool:
    """Return whether the first of several words is a verb in the imperative."""
    first = words[0]
    if first in LEADING_VERBS:
        return not _is_adjective(words[-1])
    if first in HOMOGRAPHS:
        qualifiers = [word for word in words[1:-1] if word in ADJECTIVES]
        has_object = not ADJECTIVE_HEADS.issuperset(qualifiers)
        return has_object or _is_plural(words[-1]) or not PREPOSITIONS.isdisjoint(words)
    return first in PERMITTED or _is_order(first)


def _ask_achievement(words: Words) -> Words | None:
    """Ask for what one has done to something: `seen_default` is `has_seen_default`."""
    if words[0] not in TRANSITIVE_PARTICIPLES or not words[1:]:
        return None
    if words[1] in PREPOSITIONS or words[1] in PARTICLES or words[1].endswith("ally"):
        return None
    return ("has", *words)


def _ask_fact(words: Words) -> Words | None:
    """Ask for what a verb in the third person states: `supports_ssl`, `user_exists`."""
    for index, word in enumerate(words):
        verb = _verb_of(word)
        if verb and _states_fact(words, index, verb):
            return ("does", *words[:index], verb, *words[index + 1 :])
    return None


def _states_fact(words: Words, index: int, verb: str) -> bool:
    """Return whether the word at the index is a verb there, and not a noun in the plural."""
    followed = index + 1 < len(words)
    if index and (_is_adjective(words[index - 1]) or words[index - 1] in {"all", "any"}):
        return False
    if verb in INTRANSITIVE_VERBS and not followed:
        return True
    if verb in STATIVE_VERBS or verb in FILTERS:
        return followed or not index
    return followed and not index and verb in COMMANDS and words[-1] not in REPORTED_STATES


def _ask_state(words: Words) -> Words | None:
    """Ask for a state, or for what has come to pass: `email_verified`, `timeout_occurred`."""
    head = _head(words)
    if words[-1] in PREPOSITIONS and words[-1] not in PARTICLES:
        return None
    if not _is_adjective(words[head]):
        return ("is", *words) if words[1:] and _is_gerund(words[0]) else None
    if words[head] in PERFECT_PARTICIPLES or words[head:] == ("timed", "out"):
        return ("have" if head and _is_plural(words[head - 1]) else "has", *words)
    return (_be(words, head), *words)


def _be(words: Words, head: int) -> str:
    """Return `are` where the adjective at the index speaks of a plural, else `is`."""
    return "are" if head and _is_plural(words[head - 1]) else "is"


def _head(words: Words) -> int:
    """Return the index of the word that a phrase is about: the last before a circumstance."""
    for index in range(1, len(words)):
        if words[index] in PREPOSITIONS:
            return index - 1
    if words[-1] in PARTICLES and words[1:] and words[-2] not in ADJECTIVES:
        return len(words) - 2
    return len(words) - 1


def _ask_thing(words: Words) -> Words | None:
    """Ask for a role that one is, or a thing that one has: `site_owner`, `admin_permission`."""
    if any(_may_be_verb(word) for word in words[:-1]):
        return None
    head = words[_head(words)]
    if head in ROLES or (words[1:] and head == "mode"):
        return ("is", *words)
    if head in NOUNS or _is_plural(head):
        return ("has", *words)
    if words[1:] and (head in RIGHTS or head in HOMOGRAPHS) and not _is_plural(words[-2]):
        return ("has", *words)
    return None


def _may_be_verb(word: str) -> bool:
    """Return whether a word before a noun may rule it, as in `inlines_images`, `s3_strip_files`."""
    if word in COMMANDS or word in FILTERS:
        return word not in COUNTABLE and not _is_adjective(word)
    return (
        len(word) >= SHORTEST_THIRD_PERSON
        and bool(_without_s(word))
        and not word.endswith(("is", "us"))
        and not _is_plural(word)
    )


def _ask_verb(words: Words) -> Words | None:
    """Ask for a verb alone: what a user can do, or what a program should do or use."""
    verb = words[0]
    if words[1:]:
        return None
    if verb in FACILITIES:
        return ("should", "use", verb)
    if verb in PERMITTED:
        return ("can", verb)
    return ("should", verb) if _is_order(verb) else None


def _is_order(word: str) -> bool:
    """Return whether a word is a verb that a program obeys."""
    if word in ORDERS:
        return True
    if word in VOCABULARY or len(word) < SHORTEST_VERB:
        return False
    if word.endswith(("ify", "ize")) and not word.endswith("size"):
        return True
    return any(
        word.startswith(prefix) and word.removeprefix(prefix) in COMMANDS
        for prefix in VERB_PREFIXES
    )


def _is_adjective(word: str) -> bool:
    """Return whether a word is an adjective or a participle."""
    if word in ADJECTIVES or word in PARTICIPLES or word in PERFECT_PARTICIPLES:
        return True
    if word in VOCABULARY:
        return False
    if any(
        word.startswith(prefix) and word.removeprefix(prefix) in ADJECTIVES
        for prefix in ADJECTIVE_PREFIXES
    ):
        return True
    if word.endswith("ed"):
        return len(word) >= SHORTEST_PARTICIPLE and word not in NOT_PARTICIPLES
    if word.endswith(ADJECTIVE_ENDINGS):
        return len(word) >= SHORTEST_ADJECTIVE and word not in NOT_ADJECTIVES
    return _is_gerund(word)


def _is_gerund(word: str) -> bool:
    """Return whether a word says what is going on: `running`."""
    return (
        word.endswith("ing")
        and len(word) >= SHORTEST_GERUND
        and word not in NOT_GERUNDS
        and word not in VOCABULARY
    )


def _is_plural(word: str) -> bool:
    """Return whether a word is surely a noun in the plural."""
    if word.endswith(PLURAL_ENDINGS) or word in {"children", "people"}:
        return True
    return any(noun in COUNTABLE for noun in _without_s(word))


def _verb_of(word: str) -> str | None:
    """Return the verb that a word is the third person of."""
    for verb in _without_s(word):
        if verb in STATIVE_VERBS or verb in INTRANSITIVE_VERBS or verb in ORDERS:
            return verb
    return None


def _without_s(word: str) -> Words:
    """Return what a word may be the plural, or the third person, of."""
    if not word.endswith("s") or word.endswith("ss"):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


ORDERS = FILTERS | HOMOGRAPHS | COMMANDS
COUNTABLE = NOUNS | ROLES | HOMOGRAPHS | THINGS
VOCABULARY = (
    ADJECTIVES
    | COUNTABLE
    | FACILITIES
    | ORDERS
    | PARTICIPLES
    | PERFECT_PARTICIPLES
    | PERMITTED
    | NOT_ADJECTIVES
    | NOT_GERUNDS
    | NOT_PARTICIPLES
)

RULES: tuple[Rule, ...] = (
    _ask_known,
    _ask_contraction,
    _ask_qualified,
    _ask_negation,
    _ask_place,
    _ask_compound,
    _ask_order,
    _ask_fact,
    _ask_achievement,
    _ask_state,
    _ask_thing,
    _ask_verb,
)
"""The rules in the order in which they are asked: the surest evidence first."""
