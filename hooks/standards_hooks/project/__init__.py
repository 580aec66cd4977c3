"""The repository: what git knows, packages, configuration files, violations and waivers."""
