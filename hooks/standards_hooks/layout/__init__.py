"""The standard's repository structure: where packages and tests are, and what stands in which."""
