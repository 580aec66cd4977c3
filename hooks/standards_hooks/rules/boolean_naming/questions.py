"""The yes/no question that a boolean's name should ask.

Source: the standard's clause "Boolean Names". Its four pairs are four ways to reason, and every
other name is decided by the same ones:

- `active` is `is_active`: a state, and likewise a role, is something that one *is*;
- `permission` is `has_permission`: a thing is something that one *has*;
- `edit` is `can_edit`: what a user is permitted to do is something that one *can* do;
- `retry` is `should_retry`: what a program is to do is something that it *should* do.

A verb in the third person, as in `supports_tls`, asks already. Where no good question is known,
none is proposed: an absurd proposal is worse than none.
"""

from __future__ import annotations

from keyword import iskeyword

from standards_hooks.rules.boolean_naming import vocabulary as known
from standards_hooks.semantic.words import QUESTION_WORDS, join, split


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    type Words = tuple[str, ...]
    type Rule = Callable[[Words], Words | None]


SHORTEST_BY_ENDING = 5
"""Letters that a word needs before its ending proves anything."""
STATE_ENDINGS = (
    *("able", "ible", "ful", "less", "ous", "sive", "tive", "ical", "ional", "mental", "ing"),
    *("atic", "etic", "istic", "onic", "ific", "istent", "wise", "ed"),
)
STATE_PREFIXES = ("un", "in", "im", "non", "semi")
VERB_ENDINGS = ("ate", "ify", "ize")
VERB_PREFIXES = ("auto", "de", "post", "pre", "re", "un")
SINGULAR_ENDINGS = ("as", "is", "ss", "us")
PLURAL_ENDINGS = ("ions", "ments", "ities")

ADVERBS = frozenset(
    {"already", "always", "auto", "deep", "fully", "hard", "never", "soft", "still"}
)
COMPOUNDING = frozenset({"aware", "based", "capable", "compatible", "compliant", "eligible"})
"""Adjectives that need a word before them, even a verb: `render_aware`."""
TAILS = frozenset({"off", "ok", "on", "only"})
"""What turns one word before it into an adjective: `write_only`."""
REFUSED = frozenset(
    {"each", "expect", "expects", "got", "just", "maybe", "only", "or", "this", "wrote"}
)
"""First words after which no rule can be trusted."""
LEADS = {
    "cannot": ("can", "not"),
    "cant": ("can", "not"),
    "dont": ("should", "not"),
    "with": ("has",),
    **{f"{word}nt": (word, "not") for word in QUESTION_WORDS},
    **{verb: (f"{verb}s",) for verb in ("need", "support", "want")},
    **{participle: ("has", participle) for participle in ("found", "hit", "seen", "used")},
}
"""First words that have a predicate of their own, whatever they lead."""
SUBSTITUTES = {"can": ("can", "may"), "should": ("should", "must", "will")}
"""Predicates that ask nearly the same, best first, for users who allow only some of them."""


def propose(name: str, predicates: frozenset[str], taken: Container[str]) -> str | None:
    """Return the yes/no question to ask instead of a boolean's name.

    A question never turns a name's sense round: `no_cache` is `should_not_cache`.

    Args:
        name: Identifier of a boolean, in any style.
        predicates: The words that make a name a question, in lower case.
        taken: Names that the question must not be, because they mean something else already.

    Returns:
        An identifier in the style of the name that the hook accepts; None where no good one is
        known, where its predicate is not allowed, or where it is taken.
    """
    words = tuple(split(name))
    is_dunder = name.startswith("__") and name.endswith("__")
    question = None if is_dunder or states_fact(words) else _ask(words)
    if question is None:
        return None
    for predicate in SUBSTITUTES.get(question[0], question[:1]):
        if predicate in predicates or states_fact(question):
            proposal = join((predicate, *question[1:]), name)
            is_free = proposal.isidentifier() and not iskeyword(proposal) and proposal not in taken
            return proposal if is_free and split(proposal)[:1] == [predicate] else None
    return None


def states_fact(words: Sequence[str]) -> bool:
    """Return whether a name holds a verb in the third person: `supports_tls`, `user_exists`.

    `rules_enabled` and `users_count` begin with nouns in the plural, which end alike, so only a
    verb that is no noun counts. After an order, as in `warn_unused_uses`, a plural is its object.

    Args:
        words: The lower-case words of the name.

    Returns:
        Whether the name is a statement, which is true or false as it stands.
    """
    for index, word in enumerate(words):
        stems = _without_s(word)
        if not known.FACTS.isdisjoint(stems):
            is_order = words[0] in known.ACTIONS or words[0] in known.FILTERS
            if not index or (not is_order and known.NOUN_VERBS.isdisjoint(stems)):
                return True
        is_phrase = not index and bool(words[1:]) and not _is_state(words[-1])
        if is_phrase and any(stem in known.FILTERS or _ends_like_verb(stem) for stem in stems):
            return True
    return False


