"""What every rule shares: reading a file, findings, ignores, options, running.

The engine knows no rule by name. Its modules import neither `typing`, `re`, `dataclasses` nor
`pathlib` on the path of a clean file: each of them costs as much as the check itself
(`python -X importtime`), and every `git commit` would pay for it.
"""
