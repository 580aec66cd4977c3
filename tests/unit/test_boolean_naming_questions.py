"""A boolean's name that asks nothing gets a question, if there is a good one."""

from __future__ import annotations

from itertools import combinations
from keyword import iskeyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.rules.boolean_naming import questions, vocabulary
from standards_hooks.rules.boolean_naming.questions import propose, states_fact
from standards_hooks.semantic.words import split


PREDICATES = questions.QUESTION_WORDS
LISTED_WORDS = sorted(
    questions.VERBS
    | questions.COUNTABLE
    | vocabulary.STATES
    | vocabulary.FACTS
    | vocabulary.PREPOSITIONS
    | {"no", "not", "without"}
)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        # the standard's own four
        ("active", "is_active"),
        ("permission", "has_permission"),
        ("edit", "can_edit"),
        ("retry", "should_retry"),
        # states
        ("valid", "is_valid"),
        ("enabled", "is_enabled"),
        ("frozen", "is_frozen"),
        ("running", "is_running"),
        ("editable", "is_editable"),
        ("recursive", "is_recursive"),
        ("readonly", "is_readonly"),
        ("read_only", "is_read_only"),
        ("dry_run", "is_dry_run"),
        ("case_sensitive", "is_case_sensitive"),
        ("email_verified", "is_email_verified"),
        ("user_active", "is_user_active"),
        ("cache_enabled", "is_cache_enabled"),
        ("headers_sent", "are_headers_sent"),
        ("changed", "has_changed"),
        ("errors_occurred", "have_errors_occurred"),
        ("timed_out", "has_timed_out"),
        ("logged_in", "is_logged_in"),
        ("in_transaction", "is_in_transaction"),
        ("charge_eligible", "is_charge_eligible"),
        ("cache_aware_routing", "is_cache_aware_routing"),
        ("strict_flag", "is_strict"),
        # roles
        ("admin", "is_admin"),
        ("site_owner", "is_site_owner"),
        ("primary_key", "is_primary_key"),
        # things
        ("children", "has_children"),
        ("errors", "has_errors"),
        ("password", "has_password"),
        ("admin_permission", "has_admin_permission"),
        ("delete_permission", "has_delete_permission"),
        ("email_opt_in", "has_email_opt_in"),
        ("cache_key", "has_cache_key"),
        ("group_ids", "has_group_ids"),
        ("group_results", "should_group_results"),
        ("with_header", "has_header"),
        ("seen_default", "has_seen_default"),
        # permissions
        ("publish", "can_publish"),
        ("access", "can_access"),
        ("view_reports", "can_view_reports"),
        # orders
        ("cache", "should_cache"),
        ("notify", "should_notify"),
        ("normalize", "should_normalize"),
        ("send_email", "should_send_email"),
        ("allow_nulls", "should_allow_nulls"),
        ("create_missing_dirs", "should_create_missing_dirs"),
        ("skip_locked", "should_skip_locked"),
        ("cache_results", "should_cache_results"),
        ("delete_file", "should_delete_file"),
        ("open_browser", "should_open_browser"),
        ("forward_headers", "should_forward_headers"),
        ("create_queue_if_not_found", "should_create_queue_if_not_found"),
        ("sync_local_only", "should_sync_local_only"),
        ("stream_final_response", "should_stream_final_response"),
        ("auto_reload", "should_auto_reload"),
        ("ssl", "should_use_ssl"),
        # denials
        ("no_cache", "should_not_cache"),
        ("nowait", "should_not_wait"),
        ("no_permission", "has_no_permission"),
        ("no_partial_types", "has_no_partial_types"),
        ("not_found", "is_not_found"),
        ("non_blocking", "is_non_blocking"),
        ("disable_cache", "should_disable_cache"),
        ("dont_send", "should_not_send"),
        ("without_header", "has_no_header"),
        ("unverified", "is_unverified"),
        ("isnt_valid", "is_not_valid"),
        # names that were once turned into questions that nobody would ask
        ("get_editable", "should_get_editable"),
        ("error", "has_error"),
        ("error_on_missing", "should_error_on_missing"),
        ("hard_delete", "should_hard_delete"),
        ("already_existed", "has_already_existed"),
        ("remove_read_only", "should_remove_read_only"),
        ("section_read_only", "is_section_read_only"),
        ("dereference_schemas", "should_dereference_schemas"),
        ("isolated", "is_isolated"),
        ("select_related", "should_select_related"),
        ("tls_on", "is_tls_on"),
        ("isempty", "is_empty"),
        ("symlinks", "should_use_symlinks"),
        ("sequences_optional", "are_sequences_optional"),
        ("tls_enabled", "is_tls_enabled"),
        # statements
        ("need_auth", "needs_auth"),
        ("support_legacy", "supports_legacy"),
        ("exist", "exists"),
        ("match", "matches"),
        # styles
        ("userActive", "isUserActive"),
        ("useTLS", "shouldUseTLS"),
        ("ACTIVE", "IS_ACTIVE"),
        ("_active", "_is_active"),
        ("__closed", "__is_closed"),
        ("async_", "is_async"),
    ],
    ids=lambda text: text,
)
def test_a_name_is_turned_into_the_question_a_reviewer_would_ask(name, question):
    assert propose(name, PREDICATES, ()) == question


