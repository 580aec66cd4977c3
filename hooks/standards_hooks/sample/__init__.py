"""The sample `.pre-commit-config.yaml`: the whole standard at `git commit`."""