def _ask(words: Words) -> Words | None:
    """Return the words of the question that a phrase stands for, its predicate first."""
    if words[1:] and words[-1] == "flag":
        words = words[:-1]
    if not words or words[0] in REFUSED or not QUESTION_WORDS.isdisjoint(words):
        return None
    return next(filter(None, (rule(words) for rule in RULES)), None)


def _ask_known(words: Words) -> Words | None:
    """Ask for what is known as a whole."""
    phrase = "_".join(words)
    is_order = phrase not in known.STATE_PHRASES and bool(words[1:]) and _leads_order(words)
    if phrase.endswith(known.STATE_PHRASES) and not is_order:
        return ("is", *words)
    if phrase.endswith(("_opt_in", "_opt_out")):
        return ("has", *words)
    question = known.REWORDED.get(phrase)
    return tuple(question.split("_")) if question else None


def _ask_fused(words: Words) -> Words | None:
    """Ask for a word that a denial or a predicate is fused with: `nowait`, `isempty`."""
    fusion, fused = words[0][:2], words[0][2:]
    if words[1:]:
        return None
    if fusion == "no" and fused in VERBS:
        return ("should", "not", fused)
    return ("is", fused) if fusion == "is" and (fused in known.STATES or fused in VERBS) else None


def _ask_led(words: Words) -> Words | None:
    """Ask for what an auxiliary or its like leads: `need_auth`, `dont_send`, `with_header`."""
    first, rest = words[0], words[1:]
    if not rest or rest[0] in known.PREPOSITIONS:
        return None
    if first == "do" and (rest[0] == "not" or _is_verb(rest[0])):
        return ("should", *rest)
    return (*LEADS[first], *rest) if first in LEADS else None


def _ask_adverb(words: Words) -> Words | None:
    """Ask for what an adverb leads: `auto_reload`, `already_sent`."""
    first, rest = words[0], words[1:]
    is_adverb = first in ADVERBS or (first.endswith("ly") and first not in known.STATES)
    if not rest or not is_adverb:
        return None
    if _is_verb(rest[0]):
        return ("should", *words)
    question = _ask(rest)
    return (question[0], first, *question[1:]) if question else None


def _ask_negation(words: Words) -> Words | None:
    """Ask what is denied, and keep the denial: `no_cache` is `should_not_cache`."""
    denial, denied = words[0], words[1:]
    if not denied or denial not in {"no", "non", "not", "without"}:
        return None
    has_plural = _ends_plural(denied[-1]) and not _is_verb(denied[0])
    if denial == "without" or (denial == "no" and has_plural):
        return ("has", "no", *denied)
    question = _ask(denied)
    if question is None or (denial == "non" and question[0] != "is"):
        return None
    is_whole = question[0] == "has" or (question[0] == "is" and denied[1:])
    negative = "no" if denial == "no" and is_whole else "non" if denial == "non" else "not"
    return (question[0], negative, *question[1:])


def _ask_place(words: Words) -> Words | None:
    """Ask for the place or the state one is in, or for what goes on: `in_transaction`."""
    first = words[0]
    goes_on = first.endswith("ing") and first not in known.STATES and first not in NO_STATES
    is_place = first in known.PLACES or words[:2] == ("out", "of")
    return ("is", *words) if words[1:] and (goes_on or is_place) else None


def _ask_order(words: Words) -> Words | None:
    """Ask for an imperative phrase, which starts with its verb: `send_email`."""
    first, last = words[0], words[-1]
    if not words[1:] or not _leads_order(words):
        return None
    if last in known.RIGHTS and (first in known.PERMISSIONS or first in {"add", "change"}):
        return ("has", *words)
    is_about_state = first in known.FILTERS or not known.PREPOSITIONS.isdisjoint(words)
    if not is_about_state and last in known.REPORTED:
        return _ask_state(words)
    if not is_about_state and last.endswith("ed") and _is_state(last):
        return None
    return ("can" if first in known.ALWAYS_PERMITTED else "should", *words)


def _leads_order(words: Words) -> bool:
    """Return whether the first of several words is a verb in the imperative."""
    first, last = words[0], words[-1]
    if last in COMPOUNDING or (last in TAILS and not words[2:] and first not in known.FILTERS):
        return False
    has_circumstance = not known.PREPOSITIONS.isdisjoint(words[1:])
    if first in known.LEADING_VERBS:
        return has_circumstance or not _is_state(last)
    if first in known.NOUN_VERBS:
        return has_circumstance or (_ends_plural(last) and last not in known.LABELS)
    return _is_verb(first)


