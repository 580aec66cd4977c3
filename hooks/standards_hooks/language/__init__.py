"""The words of identifiers: splitting and joining them, and the questions that they ask."""
