"""What docstrings say in their sections, and what the code under them does."""
