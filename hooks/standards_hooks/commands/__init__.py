"""The subcommands of `standards`, one module each."""
