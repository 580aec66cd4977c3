"""What has to be closed: who opens it, and what becomes of it."""
