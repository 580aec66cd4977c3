"""What every rule shares: arguments, configuration, checking, fixing, suppressions, reports.

The engine knows no rule by name. On the path of a clean file its modules import none of `typing`,
`re`, `dataclasses` and `pathlib`: each of them costs as much as the check itself
(`python -X importtime`), and every `git commit` would pay for it.
"""
