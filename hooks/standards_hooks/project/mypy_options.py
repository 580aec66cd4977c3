"""The options of mypy 2.4.1, by its `Options`; a test compares them with the installed mypy.

Of a switch mypy also takes the opposite: `allow_untyped_defs` for `disallow_untyped_defs`.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


MYPY = ("tool", "mypy")
SWITCHES = """
allow_empty_bodies allow_redefinition allow_redefinition_old allow_untyped_globals bazel
cache_fine_grained check_unreachable check_untyped_defs color_output debug_cache debug_serialize
disable_bytearray_promotion disable_expression_cache disable_memoryview_promotion
disallow_any_decorated disallow_any_explicit disallow_any_expr disallow_any_generics
disallow_any_unimported disallow_incomplete_defs disallow_subclassing_any disallow_untyped_calls
disallow_untyped_decorators disallow_untyped_defs dump_build_stats dump_deps dump_graph
dump_inference_stats dump_type_stats error_summary exclude_gitignore explicit_package_bases
export_ref_info export_types extra_checks fast_exit fast_module_lookup fine_grained_incremental
fixed_format_cache follow_imports_for_stubs follow_untyped_imports hide_error_codes
ignore_errors ignore_missing_imports ignore_missing_imports_per_module implicit_optional
implicit_reexport include_docstrings incremental inspections install_types local_partial_types
logical_deps mypyc mypyc_skip_c_generation namespace_packages native_parser
no_silence_site_packages no_site_packages non_interactive old_type_inference pdb
pos_only_special_methods preserve_asts pretty raise_exceptions report_deprecated_as_note
reveal_verbose_types scripts_are_modules semantic_analysis_only show_absolute_path
show_column_numbers show_error_code_links show_error_context show_error_end show_traceback
skip_cache_mtime_checks skip_version_check sqlite_cache strict_bytes strict_concatenate
strict_equality strict_equality_for_none strict_optional test_env use_builtins_fixtures
use_fine_grained_cache warn_incomplete_stub warn_no_return warn_redundant_casts warn_return_any
warn_unreachable warn_unused_configs warn_unused_ignores
"""
OTHERS = """
allow_redefinition_new always_false always_true build_type cache_dir cache_map
custom_typeshed_dir custom_typing_module deprecated_calls_exclude disable_error_code
enable_error_code enable_incomplete_feature exclude files follow_imports junit_format junit_xml
many_errors_threshold modules mypy_path num_workers package_root packages per_module_options
platform plugins python_executable python_version quickstart_file report_dirs sqlite_num_shards
strict untyped_calls_exclude verbosity
"""
OFF_CODES = """
deprecated exhaustive-match explicit-override ignore-without-code mutable-override
possibly-undefined redundant-expr redundant-self truthy-bool truthy-iterable unimported-reveal
unused-awaitable
"""
"""The error codes that mypy has switched off, and that no option of the standard switches on."""
YES = ("1", "yes", "true", "on")
NO = ("0", "no", "false", "off")
"""What mypy reads as true and false, in any case and of any type (`convert_to_boolean`)."""
OPPOSITES = (("no_", ""), ("allow", "disallow"), ("disallow", "allow"), ("show_", "hide_"))
"""What a key may begin with, and what its opposite does (`parse_section` of mypy)."""


def names() -> frozenset[str]:
    """Return the names of all options, without their opposites."""
    return frozenset((*SWITCHES.split(), *OTHERS.split(), "strict"))


def switches() -> frozenset[str]:
    """Return the names of those that are true or false."""
    return frozenset((*SWITCHES.split(), "strict"))


def canonical(key: str, known: frozenset[str]) -> tuple[str, bool]:
    """Return the option that a key sets, and whether it sets the opposite of its value.

    Args:
        key: The key as it is written.
        known: The names of all options.

    Returns:
        The option; the key itself, not opposed, where mypy knows no such option.
    """
    if key in known:
        return key, False
    for start, opposite in OPPOSITES:
        if key.startswith(start) and opposite + key[len(start) :] in known:
            return opposite + key[len(start) :], True
    return key, False


def boolean(value: object) -> bool | None:
    """Return the value of a switch as mypy reads it, or None where it is none for mypy."""
    text = str(value).lower()
    return True if text in YES else False if text in NO else None


def disabled_codes(table: Mapping[str, object]) -> list[str]:
    """Return the error codes that a table switches off: what it enables too stays on."""
    enabled = _codes(table.get("enable_error_code"))
    known = (*enabled, *OFF_CODES.split())
    return [code for code in _codes(table.get("disable_error_code")) if code not in known]


def _codes(value: object) -> list[str]:
    texts = value.split(",") if isinstance(value, str) else value
    listed = [str(text).strip() for text in texts] if isinstance(texts, list) else []
    return [text for text in listed if text]


def is_option(key: str, known: frozenset[str]) -> bool:
    """Return whether mypy takes a key; reports and experimental switches have own names."""
    return key.endswith("_report") or key.startswith("x_") or canonical(key, known)[0] in known
