"""Files of environment variables: which ones there are, and what looks like a secret in them."""