@pytest.mark.parametrize(
    "name",
    [
        *("b", "bool", "data", "flag", "mode", "ok", "result", "ret", "state", "status", "value"),
        *("animal", "need", "no", "nobody", "strategy", "x", "_", "__test__"),
        *("created_by", "deleted_at", "defaults_match", "exist_ok", "dirs_exist_ok", "wrote_any"),
        *("only_active", "only_owned", "drain_queued"),
        *("by_alias", "via_proxy", "with_for_update", "s3_strip_files", "option_inherits_attrs"),
        *("replays_stored_history", "reads_rows", "expected", "yes", "embed_hosts_enforced"),
        *("supports_ssl", "contains_nulls", "exists", "user_exists", "terminal_supports_color"),
        *("all_files", "strict_types", "host_matching", "response_model_exclude_unset", "to_upper"),
        *("is_active", "active_is", "requires_auth"),
    ],
)
def test_a_name_without_a_good_question_gets_none(name):
    assert propose(name, PREDICATES, ()) is None


@pytest.mark.parametrize(
    "word",
    [
        *("archive", "cable", "client", "content", "drive", "embed", "event", "feed", "interval"),
        *("metric", "music", "need", "parent", "seed", "setting", "shed", "speed", "string"),
        *("table", "token", "topic", "total", "variable"),
    ],
)
def test_a_word_that_only_looks_like_an_adjective_is_not_called_one(word):
    assert propose(word, PREDICATES, ()) != f"is_{word}"


@pytest.mark.parametrize(
    "name",
    [
        *("supports_tls", "allows_nulls", "uses_cache", "accepts_kwargs", "matches", "exists"),
        *("contains_nulls", "includes_tax", "truncates_names", "ignores_case", "user_exists"),
        *("test_db_allows_connections", "default_factory_takes_data", "_owns_executor"),
    ],
)
def test_a_verb_in_the_third_person_is_a_statement(name):
    assert states_fact(split(name))


@pytest.mark.parametrize(
    "name",
    [
        *("users_count", "rules_enabled", "headers_sent", "errors", "values", "checks"),
        *("include_uses", "warn_unused_ignores", "check_exists", "all_matches", "list_all_matches"),
        *("access", "status", "is", "cache", "templates_loaded", "support_legacy"),
    ],
)
def test_a_noun_in_the_plural_is_no_statement(name):
    assert not states_fact(split(name))


def test_a_question_that_means_something_else_already_is_not_proposed():
    assert propose("active", PREDICATES, {"is_active"}) is None


def test_a_taken_question_is_not_asked_in_other_words():
    assert propose("retry", PREDICATES, {"should_retry"}) is None


@pytest.mark.parametrize(
    ("name", "allowed", "question"),
    [
        pytest.param("edit", {"is", "may"}, "may_edit", id="may-for-can"),
        pytest.param("retry", {"is", "will"}, "will_retry", id="will-for-should"),
        pytest.param("need_auth", {"does"}, "needs_auth", id="third-person-always"),
        pytest.param("active", {"has", "can"}, None, id="nothing-for-is"),
        pytest.param("permission", {"is"}, None, id="nothing-for-has"),
    ],
)
def test_only_the_users_own_predicates_are_proposed(name, allowed, question):
    assert propose(name, frozenset(allowed), ()) == question


def test_every_word_is_listed_as_one_part_of_speech():
    parts = [
        vocabulary.ACTIONS,
        vocabulary.FACILITIES,
        vocabulary.FILTERS,
        vocabulary.NOUN_VERBS,
        vocabulary.PERMISSIONS,
        vocabulary.ROLES,
        vocabulary.STATES,
        vocabulary.THINGS,
    ]
    shared = [one & other for one, other in combinations(parts, 2) if one & other]
    # What failed has an error; `error_on_empty` is an order.
    assert shared == [{"error"}]


identifiers = st.one_of(
    st.from_regex(r"[^\W\d]\w{0,12}", fullmatch=True).filter(str.isidentifier),
    st.lists(st.sampled_from(LISTED_WORDS), min_size=1, max_size=4).map("_".join),
    st.lists(st.sampled_from(LISTED_WORDS), min_size=2, max_size=4).map(
        lambda words: words[0] + "".join(map(str.capitalize, words[1:]))
    ),
)


@given(
    name=identifiers,
    predicates=st.frozensets(st.sampled_from(sorted(PREDICATES))),
    taken=st.frozensets(st.sampled_from([f"is_{word}" for word in LISTED_WORDS])),
)
def test_a_proposed_name_passes_the_hook_and_may_be_used(name, predicates, taken):
    proposal = propose(name, predicates, taken)
    if proposal is not None:
        words = split(proposal)
        assert words[0] in predicates or states_fact(words)
        assert proposal.isidentifier()
        assert not iskeyword(proposal)
        assert proposal not in taken
