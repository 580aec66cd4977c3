"""Comments that silence other tools: linters, type checkers and formatters."""
