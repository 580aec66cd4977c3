"""The rewrites that mend findings, one module for each hook that has one.

They work on LibCST's concrete tree, whose import costs five starts of the interpreter: a rule
imports its fix only when one is due.
"""
