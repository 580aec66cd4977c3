"""Identifiers come apart into words, and come together in the style they had."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards_hooks.semantic.words import join, split


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("active", ["active"], id="one-word"),
        pytest.param("user_active", ["user", "active"], id="snake-case"),
        pytest.param("userActive", ["user", "active"], id="camel-case"),
        pytest.param("UserActive", ["user", "active"], id="pascal-case"),
        pytest.param("USER_ACTIVE", ["user", "active"], id="upper-case"),
        pytest.param("isHTTPActive", ["is", "http", "active"], id="acronym-inside"),
        pytest.param("useTLS", ["use", "tls"], id="acronym-at-the-end"),
        pytest.param("TLSEnabled", ["tls", "enabled"], id="acronym-at-the-start"),
        pytest.param("has2fa", ["has2fa"], id="digit-inside"),
        pytest.param("http2_enabled", ["http2", "enabled"], id="digit-before-underscore"),
        pytest.param("http2Enabled", ["http2", "enabled"], id="digit-before-hump"),
        pytest.param("I18N_ENABLED", ["i18n", "enabled"], id="digit-between-capitals"),
        pytest.param("_active", ["active"], id="leading-underscore"),
        pytest.param("__init__", ["init"], id="dunder"),
        pytest.param("async_", ["async"], id="trailing-underscore"),
        pytest.param("a__b", ["a", "b"], id="two-underscores"),
        pytest.param("größeÄndern", ["größe", "ändern"], id="letters-beyond-ascii"),
        pytest.param("_", [], id="underscore-alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_name_comes_apart_into_its_words(name, words):
    assert split(name) == words


@pytest.mark.parametrize(
    ("like", "words", "joined"),
    [
        pytest.param("active", ["is", "active"], "is_active", id="one-word"),
        pytest.param("user_active", ["is", "user", "active"], "is_user_active", id="snake-case"),
        pytest.param("userActive", ["is", "user", "active"], "isUserActive", id="camel-case"),
        pytest.param("UserActive", ["is", "user", "active"], "IsUserActive", id="pascal-case"),
        pytest.param("ACTIVE", ["is", "active"], "IS_ACTIVE", id="upper-case"),
        pytest.param("_active", ["is", "active"], "_is_active", id="leading-underscore"),
        pytest.param("__x", ["is", "x"], "__is_x", id="two-leading-underscores"),
        pytest.param("_userActive", ["is", "active"], "_isActive", id="private-camel-case"),
        pytest.param("active_", ["is", "active"], "is_active", id="trailing-underscore"),
        pytest.param("useTLS", ["should", "use", "tls"], "shouldUseTLS", id="acronym-kept"),
        pytest.param("TLSOn", ["is", "tls", "on"], "IsTLSOn", id="acronym-no-longer-first"),
        pytest.param("_", ["is"], "_is", id="underscore-alone"),
    ],
)
def test_words_come_together_in_the_style_of_the_old_name(like, words, joined):
    assert join(words, like) == joined


@given(st.lists(st.from_regex(r"[a-z][a-z0-9]{1,8}", fullmatch=True), min_size=1))
def test_words_joined_in_snake_case_come_apart_again(words):
    assert split(join(words, "some_name")) == words
