"""Hostile input by the thousand: every hook, checking and fixing, against the laws that they keep.

    uv run python -m tests.fuzz --minutes 10 --seed 1

tries for that long; `--only KIND:NUMBER` repeats one trial.
`tests/integration/test_fuzz.py` is the short form.
"""
