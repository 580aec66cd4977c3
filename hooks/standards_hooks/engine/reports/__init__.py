"""The reports of a run: lines for people, or the format of another program.

Plain lines, as a hook prints them into a pipe, need nothing of this package.
"""
