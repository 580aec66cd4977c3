"""One Python and one package manager: where a repository names them, and whether they agree."""