def _ask_state(words: Words) -> Words | None:
    """Ask for a state, or for what has come to pass: `email_verified`, `errors_occurred`."""
    head = _head(words)
    state, before = words[head], words[:head]
    if words[-1] in TAILS:
        is_verbal = any(word in known.FACTS or _is_verb(word) for word in words[:-1])
        is_state = words[1:] and (words[-1] == "only" or not is_verbal)
        return ("is", *words) if is_state else None
    is_cut_off = head == len(words) - 2
    if is_cut_off or not _is_state(state) or words[0] in known.PREPOSITIONS:
        return None
    if before and (known.REPORTED | COMPOUNDING).isdisjoint(words[1:]):
        is_gerund = state.endswith("ing") and state not in known.STATES
        if is_gerund or any(map(_may_rule, before)):
            return None
    is_plural = bool(before) and _ends_plural(before[-1])
    if state in known.EVENTS:
        return ("have" if is_plural else "has", *words)
    return ("are" if is_plural else "is", *words)


def _ask_thing(words: Words) -> Words | None:
    """Ask for a role that one is, or a thing that one has: `site_owner`, `admin_permission`."""
    head = words[_head(words)]
    if words[0] in known.PREPOSITIONS | {"all", "only"}:
        return None
    if head in known.ROLES or (words[1:] and head == "mode"):
        return ("is", *words)
    is_compound = bool(words[1:]) and not _ends_plural(words[-2])
    is_thing = is_compound and (head in known.RIGHTS or head in known.NOUN_VERBS)
    is_thing = is_thing or head in known.THINGS or _is_plural(head)
    is_ruled = any(map(_may_rule, words[: _head(words)]))
    return ("has", *words) if is_thing and not is_ruled else None


def _ask_verb(words: Words) -> Words | None:
    """Ask for a verb alone: what a user can do, or what a program should do or use."""
    verb = words[0]
    if words[1:]:
        return None
    if verb in known.FACILITIES:
        return ("should", "use", verb)
    if verb in known.PERMISSIONS or verb in known.ALWAYS_PERMITTED:
        return ("can", verb)
    return ("should", verb) if _is_verb(verb) else None


def _head(words: Words) -> int:
    """Return the index of the word that a phrase is about: the last before a circumstance."""
    for index in range(1, len(words)):
        if words[index] in known.PREPOSITIONS:
            return index - 1
    return len(words) - 1


def _may_rule(word: str) -> bool:
    """Return whether a word may be a verb that the words after it belong to."""
    if word in NOUNS or _is_plural(word) or _is_state(word):
        return False
    return any(stem in known.FACTS or _is_verb(stem) for stem in (word, *_without_s(word)))


def _is_verb(word: str) -> bool:
    """Return whether a word is a verb that a program or a user can obey."""
    if word in VERBS or word in NO_VERBS:
        return word in VERBS
    bases = (word.removeprefix(prefix) for prefix in VERB_PREFIXES if word.startswith(prefix))
    return _ends_like_verb(word) or any(base in VERBS for base in bases)


def _ends_like_verb(word: str) -> bool:
    is_long = len(word) > SHORTEST_BY_ENDING
    return is_long and word.endswith(VERB_ENDINGS) and word not in NO_VERBS


def _is_state(word: str) -> bool:
    """Return whether a word is an adjective or a participle."""
    if word in known.STATES or word in known.EVENTS or word in known.REPORTED:
        return True
    if word in NO_STATES or len(word) < SHORTEST_BY_ENDING:
        return False
    bases = (word.removeprefix(prefix) for prefix in STATE_PREFIXES if word.startswith(prefix))
    return word.endswith(STATE_ENDINGS) or any(base in known.STATES for base in bases)


def _ends_plural(word: str) -> bool:
    """Return whether a word ends as plurals do, and is no acronym such as `dns`."""
    is_acronym = len(word) <= len("dns") or word in known.FACILITIES
    return word.endswith("s") and not is_acronym and not word.endswith(SINGULAR_ENDINGS)


def _is_plural(word: str) -> bool:
    """Return whether a word is a known noun in the plural, or ends as only nouns do."""
    return word.endswith(PLURAL_ENDINGS) or not COUNTABLE.isdisjoint(_without_s(word))


def _without_s(word: str) -> Words:
    """Return what a word may be the plural, or the third person, of."""
    if not word.endswith("s") or word.endswith("ss"):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


VERBS = known.ACTIONS | known.FILTERS | known.LEADING_VERBS | known.NOUN_VERBS
VERBS |= known.PERMISSIONS | known.ALWAYS_PERMITTED
NOUNS = known.NOUN_VERBS | known.RIGHTS | known.ROLES | known.THINGS
COUNTABLE = NOUNS | known.PLURALS
NO_VERBS = known.NOT_VERBS | known.STATES | known.ROLES | known.THINGS
NO_STATES = known.NOT_STATES | COUNTABLE | VERBS

RULES: tuple[Rule, ...] = (
    *(_ask_known, _ask_fused, _ask_led, _ask_adverb, _ask_negation, _ask_place),
    *(_ask_order, _ask_state, _ask_thing, _ask_verb),
)
"""The rules in the order in which they are asked: the surest evidence first."""
